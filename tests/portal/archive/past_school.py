"""A school year that is over, in a portal whose present year is another one: what its archive has to hold."""

from collections.abc import Iterator
from datetime import date, timedelta

from app.domain.classroom import CarriedMark, Debt, Remark
from app.domain.disputes import Conflict, HeldEntry, Revision
from app.domain.records import (
    NEVER,
    Assignment,
    Attendance,
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
    Subject,
    Teacher,
    Term,
    Work,
    WorkType,
)
from app.ids import (
    ClassId,
    GroupId,
    JournalId,
    LessonId,
    MarkId,
    OperationId,
    PupilId,
    ReplicaId,
    SubjectId,
    TeacherId,
    WorkId,
    WorkTypeId,
)

YEAR = 2024
OLGA = TeacherId("olga")
FIRST, LAST = date(2024, 9, 2), date(2025, 5, 26)
PAST_CLASS, PAST_GROUP, PAST_ALGEBRA = ClassId("past-6b"), GroupId("past-6b-all"), JournalId("past-algebra")
PAST_PUPILS = tuple(PupilId(f"past-{n}") for n in range(4))
NAMES = (
    ("Ёлкина", "Алёна", "Петровна"),
    ("=cmd|'/c calc'!A0", "\x07\x1bПётр", "Line\nbreak"),
    ("../../etc/passwd", "CON.pdf", "\\\\server\\share"),
    ("#set page(width: 1pt)", "$x$ *жирный* [скобки]", "❤"),
)
"""Of pupils: Ё, a formula, control signs, a path, the typesetter's own words, a sign that no font has."""

PAST_LESSONS = tuple(LessonId(f"past-lesson-{n}") for n in range(60))
WORK, KIND = WorkId("past-work"), WorkTypeId("past-kind")
REASON = "Ошибся строкой"


def past_records() -> Iterator[Record]:
    """Yield the year: lists first."""
    yield Term("past-1", NEVER, "I полугодие", 1, 1, 11, FIRST, date(2024, 12, 28))
    yield Term("past-2", NEVER, "II полугодие", 2, 1, 11, date(2025, 1, 9), LAST)
    yield Subject(SubjectId("past-algebra"), NEVER, "Алгебра", "Алг")
    yield WorkType(KIND, NEVER, "Контрольная", "К", 4, "#b3261e", 1)
    yield Teacher(OLGA, NEVER, "Ёжикова", "Ольга", "", "olga")
    yield SchoolClass(PAST_CLASS, NEVER, 6, "Б", 1, OLGA, YEAR)
    yield Group(PAST_GROUP, NEVER, PAST_CLASS, "")
    yield Journal(PAST_ALGEBRA, NEVER, PAST_GROUP, SubjectId("past-algebra"), YEAR, 5)
    yield Assignment("past-assignment", NEVER, PAST_ALGEBRA, OLGA, FIRST, None)
    for n, pupil in enumerate(PAST_PUPILS):
        left = date(2025, 2, 3) if n == 1 else date(2025, 8, 31)
        yield Pupil(pupil, NEVER, *NAMES[n], date(2012, 1, 1 + n), "")
        yield Enrolment(f"enrolment-{pupil}", NEVER, pupil, PAST_CLASS, FIRST, left, "12-у", "15-у" if n == 1 else "")
        yield Membership(f"member-{pupil}", NEVER, PAST_GROUP, pupil, FIRST, left)
    yield from _written()
    yield from _history()


def _written() -> Iterator[Record]:
    for n, lesson in enumerate(PAST_LESSONS):
        topic, homework = f"Тема {n} √2 ≤ x", "" if n % 3 else f"№ {n}\nи §\u00ad {n}"
        yield Lesson(
            lesson, NEVER, PAST_ALGEBRA, FIRST + timedelta(n * 4), 1 + n % 6, "201", topic=topic, homework=homework
        )
    yield Work(WORK, NEVER, PAST_ALGEBRA, PAST_LESSONS[0], KIND, "Дроби", 4)
    for n, pupil in enumerate(PAST_PUPILS):
        for at in range(n, 60, 7):
            key = MarkId(f"mark-{pupil}-{at}")
            work = WORK if at == 0 else None
            yield Mark(
                key, NEVER, PAST_ALGEBRA, PAST_LESSONS[at], pupil, work, str(2 + (n + at) % 4), OLGA, comment="Молодец"
            )
        yield Attendance(
            f"absence-{pupil}", NEVER, PAST_ALGEBRA, PAST_LESSONS[n + 1], pupil, "нбуо"[n], 5 * (n == 3), OLGA
        )
        for period in ("past-1", "past-2", "year"):
            yield FinalMark(
                f"final-{pupil}-{period}",
                NEVER,
                PAST_ALGEBRA,
                pupil,
                period,
                "54н/а"[n] if n < 2 else "3",
                "4.36",
                "",
                OLGA,
            )
    taken_back = MarkId("mark-annulled")
    yield Mark(
        taken_back, NEVER, PAST_ALGEBRA, PAST_LESSONS[1], PAST_PUPILS[0], None, "2", OLGA, annulled=True, reason=REASON
    )
    yield CarriedMark("carried", NEVER, PAST_ALGEBRA, PAST_PUPILS[2], FIRST, "5", 1, "Ответ", "5А", MarkId(""))
    yield Debt("debt", NEVER, PAST_ALGEBRA, PAST_LESSONS[0], PAST_PUPILS[3], WORK, date(2024, 10, 1), OLGA)
    yield Remark("remark", NEVER, PAST_ALGEBRA, PAST_LESSONS[0], PAST_PUPILS[0], False, "Разговаривал", OLGA)


def _history() -> Iterator[Record]:
    pc, wall = ReplicaId("pc"), "2024-10-02T06:31:00+00:00"
    for key, field in (("revision-1", "value"), ("revision-2", "comment")):
        yield Revision(
            *(
                OperationId(key),
                NEVER,
                PAST_ALGEBRA,
                f"mark-{PAST_PUPILS[0]}-0",
                PAST_LESSONS[0],
                PAST_PUPILS[0],
                "",
                field,
            ),
            *("3", "5", REASON, OLGA, pc, wall, OLGA, "2024-09-02T06:31:00+00:00"),
        )
    sign = f"sign-{PAST_PUPILS[1]}", PAST_LESSONS[0], PAST_PUPILS[1], "", "excuse"
    papers = "б\n2024-09-10\nсправка 095/у", "б\n2024-09-12\nсправка 096/у"
    change = OperationId("revision-3")
    yield Revision(change, NEVER, PAST_ALGEBRA, *sign, *papers, "", OLGA, pc, wall)
    whose = sign[:-1]
    change = OperationId("revision-4")
    yield Revision(change, NEVER, PAST_ALGEBRA, *whose, "attendance", "н", "б", "справка 095/у", OLGA, pc, wall)
    change, decided = OperationId("held-paper"), ("accepted", OLGA, "Согласна")
    excuse = "absence.excuse", "excuse", "", "б", "right_ended"
    yield HeldEntry(change, NEVER, PAST_ALGEBRA, *whose, *excuse, "справка 096/у", OLGA, pc, wall, *decided)
    yield HeldEntry(
        *(
            OperationId("held"),
            NEVER,
            PAST_ALGEBRA,
            "x",
            PAST_LESSONS[2],
            PAST_PUPILS[2],
            "",
            "mark.set",
            "value",
            "3",
            "4",
        ),
        *("term_closed", "Пересдача", OLGA, pc, wall, "accepted", OLGA, "Согласна"),
    )
    yield Conflict(
        *(
            OperationId("conflict"),
            NEVER,
            PAST_ALGEBRA,
            "x",
            PAST_LESSONS[3],
            PAST_PUPILS[0],
            "value",
            "4",
            OLGA,
            pc,
            wall,
            True,
        )
    )
