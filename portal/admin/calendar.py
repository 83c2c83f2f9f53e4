"""The school year as the office keeps it: terms, holidays, how weeks are counted, and what hangs on a term."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from sqlalchemy import BindParameter, Connection, and_, bindparam, func, not_, select

from app.columns import record_of
from app.domain.calendar_rules import (
    days_between,
    in_force,
    is_past,
    is_school_day,
    terms_in_force,
    week_of,
    year_span,
)
from app.domain.records import (
    Closing,
    FinalMark,
    Group,
    Holiday,
    Journal,
    Lesson,
    Mark,
    School,
    SchoolClass,
    Term,
)
from app.domain.regulations import PAUSED_WEEKS, Setting
from app.ids import SchoolId
from portal.store.rows import fields_of
from portal.store.tables import TABLES

mark, lesson, journal, group = TABLES[Mark], TABLES[Lesson], TABLES[Journal], TABLES[Group]
school_class, closing, final_mark, setting = (
    TABLES[SchoolClass],
    TABLES[Closing],
    TABLES[FinalMark],
    TABLES[Setting],
)

_SCHOOL: BindParameter[str] = bindparam("school")
_YEAR = select(TABLES[School].c.year).where(TABLES[School].c.school_id == _SCHOOL, TABLES[School].c.id == _SCHOOL)
_PAUSED = select(setting.c.value).where(setting.c.school_id == _SCHOOL, setting.c.id == PAUSED_WEEKS)
_TERMS = select(*fields_of(Term)).where(TABLES[Term].c.school_id == _SCHOOL)
_HOLIDAYS = select(*fields_of(Holiday)).where(TABLES[Holiday].c.school_id == _SCHOOL)
_CLOSED = select(func.count()).where(
    closing.c.school_id == _SCHOOL, closing.c.term == bindparam("term"), closing.c.closed.is_(True)
)
_FINALS = select(func.count()).where(
    final_mark.c.school_id == _SCHOOL, final_mark.c.period == bindparam("term"), final_mark.c.value != ""
)
_MARKS = (
    select(func.count())
    .select_from(mark)
    .join(lesson, and_(lesson.c.school_id == mark.c.school_id, lesson.c.id == mark.c.lesson))
    .join(journal, and_(journal.c.school_id == lesson.c.school_id, journal.c.id == lesson.c.journal))
    .join(group, and_(group.c.school_id == journal.c.school_id, group.c.id == journal.c.group))
    .join(school_class, and_(school_class.c.school_id == group.c.school_id, school_class.c.id == group.c.school_class))
    .where(
        mark.c.school_id == _SCHOOL,
        mark.c.annulled.is_(False),
        lesson.c.day.between(bindparam("first"), bindparam("last")),
        school_class.c.grade.between(bindparam("low"), bindparam("high")),
    )
)


@dataclass(frozen=True, slots=True)
class CountedWeek:
    """A week and which of the two it is: as the calendar goes on, and without weeks of holidays."""

    monday: date
    running: int
    paused: int
    is_now: bool


@dataclass(frozen=True, slots=True)
class Calendar:
    """A school year. terms, holidays: those in force. paused: whether weeks of holidays are not counted."""

    year: int
    terms: tuple[Term, ...]
    holidays: tuple[Holiday, ...]
    paused: bool

    @property
    def first(self) -> date:
        """Return the first day of the school year."""
        return min((each.first for each in self.terms), default=date(self.year, 9, 1))

    @property
    def last(self) -> date:
        """Return the last day of the school year."""
        return max((each.last for each in self.terms), default=date(self.year + 1, 5, 31))

    def week(self, day: date) -> int:
        """Return whether a day is in the first week or in the second, as the school counts them."""
        return week_of(day, self.first, self.holidays if self.paused else ())

    def weeks(self, today: date) -> tuple[CountedWeek, ...]:
        """Return the weeks by which both ways of counting can be compared, in their order.

        The year's first one, the one of today, and the first with lessons after each week of nothing but holidays.
        """
        first, last = _monday(self.first), self.last
        found = {first, _monday(min(max(today, self.first), last))}
        mondays = [first + timedelta(7 * n) for n in range((last - first).days // 7 + 1)]
        for before, after in pairwise(mondays):
            if self._is_free(before) and not self._is_free(after):
                found.add(after)
        here = _monday(today)
        return tuple(
            CountedWeek(
                monday, week_of(monday, self.first), week_of(monday, self.first, self.holidays), is_now=monday == here
            )
            for monday in sorted(found)
        )

    def _is_free(self, monday: date) -> bool:
        return not any(is_school_day(day, self.holidays) for day in days_between(monday, monday + timedelta(5)))

    def is_taught(self, day: date, grade: int) -> bool:
        """Return whether a grade has lessons on this day: in one of its terms and no holiday."""
        own = [each for each in self.terms if each.first_grade <= grade <= each.last_grade]
        in_term = not own or any(each.first <= day <= each.last for each in own)
        return in_term and not any(each.first <= day <= each.last for each in self.holidays)


@dataclass(frozen=True, slots=True)
class Hanging:
    """What hangs on a term. closed: classes for which it is closed. finals: marks set for it.

    lost: marks of lessons on days that would be of it no longer.
    """

    closed: int
    finals: int
    lost: int


def read_calendar(connection: Connection, school: SchoolId) -> Calendar:
    """Return the school year."""
    named = {"school": school}
    year, terms = read_terms(connection, school)
    free = [record_of(Holiday, row) for row in connection.execute(_HOLIDAYS, named)]
    holidays = [each for each in free if not is_past(each.last, year)]
    paused = connection.execute(_PAUSED, named).scalar() == "1"
    return Calendar(year, terms, in_force(holidays), paused)


def read_terms(connection: Connection, school: SchoolId) -> tuple[int, tuple[Term, ...]]:
    """Return in which year the school year begins, and its terms that are in force, by grades and first day."""
    year = int(connection.execute(_YEAR, {"school": school}).scalar_one())
    return year, terms_in_force(each for each in _terms(connection, school) if not is_past(each.last, year))


def read_terms_of(connection: Connection, school: SchoolId, year: int) -> tuple[Term, ...]:
    """Return the terms of a year, also of a past one, that are in force, by grades and first day."""
    begin, end = year_span(year)
    return terms_in_force(each for each in _terms(connection, school) if begin <= each.first and each.last <= end)


def read_hanging(connection: Connection, school: SchoolId, before: Term, after: Term) -> Hanging:
    """Return what hangs on a term that shall be changed."""
    named = {"school": school, "term": before.id}
    days = {"first": before.first, "last": before.last, "low": before.first_grade, "high": before.last_grade}
    kept = and_(
        lesson.c.day.between(after.first, after.last),
        school_class.c.grade.between(after.first_grade, after.last_grade),
    )
    return Hanging(
        connection.execute(_CLOSED, named).scalar_one(),
        connection.execute(_FINALS, named).scalar_one(),
        connection.execute(_MARKS.where(not_(kept)), {"school": school, **days}).scalar_one(),
    )


def numbered(terms: Iterable[Term]) -> tuple[Term, ...]:
    """Return the terms of the same grades with their places by their days, 1 for the first."""
    found: list[Term] = []
    for term in terms_in_force(terms):
        place = 1 + sum(each.first_grade == term.first_grade for each in found)
        found.append(term if term.ordinal == place else _placed(term, place))
    return tuple(found)


def _terms(connection: Connection, school: SchoolId) -> list[Term]:
    return [record_of(Term, row) for row in connection.execute(_TERMS, {"school": school})]


def _monday(day: date) -> date:
    return day - timedelta(day.weekday())


def _placed(term: Term, place: int) -> Term:
    return Term(term.id, term.token, term.name, place, term.first_grade, term.last_grade, term.first, term.last)
