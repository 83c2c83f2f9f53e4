"""Reads the tables of a web page, which many programs save under the name of a workbook."""

import html
import re
from dataclasses import dataclass, field

from app.errors import UnreadableFileError
from app.files.csv_in import decode
from app.files.guard import MAX_CELLS, MAX_COLUMNS, Why
from app.files.tables import Sheet, Value, clean

TABLE_COST, ROW_COST = 500, 10
"""Cells that a table and a row count for: about what an empty one takes in memory."""

_TAG = re.compile(r"(/?)([a-zA-Z][a-zA-Z0-9]{0,15})")
_SPAN = re.compile(r"""\b(col|row)span\s*=\s*["']?\s*([0-9]{1,5})""", re.IGNORECASE)
_UNSHOWN = {name: re.compile(rf"</{name}", re.IGNORECASE) for name in ("script", "style", "title")}
"""Elements whose text is no text of the page, and where each ends."""

_CELLS = frozenset({"td", "th"})
_BREAKS = frozenset({"br", "p", "div", "li"})


@dataclass
class _Table:
    """A table while it is being read. taken: cells that a cell above or at the left reaches into."""

    rows: list[dict[int, Value]] = field(default_factory=list)
    taken: set[tuple[int, int]] = field(default_factory=set)
    column: int = 0
    width: int = 1
    is_in_cell: bool = False
    text: list[str] = field(default_factory=list)

    def open_row(self) -> None:
        self.close_cell()
        self.rows.append({})
        self.column = 0

    def open_cell(self, tag: str) -> int:
        """Begin a cell, and return how many it takes."""
        self.close_cell()
        if not self.rows:
            self.rows.append({})
        row = len(self.rows) - 1
        while (row, self.column) in self.taken:
            self.column += 1
        spans = {kind.lower(): int(count) for kind, count in _SPAN.findall(tag)}
        height, width = spans.get("row", 1), max(1, spans.get("col", 1))
        if self.column + width > MAX_COLUMNS or height * width > MAX_CELLS:
            raise OverflowError
        for down in range(1, height):
            self.taken.update((row + down, self.column + right) for right in range(width))
        self.rows[row].update(dict.fromkeys(range(self.column, self.column + width)))
        self.column += width
        self.width = width
        self.is_in_cell = True
        return max(1, height) * width

    def close_cell(self) -> None:
        if self.is_in_cell:
            self.rows[-1][self.column - self.width] = _value("".join(self.text))
        self.is_in_cell, self.text = False, []


@dataclass
class _Page:
    """What has been read of a page. room: cells, rows and tables that it may still have."""

    closed: list[_Table] = field(default_factory=list)
    open_ones: list[_Table] = field(default_factory=list)
    room: int = MAX_CELLS

    def add(self, text: str) -> None:
        if self.open_ones and self.open_ones[-1].is_in_cell:
            self.open_ones[-1].text.append(text)

    def open(self, kind: str, tag: str) -> None:
        if kind == "table":
            self.open_ones.append(_Table())
            self._spend(TABLE_COST)
        elif self.open_ones and kind == "tr":
            self.open_ones[-1].open_row()
            self._spend(ROW_COST)
        elif self.open_ones and kind in _CELLS:
            self._spend(self.open_ones[-1].open_cell(tag))
        elif kind in _BREAKS:
            self.add(" ")

    def close(self, kind: str) -> None:
        if not self.open_ones:
            return
        if kind == "table":
            self.open_ones[-1].close_cell()
            self.closed.append(self.open_ones.pop())
        elif kind in _CELLS or kind == "tr":
            self.open_ones[-1].close_cell()
        elif kind in _BREAKS:
            self.add(" ")

    def tables(self) -> list[_Table]:
        while self.open_ones:
            self.close("table")
        return self.closed

    def _spend(self, cells: int) -> None:
        self.room -= cells
        if self.room < 0:
            raise OverflowError


def read_page_tables(name: str, content: bytes) -> tuple[Sheet, ...]:
    """Return the tables of a page in the order of their ends, so that a table inside another one comes first.

    Raises:
        UnreadableFileError: a doubtful encoding, no table, or tables larger than a school's.
    """
    decoded = decode(name, content)
    if not decoded.is_certain:
        raise UnreadableFileError(name, Why.ENCODING, decoded.encoding)
    try:
        tables = _tables(decoded.text)
    except OverflowError as error:
        raise UnreadableFileError(name, Why.DIMENSIONS) from error
    sheets = tuple(_sheet(name, each) for each in tables)
    if not any(any(row) for sheet in sheets for row in sheet.rows):
        raise UnreadableFileError(name, Why.NOT_A_TABLE)
    return sheets


def _tables(text: str) -> list[_Table]:
    """Read a page in one run from its first to its last sign, whatever is missing in it."""
    page = _Page()
    place = 0
    while True:
        begin = text.find("<", place)
        page.add(text[place : begin if begin >= 0 else None])
        end = -1 if begin < 0 else text.find("-->", begin) if text.startswith("<!--", begin) else text.find(">", begin)
        if end < 0:
            return page.tables()
        tag = text[begin + 1 : end]
        place = end + (3 if tag.startswith("!--") else 1)
        if shown := _TAG.match(tag):
            place = _take(page, shown, text, place)


def _take(page: _Page, tag: re.Match[str], text: str, place: int) -> int:
    """Take a tag in, and return where the text goes on."""
    kind = tag[2].lower()
    if tag[1]:
        page.close(kind)
    elif kind in _UNSHOWN:
        closing = _UNSHOWN[kind].search(text, place)
        return closing.start() if closing else len(text)
    else:
        page.open(kind, tag.string)
    return place


def _sheet(name: str, table: _Table) -> Sheet:
    width = max((max(row, default=-1) + 1 for row in table.rows), default=0)
    if width * len(table.rows) > MAX_CELLS:
        raise UnreadableFileError(name, Why.DIMENSIONS)
    return Sheet(name, "", tuple(tuple(row.get(column) for column in range(width)) for row in table.rows))


def _value(text: str) -> Value:
    shown = clean(html.unescape(text))
    return int(shown) if shown is not None and shown.isascii() and shown.isdecimal() and len(shown) < 10 else shown  # noqa: PLR2004 (digits of a number)
