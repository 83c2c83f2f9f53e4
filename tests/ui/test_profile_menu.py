"""The menu «Profile» of an open journal: another PIN, when it locks itself, the sign-in, removal."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QMenu, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from app.clock import Clock
from app.domain.pages import EMPTY_CELL
from app.ids import LessonId
from app.services.marking import put_mark
from app.services.profile import keep_token, read_profile
from app.store.tables import outbox
from app.vault.derivation import LEAST
from app.vault.errors import StillWaitingError, WrongPinError
from app.vault.profiles import journal_file, profile_folder
from app.vault.vault import Vault
from sync.credentials import JournalKeys
from tests.faults.journals import NOBODY, make_journal
from tests.keyring_service import KeyringService
from tests.small_school import ALGEBRA, LESSONS, PUPILS
from tests.tour.hands import PIN
from tests.ui.keyboard import typed
from ui.error_texts import sentence
from ui.idle_lock import LOOKED_ON_MINUTES, IdleLock
from ui.login.entering import Opened, folder_id
from ui.login.locking import protect, unlock
from ui.main_window import MainWindow
from ui.open_profile import OpenProfile, Surroundings
from ui.settings import IDLE_MINUTES, USUAL_IDLE_MINUTES, Settings
from ui.theme_switch import ThemeSwitch
from ui.today.view import local_now

OTHER_PIN = "917304"
REFRESH = "school.refresh"
"""A token as of a sign-in; it opens nothing."""


@pytest.fixture
def opened(keyring_service: KeyringService) -> Opened:
    folder = profile_folder("default")
    folder.mkdir(parents=True)
    make_journal(journal_file(folder), JournalKeys(folder).new_key(folder_id(folder)))
    return protect(folder, Clock(), a_vault(folder), PIN)


@pytest.fixture
def profile(opened: Opened, app: QApplication) -> Iterator[OpenProfile]:
    settings = Settings(profile_folder("default"))
    around = Surroundings(profile_folder("default"), Clock(), ThemeSwitch(app, settings), settings, local_now)
    assert opened.profile
    shown = OpenProfile(opened, opened.profile, around, app)
    shown.show()
    yield shown
    _, end = shown.leave()
    end()


@pytest.fixture
def window(profile: OpenProfile) -> MainWindow:
    (found,) = (each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow) and each.isVisible())
    return found


def a_vault(folder: Path) -> Vault:
    return Vault(folder, folder.name, cost=lambda: LEAST)


def action(window: MainWindow, name: str) -> QAction:
    (found,) = window.findChildren(QAction, name)
    return found


def dialog(window: MainWindow, name: str, qtbot: QtBot) -> QDialog:
    qtbot.waitUntil(lambda: any(each.isVisible() for each in window.findChildren(QDialog, name)))
    return next(each for each in window.findChildren(QDialog, name) if each.isVisible())


def notices(window: MainWindow) -> str:
    return " ".join(each.text() for each in window.findChildren(QLabel, "notice_text") if each.isVisible())


def fill(within: QDialog, **texts: str) -> None:
    for name, text in texts.items():
        (line,) = within.findChildren(QLineEdit, name)
        line.clear()
        typed(line, text)


def button(within: QDialog, name: str) -> QPushButton:
    (found,) = within.findChildren(QPushButton, name)
    return found


def test_a_wrong_old_pin_changes_nothing_and_the_right_one_does(window: MainWindow, qtbot: QtBot) -> None:
    action(window, "change_pin").trigger()
    asked = dialog(window, "change_pin_dialog", qtbot)
    fill(asked, old_pin=OTHER_PIN, new_pin=OTHER_PIN, new_pin_again=OTHER_PIN)
    button(asked, "change_pin_submit").click()
    (error,) = asked.findChildren(QLabel, "change_pin_error")
    qtbot.waitUntil(error.isVisible, timeout=20_000)
    assert error.text().startswith(sentence(WrongPinError()))
    folder = profile_folder("default")
    fill(asked, old_pin=PIN)
    with qtbot.waitSignal(asked.accepted, timeout=20_000):
        button(asked, "change_pin_submit").click()
    with pytest.raises(WrongPinError):
        unlock(folder, Clock(), a_vault(folder), PIN)
    unlock(folder, Clock(), a_vault(folder), OTHER_PIN).store.close()


def test_a_profile_with_entries_that_wait_is_not_removed_and_says_how_many(
    window: MainWindow, opened: Opened, qtbot: QtBot
) -> None:
    with opened.store.unit() as unit:
        put_mark(unit, pupil=PUPILS[0], lesson=LessonId(LESSONS[0]), value="5", seen=EMPTY_CELL)
    action(window, "remove_profile").trigger()
    qtbot.waitUntil(lambda: sentence(StillWaitingError(1)) in notices(window))
    assert window.findChildren(QDialog, "removal_dialog") == []


def test_a_profile_with_nothing_waiting_is_removed_after_a_tick_and_a_button(
    window: MainWindow, profile: OpenProfile, qtbot: QtBot
) -> None:
    action(window, "remove_profile").trigger()
    asked = dialog(window, "removal_dialog", qtbot)
    assert not button(asked, "removal_submit").isEnabled()
    with qtbot.assertNotEmitted(profile.removed):
        asked.reject()


@pytest.mark.parametrize("minutes", [IDLE_MINUTES[0], IDLE_MINUTES[-1]])
def test_the_time_until_it_locks_itself_is_chosen_and_kept(window: MainWindow, minutes: int) -> None:
    choices = [each for each in window.findChildren(QAction) if each.isCheckable()]
    (chosen,) = (each for each in choices if each.text().startswith(f"{minutes} мин"))
    chosen.trigger()
    assert chosen.isChecked()
    assert Settings(profile_folder("default")).idle_minutes == minutes


def test_it_locks_itself_sooner_while_the_class_looks_on(window: MainWindow, profile: OpenProfile) -> None:
    (idle,) = profile.findChildren(IdleLock)
    window.workspace.open_journal(ALGEBRA)
    action(window, "presentation").trigger()
    assert idle.minutes == LOOKED_ON_MINUTES < USUAL_IDLE_MINUTES
    action(window, "presentation_end").trigger()
    assert idle.minutes == USUAL_IDLE_MINUTES


def test_who_has_not_signed_in_is_offered_the_sign_in_only(window: MainWindow) -> None:
    show_menu(window)
    assert action(window, "sign_in_again").isVisible()
    assert not action(window, "sign_out").isVisible()


def test_signing_out_says_what_waits_and_needs_the_portal(window: MainWindow, opened: Opened, qtbot: QtBot) -> None:
    with opened.store.unit() as unit:
        keep_token(unit, before="token", token=REFRESH)
        put_mark(unit, pupil=PUPILS[0], lesson=LessonId(LESSONS[0]), value="5", seen=EMPTY_CELL)
    show_menu(window)
    assert action(window, "sign_out").isVisible()
    action(window, "sign_out").trigger()
    asked = dialog(window, "sign_out_dialog", qtbot)
    assert isinstance(asked, QMessageBox)
    assert "1 " in asked.text()
    button(asked, "sign_out_submit").click()
    qtbot.waitUntil(lambda: bool(notices(window)))
    with opened.store.reading() as unit:
        held = read_profile(unit)
        assert len(unit.connection.execute(outbox.select()).all()) == 1
    assert held
    assert held.token == REFRESH


def test_the_sign_in_over_an_open_journal_says_that_nobody_answers_and_can_be_left(
    window: MainWindow, opened: Opened, qtbot: QtBot
) -> None:
    assert opened.profile
    assert opened.profile.address == NOBODY
    action(window, "sign_in_again").trigger()
    asked = dialog(window, "sign_in_dialog", qtbot)
    (error,) = asked.findChildren(QLabel, "sign_in_error")
    qtbot.waitUntil(error.isVisible)
    assert "не отвечает" in error.text()
    with qtbot.waitSignal(asked.rejected):
        button(asked, "sign_in_back").click()


def show_menu(window: MainWindow) -> None:
    """Do what opening the menu does."""
    menu = action(window, "sign_in_again").parent()
    assert isinstance(menu, QMenu)
    menu.aboutToShow.emit()
