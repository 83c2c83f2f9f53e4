"""The pages before the journal: what a locked profile says, how a PIN is chosen, who is at the computer."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QListView, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from app.ids import LessonId, OperationId
from app.vault.errors import TooManyTriesError, TryLaterError, WrongPinError
from app.vault.profiles import fresh_folder, journal_file, profile_folders
from app.wire.framing import to_base64
from tests.ui.keyboard import pressed, typed
from ui.lessons.draft import Drafts
from ui.login.change_pin import ChangePin
from ui.login.new_pin import NewPinPage
from ui.login.profiles_page import Listed, ProfilesPage
from ui.login.removal import Removal
from ui.login.unlock_page import UnlockPage

PIN = "480263"


def shown(qtbot: QtBot, page: QWidget) -> None:
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()


def field(page: QWidget, name: str) -> QLineEdit:
    (found,) = page.findChildren(QLineEdit, name)
    return found


def button(page: QWidget, name: str) -> QPushButton:
    (found,) = page.findChildren(QPushButton, name)
    return found


def says(page: QWidget, name: str) -> str:
    (found,) = page.findChildren(QLabel, name)
    return found.text() if found.isVisible() else ""


@pytest.fixture
def unlock(qtbot: QtBot) -> UnlockPage:
    page = UnlockPage()
    shown(qtbot, page)
    page.show_profile("Г. А. И.", 3, shut=False, wait_s=0)
    return page


@pytest.fixture
def new_pin(qtbot: QtBot) -> NewPinPage:
    page = NewPinPage()
    shown(qtbot, page)
    page.ask_first(back=True)
    return page


def test_enter_hands_the_pin_over_once(unlock: UnlockPage, qtbot: QtBot) -> None:
    typed(field(unlock, "unlock_pin"), PIN)
    with qtbot.waitSignal(unlock.submitted) as sent:
        pressed(field(unlock, "unlock_pin"), Qt.Key.Key_Return)
    assert sent.args == [PIN]
    assert not field(unlock, "unlock_pin").isEnabled()


def test_a_pin_is_hidden_until_one_wants_to_see_it(unlock: UnlockPage, qtbot: QtBot) -> None:
    line = field(unlock, "unlock_pin")
    typed(line, PIN)
    assert PIN not in line.displayText()
    (eye,) = unlock.findChildren(QToolButton, "unlock_pin_show")
    eye.click()
    assert line.displayText() == PIN


def test_a_wrong_pin_empties_the_field_and_the_last_tries_are_told(unlock: UnlockPage) -> None:
    typed(field(unlock, "unlock_pin"), PIN)
    unlock.show_error(WrongPinError(), left=9)
    assert "9" not in says(unlock, "unlock_error")
    assert field(unlock, "unlock_pin").text() == ""
    unlock.show_error(WrongPinError(), left=4)
    assert "4" in says(unlock, "unlock_error")


def test_while_one_has_to_wait_nothing_is_handed_over_and_the_time_is_told(unlock: UnlockPage, qtbot: QtBot) -> None:
    unlock.show_error(TryLaterError(1.5), left=3)
    typed(field(unlock, "unlock_pin"), PIN)
    assert not button(unlock, "unlock_submit").isEnabled()
    assert "2 " in says(unlock, "unlock_error")
    qtbot.waitUntil(lambda: button(unlock, "unlock_submit").isEnabled(), timeout=10_000)
    assert says(unlock, "unlock_error") == ""


def test_a_profile_that_no_pin_opens_shows_the_way_out_in_place_of_the_field(unlock: UnlockPage, qtbot: QtBot) -> None:
    unlock.show_error(TooManyTriesError(), left=0)
    assert not field(unlock, "unlock_pin").isVisible()
    with qtbot.waitSignal(unlock.forgotten):
        pressed(button(unlock, "unlock_forgotten"), Qt.Key.Key_Space)


def test_entries_that_wait_can_be_sent_without_the_pin(unlock: UnlockPage, qtbot: QtBot) -> None:
    assert "3" in says(unlock, "unlock_waiting")
    with qtbot.waitSignal(unlock.sending_wanted):
        button(unlock, "unlock_send").click()
    unlock.show_profile("Г. А. И.", 0, shut=False, wait_s=0)
    assert not button(unlock, "unlock_send").isVisible()


def test_caps_lock_is_told_while_a_phrase_is_typed(unlock: UnlockPage) -> None:
    line = field(unlock, "unlock_pin")
    typed(line, "Ж")
    assert says(unlock, "unlock_pin_hint") != ""
    line.clear()
    assert says(unlock, "unlock_pin_hint") == ""


@pytest.mark.parametrize(
    ("first", "second", "taken"),
    [
        (PIN, PIN, True),
        (PIN, "480264", False),
        ("123456", "123456", False),
        ("12345", "12345", False),
        (PIN, "", False),
    ],
)
def test_only_a_good_pin_that_was_typed_twice_is_taken(
    new_pin: NewPinPage, first: str, second: str, *, taken: bool
) -> None:
    typed(field(new_pin, "new_pin"), first)
    typed(field(new_pin, "new_pin_again"), second)
    assert button(new_pin, "new_pin_submit").isEnabled() is taken


def test_the_flaw_is_told_while_typing(new_pin: NewPinPage) -> None:
    before = says(new_pin, "new_pin_flaw")
    typed(field(new_pin, "new_pin"), "123")
    short = says(new_pin, "new_pin_flaw")
    typed(field(new_pin, "new_pin"), "456")
    assert len({before, short, says(new_pin, "new_pin_flaw")}) == 3


def test_enter_in_the_second_field_hands_the_new_pin_over(new_pin: NewPinPage, qtbot: QtBot) -> None:
    new_pin.ask_another()
    typed(field(new_pin, "new_pin"), PIN)
    typed(field(new_pin, "new_pin_again"), PIN)
    with qtbot.waitSignal(new_pin.submitted) as sent:
        pressed(field(new_pin, "new_pin_again"), Qt.Key.Key_Return)
    assert sent.args == [PIN]


@pytest.mark.parametrize(
    ("page", "names"),
    [(NewPinPage, ("new_pin", "new_pin_again")), (ChangePin, ("old_pin", "new_pin", "new_pin_again"))],
)
def test_tab_leads_from_field_to_field_before_it_leads_to_what_shows_them(
    qtbot: QtBot, page: Callable[[], QWidget], names: tuple[str, ...]
) -> None:
    opened = page()
    shown(qtbot, opened)
    field(opened, names[0]).setFocus()
    met = []
    for _ in range(2 * len(names)):
        focused = opened.focusWidget()
        assert focused is not None
        met.append(focused.objectName())
        pressed(focused, Qt.Key.Key_Tab)
    assert tuple(met[: len(names)]) == names
    assert set(met[len(names) :]) == {f"{name}_show" for name in names}


def test_the_list_is_used_by_keys_alone(qtbot: QtBot) -> None:
    page = ProfilesPage()
    shown(qtbot, page)
    page.show_profiles([Listed("default", "Г. А. И.", 3), Listed("teacher-2", "", 0)])
    (listed,) = page.findChildren(QListView)
    assert "3" in str(listed.model().index(0, 0).data())
    pressed(listed, Qt.Key.Key_Down)
    with qtbot.waitSignal(page.chosen) as chosen:
        pressed(listed, Qt.Key.Key_Return)
    assert chosen.args == ["teacher-2"]


def test_another_pin_needs_the_one_until_now(qtbot: QtBot) -> None:
    dialog = ChangePin()
    shown(qtbot, dialog)
    typed(field(dialog, "new_pin"), PIN)
    typed(field(dialog, "new_pin_again"), PIN)
    assert not button(dialog, "change_pin_submit").isEnabled()
    typed(field(dialog, "old_pin"), "917304")
    with qtbot.waitSignal(dialog.submitted) as sent:
        button(dialog, "change_pin_submit").click()
    assert sent.args == ["917304", PIN]
    dialog.show_error(WrongPinError(), 8)
    assert "8" in says(dialog, "change_pin_error")


def test_a_profile_is_removed_after_two_steps_only(qtbot: QtBot) -> None:
    dialog = Removal()
    shown(qtbot, dialog)
    assert not button(dialog, "removal_submit").isEnabled()
    (sure,) = dialog.findChildren(QCheckBox)
    sure.click()
    with qtbot.waitSignal(dialog.accepted):
        button(dialog, "removal_submit").click()


def test_unkept_texts_are_held_sealed_to_their_author() -> None:
    seed, other = to_base64(bytes(32)), to_base64(bytes([1]) * 32)
    drafts = Drafts()
    drafts.type(LessonId("l"), "topic", "Степень числа", OperationId("seen"))
    sealed = drafts.sealed(seed)
    assert "Степень".encode() not in sealed
    back = Drafts()
    back.take_back(sealed, seed)
    assert back.of(LessonId("l"), "topic") == drafts.of(LessonId("l"), "topic")
    with pytest.raises(Exception, match="decrypt"):
        Drafts().take_back(sealed, other)


def test_folders_are_told_by_their_journals_and_named_by_nobody(tmp_path: Path) -> None:
    assert (profile_folders(tmp_path / "none"), fresh_folder(tmp_path).name) == ([], "default")
    for name in ("default", "teacher-3", "empty"):
        (tmp_path / name).mkdir()
    for name in ("default", "teacher-3"):
        journal_file(tmp_path / name).touch()
    assert [each.name for each in profile_folders(tmp_path)] == ["default", "teacher-3"]
    assert fresh_folder(tmp_path).name == "teacher-2"


def test_a_demonstration_tells_its_pin_over_the_field_and_nobody_else_does(qtbot: QtBot, unlock: UnlockPage) -> None:
    demonstration = UnlockPage(f"PIN: {PIN}")
    shown(qtbot, demonstration)
    assert PIN in says(demonstration, "unlock_hint")
    assert says(unlock, "unlock_hint") == ""
