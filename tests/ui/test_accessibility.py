"""The order of Tab, reasons, and texts as large as wanted; every screen is walked in tests/ui/everywhere."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.keyboard import SHIFT, pressed
from tests.ui.screenshots import quiet_round
from tests.ui.shown_school import ALGEBRA, NOW
from ui.desk import Desk
from ui.desks import DESKS
from ui.finals.finals_table import FinalsTable
from ui.help.window import HelpWindow
from ui.journal.marks_table import MarksTable
from ui.journal.page_table import PageTable
from ui.keys_help import KeysHelp
from ui.lessons.panel import LessonPanel
from ui.main_window import MainWindow
from ui.settings import TEXT_PERCENTS, Scheme, Settings
from ui.synchroniser import Synchroniser
from ui.theme import LIGHT, TEXT_PT, apply_theme, text_font
from ui.theme_switch import ThemeSwitch

Key = Qt.Key
MOST_STEPS = 400
"""Presses of Tab: more than any page has places, a journal's columns included."""

Screen = Callable[[MainWindow], QWidget]


def today(window: MainWindow) -> QWidget:
    return window


def journals(window: MainWindow) -> QWidget:
    window.workspace.go(1)
    return window


def journal(window: MainWindow) -> QWidget:
    window.workspace.open_journal(ALGEBRA)
    return window


def results(window: MainWindow) -> QWidget:
    window.workspace.open_finals_of(ALGEBRA)
    return window


def plan(window: MainWindow) -> QWidget:
    window.workspace.open_plan_of(ALGEBRA)
    return window


def help_page(window: MainWindow) -> QWidget:
    pressed(window, Key.Key_F1)
    found = window.findChild(HelpWindow)
    assert found is not None
    return found


def keys(window: MainWindow) -> QWidget:
    pressed(window, Key.Key_F1, modifiers=SHIFT)
    found = window.findChild(KeysHelp)
    assert found is not None
    return found


def desk_screen(name: str) -> Screen:
    page = next(each for each in DESKS if each.name == name)

    def show(window: MainWindow) -> QWidget:
        window.workspace.open_desk(page)
        return window

    show.__name__ = name
    return show


WALKED = (today, journals, journal, results, plan, help_page, keys, desk_screen("class_desk"))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    found = Settings(tmp_path)
    found.scheme = Scheme.LIGHT
    return found


@pytest.fixture
def window(qtbot: QtBot, app: QApplication, desk: Desk, settings: Settings) -> Iterator[MainWindow]:
    synchroniser = Synchroniser(desk, quiet_round)
    shown = MainWindow(desk, synchroniser, ThemeSwitch(app, settings), settings, lambda: NOW)
    qtbot.addWidget(shown)
    with qtbot.waitActive(shown):
        shown.show()
        shown.activateWindow()
    yield shown
    for each in shown.findChildren(HelpWindow):
        each.close()
    synchroniser.close()
    apply_theme(app, LIGHT)


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def walk(key: Qt.Key, modifiers: Qt.KeyboardModifier) -> list[QWidget]:
    """Press Tab until the focus is where it began; return where it was on the way."""
    begun = focused()
    met = [begun]
    for _ in range(MOST_STEPS):
        pressed(focused(), key, modifiers=modifiers)
        if focused() is begun and met[-1] is not begun:
            return met
        if focused() is not met[-1]:
            met.append(focused())
    pytest.fail(f"Tab does not come back: {[each.objectName() for each in met[:20]]}")


def test_the_page_stands_before_the_lesson_panel_in_the_order_of_tab(window: MainWindow) -> None:
    journal(window)
    met = walk(Key.Key_Tab, Qt.KeyboardModifier.NoModifier)
    table, topic = window.findChild(MarksTable), window.findChild(QLineEdit, "lesson_topic")
    assert table is not None
    assert topic is not None
    panel = window.findChild(LessonPanel)
    in_panel = [isinstance(panel, LessonPanel) and panel.isAncestorOf(each) for each in met]
    assert in_panel.index(True) > met.index(table)
    assert met.index(topic) == min(
        number for number, each in enumerate(met) if isinstance(each, QLineEdit) and in_panel[number]
    )


def test_every_action_that_cannot_be_used_says_why(window: MainWindow) -> None:
    for screen in WALKED:
        screen(window)
    actions = window.findChildren(QAction)
    silent = [each.text() for each in actions if not each.isEnabled() and each.isVisible() and each.text()]
    said = [each.text() for each in actions if not each.isEnabled() and each.statusTip() == each.toolTip() != ""]
    assert set(silent) - set(said) == set()
    assert {"Отменить", "Вернуть"} <= set(said)


def test_a_reason_goes_when_the_action_can_be_used(window: MainWindow) -> None:
    undo = window.findChild(QAction, "undo")
    assert undo is not None
    journal(window)
    table = window.findChild(MarksTable)
    assert table is not None
    pressed(table, Key.Key_5)
    assert undo.isEnabled()
    assert (undo.toolTip(), undo.statusTip()) == ("Отменить: 1 отметка", "")


@pytest.mark.parametrize("percent", TEXT_PERCENTS)
def test_texts_are_as_large_as_wanted_and_stay_so(window: MainWindow, settings: Settings, percent: int) -> None:
    journal(window)
    action = window.findChild(QAction, f"text_{percent}")
    assert action is not None
    action.trigger()
    QApplication.processEvents()
    wanted = pytest.approx(TEXT_PT * percent / 100)
    assert settings.text_percent == percent
    assert text_font().pointSizeF() == wanted
    table = window.findChild(PageTable)
    assert table is not None
    assert table.font().pointSizeF() == wanted
    assert window.workspace.open_journals == (ALGEBRA,)


def test_a_closed_journal_keeps_the_size_of_texts(qtbot: QtBot, app: QApplication, settings: Settings) -> None:
    settings.text_percent = TEXT_PERCENTS[-1]
    ThemeSwitch(app, settings)
    assert app.font().pointSizeF() == pytest.approx(TEXT_PT * TEXT_PERCENTS[-1] / 100)
    settings.text_percent = 7
    assert settings.text_percent == TEXT_PERCENTS[0]
    apply_theme(app, LIGHT)


def test_results_are_left_by_tab_behind_the_last_period(window: MainWindow) -> None:
    results(window)
    table = window.findChild(FinalsTable)
    assert table is not None
    assert table in walk(Key.Key_Tab, Qt.KeyboardModifier.NoModifier)
