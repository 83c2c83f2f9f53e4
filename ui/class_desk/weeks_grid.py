"""The class's weeks as a table asks for them, with each pupil's sum at the right, and what they say in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from app.domain.absences import LessonSums
from app.domain.class_weeks import WeeksPage, level
from app.domain.pages import PupilRow
from ui.class_desk.absences_grid import Sum, sum_mark, sum_text, weekday

COUNTED = (Sum.MISSED, Sum.UNEXCUSED, Sum.ILL, Sum.EXCUSED, Sum.LATE)
"""What the numbers can be of."""


class Painted(NamedTuple):
    """What is drawn of a cell. strength: 0 to 4. is_taught: whether there were lessons."""

    text: str
    strength: int
    is_unexcused: bool
    is_taught: bool


@dataclass(frozen=True)
class WeeksGrid:
    """Pupils down; weeks, then the sum across. counted: what the numbers are of."""

    page: WeeksPage
    counted: Sum

    @property
    def pupils(self) -> Sequence[PupilRow]:
        """The rows."""
        return self.page.pupils

    @property
    def keys(self) -> Sequence[date | Sum]:
        """The columns."""
        return [*self.page.weeks, *([self.counted] if self.page.weeks else [])]

    @cached_property
    def sums(self) -> tuple[LessonSums, ...]:
        """What each pupil's weeks come to."""
        return tuple(self.page.of_pupil(row) for row in range(len(self.page.pupils)))

    def is_sum(self, column: int) -> bool:
        """Whether a column is the sum."""
        return column == len(self.page.weeks)

    def found(self, row: int, column: int) -> LessonSums:
        """Return a pupil's week, or all of them together."""
        return self.sums[row] if self.is_sum(column) else self.page.cell(row, column)

    def number(self, sums: LessonSums) -> int:
        """Return what is counted of a week."""
        return int(getattr(sums, self.counted.value))

    @cached_property
    def _painted(self) -> dict[tuple[int, int], Painted]:
        return {}

    def painted(self, row: int, column: int) -> Painted:
        """Return what is drawn of a cell; reckoned once, for it is asked in every frame."""
        known = self._painted.get((row, column))
        if known is None:
            week = self.found(row, column)
            number = self.number(week)
            strength = 0 if self.is_sum(column) else level(number, week.lessons)
            known = Painted(str(number or ""), strength, bool(strength and week.unexcused), bool(week.lessons))
            self._painted[row, column] = known
        return known

    def text(self, row: int, column: int) -> str:
        """Return the number, empty for none."""
        return self.painted(row, column).text

    def spoken(self, row: int, column: int) -> str:
        """Return a cell as one sentence, with all that the number is made of."""
        translate = QCoreApplication.translate
        who, week = self.page.pupils[row].short_name, self.found(row, column)
        when = translate("ClassDesk", "the year so far") if self.is_sum(column) else week_text(self.page.weeks[column])
        if not week.lessons:
            none = translate("ClassDesk", "no lessons")
            return f"{who}, {when}: {none}"
        told = translate("ClassDesk", "lessons missed: {count} of {all}").format(count=week.missed, all=week.lessons)
        parts = [f"{sum_mark(each)} — {count}" for each in COUNTED[1:] if (count := int(getattr(week, each.value)))]
        return f"{who}, {when}: {'; '.join([told, *parts])}"

    def heading(self, column: int) -> str:
        """Return a column's name."""
        return sum_text(self.counted) if self.is_sum(column) else week_text(self.page.weeks[column])

    def lines(self, column: int) -> tuple[str, ...]:
        """Return what the header shows: the Monday's day and month."""
        if self.is_sum(column):
            return (sum_mark(self.counted),)
        week = self.page.weeks[column]
        return str(week.day), f"{week.month:02}"

    def told(self) -> str:
        """Return the picture in words: all together, the hardest week, and who missed most."""
        translate = QCoreApplication.translate
        together = sum(self.sums, LessonSums())
        counted = sum_text(self.counted)
        parts = [
            translate("ClassDesk", "{title}, the year so far: {counted} — {count} of {all}").format(
                title=self.page.school_class.title, counted=counted, count=self.number(together), all=together.lessons
            )
        ]
        if not self.number(together):
            return parts[0]
        weeks = [self.number(self.page.of_week(column)) for column in range(len(self.page.weeks))]
        hardest = max(range(len(weeks)), key=weeks.__getitem__)
        parts.append(
            translate("ClassDesk", "most in the week of {week}: {count}").format(
                week=week_text(self.page.weeks[hardest]), count=weeks[hardest]
            )
        )
        numbers = [self.number(each) for each in self.sums]
        row = max(range(len(numbers)), key=numbers.__getitem__)
        parts.append(
            translate("ClassDesk", "most of all {pupil}: {count}").format(
                pupil=self.page.pupils[row].short_name, count=numbers[row]
            )
        )
        return "; ".join(parts)


def week_text(monday: date) -> str:
    """Return "2 – 8 ноября", or "30 ноября – 6 декабря"."""
    sunday = monday + timedelta(6)
    first = str(monday.day) if monday.month == sunday.month else weekday(monday, "d MMMM")
    return f"{first} – {weekday(sunday, 'd MMMM')}"
