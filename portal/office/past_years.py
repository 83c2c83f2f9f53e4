"""Which school years the office's pages show: the present one, and those before it of which journals are left."""

from collections.abc import Sequence

from sqlalchemy import Connection

from app.ids import SchoolId
from portal.archive.acts import read_erased_years
from portal.archive.reading import read_years
from portal.office.refusing import UNKNOWN, PageRefusedError


def read_shown_years(connection: Connection, school: SchoolId, present: int) -> tuple[int, ...]:
    """Return the years that are shown, the present one first, then the newest. present: in which the year began."""
    return (present, *read_past_years(connection, school, present))


def read_past_years(connection: Connection, school: SchoolId, present: int) -> tuple[int, ...]:
    """Return the years before the present one of which the database holds journals, the newest first."""
    erased = read_erased_years(connection, school)
    return tuple(each for each in read_years(connection, school) if each < present and each not in erased)


def past_year(years: Sequence[int], asked: str) -> int:
    """Return which past year is asked for, 0 for the present one. years: the present one first.

    Raises:
        PageRefusedError: there is none such.
    """
    present, *others = years
    if asked in {"", str(present)}:
        return 0
    found = next((each for each in others if str(each) == asked), None)
    if found is None:
        raise PageRefusedError(UNKNOWN)
    return found
