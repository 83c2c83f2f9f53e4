"""The summary of all subjects of a class «сводная»: marks set for a period, and averages where none are set yet."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from sqlalchemy import bindparam, select

from app.domain.class_page import SummaryCell, SummaryPage, looked_at, period_of
from app.domain.counting import sums_of
from app.domain.final_marks import final_mark as final_of
from app.domain.final_marks import year_mark
from app.domain.finals import Period
from app.domain.periods import EXAM, FINAL, YEAR
from app.domain.rules import MarkingRules
from app.ids import ClassId, JournalId, LessonId, PupilId
from app.services.class_desk import (
    NO_MARKS,
    ClassJournal,
    PupilMarks,
    Roster,
    own_class,
    read_class_marks,
    read_periods,
    read_pupils,
    read_roster,
)
from app.services.school_rules import read_rules
from app.store.tables import final_mark, lesson
from app.store.unit import Unit

_SET = select(final_mark.c.journal, final_mark.c.pupil, final_mark.c.period, final_mark.c.value).where(
    final_mark.c.journal.in_(bindparam("journals", expanding=True)), final_mark.c.value != ""
)
_TAUGHT = (
    select(lesson.c.journal)
    .where(
        lesson.c.journal.in_(bindparam("journals", expanding=True)),
        lesson.c.day.between(bindparam("first"), bindparam("last")),
        lesson.c.cancelled.is_(False),
    )
    .distinct()
)

Decided = Mapping[tuple[JournalId, PupilId], Mapping[str, str]]
"""The marks that are set, by period."""


def read_summary(unit: Unit, school_class: ClassId, *, period: str, today: date) -> SummaryPage:
    """Return a class's summary. period: its id, empty for today's term.

    Raises:
        NoSuchThingError: the class is none of one's own.
    """
    mine = own_class(unit, school_class)
    periods = read_periods(unit, mine)
    chosen = next((each for each in periods if each.id == period), None) or period_of(today, periods)
    roster, rules = read_roster(unit, mine), read_rules(unit)
    first, last = _span(chosen, periods)
    on = looked_at(first, last, today)
    pupils = read_pupils(unit, mine, on, on)
    decided = _decided(unit, roster)
    taught = set(
        unit.connection.execute(_TAUGHT, {"journals": list(roster.journals), "first": first, "last": last}).scalars()
    ) | {key for (key, _), marks in decided.items() if chosen.id in marks}
    marks = read_class_marks(unit, roster, chosen, periods) if chosen.first else {}
    stands = _Stands(periods, chosen, decided, marks, rules)
    journals = roster.taught(on)
    cells = {
        (who.id, subject): stands.cell(who.id, each)
        for who in pupils
        for subject, each in journals.get(who.id, {}).items()
        if each.id in taught
    }
    shown = roster.subjects({each.journal for each in cells.values()})
    return SummaryPage(mine, periods, chosen, pupils, shown, cells, rules.is_unmarked(mine.grade))


class _Stands:
    """What stands of each pupil's subject in the chosen period."""

    def __init__(
        self,
        periods: Iterable[Period],
        chosen: Period,
        decided: Decided,
        marks: Mapping[tuple[JournalId, PupilId], PupilMarks],
        rules: MarkingRules,
    ) -> None:
        self._terms = [each.id for each in periods if each.first is not None]
        self._chosen = chosen
        self._decided = decided
        self._marks = marks
        self._rules = rules

    def cell(self, who: PupilId, at: ClassJournal) -> SummaryCell:
        """Return a pupil's cell of a subject."""
        given, decided = self._marks.get((at.id, who), NO_MARKS), self._decided.get((at.id, who), {})
        average = (
            sums_of(given.marks, at.scale, self._rules).average
            if self._chosen.first is not None
            else self._mean(decided)
        )
        return SummaryCell(at.id, LessonId(given.lesson), decided.get(self._chosen.id, ""), average)

    def _mean(self, decided: Mapping[str, str]) -> Decimal | None:
        """Return the mean of the marks that the mark for a year or a course follows from."""
        if self._chosen.id == YEAR:
            return year_mark([decided.get(each) for each in self._terms], self._rules).mean
        return final_of(decided.get(YEAR), decided.get(EXAM)).mean if self._chosen.id == FINAL else None


def _decided(unit: Unit, roster: Roster) -> Decided:
    found: dict[tuple[JournalId, PupilId], dict[str, str]] = defaultdict(dict)
    for row in unit.connection.execute(_SET, {"journals": list(roster.journals)}):
        found[row.journal, row.pupil][row.period] = row.value
    return found


def _span(chosen: Period, periods: Iterable[Period]) -> tuple[date, date]:
    days = [day for each in periods for day in (each.first, each.last) if day is not None]
    return chosen.first or min(days, default=date.min), chosen.last or max(days, default=date.max)
