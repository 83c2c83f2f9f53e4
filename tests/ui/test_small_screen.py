"""A display with less room than the smallest window, as one of 1024 × 600 at 200 %: scrolled, never cut."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.cutting import LAYOUTS, SMALLEST, cut_texts
from tests.ui.keyboard import CTRL, pressed, typed
from tests.ui.shown_school import ALGEBRA
from ui.journal.everybody_box import EverybodyBox
from ui.journal.marks_table import MarksTable
from ui.login.entrance import Entrance
from ui.login.first_start import FirstStart
from ui.login.unlock_page import UnlockPage
from ui.main_window import MainWindow
from ui.widgets.small_screen import SmallScreen

HALF = QSize(512, 300)


@pytest.fixture
def small(window: MainWindow) -> MainWindow:
    """The main window on a display of 512 × 300."""
    window.fit(HALF)
    window.resize(HALF)
    settle()
    return window


def settle() -> None:
    for _ in range(LAYOUTS):
        QApplication.processEvents()


def is_seen(widget: QWidget, window: QWidget) -> bool:
    area = next(each for each in window.findChildren(SmallScreen) if each.isAncestorOf(widget))
    port = area.viewport()
    return port.rect().intersects(QRect(widget.mapTo(port, QPoint()), widget.size()))


def test_the_window_is_as_small_as_the_display_and_its_page_is_scrolled(small: MainWindow) -> None:
    assert small.size() == HALF
    area = small.findChild(SmallScreen)
    assert area is not None
    for bar in (area.horizontalScrollBar(), area.verticalScrollBar()):
        assert bar.maximum() > 0
    for _ in range(2):
        small.workspace.open_journal(ALGEBRA)
        settle()
        assert cut_texts(small.workspace) == []


def test_whatever_gets_the_focus_comes_into_sight(small: MainWindow) -> None:
    small.workspace.open_journal(ALGEBRA)
    settle()
    topic = small.findChild(QLineEdit, "lesson_topic")
    assert topic is not None
    assert not is_seen(topic, small)
    topic.setFocus()
    assert is_seen(topic, small)


def test_marks_are_typed_there_and_a_box_can_be_reached(small: MainWindow, qtbot: QtBot) -> None:
    small.workspace.open_journal(ALGEBRA)
    settle()
    table = small.findChild(MarksTable)
    assert table is not None
    table.setFocus()
    typed(table, "5")
    assert table.model().index(*(table.caret or (0, 0))).data() == "5"
    pressed(table, Qt.Key.Key_E, modifiers=CTRL)
    box = small.findChild(EverybodyBox)
    assert box is not None
    qtbot.waitUntil(lambda: is_seen(box, small))


def test_another_theme_stays_scrolled(small: MainWindow) -> None:
    dark = small.findChild(QAction, "theme_dark")
    assert dark is not None
    dark.trigger()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    settle()
    assert small.size() == HALF
    assert any(each.isAncestorOf(small.workspace) for each in small.findChildren(SmallScreen))


def test_a_display_that_is_large_enough_has_no_second_scroll_bar(window: MainWindow) -> None:
    window.fit(SMALLEST)
    settle()
    assert window.findChild(SmallScreen) is None
    assert window.minimumSize() == QSize(900, 520)


def test_the_pages_before_the_journal_are_scrolled_too(qtbot: QtBot) -> None:
    form = FirstStart(address="https://school12.example.ru")
    entrance, lock = Entrance(form), UnlockPage()
    qtbot.addWidget(entrance)
    entrance.fit(HALF)
    entrance.resize(HALF)
    with qtbot.waitActive(entrance):
        entrance.show()
        entrance.activateWindow()
    assert entrance.size() == HALF
    entrance.show_opening()
    assert entrance.currentWidget() is entrance.widget(0)
    entrance.show_first_start()
    form.show_asking(back=True)
    settle()
    submit = form.findChild(QPushButton, "first_start_submit")
    assert submit is not None
    submit.setFocus()
    assert is_seen(submit, entrance)
    assert cut_texts(form) == []
    for _ in range(2):
        entrance.show_page(lock)
        lock.show_profile("Г. А. И.", 0, shut=False, wait_s=0)
        settle()
    assert is_seen(QApplication.focusWidget() or lock, entrance)
    assert entrance.count() == 3
