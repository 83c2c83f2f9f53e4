"""A whole class as its class teacher has it: thirty pupils, fifteen subjects, subgroups, a year of lessons."""

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from app.domain.attendance import Absence, attendance_id
from app.domain.classroom import Debt, Remark, debt_id
from app.domain.periods import final_mark_id
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
    SubjectId,
    WorkId,
    WorkTypeId,
)
from tests.small_school import ANNA, BORIS
from tests.ui.shown_school import BEGINS, ENDS, NAMES, TODAY

CLASS_7B = ClassId("7Б")
NOW_ON = OperationId("office")
TERMS = (
    ("t1", "I четверть", BEGINS, date(2026, 10, 25)),
    ("t2", "II четверть", date(2026, 11, 2), date(2026, 12, 30)),
    ("t3", "III четверть", date(2027, 1, 11), date(2027, 3, 25)),
    ("t4", "IV четверть", date(2027, 4, 5), ENDS),
)
SUBJECTS = (
    ("Русский язык", "Русский", 4),
    ("Литература", "Литература", 2),
    ("Английский язык", "Англ. язык", 3),
    ("Алгебра", "Алгебра", 3),
    ("Геометрия", "Геометрия", 2),
    ("Вероятность и статистика", "Вероятн. и стат.", 1),
    ("Информатика", "Информатика", 1),
    ("История", "История", 2),
    ("Обществознание", "Обществозн.", 1),
    ("География", "География", 2),
    ("Физика", "Физика", 2),
    ("Биология", "Биология", 1),
    ("Изобразительное искусство", "ИЗО", 1),
    ("Труд (технология)", "Труд", 2),
    ("Физическая культура", "Физкультура", 3),
)
PARTED = {"Английский язык", "Информатика", "Труд (технология)"}
"""Subjects taught in two groups."""

PRAISES = ("Отлично отвечала у доски", "Помог одноклассникам разобраться с задачей, которую никто не решил")
REMARKS = ("Не было тетради", "Разговаривал на уроке и мешал другим; родителям просьба подойти после занятий")
WEAK = {6, 19}
"""Rows of pupils with low marks."""

OWN_SUBJECTS = {"Алгебра", "Геометрия"}
"""What the class teacher teaches too."""


def pupil_at(row: int) -> PupilId:
    """Return a pupil of the class. row: from 0, in the order of the names."""
    return PupilId(f"p{row:02}")


def whole_class(*, until: date = TODAY) -> Iterator[Record]:
    """Yield the class with marks and signs up to a day."""
    for ordinal, (key, name, first, last) in enumerate(TERMS, 1):
        yield Term(key, NEVER, name, ordinal, 1, 11, first, last)
    yield WorkType(WorkTypeId("control"), NEVER, "Контрольная работа", "К", 4, "#b3261e", 1)
    yield Teacher(ANNA, NEVER, "Морозова", "Елена", "Викторовна", "anna")
    yield Teacher(BORIS, NEVER, "Седов", "Борис", "Андреевич", "boris")
    yield SchoolClass(CLASS_7B, NEVER, 7, "Б", 1, ANNA)
    for row, name in enumerate([*NAMES, "Юдин Степан Алексеевич", "Яковлева Софья Андреевна"]):
        surname, first_name, patronymic = [*name.split(" "), ""][:3]
        yield Pupil(pupil_at(row), NEVER, surname, first_name, patronymic, date(2013, 1, 1) + timedelta(row), "")
        yield Enrolment(f"e{row}", NEVER, pupil_at(row), CLASS_7B, BEGINS, None, "1")
    for half, members in (("", range(30)), ("1", range(15)), ("2", range(15, 30))):
        yield Group(GroupId(f"g{half}"), NEVER, CLASS_7B, f"гр. {half}" if half else "")
        for row in members:
            yield Membership(f"m{half}-{row}", NEVER, GroupId(f"g{half}"), pupil_at(row), BEGINS, None)
    for n, (name, short, hours) in enumerate(SUBJECTS):
        yield Subject(SubjectId(f"s{n}"), NEVER, name, short)
        for half in ("1", "2") if name in PARTED else ("",):
            journal = JournalId(f"j{n}-{half}")
            yield Journal(journal, NEVER, GroupId(f"g{half}"), SubjectId(f"s{n}"), 2026, hours)
            yield Assignment(f"a{n}-{half}", NEVER, journal, ANNA if name in OWN_SUBJECTS else BORIS, BEGINS, None)
    yield from _lessons(until)


def _lessons(until: date) -> Iterator[Record]:
    chance = random.Random(7)  # noqa: S311 (a picture, not a secret)
    slots = [n for n, (_, _, hours) in enumerate(SUBJECTS) for _ in range(hours)]
    chance.shuffle(slots)
    week = [slots[day * 6 : day * 6 + 6] for day in range(5)]
    ill = {row: BEGINS + timedelta(chance.randrange(84)) for row in (3, 9, 17, 24)}
    for _, _, first, last in TERMS:
        days = (first + timedelta(n) for n in range((last - first).days + 1))
        for day in days:
            for number, n in enumerate(week[day.weekday()] if day.weekday() < 5 else (), 1):
                for half in ("1", "2") if SUBJECTS[n][0] in PARTED else ("",):
                    key = LessonId(f"{day:%m%d}-{number}-{half}")
                    journal = JournalId(f"j{n}-{half}")
                    yield Lesson(key, NOW_ON, journal, day, number, "214")
                    if day < until:
                        rows = range(30) if not half else range(15) if half == "1" else range(15, 30)
                        yield from _cells(journal, key, day, rows, ill, chance)
    yield from _said()


def _cells(  # noqa: PLR0913, PLR0917 (a lesson with who is at it)
    journal: JournalId, lesson: LessonId, day: date, rows: Sequence[int], ill: dict[int, date], chance: random.Random
) -> Iterator[Record]:
    work = WorkId(f"w{lesson}") if chance.random() < 0.12 else None
    if work:
        yield Work(work, NEVER, journal, lesson, WorkTypeId("control"), "", 4)
    for row in rows:
        who, drawn = pupil_at(row), chance.random()
        away = row in ill and ill[row] <= day <= ill[row] + timedelta(6)
        if away or drawn < 0.03 or (row == 6 and drawn < 0.2):
            sign = Absence.ILL if away and row != 9 else chance.choice([Absence.ABSENT, Absence.LATE])
            sign = Absence.ABSENT if away and row == 9 else sign
            yield Attendance(attendance_id(lesson, who), NOW_ON, journal, lesson, who, sign, 0, BORIS)
        elif drawn < (0.95 if work else 0.3):
            value = str(max(2, min(5, (2 if row in WEAK else 3 + row % 2) + chance.choice([0, 0, 1, 1, 2]))))
            yield Mark(MarkId(f"{lesson}-{row}"), NOW_ON, journal, lesson, who, work, value, BORIS)
        elif drawn > 0.997:
            praise = row % 3 > 0
            text = PRAISES[row % 2] if praise else REMARKS[row % 2]
            author = ANNA if row % 4 == 0 else BORIS
            yield Remark(f"r{lesson}-{row}", NOW_ON, journal, lesson, who, praise, text, author)
        elif drawn > 0.996:
            until = day + timedelta(7)
            yield Debt(debt_id(lesson, who, None), NOW_ON, journal, lesson, who, None, until, BORIS)


def _said() -> Iterator[Record]:
    for n in range(len(SUBJECTS)):
        for row in range(30):
            half = ("1" if row < 15 else "2") if SUBJECTS[n][0] in PARTED else ""
            journal = JournalId(f"j{n}-{half}")
            value = (
                "3" if row == 4 and n == 2 else str(max(2 if row == 8 and n == 3 else 3, 5 - (row + n) % (row % 3 + 1)))
            )
            key = final_mark_id(journal, pupil_at(row), "t1")
            if (row, n) != (11, 5):
                yield FinalMark(key, NOW_ON, journal, pupil_at(row), "t1", value, "4.00", "", BORIS)
