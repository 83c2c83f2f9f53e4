"""The history of a cell, a lesson and a final mark over their pages, by keys alone."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QListView, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.changes import Changes
from app.domain.attendance import attendance_id
from app.domain.attention import About
from app.domain.disputes import Revision
from app.domain.periods import final_mark_id
from app.domain.records import NEVER, Attendance, FinalMark, Mark, Teacher
from app.ids import OFFICE, LessonId, MarkId, OperationId, ReplicaId, TeacherId
from app.operations import AbsenceExcuse, AttendanceSet, Operation
from app.services.finals import read_finals
from app.store.rows import read
from app.store.unit import Store
from tests.builders import FeedOf
from tests.small_school import ANNA
from tests.ui.conftest import Shown
from tests.ui.keyboard import CTRL, pressed, typed
from tests.ui.shown_school import ALGEBRA, NOW, TODAY, pupil_id
from ui.desk import Desk
from ui.finals.finals_table import FinalsTable
from ui.finals.view import FinalsView
from ui.history.box import HistoryBox
from ui.history.cells import tell_cells, tell_finals
from ui.history.wording import change_text
from ui.theme import LIGHT

ALT = Qt.KeyboardModifier.AltModifier
BORIS = TeacherId("boris")
SEPTEMBER = LessonId("lesson-001")
WALL = "2026-09-03T07:10:00+00:00"


@pytest.fixture
def told(shown: Shown, desk: Desk) -> Shown:
    """The page with its histories."""
    tell_cells(shown.view, desk, LIGHT, lambda: NOW)
    return shown


def the(shown: Shown | QWidget, kind: type[QWidget], name: str) -> QWidget:
    page = shown.view if isinstance(shown, Shown) else shown
    found = page.findChild(kind, name)
    assert found is not None
    return found


def lines(page: Shown | QWidget) -> list[str]:
    listed = the(page, QListView, "history_list")
    assert isinstance(listed, QListView)
    return [str(listed.model().index(row, 0).data()) for row in range(listed.model().rowCount())]


def send_correction(store: Store, row: int = 0, lesson: LessonId = SEPTEMBER, author: TeacherId = BORIS) -> None:
    change = OperationId("r")
    pupil = pupil_id(row)
    FeedOf(store).send(
        Teacher(BORIS, NEVER, "Седов", "Борис", "Андреевич", "sedov"),
        Mark(MarkId("hm"), OperationId("m2"), ALGEBRA, lesson, pupil, None, "4", ANNA),
        Revision(
            change,
            change,
            ALGEBRA,
            "hm",
            lesson,
            pupil,
            "",
            "value",
            "3",
            "4",
            "опечатка",
            author,
            ReplicaId("x"),
            WALL,
            ANNA,
            WALL,
        ),
        author=BORIS,
    )


def test_a_key_tells_the_history_of_the_cell_and_escape_goes_back(told: Shown) -> None:
    typed(told.table, "35")
    pressed(told.table, Qt.Key.Key_H, modifiers=CTRL)
    box = the(told, HistoryBox, "history_box")
    assert box.isVisible()
    assert [line.split(": ")[1] for line in lines(told)] == ["3 → 5", "3"]
    focused = QApplication.focusWidget()
    assert focused is not None
    pressed(focused, Qt.Key.Key_Escape)
    assert not box.isVisible()
    assert told.table.hasFocus()


def test_an_empty_cell_says_that_nothing_was_written(told: Shown) -> None:
    told.table.go((20, told.today))
    pressed(told.table, Qt.Key.Key_H, modifiers=CTRL)
    nothing = the(told, QLabel, "history_nothing")
    assert nothing.isVisible()
    assert not the(told, QPushButton, "history_restore").isVisible()
    pressed(the(told, HistoryBox, "history_box"), Qt.Key.Key_Escape)
    assert told.table.hasFocus()


def test_an_earlier_value_is_brought_back_and_undone_by_keys(told: Shown, qtbot: QtBot) -> None:
    typed(told.table, "35")
    pressed(told.table, Qt.Key.Key_H, modifiers=CTRL)
    listed, button = the(told, QListView, "history_list"), the(told, QPushButton, "history_restore")
    assert not button.isEnabled()
    pressed(listed, Qt.Key.Key_Down)
    assert button.isEnabled()
    pressed(listed, Qt.Key.Key_Tab)
    assert button.hasFocus()
    pressed(button, Qt.Key.Key_Return)
    assert told.stored(0) == ["3"]
    assert [line.split(": ")[1] for line in lines(told)] == ["5 → 3", "3 → 5", "3"]
    told.desk.undo()
    assert told.stored(0) == ["5"]


def test_a_late_restoring_asks_why_and_keeps_the_reason(told: Shown, store: Store) -> None:
    send_correction(store)
    told.desk.announce(Changes(school=True))
    told.view.show_lesson(SEPTEMBER, pupil_id(0))
    pressed(told.table, Qt.Key.Key_H, modifiers=CTRL)
    listed, button = the(told, QListView, "history_list"), the(told, QPushButton, "history_restore")
    row = next(n for n, line in enumerate(lines(told)) if line.endswith(": 3"))
    pressed(listed, *[Qt.Key.Key_Down] * row)
    pressed(button, Qt.Key.Key_Space)
    reason = the(told, QLineEdit, "history_reason")
    assert reason.hasFocus()
    typed(reason, "верно было")
    pressed(reason, Qt.Key.Key_Return)
    assert any(line.endswith("4 → 3") for line in lines(told))
    full = the(told, QLabel, "history_full")
    assert isinstance(full, QLabel)
    assert told.refusals == []


def test_a_mark_beside_a_missed_lesson_comes_back_by_the_button_twice(told: Shown) -> None:
    typed(told.table, "5")
    pressed(told.table, Qt.Key.Key_Delete)
    typed(told.table, "н")
    pressed(told.table, Qt.Key.Key_H, modifiers=CTRL)
    listed, button = the(told, QListView, "history_list"), the(told, QPushButton, "history_restore")
    full = the(told, QLabel, "history_full")
    assert isinstance(full, QLabel)
    row = next(n for n, line in enumerate(lines(told)) if line.endswith(": 5"))
    for _ in range(2):
        pressed(listed, Qt.Key.Key_Home, *[Qt.Key.Key_Down] * row)
        pressed(button, Qt.Key.Key_Space)
        assert "Отметка и пропуск урока в одной клетке" in full.text()
        assert button.hasFocus()
        assert told.stored(0) == []
    pressed(button, Qt.Key.Key_Space)
    assert told.stored(0) == ["5"]
    assert told.refusals == []


@pytest.mark.parametrize(
    ("author", "who"),
    [(BORIS, "Седов Б. А. · 3 сентября 2026"), (OFFICE, "канцелярия школы · 3 сентября 2026")],
)
def test_who_changed_it_is_told_with_reason(told: Shown, store: Store, author: TeacherId, who: str) -> None:
    send_correction(store, author=author)
    told.desk.announce(Changes(school=True))
    told.view.show_lesson(SEPTEMBER, pupil_id(0))
    pressed(told.table, Qt.Key.Key_H, modifiers=CTRL)
    listed = the(told, QListView, "history_list")
    assert isinstance(listed, QListView)
    row = next(n for n, line in enumerate(lines(told)) if line.endswith("3 → 4"))
    listed.setCurrentIndex(listed.model().index(row, 0))
    full = the(told, QLabel, "history_full")
    assert isinstance(full, QLabel)
    for words in (who, "опечатка"):
        assert words in full.text()


def test_what_comes_in_meanwhile_is_shown_in_the_open_history(told: Shown, store: Store) -> None:
    told.view.show_lesson(SEPTEMBER, pupil_id(0))
    pressed(told.table, Qt.Key.Key_H, modifiers=CTRL)
    before = lines(told)
    send_correction(store)
    told.desk.announce(Changes(school=True))
    assert len(lines(told)) == len(before) + 2


def test_a_key_tells_the_history_of_the_lesson(told: Shown) -> None:
    pressed(told.table, Qt.Key.Key_H, modifiers=CTRL | ALT)
    title = the(told, QLabel, "history_title")
    assert isinstance(title, QLabel)
    assert title.text() == "7Б Алгебра"


def test_a_final_marks_history_brings_back_an_earlier_one(qtbot: QtBot, desk: Desk, store: Store) -> None:
    key, change, pupil = final_mark_id(ALGEBRA, pupil_id(0), "t2"), OperationId("r"), pupil_id(0)
    cell = desk.page(read_finals, ALGEBRA, today=TODAY).cells[pupil, "t2"]
    assert cell.proposed is not None
    FeedOf(store).send(
        FinalMark(key, OperationId("f"), ALGEBRA, pupil, "t2", "5", "4.60", "", ANNA),
        Revision(
            change,
            change,
            ALGEBRA,
            key,
            LessonId(""),
            pupil,
            "t2",
            "final_mark",
            cell.proposed,
            "5",
            "",
            ANNA,
            ReplicaId("x"),
            WALL,
        ),
        author=BORIS,
    )
    view = FinalsView(desk, ALGEBRA, LIGHT, now=lambda: NOW)
    qtbot.addWidget(view)
    tell_finals(view, ALGEBRA, desk, LIGHT, lambda: NOW)
    view.resize(900, 620)
    with qtbot.waitActive(view):
        view.show()
        view.activateWindow()
    table = view.findChild(FinalsTable)
    assert table is not None
    view.show_period("t2")
    table.go((0, 1))
    table.setFocus()
    pressed(table, Qt.Key.Key_H, modifiers=CTRL)
    assert len(lines(view)) == 2
    pressed(the(view, QListView, "history_list"), Qt.Key.Key_Down)
    pressed(the(view, QPushButton, "history_restore"), Qt.Key.Key_Space)
    assert desk.page(read_finals, ALGEBRA, today=TODAY).cells[pupil, "t2"].value == cell.proposed


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("б\n2026-09-10\nсправка 5", "б\n\nсправка 6", "справка 5 от 10 сентября 2026 → справка 6"),
        ("б\n\nсправка 5", "б\n\n", "справка 5 → без документа"),
        ("б\n\nсправка 5", "у\n\nприказ 12", "б — болеет, справка 5 → у — уважительная причина, приказ 12"),
        (None, "у\n\n", "у — уважительная причина"),
        (None, "у", "у — уважительная причина"),
        ("б\n\nсправка 5", "", "б — болеет, справка 5 → без причины"),
    ],
)
def test_papers_are_told_in_words(told: Shown, before: str | None, after: str, said: str) -> None:
    assert change_text(About.EXCUSE, before, after, {}) == said


def test_the_class_teacher_brings_a_paper_back_from_the_history(told: Shown, store: Store) -> None:
    """Both papers are told in a line of their own, and what was brought back stands."""
    lesson, key = told.lesson, attendance_id(told.lesson, pupil_id(0))
    with store.unit() as unit:
        unit.record(Operation(AttendanceSet(lesson, pupil_id(0), "н")))
    for paper in ("справка 5", "справка 6"):
        with store.unit() as unit:
            sign = read(unit.connection, Attendance, key)
            assert sign is not None
            excuse = AbsenceExcuse(lesson, pupil_id(0), "б", paper, date(2026, 9, 10))
            unit.record(Operation(excuse, base=sign.excuse_token))
    told.desk.announce(Changes(school=True))
    pressed(told.table, Qt.Key.Key_H, modifiers=CTRL)
    day = "от 10 сентября 2026"
    change = f"Причина пропуска: справка 5 {day} → справка 6 {day}"
    assert change in lines(told)
    first = next(n for n, line in enumerate(lines(told)) if line.endswith(f"болеет, справка 5 {day}"))
    pressed(the(told, QListView, "history_list"), *[Qt.Key.Key_Down] * first)
    pressed(the(told, QPushButton, "history_restore"), Qt.Key.Key_Return)
    assert f"Причина пропуска: справка 6 {day} → справка 5 {day}" in lines(told)
    with store.reading() as unit:
        stands = read(unit.connection, Attendance, key)
    assert stands is not None
    assert (stands.code, stands.document, stands.document_day) == ("б", "справка 5", date(2026, 9, 10))
