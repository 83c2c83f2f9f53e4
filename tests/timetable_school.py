"""The small school and a second class beside it: four journals, four teachers, one Monday of lessons."""

from collections.abc import Iterator
from datetime import date, timedelta

from app.domain.classroom import Duty
from app.domain.records import (
    NEVER,
    Assignment,
    Bell,
    Group,
    Holiday,
    Journal,
    Lesson,
    Record,
    SchoolClass,
    Subject,
    Teacher,
)
from app.ids import ClassId, GroupId, JournalId, LessonId, SubjectId, TeacherId
from tests.small_school import ALGEBRA, ANNA, BEGINS, BORIS, SUBJECT, records

VERA, GLEB = TeacherId("vera"), TeacherId("gleb")
CLASS_A, GROUP_A = ClassId("7a"), GroupId("7a-all")
GEOMETRY, PHYSICS = SubjectId("geometry"), SubjectId("physics")
GEOMETRY_B, ALGEBRA_A, PHYSICS_A = JournalId("geometry-7b"), JournalId("algebra-7a"), JournalId("physics-7a")
MONDAY = BEGINS + timedelta(6)
"""7 September 2026."""

ALGEBRA_1, GEOMETRY_2 = LessonId("algebra-1"), LessonId("geometry-2")
ALGEBRA_A_1, PHYSICS_A_2 = LessonId("algebra-a-1"), LessonId("physics-a-2")
"""Of Monday; the number is the lesson's."""


def timetable_school(*, deputy: TeacherId = ANNA) -> Iterator[Record]:
    """Yield everything. Anna teaches algebra in 7Б, Boris geometry there, Vera algebra in 7А, Gleb physics there."""
    for each in records():
        # 7Б's algebra is Anna's alone, and Monday has the lessons below only
        if each.id not in {f"assignment-{BORIS}", "lesson-06"}:
            yield each
    yield Duty("duty", NEVER, deputy, "deputy_head", BEGINS, None)
    yield Holiday("h", NEVER, "Осенние каникулы", date(2026, 10, 26), date(2026, 11, 1))
    for number in range(1, 7):
        for shift, hour in ((1, 8), (2, 13)):
            yield Bell(f"b{shift}{number}", NEVER, shift, 0, number, f"{hour + number:02}:00", f"{hour + number:02}:45")
    yield Teacher(VERA, NEVER, "Орлова", "Вера", "Павловна", "orlova")
    yield Teacher(GLEB, NEVER, "Ершов", "Глеб", "", "ershov")
    yield Subject(GEOMETRY, NEVER, "Геометрия", "Геометрия")
    yield Subject(PHYSICS, NEVER, "Физика", "Физика")
    yield SchoolClass(CLASS_A, NEVER, 7, "А", 1, None)
    yield Group(GROUP_A, NEVER, CLASS_A, "")
    for key, group, subject, teacher in (
        (GEOMETRY_B, GroupId("7b-all"), GEOMETRY, BORIS),
        (ALGEBRA_A, GROUP_A, SUBJECT, VERA),
        (PHYSICS_A, GROUP_A, PHYSICS, GLEB),
    ):
        yield Journal(key, NEVER, group, subject, BEGINS.year, 3)
        yield Assignment(f"assignment-{key}", NEVER, key, teacher, BEGINS, None)
    for at, journal, number, room in (
        (ALGEBRA_1, ALGEBRA, 1, "201"),
        (GEOMETRY_2, GEOMETRY_B, 2, "202"),
        (ALGEBRA_A_1, ALGEBRA_A, 1, "203"),
        (PHYSICS_A_2, PHYSICS_A, 2, "204"),
    ):
        yield Lesson(at, NEVER, journal, MONDAY, number, room)
