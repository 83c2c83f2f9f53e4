"""The school that is measured: one teacher with ten journals, the first of 35 pupils x 200 lessons."""

import random
from collections.abc import Iterator
from datetime import date, timedelta

from app.domain.attendance import Absence, attendance_id
from app.domain.records import (
    NEVER,
    Assignment,
    Attendance,
    Bell,
    Enrolment,
    Group,
    Journal,
    Lesson,
    Mark,
    Membership,
    Pupil,
    Record,
    School,
    SchoolClass,
    Subject,
    Teacher,
    Term,
    Work,
    WorkType,
)
from app.domain.regulations import Setting
from app.domain.rules import RANGES
from app.ids import (
    ClassId,
    GroupId,
    JournalId,
    LessonId,
    MarkId,
    PupilId,
    SchoolId,
    SubjectId,
    TeacherId,
    WorkId,
    WorkTypeId,
    derived,
)

SCHOOL = SchoolId(derived("school", "measured"))
TEACHER = TeacherId(derived("teacher", "measured"))
SUBJECT = SubjectId(derived("subject", "algebra"))
CONTROL = WorkTypeId(derived("work_type", "control"))
LOGIN = "measured"
JOURNALS = 10
PUPILS, LESSONS = 35, 200
"""Of the first journal; the others have 30 and 100."""

OTHER_PUPILS, OTHER_LESSONS = 30, 100
FIRST_DAY, LAST_DAY = date(2026, 9, 1), date(2027, 5, 26)
MARKED, MISSED = 0.25, 0.05
"""Shares of the cells that hold a mark and a sign of absence, as in a teacher's real journal."""

OTHER_SUBJECTS = 11
"""Of each class besides the measured teacher's, where the classes are whole; three lessons a week each."""


def journal_id(place: int) -> JournalId:
    """Return the id of a journal. place: from 0; those from JOURNALS on are colleagues', of the same classes."""
    return JournalId(derived("journal", SCHOOL, str(place)))


def pupil_id(place: int, row: int) -> PupilId:
    """Return the id of a pupil of a journal."""
    return PupilId(derived("pupil", SCHOOL, str(place), str(row)))


def lesson_id(place: int, column: int) -> LessonId:
    """Return the id of a lesson of a journal."""
    return LessonId(derived("lesson", SCHOOL, str(place), str(column)))


def size_of(place: int) -> tuple[int, int]:
    """Return how many pupils and lessons a journal has."""
    return (PUPILS, LESSONS) if place == 0 else (OTHER_PUPILS, OTHER_LESSONS)


def lists() -> Iterator[Record]:
    """Yield what the office enters: everything but marks and attendance."""
    yield School(SCHOOL, NEVER, "Измеряемая школа", "Школа", 2026, "Europe/Moscow")
    yield Term("year", NEVER, "Учебный год", 1, 1, 11, FIRST_DAY, LAST_DAY)
    yield Setting("reason_after_days", NEVER, str(RANGES["reason_after_days"][1]))
    yield WorkType(CONTROL, NEVER, "Контрольная работа", "К", 4, "#b3261e", 1)
    yield Subject(SUBJECT, NEVER, "Алгебра", "Алг")
    yield Teacher(TEACHER, NEVER, "Измерова", "Вера", "Павловна", LOGIN)
    for number in range(1, 9):
        yield Bell(f"bell-{number}", NEVER, 1, 0, number, f"{7 + number:02}:30", f"{8 + number:02}:15")
    for place in range(JOURNALS):
        yield from _class(place)
        yield from _lessons(place)


def filled(marked: float = MARKED) -> Iterator[Record]:
    """Yield a year's marks and signs of absence, the same at each run. marked: share of the cells with a mark."""
    chance = random.Random(7)  # noqa: S311 (figures, not secrets)
    for place in range(JOURNALS):
        pupils, lessons = size_of(place)
        for column in range(lessons):
            for row in range(pupils):
                yield from _cell((place, row, column), marked, chance)


def whole_classes() -> Iterator[Record]:
    """Yield what colleagues teach the same classes, and a year of it: what a deputy head's PC holds besides."""
    chance = random.Random(8)  # noqa: S311 (figures, not secrets)
    for n in range(1, OTHER_SUBJECTS + 1):
        subject = SubjectId(derived("subject", str(n)))
        yield Subject(subject, NEVER, f"Предмет {n}", f"Пр{n}")
        for place in range(n * JOURNALS, (n + 1) * JOURNALS):
            yield Journal(journal_id(place), NEVER, _group(place % JOURNALS), subject, 2026, 3)
            yield from _lessons(place)
            pupils, lessons = size_of(place % JOURNALS)[0], size_of(place)[1]
            for column in range(lessons):
                for row in range(pupils):
                    yield from _cell((place, row, column), MARKED, chance)


def _cell(cell: tuple[int, int, int], marked: float, chance: random.Random) -> Iterator[Record]:
    place, row, column = cell
    journal, lesson, pupil = journal_id(place), lesson_id(place, column), pupil_id(place % JOURNALS, row)
    drawn = chance.random()
    if drawn < marked:
        mark = MarkId(derived("mark", lesson, pupil))
        work = _work(place, column) if column % 10 == 0 else None
        yield Mark(mark, NEVER, journal, lesson, pupil, work, chance.choice("5443322"), TEACHER)
    elif drawn < marked + MISSED:
        sign = attendance_id(lesson, pupil)
        yield Attendance(sign, NEVER, journal, lesson, pupil, chance.choice([Absence.ABSENT, Absence.ILL]), 0, TEACHER)


def _class(place: int) -> Iterator[Record]:
    school_class, group = ClassId(derived("class", str(place))), _group(place)
    yield SchoolClass(school_class, NEVER, 5 + place % 5, "АБВ"[place % 3], 1, None)
    yield Group(group, NEVER, school_class, "")
    for row in range(size_of(place)[0]):
        pupil = pupil_id(place, row)
        yield Pupil(pupil, NEVER, f"Ученикова{row:02}", "Анна", "Петровна", date(2013, 1, 1), "f")
        yield Enrolment(derived("enrolment", pupil), NEVER, pupil, school_class, FIRST_DAY, None, "1")
        yield Membership(derived("membership", pupil), NEVER, group, pupil, FIRST_DAY, None)
    journal = journal_id(place)
    yield Journal(journal, NEVER, group, SUBJECT, 2026, 5)
    yield Assignment(derived("assignment", journal), NEVER, journal, TEACHER, FIRST_DAY, None)


def _group(place: int) -> GroupId:
    return GroupId(derived("group", str(place)))


def _lessons(place: int) -> Iterator[Record]:
    lessons = size_of(place)[1]
    step = (LAST_DAY - FIRST_DAY).days / lessons
    for column in range(lessons):
        day, lesson = FIRST_DAY + timedelta(int(column * step)), lesson_id(place, column)
        yield Lesson(
            lesson, NEVER, journal_id(place), day, 1 + place % 6, "12", topic=f"Тема {column}", homework=f"№ {column}"
        )
        if column % 10 == 0:
            yield Work(_work(place, column), NEVER, journal_id(place), lesson, CONTROL, f"Работа {column}", 4)


def _work(place: int, column: int) -> WorkId:
    return WorkId(derived("work", str(place), str(column)))
