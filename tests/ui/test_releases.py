"""Releases «освобождение» and groups of several classes on the journal's page, and years that the deputy decides."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QTableView, QTabWidget, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.changes import Changes
from app.domain.absences import LessonSums
from app.domain.attendance import Absence
from app.domain.classroom import Duty, Release
from app.domain.periods import YEAR, final_mark_id
from app.domain.records import FinalMark
from app.ids import JournalId, OperationId
from app.services.finals import read_finals
from app.services.year_decisions import read_year_cases
from app.store.unit import Store
from tests.builders import PROFILE, FeedOf, a_cell, a_store, unsent
from tests.mixed_group import LAW, OF_7B, OF_8A, mixed_group, other_class
from tests.small_school import ALGEBRA, ANNA, BEGINS, BORIS, LESSONS, PUPILS, SUBJECT, WHOLE_YEAR, records
from tests.ui.keyboard import pressed, typed
from ui.deputy_desk.view import DeputyDesk
from ui.deputy_desk.year_model import YearModel
from ui.desk import Desk
from ui.explanation.attended_wording import release_rule
from ui.finals.finals_table import FinalsTable
from ui.finals.view import FinalsView
from ui.journal.marks_table import MarksTable
from ui.journal.view import JournalView
from ui.theme import LIGHT

W = TypeVar("W", bound=QWidget)
OFFICE = OperationId("office")
NOW = datetime(2026, 9, 10, 9, tzinfo=UTC)
IVANOV = PUPILS[0]
UNTIL = BEGINS + timedelta(4)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    folder = tmp_path / "boris"
    folder.mkdir()
    rows = (*records(), *other_class(), *mixed_group(), Duty("d", OFFICE, BORIS, "deputy_head", BEGINS, None))
    opened = a_store(folder, rows=rows, profile=replace(PROFILE, teacher=BORIS))
    yield opened
    opened.close()


@pytest.fixture
def feed(store: Store) -> FeedOf:
    return FeedOf(store)


def journal_page(qtbot: QtBot, desk: Desk, journal: JournalId = ALGEBRA, *, now: datetime = NOW) -> JournalView:
    view = JournalView(desk, journal, LIGHT, now=lambda: now)
    qtbot.addWidget(view)
    view.show()
    return view


def found(page: QWidget, kind: type[W], name: str) -> W:
    child = page.findChild(kind, name)
    assert child is not None
    return child


def table_of(view: JournalView) -> MarksTable:
    found = view.findChild(MarksTable)
    assert found is not None
    return found


def release(last: date | None = UNTIL) -> Release:
    return Release("r", OFFICE, IVANOV, SUBJECT, BEGINS, last, "Справка")


def test_the_page_shows_which_lessons_a_pupil_is_released_from(qtbot: QtBot, store: Store, feed: FeedOf) -> None:
    feed.send(release())
    view = journal_page(qtbot, Desk(store), now=NOW.replace(day=3))
    marks = table_of(view).marks
    assert [marks.is_released(0, column) for column in range(7)] == [True] * 5 + [False] * 2
    assert not marks.is_released(1, 0)
    vertical = Qt.Orientation.Vertical
    assert "освобождение с 1 сентября до 5 сентября" in marks.headerData(0, vertical, Qt.ItemDataRole.ToolTipRole)
    assert "урок не считается" in marks.data(marks.index(0, 0), Qt.ItemDataRole.ToolTipRole)
    assert marks.data(marks.index(0, 5), Qt.ItemDataRole.ToolTipRole) is None


def test_a_release_that_comes_while_the_page_is_open_is_shown(qtbot: QtBot, store: Store, feed: FeedOf) -> None:
    desk = Desk(store)
    view = journal_page(qtbot, desk)
    assert not table_of(view).marks.is_released(0, 0)
    feed.send(release())
    desk.announce(Changes(school=True))
    assert table_of(view).marks.is_released(0, 0)


def test_an_absence_there_is_asked_about_and_a_mark_is_not(qtbot: QtBot, store: Store, feed: FeedOf) -> None:
    feed.send(release())
    table = table_of(journal_page(qtbot, Desk(store)))
    table.go((0, 0))
    typed(table, "y")
    assert unsent(store) == 0
    typed(table, "y")
    assert a_cell(store, IVANOV, LESSONS[0]).absence is Absence.ABSENT
    table.go((0, 1))
    typed(table, "5")
    assert [mark.value for mark in a_cell(store, IVANOV, LESSONS[1]).marks] == ["5"]


def test_a_row_of_several_classes_tells_the_class(qtbot: QtBot, store: Store) -> None:
    view = journal_page(qtbot, Desk(store), LAW)
    assert view.title() == "7Б, 8А · Право Основы права"
    marks, vertical = table_of(view).marks, Qt.Orientation.Vertical
    told = [marks.headerData(row, vertical, Qt.ItemDataRole.ToolTipRole) for row in range(2)]
    assert [each.rpartition(", ")[2] for each in told] == ["8А", "7Б"]


@pytest.mark.parametrize(
    ("sums", "words"),
    [
        (None, ""),
        (LessonSums(lessons=5), ""),
        (LessonSums(lessons=5, released=3), "Решают уроки без освобождения"),
        (LessonSums(released=3), "Освобождение на все уроки"),
    ],
)
def test_the_explanation_says_the_rule_of_a_release(sums: LessonSums | None, words: str) -> None:
    assert release_rule(sums).startswith(words)
    assert bool(release_rule(sums)) is bool(words)


def test_the_deputy_head_decides_a_year_by_keys(
    qtbot: QtBot, qtmodeltester: ModelTester, store: Store, feed: FeedOf
) -> None:
    for period, value, author in ((WHOLE_YEAR, "н/а", ANNA), (YEAR, "4", ANNA), ("autumn", "н/а", ANNA)):
        key = final_mark_id(ALGEBRA, IVANOV, period)
        feed.send(FinalMark(key, OperationId(period), ALGEBRA, IVANOV, period, value, "", "зачёт", author))
    page = DeputyDesk(Desk(store), LIGHT, lambda: NOW)
    qtbot.addWidget(page)
    page.show()
    tabs, table = found(page, QTabWidget, "deputy_parts"), found(page, QTableView, "year_cases")
    mark, reason = found(page, QComboBox, "year_mark"), found(page, QLineEdit, "year_reason")
    button = found(page, QPushButton, "year_set")
    qtbot.waitUntil(lambda: tabs.tabText(3) == "Годовые: 1")
    model = table.model()
    assert isinstance(model, YearModel)
    qtmodeltester.check(model)
    tabs.setCurrentIndex(3)
    pressed(table, Qt.Key.Key_Return)
    assert (mark.currentText(), button.isEnabled()) == ("4", False)
    mark.setCurrentIndex(mark.findData("3"))
    typed(reason, "Council 5")
    pressed(reason, Qt.Key.Key_Return)
    with store.reading() as unit:
        assert read_year_cases(unit) == ()
        decided = read_finals(unit, ALGEBRA, today=NOW.date()).cells[IVANOV, YEAR]
    assert (decided.value, decided.reason, tabs.tabText(3)) == ("3", "Council 5", "Годовые")


def test_closing_a_term_from_a_mixed_groups_page_names_and_closes_every_class(qtbot: QtBot, store: Store) -> None:
    view = FinalsView(Desk(store), LAW, LIGHT, now=lambda: NOW)
    qtbot.addWidget(view)
    view.show()
    found(view, FinalsTable, "finals_table").go((0, 0))
    action = view.findChild(QAction, "finals_term")
    assert action is not None
    assert action.text() == "Закрыть: Осень, 7Б, 8А…"
    action.trigger()
    pressed(found(view, QPushButton, "ask_answer"), Qt.Key.Key_Space)
    with store.reading() as unit:
        page = read_finals(unit, LAW, today=NOW.date())
    assert {who for who, _ in page.frozen} == {OF_7B, OF_8A}
