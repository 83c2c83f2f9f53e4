"""A school of six classes at the end of its first quarter, with the figures that it comes to worked out by hand.

7Б, all of it taught algebra, PE, a project (pass or fail) and computing (100 points, final marks of five); English in
two groups. «–»: not set; «.»: nothing to be set.

pupil    algebra  English  PE   project  computing  stands
Abramov  5        5 (1)    5    зач      5          excellent
Belova   4        5 (1)    осв  зач      5          good, with one 4; released from PE
Vlasov   3        4 (2)    4    зач      4          with one 3; arrived on 1 October
Gromov   .        . (2)    .    .        .          left on 10 October without marks
Dymov    4        . (2)    .    .        .          left on 20 October with a mark of algebra
Ershova  2        3 (2)    н/а  незач    –          failing, and not assessed; of 7А until 30 September
Zhukov   н/а      4 (2)    4    зач      3          not assessed
Zuyeva   4        4 (1)    5    зач      –          not everything set

signs of 7Б (7 September, 5 and 12 October: algebra; 8 September: PE; the algebra of 19 October is cancelled):
Abramov  н on 7 Sep, б on 5 Oct, н on 19 Oct (cancelled: not counted)
Belova   н on 8 Sep (released: not counted), у on 7 Sep
Vlasov   н on 7 Sep (before the arrival: not counted), н on 5 Oct
Gromov   б on 7 Sep
Ershova  н on 7 Sep in 7А (counted there), у on 5 Oct, н on 5 Oct in 7А (no longer there: not counted)
Zhukov   о on 12 Oct (late: not missed)
"""

from collections.abc import Iterator
from datetime import date

from app.domain.attendance import attendance_id
from app.domain.classroom import Release
from app.domain.periods import closing_id, final_mark_id
from app.domain.records import (
    NEVER,
    Assignment,
    Attendance,
    Closing,
    Enrolment,
    FinalMark,
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
from app.domain.regulations import MarkScale
from app.domain.scales import PASS_FAIL
from app.ids import ClassId, GroupId, JournalId, LessonId, OperationId, PupilId, SubjectId
from tests.small_school import ANNA, BORIS

BEGINS, QUARTER_ENDS, YEAR_ENDS = date(2026, 9, 1), date(2026, 10, 25), date(2026, 12, 30)
TODAY = date(2026, 10, 26)
FIRST, SECOND, HALF = "t1", "t2", "h1"
"""The quarters of classes 1-9, and the half-year of class 10, which ends with the second."""

UNMARKED, FIFTH, BEFORE, SEVENTH, TENTH = (ClassId(f"c-{title}") for title in ("1a", "5a", "7a", "7b", "10a"))
CLASSES = ((TENTH, 10, "А"), (SEVENTH, 7, "Б"), (UNMARKED, 1, "А"), (BEFORE, 7, "А"), (FIFTH, 5, "А"))
"""Entered in no order."""

NAMES = ("Абрамов", "Белова", "Власов", "Громов", "Дымов", "Ершова", "Жуков", "Зуева")
ABRAMOV, BELOVA, VLASOV, GROMOV, DYMOV, ERSHOVA, ZHUKOV, ZUYEVA = (PupilId(f"pupil-{n}") for n in range(8))
KOTOV, LAPIN, MISHIN, NOSOV = (PupilId(name) for name in ("kotov", "lapin", "mishin", "nosov"))
ALONE = {KOTOV: BEFORE, LAPIN: FIFTH, MISHIN: TENTH, NOSOV: UNMARKED}
"""Who is of the other classes."""

ARRIVED, GROMOV_LEFT, DYMOV_LEFT, MOVED = date(2026, 10, 1), date(2026, 10, 10), date(2026, 10, 20), date(2026, 10, 1)
TIMES = {VLASOV: (ARRIVED, None), GROMOV: (BEGINS, GROMOV_LEFT), DYMOV: (BEGINS, DYMOV_LEFT), ERSHOVA: (MOVED, None)}
"""When they were of 7Б; the others all the time."""

ALGEBRA, ENGLISH_1, ENGLISH_2, PE, PROJECT, COMPUTING = (
    JournalId(f"j-{name}") for name in ("algebra", "english-1", "english-2", "pe", "project", "computing")
)
GROUPS = {"all": "", "e1": "англ. 1", "e2": "англ. 2"}
JOURNALS = {
    ALGEBRA: ("all", "algebra"),
    ENGLISH_1: ("e1", "english"),
    ENGLISH_2: ("e2", "english"),
    PE: ("all", "pe"),
    PROJECT: ("all", "project"),
    COMPUTING: ("all", "computing"),
}
"""The journals of 7Б with group and subject."""

OTHERS = {key: JournalId(f"algebra-{key}") for key in (UNMARKED, FIFTH, BEFORE, TENTH)}
FIRST_ENGLISH = {ABRAMOV, BELOVA, ZUYEVA}
MARKS = {
    ALGEBRA: {ABRAMOV: "5", BELOVA: "4", VLASOV: "3", DYMOV: "4", ERSHOVA: "2", ZHUKOV: "н/а", ZUYEVA: "4"},
    ENGLISH_1: {ABRAMOV: "5", BELOVA: "5", ZUYEVA: "4"},
    ENGLISH_2: {VLASOV: "4", ERSHOVA: "3", ZHUKOV: "4"},
    PE: {ABRAMOV: "5", BELOVA: "осв", VLASOV: "4", ERSHOVA: "н/а", ZHUKOV: "4", ZUYEVA: "5"},
    PROJECT: {**dict.fromkeys((ABRAMOV, BELOVA, VLASOV, ZHUKOV, ZUYEVA), "зач"), ERSHOVA: "незач"},
    COMPUTING: {ABRAMOV: "5", BELOVA: "5", VLASOV: "4", ZHUKOV: "3"},
    OTHERS[BEFORE]: {KOTOV: "5"},
    OTHERS[FIFTH]: {LAPIN: "3"},
}
HELD = {
    ALGEBRA: ((9, 7), (10, 5), (10, 12), (10, 19)),
    PE: ((9, 8),),
    OTHERS[BEFORE]: ((9, 7), (10, 5)),
    **dict.fromkeys((ENGLISH_1, ENGLISH_2, PROJECT, COMPUTING), ((9, 9),)),
    **{OTHERS[each]: ((9, 9),) for each in (UNMARKED, FIFTH, TENTH)},
}
CANCELLED = (ALGEBRA, 10, 19)
SIGNS = (
    *((ALGEBRA, ABRAMOV, 9, 7, "н"), (ALGEBRA, ABRAMOV, 10, 5, "б"), (ALGEBRA, ABRAMOV, 10, 19, "н")),
    *((PE, BELOVA, 9, 8, "н"), (ALGEBRA, BELOVA, 9, 7, "у")),
    *((ALGEBRA, VLASOV, 9, 7, "н"), (ALGEBRA, VLASOV, 10, 5, "н"), (ALGEBRA, GROMOV, 9, 7, "б")),
    *((OTHERS[BEFORE], ERSHOVA, 9, 7, "н"), (ALGEBRA, ERSHOVA, 10, 5, "у"), (OTHERS[BEFORE], ERSHOVA, 10, 5, "н")),
    (ALGEBRA, ZHUKOV, 10, 12, "о"),
)
SIGNED = OperationId("signed")


def closing_school(*more: Record) -> Iterator[Record]:
    """Yield the school, and what else a test puts into it. The quarter is closed for 5А and 7А."""
    yield Term(FIRST, NEVER, "I четверть", 1, 1, 9, BEGINS, QUARTER_ENDS)
    yield Term(SECOND, NEVER, "II четверть", 2, 1, 9, date(2026, 11, 2), YEAR_ENDS)
    yield Term(HALF, NEVER, "I полугодие", 1, 10, 11, BEGINS, YEAR_ENDS)
    yield Teacher(ANNA, NEVER, "Громова", "Анна", "Игоревна", "anna")
    yield Teacher(BORIS, NEVER, "Седов", "Борис", "", "boris")
    yield MarkScale("points", NEVER, "100 баллов", "100=5 80=5 60=4 40=3 0=2")
    for key, name, scale in (
        ("algebra", "Алгебра", ""),
        ("english", "Английский язык", ""),
        ("pe", "Физическая культура", ""),
        ("project", "Проект", PASS_FAIL.name),
        ("computing", "Информатика", "points"),
    ):
        yield Subject(SubjectId(key), NEVER, name, name[:6], scale)
    for key, grade, letter in CLASSES:
        yield SchoolClass(key, NEVER, grade, letter, 1, ANNA)
    yield from _seventh()
    yield from _other_classes()
    yield from _written()
    yield Release("release", NEVER, BELOVA, "pe", BEGINS, None, "справка 17")
    for key in (FIFTH, BEFORE):
        yield Closing(closing_id(FIRST, key), NEVER, FIRST, key, True, "", ANNA)
    yield from more


def final(journal: JournalId, who: PupilId, period: str, value: str) -> FinalMark:
    """Return a mark for a period that Boris has set."""
    return FinalMark(final_mark_id(journal, who, period), SIGNED, journal, who, period, value, "", "", BORIS)


def sign(journal: JournalId, who: PupilId, month: int, day: int, code: str) -> Attendance:
    """Return a sign that Boris has written."""
    lesson = lesson_id(journal, month, day)
    return Attendance(attendance_id(lesson, who), SIGNED, journal, lesson, who, code, 0, BORIS)


def lesson_id(journal: JournalId, month: int, day: int) -> LessonId:
    """Return the id of a journal's lesson on a day."""
    return LessonId(f"{journal}-{month}-{day}")


def _written() -> Iterator[Record]:
    for journal, days in HELD.items():
        for month, day in days:
            cancelled = (journal, month, day) == CANCELLED
            yield Lesson(
                lesson_id(journal, month, day), NEVER, journal, date(2026, month, day), 1, "1", cancelled=cancelled
            )
    for journal, marks in MARKS.items():
        for who, value in marks.items():
            yield final(journal, who, FIRST, value)
    for journal, who, month, day, code in SIGNS:
        yield sign(journal, who, month, day, code)


def _seventh() -> Iterator[Record]:
    for name, title in GROUPS.items():
        yield Group(GroupId(name), NEVER, SEVENTH, title)
    for n, surname in enumerate(NAMES):
        who = PupilId(f"pupil-{n}")
        first, last = TIMES.get(who, (BEGINS, None))
        yield Pupil(who, NEVER, surname, "Имя", "", date(2013, 1, 1 + n), "")
        yield Enrolment(f"enrolment-{who}", NEVER, who, SEVENTH, first, last, "1")
        for group in ("all", "e1" if who in FIRST_ENGLISH else "e2"):
            yield Membership(f"{group}-{who}", NEVER, GroupId(group), who, first, last)
    yield Enrolment("ershova-before", NEVER, ERSHOVA, BEFORE, BEGINS, date(2026, 9, 30), "1")
    yield Membership("ershova-before", NEVER, GroupId(f"all-{BEFORE}"), ERSHOVA, BEGINS, date(2026, 9, 30))
    for journal, (group, subject) in JOURNALS.items():
        yield Journal(journal, NEVER, GroupId(group), SubjectId(subject), 2026, 2)
        if journal != COMPUTING:
            yield Assignment(f"assignment-{journal}", NEVER, journal, BORIS, BEGINS, None)


def _other_classes() -> Iterator[Record]:
    for who, key in ALONE.items():
        group = GroupId(f"all-{key}")
        yield Group(group, NEVER, key, "")
        yield Pupil(who, NEVER, who.capitalize(), "Имя", "", date(2013, 2, 1), "")
        yield Enrolment(f"enrolment-{who}", NEVER, who, key, BEGINS, None, "1")
        yield Membership(f"all-{who}", NEVER, group, who, BEGINS, None)
        yield Journal(OTHERS[key], NEVER, group, SubjectId("algebra"), 2026, 2)
        yield Assignment(f"assignment-{key}", NEVER, OTHERS[key], BORIS, BEGINS, None)
