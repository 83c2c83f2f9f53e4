"""For fingers: whatever is pressed is large enough, a finger that rests opens the menu, marks without a keyboard."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QMenu,
    QPushButton,
    QTabBar,
    QTableView,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.ui.shown_school import ALGEBRA, TODAY
from tests.ui.test_screens import visible
from ui.journal.marks_pad import MarksPad
from ui.journal.marks_table import MarksTable
from ui.long_press import REST_MS
from ui.main_window import MainWindow
from ui.settings import Settings
from ui.theme import TARGET

PRESSED = (QPushButton, QToolButton, QComboBox, QLineEdit)
INSIDE_A_FIELD = "qt_"
"""Names of the little buttons that Qt puts into a field, which is itself large enough."""


@pytest.fixture
def touch(window: MainWindow) -> Iterator[MainWindow]:
    """The window for fingers, with today's lesson on the first pupil."""
    choice(window).trigger()
    window.workspace.open_journal(ALGEBRA)
    table = table_of(window)
    table.go((0, next(n for n, each in enumerate(table.marks.page.lessons) if each.day == TODAY)))
    yield window
    if choice(window).isChecked():
        choice(window).trigger()


def choice(window: MainWindow) -> QAction:
    found = window.findChild(QAction, "touch")
    assert found is not None
    return found


def table_of(window: MainWindow) -> MarksTable:
    found = window.findChild(MarksTable)
    assert found is not None
    return found


def small(screen: QWidget) -> list[tuple[str, int, int]]:
    """Return what is too small to be pressed with a finger."""
    found = [each for kind in PRESSED for each in visible(screen, kind)]
    assert found
    pressed = [each for each in found if not isinstance(each.parentWidget(), QLineEdit | QComboBox)]
    return [
        (each.objectName() or type(each).__name__, each.width(), each.height())
        for each in pressed
        if min(each.width(), each.height()) < TARGET
    ]


@pytest.mark.parametrize("shown", ["day", "journal", "results", "plan"])
def test_whatever_is_pressed_is_large_enough(shown: str, touch: MainWindow) -> None:
    match shown:
        case "day":
            touch.workspace.go(0)
        case "results":
            touch.workspace.open_finals_of(ALGEBRA)
        case "plan":
            touch.workspace.open_plan_of(ALGEBRA)
    QApplication.processEvents()
    assert small(touch) == []
    bars = [each for each in visible(touch, QTabBar) if isinstance(each, QTabBar)]
    assert [each.objectName() for each in bars if each.tabRect(0).height() < TARGET] == []
    for table in visible(touch, QTableView):
        assert isinstance(table, QTableView)
        assert table.rowHeight(0) >= TARGET, table.objectName()


def test_a_cell_of_the_journal_is_large_enough_and_a_menu_too(touch: MainWindow) -> None:
    table = table_of(touch)
    assert min(table.columnWidth(each) for each in range(table.model().columnCount())) >= TARGET
    menu = touch.findChild(QMenu, "undo_steps")
    assert menu is not None
    edit = menu.parentWidget()
    assert isinstance(edit, QMenu)
    assert edit.actionGeometry(edit.actions()[0]).height() >= TARGET


def test_it_is_as_before_without_fingers_and_the_choice_is_kept(
    touch: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    assert Settings(tmp_path).touch
    large = table_of(touch).rowHeight(0)
    choice(touch).trigger()
    assert not Settings(tmp_path).touch
    qtbot.waitUntil(lambda: touch.findChild(MarksPad) is None)
    assert table_of(touch).rowHeight(0) < large


def rest(widget: QWidget, at: QPoint, ms: int) -> list[list[str]]:
    """Press, wait, let go; return what the menus that opened offer."""
    opened: list[list[str]] = []

    def look() -> None:
        menu = QApplication.activePopupWidget()
        if menu is not None:
            opened.append([action.text() for action in menu.actions()])
            menu.close()

    QTimer.singleShot(ms - 50, widget, look)
    QTest.mousePress(widget, Qt.MouseButton.LeftButton, pos=at)
    QTest.qWait(ms)
    QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=at)
    return opened


def test_a_finger_that_rests_on_a_cell_opens_its_menu(touch: MainWindow, qtbot: QtBot) -> None:
    table = table_of(touch)
    middle = table.visualRect(table.currentIndex()).center()
    assert rest(table.viewport(), middle, REST_MS - 300) == [], "a tap opens nothing"
    (offered,) = rest(table.viewport(), middle, REST_MS + 200)
    assert any(text.startswith("История клетки") for text in offered)


def test_a_finger_that_moves_opens_no_menu(touch: MainWindow) -> None:
    table = table_of(touch)
    view, middle = table.viewport(), table.visualRect(table.currentIndex()).center()
    opened: list[bool] = []

    def look() -> None:
        menu = QApplication.activePopupWidget()
        opened.append(menu is not None)
        if menu is not None:
            menu.close()

    QTimer.singleShot(REST_MS + 100, view, look)
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseMove(view, middle + QPoint(60, 0))
    QTest.qWait(REST_MS + 150)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=middle + QPoint(60, 0))
    assert opened == [False]


def test_without_fingers_a_mouse_that_rests_opens_nothing(window: MainWindow) -> None:
    window.workspace.open_journal(ALGEBRA)
    table = table_of(window)
    assert rest(table.viewport(), table.visualRect(table.currentIndex()).center(), REST_MS + 200) == []


def press(window: MainWindow, *names: str) -> None:
    for name in names:
        button = window.findChild(QAbstractButton, f"pad_{name}")
        assert button is not None
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_marks_and_signs_are_given_without_a_keyboard(touch: MainWindow) -> None:
    table = table_of(touch)
    press(touch, "5", "again", "4", "down", "ABSENT", "down", "3", "clear", "up")
    column = table.currentIndex().column()
    assert [table.model().index(row, column).data() for row in range(3)] == ["5/4", "н", ""]
    assert table.caret == (1, column)
    assert table.hasFocus(), "the keyboard stays in the table"


def test_the_pad_has_a_name_for_every_key(touch: MainWindow) -> None:
    pad = touch.findChild(MarksPad)
    assert pad is not None
    names = [each.accessibleName() for each in pad.findChildren(QPushButton)]
    assert names[:2] == ["Отметка 5", "Отметка 4"]
    assert all(names)
    assert len(set(names)) == len(names)
