"""A class's absences over the year, week by week: how many lessons each pupil had, and how many were missed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.absences import LessonSums
from app.domain.class_page import OwnClass
from app.domain.pages import PupilRow
from app.ids import PupilId

LEVELS = (0, 10, 25, 50)
"""Per cent of a week's lessons: a level is reached by whoever missed more than that."""

NO_LESSONS = LessonSums()


@dataclass(frozen=True, slots=True)
class WeeksPage:
    """Weeks of a class. weeks: their Mondays, only weeks with lessons. cells: none where a pupil has no lessons."""

    school_class: OwnClass
    weeks: tuple[date, ...]
    pupils: tuple[PupilRow, ...]
    cells: Mapping[tuple[PupilId, date], LessonSums]

    def cell(self, row: int, column: int) -> LessonSums:
        """Return a pupil's week."""
        return self.cells.get((self.pupils[row].id, self.weeks[column]), NO_LESSONS)

    def of_pupil(self, row: int) -> LessonSums:
        """Return all weeks of a pupil together."""
        return sum((self.cell(row, column) for column in range(len(self.weeks))), LessonSums())

    def of_week(self, column: int) -> LessonSums:
        """Return a week of all pupils together."""
        return sum((self.cell(row, column) for row in range(len(self.pupils))), LessonSums())


def level(missed: int, lessons: int) -> int:
    """Return how much of a week was missed: 0 for nothing to 4 for more than a half."""
    return sum(100 * missed > bound * lessons for bound in LEVELS) if missed else 0
