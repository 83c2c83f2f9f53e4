"""What a screen reader and a keyboard meet on every page: names, roles, a way through by Tab and back, reasons."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QAction
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.keyboard import CTRL, SHIFT, pressed
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
from ui.login.entrance import Entrance
from ui.login.first_start import FirstStart
from ui.main_window import MainWindow
from ui.settings import TEXT_PERCENTS, Scheme, Settings
from ui.synchroniser import Synchroniser
from ui.theme import LIGHT, TEXT_PT, apply_theme, text_font
from ui.theme_switch import ThemeSwitch

Key = Qt.Key
Role = QAccessible.Role
UNSPOKEN = {Role.NoRole, Role.Client, Role.Window}
"""Roles that say nothing of what a widget is."""

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


def attention(window: MainWindow) -> QWidget:
    window.workspace.open_attention()
    return window


def palette(window: MainWindow) -> QWidget:
    window.workspace.open_journal(ALGEBRA)
    pressed(window, Key.Key_K, modifiers=CTRL)
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
SCREENS = (*WALKED, desk_screen("news"), desk_screen("deputy_desk"), attention, palette)


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


def tree(interface: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """Yield an interface and everything below it; a table's cells are left to their model."""
    yield interface
    if interface.role() in {Role.Table, Role.List, Role.Tree, Role.MenuBar}:
        return
    for number in range(interface.childCount()):
        below = interface.child(number)
        if below.isValid() and not below.state().invisible:
            yield from tree(below)


def told(interface: QAccessibleInterface) -> str:
    return f"{type(interface.object()).__name__} {interface.object().objectName()}"


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: str(screen.__name__))
def test_whatever_takes_the_focus_has_a_name_and_a_role(screen: Screen, window: MainWindow) -> None:
    root = QAccessible.queryAccessibleInterface(screen(window))
    QApplication.processEvents()
    focusable = [each for each in tree(root) if each.state().focusable and not each.state().disabled]
    assert focusable
    nameless = [told(each) for each in focusable if not each.text(QAccessible.Text.Name).strip()]
    assert nameless == []
    own = [
        each
        for each in focusable
        if not isinstance(each.object(), QScrollArea | QTabWidget) and each.object() is not root.object()
    ]
    assert [told(each) for each in own if each.role() in UNSPOKEN] == []


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


def stops(screen: QWidget) -> set[QWidget]:
    """Return every widget at which Tab stops."""
    return {
        each
        for each in screen.findChildren(QWidget)
        if each.isVisible()
        and each.window() is screen.window()
        and each.isEnabled()
        and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and each.focusProxy() is None
    }


@pytest.mark.parametrize("screen", WALKED, ids=lambda screen: str(screen.__name__))
def test_tab_reaches_everything_and_comes_back(screen: Screen, window: MainWindow) -> None:
    shown = screen(window)
    QApplication.processEvents()
    for key, modifiers in ((Key.Key_Tab, Qt.KeyboardModifier.NoModifier), (Key.Key_Backtab, SHIFT)):
        before = stops(shown)
        met = set(walk(key, modifiers))
        # what comes and goes with the caret's lesson is there at one end of the walk only
        assert {each.objectName() or type(each).__name__ for each in before & stops(shown) - met} == set()


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
    assert (undo.toolTip(), undo.statusTip()) == ("Отменить", "")


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


def test_the_first_start_can_be_walked_through(qtbot: QtBot) -> None:
    form = FirstStart(address="https://school12.example.ru")
    entrance = Entrance(form)
    qtbot.addWidget(entrance)
    with qtbot.waitActive(entrance):
        entrance.show()
        entrance.activateWindow()
    entrance.show_first_start()
    form.setFocus()
    QApplication.processEvents()
    pressed(entrance, Key.Key_Tab)
    assert stops(entrance) - set(walk(Key.Key_Tab, Qt.KeyboardModifier.NoModifier)) == set()


def test_results_are_left_by_tab_behind_the_last_period(window: MainWindow) -> None:
    results(window)
    table = window.findChild(FinalsTable)
    assert table is not None
    assert table in walk(Key.Key_Tab, Qt.KeyboardModifier.NoModifier)
