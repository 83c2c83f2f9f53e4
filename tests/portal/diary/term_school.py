"""The diary's school with terms: more marks, marks set for periods, and a namesake who came from another class."""

from collections.abc import Iterator
from datetime import date

from msgspec.structs import replace

from app.domain.attendance import Absence
from app.domain.final_marks import NOT_ASSESSED
from app.domain.periods import YEAR, final_mark_id
from app.domain.records import (
    NEVER,
    Enrolment,
    FinalMark,
    Group,
    Journal,
    Lesson,
    Mark,
    Membership,
    Pupil,
    Record,
    SchoolClass,
    Term,
    Work,
)
from app.ids import ClassId, GroupId, JournalId, LessonId, PupilId, SubjectId, WorkId, WorkTypeId
from tests.portal.diary.diary_school import (
    CLASS_7B,
    MARIA,
    MONDAY,
    NEXT_MONDAY,
    PETR,
    TEACHER,
    WHOLE,
    YEAR_BEGINS,
    a_mark,
    a_school,
    an_absence,
    lesson_id,
    spoilt,
)

NAMESAKE = PupilId("namesake")
"""Called as Maria is; in 7А until MOVED, then in 7Б."""

MOVED = date(2026, 9, 9)
FIRST, SECOND, NOT_THEIRS = "first-term", "second-term", "half-year"
"""Terms: the first one is over, the second one never ends, the third one is of other classes."""

ALGEBRA, ALGEBRA_7A = JournalId(f"{WHOLE}-algebra"), JournalId("algebra-7a")
RUSSIAN, LITERATURE = JournalId(f"{WHOLE}-russian"), JournalId(f"{WHOLE}-literature")
REASON = "По решению педсовета, тайна"
LESSON_7A = LessonId("lesson-7a")
LAST_YEAR = JournalId(f"{WHOLE}-algebra-of-last-year")


def a_year() -> list[Record]:
    """Return the school with its terms."""
    return [*a_school(), *_terms(), *_more_marks(), *_namesake(), *_set_marks()]


def a_hostile_year() -> list[Record]:
    """Return the same with hostile texts wherever a person can write."""
    return [spoilt(record) for record in a_year()]


def a_final(journal: JournalId, pupil: PupilId, period: str, value: str, reason: str = "") -> FinalMark:
    """Return a mark for a period."""
    key = final_mark_id(journal, pupil, period)
    return FinalMark(key, NEVER, journal, pupil, period, value, "4.33", reason, TEACHER)


def a_pupils_mark(pupil: PupilId, journal: JournalId, lesson: LessonId, value: str, work: str = "") -> Mark:
    """Return a mark in a journal."""
    return replace(a_mark(pupil, lesson, value, work=WorkId(work) if work else None), journal=journal)


def _terms() -> Iterator[Term]:
    yield Term(FIRST, NEVER, "1 четверть", 1, 1, 9, YEAR_BEGINS, date(2026, 9, 13))
    yield Term(SECOND, NEVER, "2 четверть", 2, 1, 9, NEXT_MONDAY, date(2099, 12, 31))
    yield Term(NOT_THEIRS, NEVER, "1 полугодие", 1, 10, 11, YEAR_BEGINS, date(2026, 12, 30))


def _more_marks() -> Iterator[Record]:
    """Algebra of the first term: 5 × 4 + 2 × 1 + 4 × 1 = 26, 26 : 6 = 4.33; the 3 of weight 0 does not count."""
    informs = WorkId("informs")
    yield Work(informs, NEVER, ALGEBRA, lesson_id(MONDAY, 2, 1), WorkTypeId("control"), "Пробная", 0)
    yield a_pupils_mark(MARIA, ALGEBRA, lesson_id(MONDAY, 2, 1), "3", informs)
    yield a_pupils_mark(MARIA, ALGEBRA, lesson_id(MONDAY, 0, 1), "4")
    yield replace(a_pupils_mark(MARIA, ALGEBRA, lesson_id(MONDAY, 0, 1), "2"), id="gone", annulled=True)
    yield a_pupils_mark(MARIA, ALGEBRA, lesson_id(NEXT_MONDAY, 0, 1), "3")
    yield an_absence(MARIA, lesson_id(MONDAY, 3, 5), Absence.EXCUSED)


def _namesake() -> Iterator[Record]:
    class_7a, group_7a = ClassId("7a"), GroupId("whole-7a")
    yield SchoolClass(class_7a, NEVER, 7, "А", 1, TEACHER)
    yield Group(group_7a, NEVER, class_7a, "")
    yield Journal(ALGEBRA_7A, NEVER, group_7a, SubjectId("algebra"), 2026, 3)
    yield Lesson(LESSON_7A, NEVER, ALGEBRA_7A, MONDAY, 1, "101")
    yield Pupil(NAMESAKE, NEVER, "Ёлкина", "Мария", "Олеговна", date(2013, 4, 2), "f")
    for school_class, group, first, last in (
        (class_7a, group_7a, YEAR_BEGINS, date(2026, 9, 8)),
        (CLASS_7B, WHOLE, MOVED, None),
    ):
        yield Enrolment(f"enrolment-namesake-{group}", NEVER, NAMESAKE, school_class, first, last, "13")
        yield Membership(f"member-namesake-{group}", NEVER, group, NAMESAKE, first, last)
    yield a_pupils_mark(NAMESAKE, ALGEBRA_7A, LESSON_7A, "3")
    yield a_pupils_mark(NAMESAKE, ALGEBRA, lesson_id(MONDAY, 3, 2), "5", "powers")
    yield an_absence(NAMESAKE, LESSON_7A, Absence.LATE, 40)
    yield an_absence(NAMESAKE, lesson_id(MONDAY, 0, 1), Absence.ABSENT)  # in 7Б, before she came there


def _set_marks() -> Iterator[Record]:
    yield a_final(ALGEBRA, MARIA, FIRST, "3", REASON)
    yield a_final(ALGEBRA, MARIA, YEAR, "4")
    yield a_final(RUSSIAN, MARIA, FIRST, NOT_ASSESSED)
    yield a_final(LITERATURE, MARIA, FIRST, "")
    yield a_final(LITERATURE, MARIA, YEAR, "")
    yield Journal(LAST_YEAR, NEVER, WHOLE, SubjectId("algebra"), 2025, 3)
    yield a_final(LAST_YEAR, MARIA, YEAR, "2")
    yield a_final(ALGEBRA, PETR, FIRST, "2")
    yield a_final(ALGEBRA_7A, NAMESAKE, FIRST, "3")
    yield a_final(ALGEBRA, NAMESAKE, FIRST, "5")
