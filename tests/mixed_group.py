"""An elective of 7Б and 8А beside the small school, listed under 7Б: for the desktop and for the portal."""

from collections.abc import Iterator
from datetime import date, timedelta

from app.domain.records import (
    NEVER,
    Assignment,
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
    Term,
)
from app.ids import ClassId, GroupId, JournalId, LessonId, PupilId, SubjectId, TeacherId
from tests.small_school import BEGINS, BORIS, CLASS, PUPILS

AUTUMN = "autumn"
AUTUMN_ENDS = date(2026, 10, 25)
CLASS_8A, GROUP_8A, VERA = ClassId("8a"), GroupId("8a-all"), TeacherId("vera")
LAW, LAW_GROUP, LAW_SUBJECT = JournalId("law"), GroupId("law-group"), SubjectId("law-subject")
LAW_LESSONS = tuple(LessonId(f"law-{n}") for n in range(3))
OF_7B, OF_8A = PUPILS[0], PupilId("stranger-0")


def mixed_group() -> Iterator[Record]:
    """Yield the elective with a pupil of either class, taught by Boris."""
    yield Term(AUTUMN, NEVER, "Осень", 1, 1, 11, BEGINS, AUTUMN_ENDS)
    yield Subject(LAW_SUBJECT, NEVER, "Основы права", "Право")
    yield Group(LAW_GROUP, NEVER, CLASS, "Право")
    yield Membership("law-7b", NEVER, LAW_GROUP, OF_7B, BEGINS, None)
    yield Membership("law-8a", NEVER, LAW_GROUP, OF_8A, BEGINS, None)
    yield Journal(LAW, NEVER, LAW_GROUP, LAW_SUBJECT, BEGINS.year, 1)
    yield Assignment("law-boris", NEVER, LAW, BORIS, BEGINS, None)
    for n, lesson in enumerate(LAW_LESSONS):
        yield Lesson(lesson, NEVER, LAW, BEGINS + timedelta(7 * n), 7, "11")


def other_class() -> Iterator[Record]:
    """Yield 8А with its class teacher and the pupil of the elective."""
    yield Teacher(VERA, NEVER, "Чужая", "Вера", "", "vera")
    yield SchoolClass(CLASS_8A, NEVER, 8, "А", 1, VERA)
    yield Group(GROUP_8A, NEVER, CLASS_8A, "")
    yield Pupil(OF_8A, NEVER, "Ёлкин", "Пётр", "", date(2012, 3, 1), "m")
    yield Enrolment("enrolment-8a", NEVER, OF_8A, CLASS_8A, BEGINS, None, "2")
    yield Membership("member-8a", NEVER, GROUP_8A, OF_8A, BEGINS, None)
