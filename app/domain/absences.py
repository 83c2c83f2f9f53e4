"""Sums of missed lessons and days, by reason; for a pupil, a class, or any other part of a journal.

Source: the default of the school's regulation on the journal: a day is missed when all its lessons are.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from app.domain.attendance import Absence
from app.ids import LessonId, PupilId


class AttendedLesson(Protocol):
    """How somebody attended a lesson."""

    @property
    def absence(self) -> Absence:
        """The sign."""
        ...

    @property
    def minutes(self) -> int:
        """How late, where the sign says so."""
        ...


K = TypeVar("K")
L = TypeVar("L", bound=AttendedLesson)


@dataclass(frozen=True, slots=True)
class Attended:
    """How a pupil attended a lesson that was held while the pupil belonged to the group. minutes: late by."""

    pupil: PupilId
    lesson: LessonId
    day: date
    absence: Absence = Absence.PRESENT
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class LessonSums:
    """Lessons by how they were attended.

    lessons: all but those from which the pupil was released. ill + excused + unexcused are the missed ones.
    minutes: late by, together.
    """

    lessons: int = 0
    ill: int = 0
    excused: int = 0
    unexcused: int = 0
    late: int = 0
    minutes: int = 0
    released: int = 0

    @property
    def missed(self) -> int:
        """Return how many lessons were missed, whatever the reason."""
        return self.ill + self.excused + self.unexcused

    def __add__(self, other: "LessonSums") -> "LessonSums":
        return LessonSums(
            self.lessons + other.lessons,
            self.ill + other.ill,
            self.excused + other.excused,
            self.unexcused + other.unexcused,
            self.late + other.late,
            self.minutes + other.minutes,
            self.released + other.released,
        )


@dataclass(frozen=True, slots=True)
class DaySums:
    """Days of pupils with lessons. days: all of them. ill + excused + unexcused are those missed as a whole."""

    days: int = 0
    ill: int = 0
    excused: int = 0
    unexcused: int = 0

    @property
    def missed(self) -> int:
        """Return how many days were missed, whatever the reason."""
        return self.ill + self.excused + self.unexcused

    def __add__(self, other: "DaySums") -> "DaySums":
        return DaySums(
            self.days + other.days,
            self.ill + other.ill,
            self.excused + other.excused,
            self.unexcused + other.unexcused,
        )


def lesson_sums(attended: Iterable[AttendedLesson]) -> LessonSums:
    """Count lessons; one pupil at one lesson is one."""
    listed = list(attended)
    counts = Counter(each.absence for each in listed)
    return LessonSums(
        lessons=len(listed) - counts[Absence.RELEASED],
        ill=counts[Absence.ILL],
        excused=counts[Absence.EXCUSED],
        unexcused=counts[Absence.ABSENT],
        late=counts[Absence.LATE],
        minutes=sum(each.minutes for each in listed if each.absence is Absence.LATE),
        released=counts[Absence.RELEASED],
    )


def day_sums(attended: Iterable[Attended]) -> DaySums:
    """Count days; one pupil on one day is one. attended: every lesson of these days, present or not.

    A day is missed when all its lessons are; lessons from which the pupil was released are left out, a day of nothing
    else is no day. A missed day is unexcused where one of its lessons is, else ill where one is, else excused.
    """
    days = grouped(attended, lambda each: (each.pupil, each.day))
    return sum((_one_day([each.absence for each in lessons]) for lessons in days.values()), DaySums())


def _one_day(absences: Iterable[Absence]) -> DaySums:
    counted = {absence for absence in absences if absence is not Absence.RELEASED}
    if not counted:
        return DaySums()
    if not all(absence.is_missed for absence in counted):
        return DaySums(days=1)
    if Absence.ABSENT in counted:
        return DaySums(days=1, unexcused=1)
    return DaySums(days=1, ill=1) if Absence.ILL in counted else DaySums(days=1, excused=1)


def grouped(attended: Iterable[L], key: Callable[[L], K]) -> dict[K, Sequence[L]]:
    """Part attendance by pupil, day, month or whatever *key* says; the keys in the order in which they first occur."""
    parts: dict[K, list[L]] = {}
    for each in attended:
        parts.setdefault(key(each), []).append(each)
    return dict(parts)


def lessons_by(attended: Iterable[L], key: Callable[[L], K]) -> dict[K, LessonSums]:
    """Count lessons for each key, such as ``lambda each: each.pupil``; together they are the class's sums."""
    return {part: lesson_sums(lessons) for part, lessons in grouped(attended, key).items()}


def days_by(attended: Iterable[Attended], key: Callable[[Attended], K]) -> dict[K, DaySums]:
    """Count days for each key; a key must not part the lessons of one pupil's day, or its parts count as days."""
    return {part: day_sums(lessons) for part, lessons in grouped(attended, key).items()}


def excuse(absence: Absence, reason: Absence) -> Absence:
    """Return the code after a reason has come: it replaces «н» only, every other code stays. reason: ILL or EXCUSED."""
    return reason if absence is Absence.ABSENT and reason.is_excused else absence
