"""How the office takes back what it once said: nothing is deleted, each kind has a form in which it holds nothing."""

from datetime import timedelta

from msgspec.structs import replace

from app.domain.classroom import CarriedMark, Substitution
from app.domain.earlier_marks import EarlierMark
from app.domain.records import Bell, Holiday, Lesson, Record, SchoolClass, Term
from app.domain.regulations import BellDay, MarkScale, Setting
from app.ids import TeacherId

NO_YEAR = -1
"""The year of a class that was taken back: of no year, so that no list has it."""

NO_GRADE = 0
"""The grades of a term that was taken back: it is of no class."""


def withdrawn(record: Record) -> Record | None:  # noqa: C901, PLR0911, PLR0912 (a line for each kind)
    """Return the record as it is once it is taken back, None where its kind cannot be."""
    match record:
        case Term():
            return replace(record, first_grade=NO_GRADE, last_grade=NO_GRADE)
        case SchoolClass():
            return replace(record, year=NO_YEAR)
        case Holiday():
            return replace(record, last=record.first - timedelta(1))
        case Bell() | BellDay():
            return replace(record, starts="", ends="")
        case Lesson():
            return replace(record, cancelled=True, removed=True)
        case CarriedMark():
            return replace(record, annulled=True)
        case Substitution():
            return replace(record, teacher=TeacherId(""))
        case MarkScale():
            return replace(record, scheme="")
        case Setting() | EarlierMark():
            return replace(record, value="")
        case _:
            return None
