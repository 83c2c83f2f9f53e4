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

ADDRESS, CODE = "https://school12.example.ru", "K7PM-4XQ2"


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


def fill(form: FirstStart) -> None:
    typed(field(form, "address"), f" {ADDRESS} ")
    typed(field(form, "code"), CODE)


def test_nothing_is_sent_before_both_fields_are_filled(form: FirstStart) -> None:
    typed(field(form, "address"), ADDRESS)
    assert not button(form, "submit").isEnabled()
    typed(field(form, "code"), CODE)
    assert button(form, "submit").isEnabled()


def test_enter_sends_what_was_typed_without_the_spaces_around(form: FirstStart, qtbot: QtBot) -> None:
    fill(form)
    with qtbot.waitSignal(form.submitted) as sent:
        pressed(field(form, "code"), Qt.Key.Key_Return)
    assert sent.args == [ADDRESS, CODE]


def test_progress_is_shown_and_can_be_stopped(form: FirstStart, qtbot: QtBot) -> None:
    form.show_progress("Загружаются журналы: 12 из 40", 12, 40)
    progress = form.findChild(QProgressBar)
    assert progress is not None
    assert (progress.value(), progress.maximum()) == (12, 40)
    assert label(form, "stage").text() == "Загружаются журналы: 12 из 40"
    with qtbot.waitSignal(form.cancelled):
        button(form, "cancel").click()


def test_an_error_gives_the_fields_back_as_they_were(form: FirstStart) -> None:
    fill(form)
    form.show_progress("Спрашиваем портал…", 0, 0)
    form.show_error(sentence(BadAddressError(ADDRESS)))
    assert (field(form, "address").text().strip(), field(form, "code").text()) == (ADDRESS, CODE)
    assert field(form, "address").isEnabled()
    assert label(form, "error").isVisible()
    assert field(form, "address").height() >= field(form, "address").sizeHint().height(), "nothing is squeezed"


def test_a_wrong_address_is_told_by_the_real_start(
    keyring_service: KeyringService, tmp_path: Path, qtbot: QtBot
) -> None:
    form = FirstStart(address="школа точка ру", code=CODE)
    entrance = Entrance(form)
    qtbot.addWidget(entrance)
    start = Start(tmp_path, Clock(), entrance, form)
    entrance.show()
    start.open()
    qtbot.waitUntil(form.isVisible)
    button(form, "submit").click()
    qtbot.waitUntil(label(form, "error").isVisible)
    start.close()
    assert label(form, "error").text() == sentence(BadAddressError("школа точка ру"))
    assert field(form, "address").text() == "школа точка ру"
