"""A class of three pupils for numbers worked out by hand: one subject for all, one in two groups; Anna leads it.

day        number  journal      who is taught
Mon 7 Sep  1       history      all three
Mon 7 Sep  2       English      each in the own group: Abramov 1, Belova and Vlasov 2
Tue 8 Sep  1       history
Tue 8 Sep  2       history      cancelled
Wed 9 Sep  1       history
"""

from collections.abc import Iterator
from datetime import date

from app.domain.attendance import attendance_id
from app.domain.records import (
    NEVER,
    Assignment,
    Attendance,
    Enrolment,
    Group,
    Journal,
    Lesson,
    Mark,
    Membership,
    Pupil,
    Record,
    SchoolClass,
    Subject,
    Teacher,
    Term,
)
from app.ids import ClassId, GroupId, JournalId, LessonId, MarkId, OperationId, PupilId, SubjectId
from tests.small_school import ANNA, BORIS

CLASS = ClassId("5a")
ABRAMOV, BELOVA, VLASOV = PupilId("abramov"), PupilId("belova"), PupilId("vlasov")
HISTORY, ENGLISH_1, ENGLISH_2 = JournalId("history"), JournalId("english-1"), JournalId("english-2")
HISTORY_SUBJECT, ENGLISH = SubjectId("history"), SubjectId("english")
MONDAY, TUESDAY, WEDNESDAY = date(2026, 9, 7), date(2026, 9, 8), date(2026, 9, 9)
TODAY = WEDNESDAY
H_MON, H_TUE, H_OFF, H_WED = (LessonId(f"h-{day}") for day in ("mon", "tue", "off", "wed"))
E1_MON, E2_MON = LessonId("e1-mon"), LessonId("e2-mon")
BEGINS = date(2026, 9, 1)
SIGNED = OperationId("signed")


def small_class(*more: Record) -> Iterator[Record]:
    """Yield the class, and what else a test puts into it."""
    yield Term("t1", NEVER, "I четверть", 1, 1, 11, BEGINS, date(2026, 10, 25))
    yield Term("t2", NEVER, "II четверть", 2, 1, 11, date(2026, 11, 2), date(2026, 12, 30))
    yield Subject(HISTORY_SUBJECT, NEVER, "История", "История")
    yield Subject(ENGLISH, NEVER, "Английский язык", "Англ.")
    yield Teacher(ANNA, NEVER, "Громова", "Анна", "Игоревна", "anna")
    yield Teacher(BORIS, NEVER, "Седов", "Борис", "", "boris")
    yield SchoolClass(CLASS, NEVER, 5, "А", 1, ANNA)
    for key, surname in ((ABRAMOV, "Абрамов"), (BELOVA, "Белова"), (VLASOV, "Власов")):
        yield Pupil(key, NEVER, surname, "И", "", date(2015, 1, 1), "")
        yield Enrolment(f"enrolment-{key}", NEVER, key, CLASS, BEGINS, None, "1")
    groups = {"all": ("", (ABRAMOV, BELOVA, VLASOV)), "e1": ("1", (ABRAMOV,)), "e2": ("2", (BELOVA, VLASOV))}
    for name, (title, members) in groups.items():
        yield Group(GroupId(name), NEVER, CLASS, title)
        for key in members:
            yield Membership(f"{name}-{key}", NEVER, GroupId(name), key, BEGINS, None)
    for journal, group, subject in (
        (HISTORY, "all", HISTORY_SUBJECT),
        (ENGLISH_1, "e1", ENGLISH),
        (ENGLISH_2, "e2", ENGLISH),
    ):
        yield Journal(journal, NEVER, GroupId(group), subject, 2026, 2)
        yield Assignment(f"assignment-{journal}", NEVER, journal, BORIS, BEGINS, None)
    yield Lesson(H_MON, NEVER, HISTORY, MONDAY, 1, "1")
    yield Lesson(E1_MON, NEVER, ENGLISH_1, MONDAY, 2, "2")
    yield Lesson(E2_MON, NEVER, ENGLISH_2, MONDAY, 2, "3")
    yield Lesson(H_TUE, NEVER, HISTORY, TUESDAY, 1, "1")
    yield Lesson(H_OFF, NEVER, HISTORY, TUESDAY, 2, "1", cancelled=True)
    yield Lesson(H_WED, NEVER, HISTORY, WEDNESDAY, 1, "1")
    yield from more


def sign(journal: JournalId, lesson: LessonId, who: PupilId, code: str, *, filled: bool = False) -> Attendance:
    """Return a sign that Boris has written."""
    return Attendance(attendance_id(lesson, who), SIGNED, journal, lesson, who, code, 0, BORIS, filled)


def mark(journal: JournalId, lesson: LessonId, who: PupilId, value: str, key: str = "") -> Mark:
    """Return a mark that Boris has given for an answer."""
    return Mark(MarkId(f"{lesson}-{who}-{value}{key}"), SIGNED, journal, lesson, who, None, value, BORIS)
