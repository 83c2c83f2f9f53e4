"""The plan's tab in the window: opened from the journal and from the lesson, kept with another theme and on closing."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QTabWidget
from pytestqt.qtbot import QtBot

from app.services.plans import read_entries
from tests.ui.keyboard import CTRL, SHIFT, pressed
from tests.ui.shown_school import ALGEBRA
from ui.desk import Desk
from ui.journal.marks_table import MarksTable
from ui.lessons.panel import LessonPanel
from ui.main_window import MainWindow
from ui.plan.plan_model import TOPIC
from ui.plan.plan_table import PlanTable

Key = Qt.Key


def current(window: MainWindow) -> str:
    tabs = window.workspace.findChild(QTabWidget, "workspace_tabs")
    assert tabs is not None
    return tabs.tabText(tabs.currentIndex())


def test_one_key_goes_to_the_plan_and_back(window: MainWindow, qtbot: QtBot) -> None:
    window.workspace.open_journal(ALGEBRA)
    table = window.findChild(MarksTable)
    assert table is not None
    qtbot.waitUntil(table.hasFocus)
    pressed(table, Key.Key_T, modifiers=CTRL | SHIFT)
    assert current(window) == "7Б Алгебра · план"
    plan = window.findChild(PlanTable)
    assert plan is not None
    assert plan.hasFocus()
    panel = window.findChild(LessonPanel)
    assert panel is not None
    assert not panel.isVisible(), "the plan has the whole width"
    pressed(plan, Key.Key_T, modifiers=CTRL | SHIFT)
    assert current(window) == "7Б Алгебра"


def test_the_lesson_opens_the_plan_of_its_journal(window: MainWindow) -> None:
    opens = window.findChild(QPushButton, "lesson_open_plan")
    assert opens is not None
    opens.click()
    assert window.workspace.open_plans == (ALGEBRA,)


def test_another_theme_keeps_the_plan_and_closing_its_tab_writes_what_is_typed(window: MainWindow, desk: Desk) -> None:
    window.workspace.open_plan_of(ALGEBRA)
    dark = window.findChild(QAction, "theme_dark")
    assert dark is not None
    dark.trigger()
    assert (window.workspace.open_plans, current(window)) == ((ALGEBRA,), "7Б Алгебра · план")
    plan = window.workspace.findChild(PlanTable)
    assert plan is not None
    plan.begin_edit(0)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    editor.setText("Степень числа")
    pressed(window, Key.Key_W, modifiers=CTRL)
    assert window.workspace.open_plans == ()
    assert desk.page(read_entries, ALGEBRA)[0].topic == "Степень числа"
    assert plan.currentIndex().column() == TOPIC
