"""The small school with what tests of rights need besides: a past teacher, a stranger, works."""

from collections.abc import Iterator
from datetime import date

from app.domain.records import (
    NEVER,
    Assignment,
    Bell,
    Enrolment,
    Group,
    Journal,
    Lesson,
    Membership,
    Pupil,
    Record,
    SchoolClass,
    Subject,
    Teacher,
    Work,
    WorkType,
)
from app.ids import ClassId, GroupId, JournalId, LessonId, PupilId, SubjectId, TeacherId, WorkId, WorkTypeId
from tests.small_school import ALGEBRA, BEGINS, LESSONS, PUPILS, records

GALINA, VERA = TeacherId("galina"), TeacherId("vera")
GALINA_LEFT = date(2026, 9, 10)
"""Her last day in the algebra journal; LESSONS[9] is on it."""

PHYSICS = JournalId("physics-8a")
STRANGERS = (PupilId("stranger-0"), PupilId("stranger-1"))
PHYSICS_LESSONS = tuple(LessonId(f"physics-{n}") for n in range(3))
TEST = WorkId("test")
"""A work of LESSONS[0]."""

ELSEWHERE = WorkId("elsewhere")
"""A work of LESSONS[1]."""

CONTROL = WorkTypeId("control")
CLASS_8A, GROUP_8A, SUBJECT_8A = ClassId("8a"), GroupId("8a-all"), SubjectId("physics")


def school_records() -> Iterator[Record]:
    """Yield everything the office enters."""
    yield from records()
    yield Bell("bell-1", NEVER, 1, 0, 1, "08:30", "09:15")
    yield WorkType(CONTROL, NEVER, "Контрольная работа", "К", 4, "#b3261e", 1)
    yield Teacher(GALINA, NEVER, "Ушедшая", "Галина", "", "galina")
    yield Assignment("assignment-galina", NEVER, ALGEBRA, GALINA, BEGINS, GALINA_LEFT)
    yield Work(TEST, NEVER, ALGEBRA, LESSONS[0], CONTROL, "", 4)
    yield Work(ELSEWHERE, NEVER, ALGEBRA, LESSONS[1], CONTROL, "", 4)
    yield from _class_8a()


def _class_8a() -> Iterator[Record]:
    yield Subject(SUBJECT_8A, NEVER, "Физика", "Физика")
    yield Teacher(VERA, NEVER, "Чужая", "Вера", "", "vera")
    yield SchoolClass(CLASS_8A, NEVER, 8, "А", 1, VERA)
    yield Group(GROUP_8A, NEVER, CLASS_8A, "")
    for n, pupil in enumerate(STRANGERS):
        yield Pupil(pupil, NEVER, "Ёлкин", "Пётр", "", date(2012, 3, 1 + n), "m")
        yield Enrolment(f"enrolment-{pupil}", NEVER, pupil, CLASS_8A, BEGINS, None, "2")
        yield Membership(f"member-{pupil}", NEVER, GROUP_8A, pupil, BEGINS, None)
    yield Journal(PHYSICS, NEVER, GROUP_8A, SUBJECT_8A, BEGINS.year, 2)
    yield Assignment("assignment-vera", NEVER, PHYSICS, VERA, BEGINS, None)
    for n, lesson in enumerate(PHYSICS_LESSONS):
        yield Lesson(lesson, NEVER, PHYSICS, date(2026, 9, 1 + n), 1, "305")


PUPIL, LESSON = PUPILS[0], LESSONS[0]
