"""Two tenth classes of the portal's school with marks of two half-years and the year, and an eleventh one beside."""

from collections.abc import Iterator
from datetime import date

from app.domain.classroom import Duty
from app.domain.earlier_marks import EarlierMark, earlier_mark_id
from app.domain.periods import YEAR, final_mark_id
from app.domain.records import (
    NEVER,
    Assignment,
    Enrolment,
    FinalMark,
    Group,
    Journal,
    Membership,
    Pupil,
    Record,
    SchoolClass,
    Teacher,
    Term,
)
from app.ids import ClassId, GroupId, JournalId, PupilId, SubjectId, TeacherId
from tests.portal.portal_school import SUBJECT_8A as PHYSICS
from tests.portal.portal_school import VERA
from tests.small_school import BEGINS, ENDS, SUBJECT, WHOLE_YEAR

GLEB, DINA, OLGA = TeacherId("gleb"), TeacherId("dina"), TeacherId("olga")
"""Who teaches physics, leads 10А and 11В, and is a deputy head; Vera teaches algebra."""

MOVES = date(2027, 2, 1)
HALVES = ("half-1", "half-2")
CLASSES = {"10А": 10, "10Б": 10, "11В": 11}
PETROV, ORLOVA, MOVED, SENIOR = (PupilId(name) for name in ("petrov", "orlova", "moved", "senior"))
"""Two of 10А, one of 10Б who comes to 10А in February, one of 11В."""


def class_id(title: str) -> ClassId:
    """Return the id of a class of the school."""
    return ClassId(f"c-{title}")


def journal_id(title: str, subject: SubjectId) -> JournalId:
    """Return the id of a class's journal."""
    return JournalId(f"j-{title}-{subject}")


def tenth_school() -> Iterator[Record]:
    """Yield the classes, without marks."""
    yield Term(WHOLE_YEAR, NEVER, "Учебный год", 1, 1, 9, BEGINS, ENDS)
    yield Term(HALVES[0], NEVER, "I полугодие", 1, 10, 11, BEGINS, date(2026, 12, 30))
    yield Term(HALVES[1], NEVER, "II полугодие", 2, 10, 11, date(2027, 1, 11), ENDS)
    for teacher in (GLEB, DINA, OLGA):
        yield Teacher(teacher, NEVER, teacher.capitalize(), "Имя", "", teacher)
    yield Duty("duty-olga", NEVER, OLGA, "deputy_head", BEGINS, None)
    for title, grade in CLASSES.items():
        leader = None if title == "10Б" else DINA
        yield SchoolClass(class_id(title), NEVER, grade, title[-1], 1, leader)
        yield Group(GroupId(f"g-{title}"), NEVER, class_id(title), "")
        for subject, teacher in ((SUBJECT, VERA), (PHYSICS, GLEB)):
            key = journal_id(title, subject)
            yield Journal(key, NEVER, GroupId(f"g-{title}"), subject, 2026, 3)
            yield Assignment(f"a-{key}", NEVER, key, teacher, BEGINS, None)
    for n, (who, title) in enumerate(((PETROV, "10А"), (ORLOVA, "10А"), (SENIOR, "11В"))):
        yield Pupil(who, NEVER, who.capitalize(), "Имя", "", date(2010, 3, 1 + n), "")
        yield from _in_class(who, title, BEGINS, None)
    yield Pupil(MOVED, NEVER, "Moved", "Имя", "", date(2010, 4, 1), "")
    yield from _in_class(MOVED, "10Б", BEGINS, date(2027, 1, 31))
    yield from _in_class(MOVED, "10А", MOVES, None)


def _in_class(who: PupilId, title: str, first: date, last: date | None) -> Iterator[Record]:
    yield Enrolment(f"e-{who}-{title}", NEVER, who, class_id(title), first, last, "1")
    yield Membership(f"m-{who}-{title}", NEVER, GroupId(f"g-{title}"), who, first, last)


def finals(title: str, who: PupilId, subject: SubjectId, *values: str) -> Iterator[FinalMark]:
    """Yield marks for both half-years and the year; an empty one is left out."""
    key = journal_id(title, subject)
    for period, value in zip((*HALVES, YEAR), values, strict=True):
        if value:
            mark = final_mark_id(key, who, period)
            yield FinalMark(mark, NEVER, key, who, period, value, "", "", VERA)


def tenth(who: PupilId, subject: SubjectId, *values: str, source: str = "10А") -> Iterator[EarlierMark]:
    """Yield marks of the tenth class: of both half-years and the year; an empty one is left out."""
    for period, value in zip(("1", "2", YEAR), values, strict=True):
        if value:
            key = earlier_mark_id(who, subject, period)
            yield EarlierMark(key, NEVER, who, subject, 2025, period, value, source)
