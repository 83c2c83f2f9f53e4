"""Every key is an action's: the overview, the menu of the page and the palette hold it, and none is beside them."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QMenu, QTabBar
from pytestqt.qtbot import QtBot

import ui
from tests.ui.asked_screens import DEPUTYS, TEACHERS
from tests.ui.every_screen import ALT, Screen, back, part
from tests.ui.keyboard import CTRL, pressed, typed
from tests.ui.shown_school import ALGEBRA
from tests.ui.told_keys import is_of_files, keys_of, told_keys
from ui.keys_help import KeysHelp
from ui.lessons.work_box import WorkBox
from ui.main_window import MainWindow
from ui.palette.actions import button_entries, page_entries

SOURCES = tuple(Path(folder) for folder in ui.__path__)
EACH = (*((screen, "teachers") for screen in TEACHERS), *((screen, "deputys") for screen in DEPUTYS))


def screen_named(name: str) -> Screen:
    return next(each for each, _ in EACH if each.name == name)


def test_no_module_makes_a_key_that_is_no_action() -> None:
    texts = {path.name: path.read_text(encoding="utf-8") for folder in SOURCES for path in folder.rglob("*.py")}
    assert len(texts) > 100
    assert [name for name, text in texts.items() if "QShortcut" in text] == []


def test_the_overview_holds_every_key_of_every_screen(teachers: MainWindow, deputys: MainWindow, qtbot: QtBot) -> None:
    found: set[str] = set()
    for screen, whose in EACH:
        window = teachers if whose == "teachers" else deputys
        back(window)
        screen.show(window)
        found |= keys_of(window)
        assert [each for each in window.findChildren(QShortcut) if not is_of_files(each)] == []
    back(teachers)
    overview = KeysHelp(teachers)
    qtbot.addWidget(overview)
    assert len(found) > 40
    same = {each.replace("Return", "Enter").replace("Shift+?", "?") for each in found}
    assert sorted(same - {each.replace("Return", "Enter") for each in told_keys(overview)}) == []


def menu_of(window: MainWindow) -> QMenu:
    found = window.findChild(QMenu, "page_menu")
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("name", "action"),
    [
        ("journal", "lesson_topic_from_plan"),
        ("journal", "journal_card"),
        ("card", "card_part_6"),
        ("card", "card_next_pupil"),
        ("class_summary", "class_part_4"),
        ("moving", "plan_moving_cancel"),
    ],
)
def test_the_menu_of_the_page_and_the_palette_hold_what_the_page_does(
    name: str, action: str, teachers: MainWindow
) -> None:
    back(teachers)
    screen_named(name).show(teachers)
    menu = menu_of(teachers)
    menu.aboutToShow.emit()
    assert action in {each.objectName() for each in menu.actions()}
    menu.aboutToHide.emit()
    assert menu.actions() == [], "a key belongs to its page only"
    shown = {entry.key for part_, title in teachers.workspace.shown for entry in page_entries(part_, title)}
    assert action in shown


def test_what_is_chosen_in_the_menu_of_the_page_is_done(teachers: MainWindow) -> None:
    back(teachers)
    screen_named("class_summary").show(teachers)
    menu = menu_of(teachers)
    menu.popup(teachers.mapToGlobal(teachers.rect().center()))
    menu.setActiveAction(next(each for each in menu.actions() if each.objectName() == "class_part_2"))
    pressed(menu, Qt.Key.Key_Return)
    assert part(teachers, QTabBar, "class_tabs").currentIndex() == 1
    assert not menu.isVisible()


def test_a_key_of_the_page_outlives_its_menu(teachers: MainWindow) -> None:
    back(teachers)
    screen_named("class_summary").show(teachers)
    menu = menu_of(teachers)
    menu.aboutToShow.emit()
    menu.aboutToHide.emit()
    pressed(QApplication.focusWidget() or teachers, Qt.Key.Key_2, modifiers=ALT)
    assert part(teachers, QTabBar, "class_tabs").currentIndex() == 1


def test_the_palette_says_why_a_button_cannot_be_pressed(teachers: MainWindow) -> None:
    back(teachers)
    screen_named("everybody").show(teachers)
    button = part(teachers, QAbstractButton, "everybody_put")
    assert not button.isEnabled()
    shown = [entry for within, title in teachers.workspace.shown for entry in button_entries(within, title)]
    (entry,) = [each for each in shown if each.key == "button everybody_put"]
    assert entry.reason == button.toolTip() != ""


def test_the_palette_presses_a_button_of_the_page(teachers: MainWindow) -> None:
    back(teachers)
    teachers.workspace.open_journal(ALGEBRA)
    add = part(teachers, QAbstractButton, "lesson_add_work")
    pressed(teachers, Qt.Key.Key_K, modifiers=CTRL)
    field = part(teachers, QLineEdit, "palette_field")
    typed(field, add.accessibleName() or add.text())
    pressed(field, Qt.Key.Key_Return)
    assert part(teachers, WorkBox).isVisible()
