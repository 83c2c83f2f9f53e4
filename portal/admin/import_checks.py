"""Checks what the files say of the school year and of the week by the rules that the office's pages have too."""

from collections.abc import Iterable
from datetime import date
from typing import NoReturn, TypeVar

from app.domain.calendar_rules import FIELDS, Flaw, check_holiday, check_term
from app.domain.records import Holiday, Journal, Term
from app.files.headed import Line
from app.files.refusals import Reason
from app.ids import ClassId
from portal.admin.import_books import Books, Row

_REASONS = {
    Flaw.BACKWARDS: Reason.BAD_DATE,
    Flaw.OUTSIDE: Reason.OUTSIDE_YEAR,
    Flaw.GRADES: Reason.BAD_NUMBER,
    Flaw.OVERLAP: Reason.OVERLAPS,
    Flaw.NO_DAYS: Reason.NO_SCHOOL_DAYS,
}
_HEADINGS = {"first": "начало", "last": "конец", "first_grade": "классы"}

T = TypeVar("T", Term, Holiday)

WEEKS = {"": 0, "1": 1, "2": 2, "нечётная": 1, "нечетная": 1, "чётная": 2, "четная": 2}
"""In which weeks a row of the timetable has its lesson: in all, in the first, in the second."""


def demand_term(books: Books, line: Line, term: Term) -> None:
    """Refuse a term that cannot be, or that is closed and would lose days; nothing is taken in then."""
    others = [each for each in _standing(books, line, books.terms.values()) if each.id != term.id]
    for found in check_term(term, others, tuple(books.holidays.values()), books.year):
        _refuse(line, found.flaw)
    stored = books.terms.get(term.id)
    shrinks = stored is not None and (term.first > stored.first or term.last < stored.last)
    if shrinks and term.id in books.closed_terms:
        line.refuse("конец", Reason.TERM_CLOSED)


def demand_holiday(books: Books, line: Line, holiday: Holiday) -> None:
    """Refuse holidays that cannot be, or that another row of the files has already."""
    others = _standing(books, line, books.holidays.values())
    for found in check_holiday(holiday, others, books.year):
        _refuse(line, found.flaw)


def demand_year(books: Books, line: Line, first: date, last: date | None) -> None:
    """Refuse days of another school year, as a file of last year has them. last: None while there is no end."""
    begins, ends = date(books.year, 9, 1), date(books.year + 1, 8, 31)
    if first > ends or (last is not None and last < begins):
        line.refuse("с" if line.text("с") else "по", Reason.OUTSIDE_YEAR)


def week_in(line: Line) -> int:
    """Return the week that a row names: 0 for every one."""
    text = line.text("неделя").lower()
    if text not in WEEKS:
        line.refuse("неделя", Reason.UNKNOWN_WEEK)
    return WEEKS[text]


def demand_place(books: Books, line: Line, place: tuple[ClassId, int, int], row: Row) -> None:
    """Refuse a second lesson for the same pupils. place: class, weekday and number."""
    for other in books.places[place]:
        same_days = other.first <= row.last and row.first <= other.last
        same_weeks = not (other.week and row.week) or other.week == row.week
        same_pupils = not other.group or not row.group or other.group == row.group
        if same_days and same_weeks and same_pupils and other.journal != row.journal:
            line.refuse("урок", Reason.CLASS_BUSY)
    books.places[place].append(row)


def row_of(books: Books, journal: Journal, week: int, first: date, last: date) -> Row:
    """Return a row of the timetable as the next ones are compared with it."""
    name = next((each.name for each in books.groups.values() if each.id == journal.group), "")
    return Row(name, journal.id, week, first, last)


def _standing(books: Books, line: Line, things: Iterable[T]) -> list[T]:
    """Return what the files have said so far, and what the store has that this table does not say anew."""
    said = {each.text("название") for each in line.table.lines()}
    return [each for each in things if books.has_added(each) or each.name not in said]


def _refuse(line: Line, flaw: Flaw) -> NoReturn:
    line.refuse(_HEADINGS[FIELDS[flaw]], _REASONS[flaw])
