"""Writes the demo school's tables as files, the same bytes every time."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

CREATED = datetime(2026, 8, 25, 9, 0, tzinfo=UTC).replace(tzinfo=None)
"""The date inside each workbook; the real one would change the bytes."""

Value = str | int | date | None
Row = Sequence[Value]


class Book:
    """One workbook; used as a context manager."""

    def __init__(self, path: Path) -> None:
        self._book = xlsxwriter.Workbook(str(path))
        self._book.set_properties({"created": CREATED, "author": "Канцелярия"})
        self._day = self._book.add_format({"num_format": "dd.mm.yyyy"})
        self._bold = self._book.add_format({"bold": True})

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._book.close()

    def sheet(self, title: str, rows: Iterable[Row], *, widths: Sequence[int] = (), bold: int = 0) -> None:
        """Add a sheet. widths: of the first columns, in characters. bold: the index of the heading row."""
        sheet = self._book.add_worksheet(title)
        for index, width in enumerate(widths):
            sheet.set_column(index, index, width)
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                self._write(sheet, r, c, value, self._bold if r == bold else None)

    def _write(self, sheet: Worksheet, row: int, column: int, value: Value, style: Format | None) -> None:
        if isinstance(value, date):
            sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), self._day)  # noqa: DTZ001 (a day)
        elif isinstance(value, int):
            sheet.write_number(row, column, value, style)
        elif value:
            sheet.write_string(row, column, value, style)


def write_csv(path: Path, rows: Iterable[Row], *, encoding: str) -> None:
    """Write a table with semicolons and Windows line ends, as a spreadsheet program in Russian does."""
    lines = (";".join(_text(value) for value in row) for row in rows)
    path.write_bytes(("\r\n".join(lines) + "\r\n").encode(encoding))


def _text(value: Value) -> str:
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    text = "" if value is None else str(value)
    return '"' + text.replace('"', '""') + '"' if any(sign in text for sign in ';"\n') else text
