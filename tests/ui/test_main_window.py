"""The window around the pages: what was refused, undo, the way between pages, synchronisation, closing."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QLineEdit, QListView, QMenu, QPushButton, QTabWidget, QToolButton
from pytestqt.qtbot import QtBot

from app.ids import ClassId
from app.services.finals import read_finals, set_final
from app.services.terms import close_term
from tests.ui.keyboard import CTRL, pressed, typed
from tests.ui.shown_school import ALGEBRA, GEOMETRY, NOW
from ui.desk import Desk
from ui.explanation.sheet import ExplanationSheet
from ui.finals.finals_table import FinalsTable
from ui.finals.view import FinalsView
from ui.journal.marks_table import MarksTable
from ui.lessons.panel import LessonPanel
from ui.main_window import MainWindow
from ui.settings import Settings
from ui.widgets.later import PAUSE_MS

Key = Qt.Key


def open_today(window: MainWindow, qtbot: QtBot) -> MarksTable:
    """Open the lesson that goes on, as a teacher does: by Enter."""
    listed = window.findChild(QListView, "today_list")
    assert listed is not None
    pressed(listed, Key.Key_Return)
    table = window.findChild(MarksTable)
    assert table is not None
    qtbot.waitUntil(table.hasFocus)
    return table


def current(window: MainWindow) -> str:
    tabs = window.findChild(QTabWidget, "workspace_tabs")
    assert tabs is not None
    return tabs.tabText(tabs.currentIndex())


def notice(window: MainWindow) -> QLabel:
    found = window.findChild(QLabel, "notice_text")
    assert found is not None
    return found


def cell(table: MarksTable) -> str:
    return str(table.currentIndex().data())


def test_enter_on_the_day_opens_the_journal_at_the_lesson(window: MainWindow, qtbot: QtBot) -> None:
    table = open_today(window, qtbot)
    assert current(window) == "7Б Алгебра"
    assert "24 ноября" in str(table.model().headerData(table.currentIndex().column(), Qt.Orientation.Horizontal))


def test_a_refusal_is_said_and_goes_with_the_next_entry(window: MainWindow, qtbot: QtBot) -> None:
    table = open_today(window, qtbot)
    typed(table, "9")
    assert notice(window).isVisible()
    assert notice(window).text().startswith("«9» — не отметка")
    typed(table, "5")
    assert not notice(window).isVisible()
    assert cell(table) == "5"


def test_undo_and_redo_by_their_keys(window: MainWindow, qtbot: QtBot) -> None:
    table = open_today(window, qtbot)
    typed(table, "5")
    pressed(table, Key.Key_Z, modifiers=CTRL)
    assert cell(table) == ""
    pressed(table, Key.Key_Y, modifiers=CTRL)
    assert cell(table) == "5"


def test_undo_is_offered_only_where_there_is_something(window: MainWindow, qtbot: QtBot) -> None:
    undo = window.findChild(QAction, "undo")
    assert undo is not None
    assert not undo.isEnabled()
    typed(open_today(window, qtbot), "5")
    assert undo.isEnabled()


def test_undo_and_redo_say_what_they_are_about(window: MainWindow, qtbot: QtBot) -> None:
    undo, redo = window.findChild(QAction, "undo"), window.findChild(QAction, "redo")
    assert undo is not None
    assert redo is not None
    table = open_today(window, qtbot)
    typed(table, "5")
    assert (undo.text(), redo.text()) == ("Отменить: 1 отметка", "Вернуть")
    pressed(table, Key.Key_Down)
    typed(table, "н")
    assert undo.text() == "Отменить: 1 отметка о посещении"
    undo.trigger()
    assert (undo.text(), redo.text()) == ("Отменить: 1 отметка", "Вернуть: 1 отметка о посещении")
    pressed(table, Key.Key_E, modifiers=CTRL)
    field = window.findChild(QLineEdit, "everybody_text")
    assert field is not None
    typed(field, "4")
    pressed(field, Key.Key_Return)
    assert undo.text() == "Отменить: 27 отметок"


def test_a_list_goes_back_over_several_steps(window: MainWindow, qtbot: QtBot, desk: Desk) -> None:
    steps = window.findChild(QMenu, "undo_steps")
    assert steps is not None
    assert not steps.menuAction().isEnabled()
    table = open_today(window, qtbot)
    for key in "543":
        typed(table, key)
        pressed(table, Key.Key_Down)
    typed(table, "н")
    steps.popup(window.pos())
    assert [each.text() for each in steps.actions()] == ["1 отметка о посещении", "1 отметка", "1 отметка", "1 отметка"]
    steps.setActiveAction(steps.actions()[2])
    pressed(steps, Key.Key_Return)
    assert len(desk.done) == 1
    assert len(desk.undone) == 3
    qtbot.waitUntil(lambda: not steps.actions())


def test_pages_are_reached_and_closed_by_keys(window: MainWindow, qtbot: QtBot) -> None:
    open_today(window, qtbot)
    pressed(window, Key.Key_1, modifiers=CTRL)
    assert current(window) == "Сегодня"
    pressed(window, Key.Key_J, modifiers=CTRL)
    assert current(window) == "Журналы"
    window.workspace.open_journal(ALGEBRA)
    pressed(window, Key.Key_W, modifiers=CTRL)
    assert window.workspace.open_journals == ()


def test_the_cross_of_a_tab_closes_its_page(window: MainWindow, qtbot: QtBot) -> None:
    open_today(window, qtbot)
    cross = window.findChild(QToolButton, "close_page")
    assert cross is not None
    cross.click()
    assert window.workspace.open_journals == ()


def test_f5_synchronises_and_the_indicator_says_so(window: MainWindow, qtbot: QtBot) -> None:
    indicator = window.findChild(QToolButton, "sync_indicator")
    assert indicator is not None
    assert indicator.text() == "Ещё не синхронизировано"
    pressed(window, Key.Key_F5)
    qtbot.waitUntil(lambda: indicator.text().startswith("Всё отправлено в "))


def test_the_indicator_counts_what_waits(window: MainWindow, qtbot: QtBot) -> None:
    indicator = window.findChild(QToolButton, "sync_indicator")
    assert indicator is not None
    typed(open_today(window, qtbot), "5/4")
    qtbot.waitUntil(lambda: "ждут отправки: 2" in indicator.text().lower())


def test_closing_keeps_what_is_typed_into_the_panel(window: MainWindow, qtbot: QtBot, desk: Desk) -> None:
    open_today(window, qtbot)
    topic = window.findChild(QLineEdit, "lesson_topic")
    assert topic is not None
    topic.setFocus()
    typed(topic, "Одночлены")
    window.close()
    assert not window.isVisible()
    assert desk.done


def test_another_theme_keeps_the_open_pages_and_the_day(window: MainWindow, qtbot: QtBot) -> None:
    open_today(window, qtbot)
    for name in ("theme_dark", "theme_light"):
        action = window.findChild(QAction, name)
        assert action is not None
        action.trigger()
        assert window.workspace.open_journals == (ALGEBRA,)
        assert current(window) == "7Б Алгебра"


def test_the_panel_can_be_hidden_and_stays_hidden(window: MainWindow, tmp_path: Path) -> None:
    pressed(window, Key.Key_L, modifiers=CTRL)
    assert not Settings(tmp_path).panel_open


def test_the_results_open_beside_their_journal_and_lead_back(window: MainWindow, qtbot: QtBot) -> None:
    table = open_today(window, qtbot)
    window.workspace.open_journal(GEOMETRY)
    window.workspace.open_journal(ALGEBRA)
    pressed(table, Key.Key_I, modifiers=CTRL)
    assert current(window) == "7Б Алгебра · итоги"
    tabs = window.findChild(QTabWidget, "workspace_tabs")
    assert tabs is not None
    assert [tabs.tabText(tab) for tab in range(2, tabs.count())] == ["7Б Алгебра", "7Б Алгебра · итоги", "7Б Геометрия"]
    results = window.findChild(FinalsTable)
    assert results is not None
    qtbot.waitUntil(results.hasFocus)
    pressed(results, Key.Key_I, modifiers=CTRL)
    assert current(window) == "7Б Алгебра"
    pressed(table, Key.Key_I, modifiers=CTRL)
    assert tabs.count() == 5, "the same tab is used again"
    pressed(results, Key.Key_W, modifiers=CTRL)
    assert not window.workspace.open_finals
    assert window.workspace.open_journals == (ALGEBRA, GEOMETRY)


def test_beside_the_results_stands_why_and_not_the_lesson(window: MainWindow, qtbot: QtBot) -> None:
    open_today(window, qtbot)
    lesson, sheet = window.findChild(LessonPanel), None
    assert lesson is not None
    assert lesson.isVisible()
    window.workspace.open_finals_of(ALGEBRA)
    sheet = window.findChild(FinalsView).findChild(ExplanationSheet)  # type: ignore[union-attr]  # it has just been opened
    assert sheet is not None
    assert (lesson.isVisible(), sheet.isVisible()) == (False, True)
    pressed(window, Key.Key_L, modifiers=CTRL)
    assert (lesson.isVisible(), sheet.isVisible()) == (False, False)
    pressed(window, Key.Key_L, modifiers=CTRL)
    window.workspace.open_journal(ALGEBRA)
    assert lesson.isVisible()


def test_another_theme_keeps_the_results(window: MainWindow, qtbot: QtBot) -> None:
    open_today(window, qtbot)
    window.workspace.open_finals_of(ALGEBRA)
    action = window.findChild(QAction, "theme_dark")
    assert action is not None
    action.trigger()
    assert window.workspace.open_finals == (ALGEBRA,)
    assert current(window) == "7Б Алгебра · итоги"


def test_a_closed_term_is_said_in_a_sentence(window: MainWindow, qtbot: QtBot, desk: Desk) -> None:
    table = open_today(window, qtbot)
    typed(table, "5")
    pressed(table, Key.Key_Down)
    typed(table, "4")
    desk.do(close_term, term_id="t2", school_class=ClassId("7Б"))
    table.selectColumn(table.currentIndex().column())
    pressed(table, Key.Key_Delete)
    assert notice(window).text().startswith("«II четверть» закрыта")


def test_the_day_leads_to_the_first_mark_of_a_term_that_is_waited_for(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    page = desk.page(read_finals, ALGEBRA, today=NOW.date())
    first = page.cells[page.pupils[0].id, "t1"]
    desk.do(set_final, journal_id=ALGEBRA, who=page.pupils[0].id, period="t1", value=first.proposed or "", seen=first)
    button = window.findChild(QPushButton, "today_awaited")
    assert button is not None
    pressed(button, Key.Key_Space)
    table = window.findChild(FinalsTable)
    assert table is not None
    qtbot.waitUntil(table.hasFocus)
    assert table.caret == (1, 0)
    assert current(window) == "7Б Алгебра · итоги"


def test_what_a_locked_window_has_put_off_reads_the_journal_no_more(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Locked from within a nested loop, it is destroyed only once that loop has ended."""
    typed(open_today(window, qtbot), "5")
    read: list[object] = []
    monkeypatch.setattr(Desk, "page", lambda *words, **_: read.append(words))
    monkeypatch.setattr(window, "deleteLater", lambda: None)
    window.leave()
    qtbot.wait(2 * PAUSE_MS)
    assert read == []
