"""The first start's page: it asks, shows progress, and keeps what was typed whatever goes wrong."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QProgressBar, QPushButton
from pytestqt.qtbot import QtBot

from app.clock import Clock
from app.errors import BadAddressError
from tests.keyring_service import KeyringService
from tests.ui.keyboard import pressed, typed
from ui.error_texts import sentence
from ui.login.entrance import Entrance
from ui.login.first_start import FirstStart
from ui.login.start import Start

ADDRESS = "https://school12.example.ru"


@pytest.fixture
def form(qtbot: QtBot) -> FirstStart:
    shown = FirstStart()
    qtbot.addWidget(shown)
    shown.resize(640, 480)
    with qtbot.waitActive(shown):
        shown.show()
        shown.activateWindow()
    return shown


def field(form: FirstStart, name: str) -> QLineEdit:
    found = form.findChild(QLineEdit, f"first_start_{name}")
    assert found is not None
    return found


def button(form: FirstStart, name: str) -> QPushButton:
    found = form.findChild(QPushButton, f"first_start_{name}")
    assert found is not None
    return found


def label(form: FirstStart, name: str) -> QLabel:
    found = form.findChild(QLabel, f"first_start_{name}")
    assert found is not None
    return found


def test_nothing_is_sent_before_an_address_is_typed(form: FirstStart) -> None:
    assert not button(form, "submit").isEnabled()
    assert not button(form, "browser").isEnabled()
    typed(field(form, "address"), ADDRESS)
    assert button(form, "submit").isEnabled()
    assert button(form, "browser").isEnabled()


def test_enter_leads_to_the_phone_and_a_button_to_the_browser(form: FirstStart, qtbot: QtBot) -> None:
    typed(field(form, "address"), f" {ADDRESS} ")
    with qtbot.waitSignal(form.submitted) as sent:
        pressed(field(form, "address"), Qt.Key.Key_Return)
    assert sent.args == [ADDRESS]
    with qtbot.waitSignal(form.browser_wanted) as asked:
        button(form, "browser").click()
    assert asked.args == [ADDRESS]


def test_progress_is_shown_and_can_be_stopped(form: FirstStart, qtbot: QtBot) -> None:
    form.show_progress("Загружаются журналы: 12 из 40", 12, 40)
    progress = form.findChild(QProgressBar)
    assert progress is not None
    assert (progress.value(), progress.maximum()) == (12, 40)
    assert label(form, "stage").text() == "Загружаются журналы: 12 из 40"
    with qtbot.waitSignal(form.cancelled):
        button(form, "cancel").click()


def test_an_error_gives_the_field_back_as_it_was(form: FirstStart) -> None:
    typed(field(form, "address"), ADDRESS)
    form.show_progress("Спрашиваем портал…", 0, 0)
    form.show_error(sentence(BadAddressError(ADDRESS)))
    assert field(form, "address").text() == ADDRESS
    assert field(form, "address").isEnabled()
    assert label(form, "error").isVisible()
    assert field(form, "address").height() >= field(form, "address").sizeHint().height(), "nothing is squeezed"


def test_a_wrong_address_is_told_by_the_real_start(
    keyring_service: KeyringService, tmp_path: Path, qtbot: QtBot
) -> None:
    form = FirstStart()
    entrance = Entrance(form)
    qtbot.addWidget(entrance)
    start = Start(tmp_path, Clock(), entrance, form)
    entrance.show()
    start.open()
    qtbot.waitUntil(form.isVisible)
    typed(field(form, "address"), "школа точка ру")
    button(form, "submit").click()
    qtbot.waitUntil(label(form, "error").isVisible)
    start.close()
    assert label(form, "error").text() == sentence(BadAddressError("школа точка ру"))
    assert field(form, "address").text() == "школа точка ру"
