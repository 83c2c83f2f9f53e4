"""The closing figures of a school «итоги»: for which periods they are, and what classes come to together.

Source: the yearly report that every school gives by the levels of education, 273-ФЗ, art. 10 (4).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.absences import LessonSums
from app.domain.figures import GroupFigures, Standings
from app.domain.periods import YEAR
from app.domain.records import Term
from app.domain.rules import MarkingRules
from app.domain.terms import due_day
from app.domain.timetable import Person
from app.ids import ClassId, GroupId, JournalId

LEVELS = ((1, 4), (5, 9), (10, 11))
"""First and last grade of primary «начальное», basic «основное» and secondary «среднее» general education."""

TOGETHER = timedelta(days=14)
"""Terms that end so near to each other are closed together: the second quarter and the first half-year."""


@dataclass(frozen=True, slots=True)
class GradePeriod:
    """A period as a grade has it. period: as in a final mark, a term's id or "year". first, last: both included."""

    period: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class ClosingPeriod:
    """Terms that end together, or the year. key: their last day, or "year". names: of the terms, empty for the year."""

    key: str
    names: tuple[str, ...]
    grades: Mapping[int, GradePeriod]


def closing_periods(terms: Iterable[Term]) -> tuple[ClosingPeriod, ...]:
    """Return the periods of a school in their order, the year last; none without terms."""
    clusters: list[list[Term]] = []
    for each in sorted(terms, key=lambda term: (term.last, term.first_grade, term.id)):
        if clusters and each.last - clusters[-1][0].last <= TOGETHER:
            clusters[-1].append(each)
        else:
            clusters.append([each])
    found = tuple(map(_ending_together, clusters))
    return (*found, _year(found)) if found else ()


def chosen_period(
    periods: Sequence[ClosingPeriod], key: str, today: date, rules: MarkingRules, *, is_past: bool = False
) -> ClosingPeriod | None:
    """Return the period with a key; without one the last whose marks are due, else the first; None where none is.

    The year is due after the last term, but opens only where it is asked for. is_past: it opens by itself.
    """
    wanted = next((each for each in periods if each.key == key), None)
    if is_past:
        return wanted or next(reversed(periods), None)
    due = [each for each in periods if each.key != YEAR and awaited_from(each, rules) <= today]
    return wanted or next(reversed(due), next(iter(periods), None))


def awaited_from(period: ClosingPeriod, rules: MarkingRules) -> date:
    """Return the day from which on the first of a period's marks are expected."""
    return min(due_day(at.last, rules) for at in period.grades.values())


def _ending_together(terms: Sequence[Term]) -> ClosingPeriod:
    grades = {
        grade: GradePeriod(each.id, each.first, each.last)
        for each in terms
        for grade in range(each.first_grade, each.last_grade + 1)
    }
    return ClosingPeriod(terms[-1].last.isoformat(), tuple(dict.fromkeys(each.name for each in terms)), grades)


def _year(terms: Sequence[ClosingPeriod]) -> ClosingPeriod:
    spans: dict[int, list[GradePeriod]] = {}
    for each in terms:
        for grade, at in each.grades.items():
            spans.setdefault(grade, []).append(at)
    grades = {
        grade: GradePeriod(YEAR, min(at.first for at in found), max(at.last for at in found))
        for grade, found in spans.items()
    }
    return ClosingPeriod(YEAR, (), grades)


@dataclass(frozen=True, slots=True)
class JournalClosing:
    """A journal's figures. label: subject and group, such as "Английский язык (англ. 1)". teachers: on a day of it.

    is_unmarked: the class has no marks.
    """

    id: JournalId
    group: GroupId
    label: str
    teachers: tuple[Person, ...]
    figures: GroupFigures
    is_unmarked: bool = False

    @property
    def missing(self) -> int:
        """Return how many marks are waited for."""
        return 0 if self.is_unmarked else self.figures.not_set


@dataclass(frozen=True, slots=True)
class ClassClosing:
    """A class's figures. marks: all marks of its pupils together. journals: those listed under it, by subject.

    closed: whether the term is, None for the year, which is not closed by itself. period: as the grade has it.
    """

    id: ClassId
    title: str
    grade: int
    period: GradePeriod
    standings: Standings
    marks: GroupFigures
    journals: tuple[JournalClosing, ...]
    is_unmarked: bool = False
    closed: bool | None = None

    @property
    def missing(self) -> int:
        """Return how many marks of its journals are waited for."""
        return sum(each.missing for each in self.journals)

    @property
    def waits(self) -> tuple[JournalClosing, ...]:
        """Return the journals whose marks are waited for."""
        return tuple(each for each in self.journals if each.missing)

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to be done."""
        return not self.missing and (self.is_unmarked or self.closed is not False)


@dataclass(frozen=True, slots=True)
class Together:
    """What several classes come to. grades: first and last of a level, None for the whole school."""

    grades: tuple[int, int] | None
    classes: tuple[ClassClosing, ...]
    standings: Standings
    marks: GroupFigures


def levels_of(classes: Iterable[ClassClosing]) -> tuple[Together, ...]:
    """Return the figures of each level of education that has classes, then those of the whole school."""
    listed = list(classes)
    levels = (_together((low, high), [each for each in listed if low <= each.grade <= high]) for low, high in LEVELS)
    return (*(each for each in levels if each.classes), _together(None, listed))


def _together(grades: tuple[int, int] | None, classes: Sequence[ClassClosing]) -> Together:
    return Together(
        grades,
        tuple(classes),
        sum((each.standings for each in classes), Standings()),
        sum((each.marks for each in classes), GroupFigures()),
    )


@dataclass(frozen=True, slots=True)
class ClassMissed:
    """How many lessons the pupils of a class missed. pupils: who was of it on any of the days.

    sums: of lessons missed; the others are not counted here.
    """

    id: ClassId
    title: str
    pupils: int
    sums: LessonSums
