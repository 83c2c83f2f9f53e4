"""What the small school needs besides so that there is something of every kind in it."""

from collections.abc import Iterator
from datetime import date

from app.domain.attendance import attendance_id
from app.domain.classroom import (
    CarriedMark,
    Debt,
    DiaryRead,
    Duty,
    LessonNote,
    Release,
    Remark,
    Seating,
    Substitution,
    carried_mark_id,
    debt_id,
    diary_read_id,
    note_id,
    seating_id,
    substitution_id,
)
from app.domain.disputes import Revision
from app.domain.periods import closing_id, final_mark_id
from app.domain.records import NEVER, Attendance, Closing, FinalMark, Holiday, Journal, Lesson, Mark, Record
from app.ids import JournalId, MarkId, OperationId, ReplicaId, TeacherId
from tests.portal.portal_school import CLASS_8A, TEST, VERA
from tests.portal.rights_school import FOREIGN, OWN
from tests.small_school import ALGEBRA, ANNA, BEGINS, BORIS, GROUP, LESSONS, PUPILS, SUBJECT, WHOLE_YEAR

CHILD = PUPILS[0]
LATELY = LESSONS[19]
"""A lesson of the day before the portal's own."""

NOBODY, WALL = TeacherId(""), "2026-09-20T08:00:00+00:00"


def full_records() -> Iterator[Record]:
    """Yield something of every kind of record that the small school has not."""
    yield Holiday("holiday-1", NEVER, "Осенние каникулы", date(2026, 10, 26), date(2026, 11, 3))
    yield Duty("duty-1", NEVER, BORIS, "deputy_head", BEGINS, None)
    yield Closing(closing_id(WHOLE_YEAR, CLASS_8A), NEVER, WHOLE_YEAR, CLASS_8A, False, "Открыта снова", NOBODY)
    yield Journal(JournalId("past-journal"), NEVER, GROUP, SUBJECT, BEGINS.year - 1, 5)
    yield Release("release-1", NEVER, CHILD, SUBJECT, date(2026, 11, 9), date(2026, 11, 10), "Справка 12")
    yield from OWN.records()
    yield from FOREIGN.records()
    yield from _lately()
    yield from _of_the_child()


def _lately() -> Iterator[Record]:
    """Yield a lesson at which all was written that may be."""
    links = "https://example.org/task"
    day = date(2026, 9, 20)
    yield Lesson(LATELY, NEVER, ALGEBRA, day, 2, "201", False, "Квадратный корень", NEVER, "№ 15", NEVER, links)
    mark = MarkId("lately-mark")
    about = (NEVER, ALGEBRA, LATELY, CHILD)
    yield Mark(mark, *about, None, "5", ANNA, comment="Отличная работа", wall=WALL)
    yield Remark("lately-remark", *about, praise=True, text="Помогла однокласснику", author=ANNA)
    yield Debt(debt_id(LATELY, CHILD, None), *about, None, date(2026, 12, 1), ANNA)
    yield Substitution(substitution_id(LATELY), NEVER, ALGEBRA, LATELY, day, VERA, ANNA)
    yield LessonNote(note_id(LATELY, ANNA), NEVER, ALGEBRA, LATELY, ANNA, "Спросить у доски")
    where = ("Описка", ANNA, ReplicaId("pc"), WALL)
    yield Revision(OperationId("lately-was"), NEVER, ALGEBRA, mark, LATELY, CHILD, "", "value", "3", "5", *where)
    yield Attendance(attendance_id(LESSONS[18], CHILD), NEVER, ALGEBRA, LESSONS[18], CHILD, "н", 0, ANNA)


def _of_the_child() -> Iterator[Record]:
    """Yield what is in the child's diary of no one lesson."""
    yield Mark(MarkId("test-mark"), NEVER, ALGEBRA, LESSONS[0], CHILD, TEST, "4", ANNA, wall=WALL)
    final = final_mark_id(ALGEBRA, CHILD, WHOLE_YEAR)
    yield FinalMark(final, NEVER, ALGEBRA, CHILD, WHOLE_YEAR, "5", "4.50", "Высокий уровень", ANNA)
    carried = carried_mark_id(ALGEBRA, "elsewhere")
    of = (BEGINS, "4", 2, "Входная работа", "Другой класс", MarkId("elsewhere"))
    yield CarriedMark(carried, NEVER, ALGEBRA, CHILD, *of)
    yield Seating(seating_id(ALGEBRA, ANNA), NEVER, ALGEBRA, ANNA, "")
    read = diary_read_id(CHILD, "week", "2026-09-14")
    yield DiaryRead(read, NEVER, ALGEBRA, CHILD, "week", "2026-09-14", WALL)
