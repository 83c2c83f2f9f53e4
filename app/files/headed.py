"""Recognises what a sheet is by its headings, and reads its cells with addresses."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, time
from typing import NoReturn, Protocol

from typing_extensions import override

from app.errors import MissingColumnError, UnreadableFileError
from app.files.guard import Why
from app.files.refusals import Reason, RefusedRow
from app.files.tables import Sheet, Value, column_letters, is_strange

HEADING_ROWS = 15
"""A heading stands in one of the first rows; above it there may be a title, the class, the subject."""

TEXT_LIMIT = 4_000
MOST_REFUSED = 50_000
"""Places of all files; who has more has given the wrong files, or forgot the lists that they need."""

LONGEST_SHOWN = 60
"""Letters of a refused text that the report repeats."""

YEAR_BEGINS = 8
"""A date without a year belongs to the autumn from this month on."""

NO_OTHERS: Mapping[str, str] = {}
"""For tables whose headings go by one name."""

_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})(?:\.(\d{2}|\d{4}))?")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_TIME = re.compile(r"(\d{1,2})[:.](\d{2})(?::00)?")


class RowRefusedError(Exception):
    """A row, a column or a cell cannot be taken in; the rest can."""

    def __init__(self, refused: RefusedRow) -> None:
        super().__init__()
        self.refused = refused


class Said(Protocol):
    """What a file says under names: a row under its headings, or the lines above a table."""

    def value(self, name: str) -> Value:
        """Return what stands under a name, None where nothing does."""
        ...

    def refuse(self, name: str, reason: Reason) -> NoReturn:
        """Leave this row or table out because of what stands under a name.

        Raises:
            RowRefusedError: always.
        """
        ...

    def text(self, name: str) -> str:
        """Return what stands there as text, empty where nothing does.

        Raises:
            RowRefusedError: it is too long, or holds control or direction characters.
        """
        text = shown(self.value(name))
        if is_strange(text):
            self.refuse(name, Reason.STRANGE)
        if len(text) > TEXT_LIMIT:
            self.refuse(name, Reason.TOO_LONG)
        return text

    def needed(self, name: str) -> str:
        """Return what stands there as text that must not be empty."""
        text = self.text(name)
        if not text:
            self.refuse(name, Reason.EMPTY)
        return text


@dataclass(frozen=True, slots=True)
class Table:
    """A recognised sheet. heading: its row, from 0. columns: by lower-case heading. places: «Класс | 7Б» above it."""

    kind: str
    sheet: Sheet
    heading: int
    columns: Mapping[str, int]
    places: Mapping[str, tuple[int, int]]

    def lines(self) -> Iterator["Line"]:
        """Yield the rows below the heading that are not empty."""
        for row in range(self.heading + 1, len(self.sheet.rows)):
            if any(value is not None for value in self.sheet.rows[row]):
                yield Line(self, row)

    def refuse(self, row: int, column: int, reason: Reason) -> NoReturn:
        """Leave this place out.

        Raises:
            RowRefusedError: always.
        """
        text = shown(self.sheet.value(row, column))
        place = (self.sheet.file, self.sheet.title, row + 1, column_letters(column))
        raise RowRefusedError(
            RefusedRow(*place, reason, text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN] + "…")
        )

    @property
    def above(self) -> "Above":
        """Return what the lines above the heading say."""
        return Above(self)


@dataclass(frozen=True, slots=True)
class Above(Said):
    """The lines above a table, such as «Класс | 7Б»."""

    table: Table

    @override
    def value(self, name: str) -> Value:
        place = self.table.places.get(name)
        return self.table.sheet.value(*place) if place else None

    @override
    def refuse(self, name: str, reason: Reason) -> NoReturn:
        self.table.refuse(*self.table.places.get(name, (self.table.heading, 0)), reason)


@dataclass(frozen=True, slots=True)
class Line(Said):
    """A row of a recognised table."""

    table: Table
    row: int

    @override
    def value(self, name: str) -> Value:
        column = self.table.columns.get(name)
        return None if column is None else self.table.sheet.value(self.row, column)

    @override
    def refuse(self, name: str, reason: Reason) -> NoReturn:
        self.table.refuse(self.row, self.table.columns.get(name, 0), reason)

    def day(self, heading: str, year: int) -> date | None:
        """Return a cell as a day, None where it is empty. year: in which the school year begins."""
        value = self.value(heading)
        if value is None:
            return None
        day = as_day(value, year)
        if day is None:
            self.refuse(heading, Reason.BAD_DATE)
        return day

    def needed_day(self, heading: str, year: int) -> date:
        """Return a cell as a day that must not be empty."""
        day = self.day(heading, year)
        if day is None:
            self.refuse(heading, Reason.EMPTY)
        return day

    def whole(self, heading: str, first: int, last: int) -> int:
        """Return a cell as a whole number from first to last."""
        text = self.needed(heading)
        if not (text.isdecimal() and len(text) < len(str(last)) + 1 and first <= int(text) <= last):
            self.refuse(heading, Reason.BAD_NUMBER)
        return int(text)

    def time(self, heading: str) -> str:
        """Return a cell as a time of day such as "08:30"."""
        value = self.value(heading)
        if isinstance(value, time):
            return f"{value:%H:%M}"
        found = _TIME.fullmatch(self.needed(heading))
        if not found or int(found[1]) > 23 or int(found[2]) > 59:  # noqa: PLR2004 (hours and minutes)
            self.refuse(heading, Reason.BAD_TIME)
        return f"{int(found[1]):02}:{found[2]}"


@contextmanager
def leaving_out(refused: list[RefusedRow]) -> Iterator[None]:
    """Collect what is refused inside, and go on behind it.

    Raises:
        UnreadableFileError: too much was refused to be read by anybody.
    """
    try:
        yield
    except RowRefusedError as error:
        refused.append(error.refused)
        if len(refused) > MOST_REFUSED:
            raise UnreadableFileError(error.refused.file, Why.TOO_MANY_REFUSED, error.refused.sheet) from error


def shown(value: Value) -> str:
    """Return a cell's value as a person would type it."""
    match value:
        case None:
            return ""
        case date():
            return f"{value:%d.%m.%Y}"
        case _:
            return str(value)


def as_day(value: Value, year: int) -> date | None:
    """Return what a cell means as a day, None where it means none. year: in which the school year begins."""
    if isinstance(value, date):
        return value
    if not isinstance(value, str):
        return None  # 1.1 may have been the tenth of January
    text = value
    if found := _ISO.fullmatch(text):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    found = _DATE.fullmatch(text)
    if not found:
        return None
    day, month, said = int(found[1]), int(found[2]), found[3]
    if said:
        return _day(int(said) + (2000 if len(said) == 2 else 0), month, day)  # noqa: PLR2004 (two digits of a year)
    return _day(year if month >= YEAR_BEGINS else year + 1, month, day)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def recognised(sheet: Sheet, needed: Mapping[str, Sequence[str]], also: Mapping[str, str] = NO_OTHERS) -> Table:
    """Return what a sheet is. needed: the headings of each kind, lower case. also: other words for a heading.

    Raises:
        MissingColumnError: it looks like a table that is known but lacks a heading.
        UnreadableFileError: it has no heading that is known.
    """
    nearest: tuple[int, str] = (0, "")
    for row, values in enumerate(sheet.rows[:HEADING_ROWS]):
        headings = _headings(values, also)
        for kind, names in needed.items():
            missing = [heading for heading in names if heading not in headings]
            if not missing:
                return Table(kind, sheet, row, headings, _places(sheet, row))
            if len(missing) == 1 and len(names) > 2:  # noqa: PLR2004 (one of two headings says nothing)
                nearest = max(nearest, (len(names), missing[0]))
    if nearest[1]:
        raise MissingColumnError(sheet.file, nearest[1])
    raise UnreadableFileError(sheet.file, Why.UNKNOWN_TABLE, sheet.title or sheet.file)


def _headings(values: Sequence[Value], also: Mapping[str, str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for column, value in enumerate(values):
        if isinstance(value, str):
            name = value.lower()
            found[also.get(name, name)] = column
    return found


def _places(sheet: Sheet, heading: int) -> dict[str, tuple[int, int]]:
    return {str(sheet.value(row, 0)).rstrip(":").lower(): (row, 1) for row in range(heading) if sheet.value(row, 0)}
