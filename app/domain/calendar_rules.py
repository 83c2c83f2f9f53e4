"""What terms and holidays must be like, and which week is the first and which the second.

Source: the calendar schedule «календарный учебный график» that each school sets for itself, 273-ФЗ, ст. 2 (9), 28 (3).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.domain.records import Holiday, Term

LAST_GRADE = 11

DAYS_A_WEEK = 7
SUNDAY = 7
"""No lessons on it in any school; a Saturday may have some."""

ODD, EVEN = 1, 2
"""The first and the second week «нечётная, чётная» where the timetable alternates."""

ONE_DAY = timedelta(1)

FIRST_MONTH = 9
"""September, with whose first day a school year begins and whose eve ends the one before."""


class Flaw(StrEnum):
    """What is wrong with a term or with holidays."""

    BACKWARDS = "backwards"
    """It ends before it begins."""
    OUTSIDE = "outside"
    """A day of it is outside the school year."""
    GRADES = "grades"
    """No class has these grades, or they are the wrong way round."""
    OVERLAP = "overlap"
    """Another one has days of it: two terms of one grade share more than one day, or two holidays any."""
    NO_DAYS = "no_days"
    """It has no school day: only Sundays and holidays."""


FIELDS = {
    Flaw.BACKWARDS: "last",
    Flaw.OUTSIDE: "first",
    Flaw.GRADES: "first_grade",
    Flaw.OVERLAP: "first",
    Flaw.NO_DAYS: "last",
}
"""The field at which each flaw is said."""


class Notice(StrEnum):
    """What is no mistake, but is said before it is saved."""

    GAP = "gap"
    """Days between this term and its neighbour are neither in a term nor holidays: nobody has lessons on them."""
    MEETS = "meets"
    """This term and its neighbour share one day: it counts in the one that ends, see terms.term_of."""


@dataclass(frozen=True, slots=True)
class Found:
    """A flaw and the name of what it is about, empty where that is the thing itself."""

    flaw: Flaw
    other: str = ""


@dataclass(frozen=True, slots=True)
class Noticed:
    """A notice. other: the neighbour. first, last: the days that it is about, both included."""

    notice: Notice
    other: str
    first: date
    last: date


def year_span(year: int) -> tuple[date, date]:
    """Return the first and the last day that can be of a school year: 1 September to 31 August."""
    return date(year, FIRST_MONTH, 1), date(year + 1, FIRST_MONTH, 1) - ONE_DAY


def school_year_of(day: date) -> int:
    """Return in which calendar year the school year of a day begins."""
    return day.year if day.month >= FIRST_MONTH else day.year - 1


def is_past(last: date, year: int) -> bool:
    """Return whether a term or holidays of this last day were of a school year before. year: the present one."""
    return last < year_span(year)[0]


def in_force(holidays: Iterable[Holiday]) -> tuple[Holiday, ...]:
    """Return the holidays that were not taken back, by their first day."""
    return tuple(sorted((each for each in holidays if each.first <= each.last), key=lambda each: (each.first, each.id)))


def terms_in_force(terms: Iterable[Term]) -> tuple[Term, ...]:
    """Return the terms that were not taken back, by grades and first day."""
    standing = (each for each in terms if each.last_grade)
    return tuple(sorted(standing, key=lambda each: (each.first_grade, each.last_grade, each.first, each.id)))


def check_term(term: Term, others: Iterable[Term], holidays: Sequence[Holiday], year: int) -> tuple[Found, ...]:
    """Return what is wrong with a term, most serious first; nothing else is looked for in one that ends too early.

    others: the other terms of the school; those of other grades may have the same days.
    """
    if not 1 <= term.first_grade <= term.last_grade <= LAST_GRADE:
        return (Found(Flaw.GRADES),)
    if term.last < term.first:
        return (Found(Flaw.BACKWARDS),)
    if not _is_inside(term, year):
        return (Found(Flaw.OUTSIDE),)
    shared = (each for each in _of_same_grades(term, others) if min(each.last, term.last) > max(each.first, term.first))
    found = [Found(Flaw.OVERLAP, each.name) for each in shared]
    if not any(is_school_day(day, holidays) for day in days_between(term.first, term.last)):
        found.append(Found(Flaw.NO_DAYS))
    return tuple(found)


def check_holiday(holiday: Holiday, others: Iterable[Holiday], year: int) -> tuple[Found, ...]:
    """Return what is wrong with holidays, most serious first. others: the other holidays of the school."""
    if holiday.last < holiday.first:
        return (Found(Flaw.BACKWARDS),)
    if not _is_inside(holiday, year):
        return (Found(Flaw.OUTSIDE),)
    met = (each for each in in_force(others) if each.first <= holiday.last and holiday.first <= each.last)
    return tuple(Found(Flaw.OVERLAP, each.name) for each in met if each.id != holiday.id)


def notices_of(term: Term, others: Iterable[Term], holidays: Sequence[Holiday]) -> tuple[Noticed, ...]:
    """Return what should be said of a right term: gaps to its neighbours, and days that it shares with them."""
    neighbours = sorted(_of_same_grades(term, others), key=lambda each: each.first)
    before = next((each for each in reversed(neighbours) if each.first < term.first), None)
    after = next((each for each in neighbours if each.first > term.first), None)
    found = [_between(before, term, before.name, holidays)] if before else []
    found += [_between(term, after, after.name, holidays)] if after else []
    return tuple(each for each in found if each is not None)


def is_school_day(day: date, holidays: Iterable[Holiday]) -> bool:
    """Return whether there can be lessons: neither a Sunday nor a holiday."""
    return day.isoweekday() != SUNDAY and not any(each.first <= day <= each.last for each in holidays)


def days_between(first: date, last: date) -> Iterator[date]:
    """Yield the days of a span; both ends included, none where it ends before it begins."""
    for offset in range((last - first).days + 1):
        yield first + timedelta(offset)


def week_of(day: date, first: date, pauses: Iterable[Holiday] = ()) -> int:
    """Return ODD or EVEN: weeks are counted from the one of the year's first day on, which is ODD.

    first: the first day of the school year. pauses: holidays; a week of which each day but Sunday is a holiday is not
    counted. Without them the count follows the calendar, whatever falls out: that is what schools use to do.
    """
    begin, monday = _monday(first), _monday(day)
    weeks = (monday - begin).days // DAYS_A_WEEK
    paused = list(pauses)
    if paused:
        mondays = (begin + timedelta(n * DAYS_A_WEEK) for n in range(weeks))
        weeks -= sum(_is_paused(each, paused) for each in mondays)
    return ODD if weeks % 2 == 0 else EVEN


def _is_paused(monday: date, holidays: Sequence[Holiday]) -> bool:
    week = days_between(monday, monday + timedelta(DAYS_A_WEEK - 2))
    return not any(is_school_day(day, holidays) for day in week)


def _monday(day: date) -> date:
    return day - timedelta(day.weekday())


def _is_inside(thing: Term | Holiday, year: int) -> bool:
    begin, end = year_span(year)
    return begin <= thing.first and thing.last <= end


def _of_same_grades(term: Term, others: Iterable[Term]) -> list[Term]:
    return [
        each
        for each in terms_in_force(others)
        if each.id != term.id and each.first_grade <= term.last_grade and term.first_grade <= each.last_grade
    ]


def _between(before: Term, after: Term, other: str, holidays: Sequence[Holiday]) -> Noticed | None:
    if before.last == after.first:
        return Noticed(Notice.MEETS, other, after.first, after.first)
    lost = [day for day in days_between(before.last + ONE_DAY, after.first - ONE_DAY) if is_school_day(day, holidays)]
    return Noticed(Notice.GAP, other, lost[0], lost[-1]) if lost else None
