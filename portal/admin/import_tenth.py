"""Takes in marks of the tenth class, a row for each pupil of an eleventh class and subject."""

import re

from app.domain.earlier_marks import LAST_GRADE, MOST_TERMS, EarlierMark, earlier_mark_id
from app.domain.periods import YEAR
from app.domain.records import NEVER
from app.files.headed import Line
from app.files.refusals import Reason
from portal.admin.import_books import Books
from portal.admin.import_lists import class_of, member_of
from portal.admin.tenth_cells import read_mark

MOST_SOURCE = 60
"""Letters that say where marks are from."""

YEARS_HEADING = "год"

_TERM = re.compile(rf"([1-{MOST_TERMS}])\s+(полугодие|триместр|четверть|модуль)")


def take_tenth(books: Books, line: Line) -> None:
    """Take in a pupil's marks of the tenth class in a subject; an empty cell says nothing, a dash that there was none.

    What another row of the files has said of the same period already is refused.
    """
    school_class = class_of(books, line)
    if school_class.grade != LAST_GRADE:
        line.refuse("класс", Reason.NOT_LAST_GRADE)
    pupil = member_of(books, line, [school_class])
    subject = books.subjects.get(line.needed("предмет").lower())
    if subject is None:
        line.refuse("предмет", Reason.UNKNOWN_SUBJECT)
    source = _source(line)
    rows = [
        EarlierMark(
            earlier_mark_id(pupil, subject.id, period),
            NEVER,
            pupil,
            subject.id,
            books.year - 1,
            period,
            _value(line, heading),
            source,
        )
        for period, heading in _periods(line).items()
    ]
    known = [row for row in rows if row.value]
    if not known:
        line.refuse(YEARS_HEADING, Reason.EMPTY)
    if any(map(books.has_added, known)):
        line.refuse("предмет", Reason.TWICE)
    for row in known:
        books.add(row)


def _source(line: Line) -> str:
    text = line.needed("откуда")
    if len(text) > MOST_SOURCE:
        line.refuse("откуда", Reason.TOO_LONG)
    return text


def _value(line: Line, heading: str) -> str:
    """Return the mark under a heading, empty where it is not known."""
    value = read_mark(line.text(heading))
    if value is None:
        line.refuse(heading, Reason.BAD_MARK)
    return value


def _periods(line: Line) -> dict[str, str]:
    """Return the periods that the table has columns for, each with its heading."""
    named = {found[1]: heading for heading in line.table.columns if (found := _TERM.fullmatch(heading))}
    return {**named, YEAR: YEARS_HEADING}
