"""A substitute's day on the screen, and marks of a cancelled lesson on their way to another one."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QListView, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.changes import Changes
from app.domain.classroom import Substitution, substitution_id
from app.domain.periods import closing_id
from app.domain.records import Closing, Lesson
from app.errors import TermClosedError
from app.ids import JournalId, LessonId, OperationId, TeacherId
from app.services.marking import put_mark
from app.services.off_timetable import read_off_timetable
from app.services.timetable import cancel_lessons
from app.store.unit import Store
from tests.builders import FeedOf, a_cell, a_store
from tests.small_school import ALGEBRA, ANNA, BORIS, CLASS, LESSONS, PUPILS, WHOLE_YEAR
from tests.timetable_school import ALGEBRA_1, ALGEBRA_A, ALGEBRA_A_1, MONDAY, VERA, timetable_school
from tests.ui.keyboard import pressed
from tests.ui.test_screens import cut
from ui.desk import Desk
from ui.journal_list.view import JournalsView
from ui.theme import LIGHT
from ui.today.lessons_model import Moment, Role
from ui.today.view import TodayView

Key = Qt.Key
NOW = datetime(2026, 9, 7, 8, 30, tzinfo=ZoneInfo("Europe/Moscow"))
IVANOV = PUPILS[0]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = a_store(tmp_path, rows=tuple(timetable_school()))
    yield opened
    opened.close()


@pytest.fixture
def feed(store: Store) -> FeedOf:
    return FeedOf(store)


def opened(qtbot: QtBot, desk: Desk) -> TodayView:
    view = TodayView(desk, LIGHT, now=lambda: NOW)
    qtbot.addWidget(view)
    view.resize(900, 560)
    with qtbot.waitActive(view):
        view.show()
        view.activateWindow()
    return view


def rows(view: TodayView) -> list[tuple[str, Moment]]:
    found = view.findChild(QListView, "today_list")
    assert found is not None
    model = found.model()
    indices = [model.index(row, 0) for row in range(model.rowCount())]
    return [(str(each.data(Qt.ItemDataRole.AccessibleTextRole)), each.data(int(Role.MOMENT))) for each in indices]


def part(view: QWidget, kind: type[QWidget], name: str) -> QWidget:
    found = view.findChild(kind, name)
    assert found is not None
    return found


def stands_in(teacher: TeacherId, lesson: LessonId, journal: JournalId) -> Substitution:
    return Substitution(substitution_id(lesson), OperationId("s"), journal, lesson, MONDAY, teacher, BORIS)


def test_a_lesson_that_is_given_away_is_never_next_and_not_to_be_filled_in(
    qtbot: QtBot, desk: Desk, feed: FeedOf
) -> None:
    feed.send(stands_in(VERA, ALGEBRA_1, ALGEBRA))
    ((said, moment),) = rows(opened(qtbot, desk))
    assert "Орлова В. П." in said
    assert moment is Moment.LATER


def test_a_lesson_one_stands_in_for_is_next_and_says_for_whom(qtbot: QtBot, desk: Desk, feed: FeedOf) -> None:
    feed.send(stands_in(ANNA, ALGEBRA_A_1, ALGEBRA_A), stands_in(VERA, ALGEBRA_1, ALGEBRA))
    found = rows(opened(qtbot, desk))
    (mine,) = (row for row in found if "7А Алгебра" in row[0])
    assert "Орлова В. П." in mine[0]
    assert mine[1] is Moment.NEXT
    assert [moment for text, moment in found if "7Б Алгебра" in text] == [Moment.LATER]


def test_a_cancelled_lesson_says_why(qtbot: QtBot, desk: Desk) -> None:
    desk.do(cancel_lessons, lessons=[ALGEBRA_1], reason="Экскурсия в музей")
    ((said, _),) = rows(opened(qtbot, desk))
    assert "Экскурсия в музей" in said


def test_the_list_of_journals_names_the_days_of_a_substitution(qtbot: QtBot, desk: Desk, feed: FeedOf) -> None:
    feed.send(stands_in(ANNA, ALGEBRA_A_1, ALGEBRA_A))
    view = JournalsView(desk, LIGHT)
    qtbot.addWidget(view)
    found = view.findChild(QListView, "journals_list")
    assert found is not None
    model = found.model()
    said = [str(model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)) for row in range(model.rowCount())]
    assert [text for text in said if "7 сентября" in text and text.startswith("7А Алгебра")]
    assert [text for text in said if text == "7Б Алгебра"]


def fill_and_cancel(desk: Desk, store: Store) -> None:
    seen = a_cell(store, IVANOV, ALGEBRA_1)
    desk.do(put_mark, pupil=IVANOV, lesson=ALGEBRA_1, value="5", seen=seen)
    desk.do(cancel_lessons, lessons=[ALGEBRA_1], reason="Экскурсия")


def test_marks_off_the_timetable_are_told_and_moved_by_keys(qtbot: QtBot, desk: Desk, store: Store) -> None:
    fill_and_cancel(desk, store)
    view = opened(qtbot, desk)
    line = part(view, QPushButton, "today_off")
    assert line.isVisible()
    pressed(line, Key.Key_Space)
    lessons = part(view, QComboBox, "off_lesson")
    assert lessons.hasFocus()
    pressed(part(view, QPushButton, "off_answer"), Key.Key_Space)
    assert not part(view, QWidget, "off_box").isVisible()
    assert not line.isVisible()
    # the nearest lesson after the cancelled one was offered first
    assert [mark.value for mark in a_cell(store, IVANOV, LESSONS[7]).marks] == ["5"]
    desk.undo()
    assert line.isVisible()
    assert [mark.value for mark in a_cell(store, IVANOV, ALGEBRA_1).marks] == ["5"]


def test_escape_leaves_the_marks_where_they_are(qtbot: QtBot, desk: Desk, store: Store) -> None:
    fill_and_cancel(desk, store)
    view = opened(qtbot, desk)
    pressed(part(view, QPushButton, "today_off"), Key.Key_Space)
    pressed(part(view, QComboBox, "off_lesson"), Key.Key_Escape)
    assert not part(view, QWidget, "off_box").isVisible()
    assert len(desk.page(read_off_timetable)) == 1


def test_a_closed_term_is_told_and_the_box_stays(qtbot: QtBot, desk: Desk, store: Store, feed: FeedOf) -> None:
    fill_and_cancel(desk, store)
    feed.send(Closing(closing_id(WHOLE_YEAR, CLASS), OperationId("c"), WHOLE_YEAR, CLASS, True, "", BORIS))
    view = opened(qtbot, desk)
    refusals: list[object] = []
    view.refused.connect(refusals.append)
    pressed(part(view, QPushButton, "today_off"), Key.Key_Space)
    pressed(part(view, QPushButton, "off_answer"), Key.Key_Space)
    assert [type(each) for each in refusals] == [TermClosedError]
    assert part(view, QWidget, "off_box").isVisible()


@pytest.mark.parametrize("width", [560, 900])
def test_the_line_and_its_box_are_uncut(qtbot: QtBot, desk: Desk, store: Store, feed: FeedOf, width: int) -> None:
    fill_and_cancel(desk, store)
    other = Lesson(LessonId("more"), OperationId("x"), ALGEBRA, MONDAY, 5, "201")
    feed.send(other)
    desk.do(put_mark, pupil=IVANOV, lesson=other.id, value="4", seen=a_cell(store, IVANOV, other.id))
    desk.do(cancel_lessons, lessons=[other.id], reason="Очень длинная причина отмены урока " * 4)
    desk.announce(Changes(school=True))
    view = opened(qtbot, desk)
    view.resize(QSize(width, 560))
    QApplication.processEvents()
    line = part(view, QPushButton, "today_off")
    assert not cut(line)
    pressed(line, Key.Key_Space)
    menu = part(view, QWidget, "today_off_menu")
    pressed(menu, Key.Key_Down, Key.Key_Down, Key.Key_Return)
    QApplication.processEvents()
    box = part(view, QWidget, "off_box")
    assert box.isVisible()
    assert [each.objectName() for each in box.findChildren(QLabel) if each.isVisible() and cut(each)] == []
