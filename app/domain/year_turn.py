"""The turn of the school year «поворот года»: what becomes of classes, pupils, groups, load, terms and holidays.

Source: 273-ФЗ, ст. 58, 66: pupils who have mastered the programme of a year go on to the next class, others may repeat
it; basic education ends with class 9, secondary with class 11. A class goes on, with its teachers, under a new number.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from msgspec import Struct

from app.domain.calendar_rules import year_span
from app.domain.records import (
    Assignment,
    Enrolment,
    FinalMark,
    Group,
    Holiday,
    Journal,
    Membership,
    School,
    SchoolClass,
    Term,
)
from app.ids import PupilId

LEAVES = ""
"""Where those go who leave the school."""

ENDING = frozenset({9, 11})
"""Grades after which pupils leave unless they are said to stay."""

SHIFT = timedelta(52 * 7)
"""A year by weeks: what began on a Monday begins on a Monday."""


class Load(Struct, frozen=True, array_like=True):
    """What becomes of a journal's load. hours: lessons a week, 0 where it ends. teacher: empty for nobody yet."""

    hours: int
    teacher: str


class Turn(Struct, frozen=True):
    """What the office has decided so far; what is not said is as `proposed` has it.

    classes: the title that each becomes, LEAVES for one that is let go. pupils: where one goes who does not go with the
    class. fresh: titles of further classes. days: of terms and holidays that become others, by the id of the present
    one; None for one that there will not be. loads: by the present journal. order: number of the order. last: the last
    day in school of who leaves.
    """

    classes: dict[str, str] = {}
    pupils: dict[str, str] = {}
    fresh: tuple[str, ...] = ()
    days: dict[str, tuple[date, date] | None] = {}
    loads: dict[str, Load] = {}
    order: str = ""
    last: date | None = None


@dataclass(frozen=True, slots=True)
class YearBefore:
    """The school as it is in the year that ends: what is of this year and was not taken back.

    finals: marks for periods of whoever is in a tenth class; the others' are not asked for.
    """

    school: School
    classes: Sequence[SchoolClass]
    groups: Sequence[Group]
    enrolments: Sequence[Enrolment]
    memberships: Sequence[Membership]
    journals: Sequence[Journal]
    assignments: Sequence[Assignment]
    terms: Sequence[Term]
    holidays: Sequence[Holiday]
    finals: Sequence[FinalMark] = ()

    @property
    def spans(self) -> tuple[Term | Holiday, ...]:
        """The terms, then the holidays."""
        return (*self.terms, *self.holidays)


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of a pupil. before, after: titles of classes, after LEAVES for who leaves. own: not as the class."""

    pupil: PupilId
    before: str
    after: str
    own: bool

    @property
    def repeats(self) -> bool:
        """Whether the pupil stays in the same grade."""
        return bool(self.after) and grade_of(self.after) == grade_of(self.before)


def title_of(each: SchoolClass) -> str:
    """Return what a class is called, such as "7Б"."""
    return f"{each.grade}{each.letter}"


def grade_of(title: str) -> int:
    """Return the grade of a class by its title."""
    return int(title[:-1])


def next_title(each: SchoolClass) -> str:
    """Return what a class becomes where nothing else is said."""
    return LEAVES if each.grade in ENDING else f"{each.grade + 1}{each.letter}"


def fresh_titles(classes: Iterable[SchoolClass]) -> tuple[str, ...]:
    """Return the classes that begin each year, as there are now: the first ones, and the tenth ones."""
    found = sorted({(each.grade, each.letter) for each in classes if each.grade in {1, 10}})
    return tuple(f"{grade}{letter}" for grade, letter in found)


def moved_days(thing: Term | Holiday, year: int) -> tuple[date, date]:
    """Return the days of a term or of holidays in the next year. year: the present one.

    A single day, and 1 September, keep their date; everything else keeps its weekdays.
    """
    begin, end = year_span(year + 1)
    if thing.first == thing.last:
        return _same_date(thing.first), _same_date(thing.first)
    first = _same_date(thing.first) if (thing.first.month, thing.first.day) == (begin.month, begin.day) else None
    return first or max(begin, thing.first + SHIFT), min(end, thing.last + SHIFT)


def _same_date(day: date) -> date:
    return day.replace(year=day.year + 1, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year + 1)
