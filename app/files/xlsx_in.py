"""Reads the sheets of a workbook that the guard let through."""

import io
from datetime import date, datetime, time, timedelta
from typing import Any

import python_calamine

from app.errors import UnreadableFileError
from app.files.guard import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Why
from app.files.tables import Sheet, Value, clean


def read_workbook(name: str, content: bytes) -> tuple[Sheet, ...]:
    """Return the sheets in the workbook's order, rows and columns counted from its first cell.

    Raises:
        UnreadableFileError: the workbook is damaged inside.
    """
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        titles = [each.name for each in book.sheets_metadata if each.typ is python_calamine.SheetTypeEnum.WorkSheet]
        sheets = [(title, book.get_sheet_by_name(title)) for title in titles]
        _check_size(name, sheets)
        return tuple(_sheet(name, title, sheet) for title, sheet in sheets)
    except (python_calamine.CalamineError, ValueError, OSError) as error:
        raise UnreadableFileError(name, Why.DAMAGED) from error


def _check_size(name: str, sheets: list[tuple[str, python_calamine.CalamineSheet]]) -> None:
    cells = 0
    for title, sheet in sheets:
        cells += sheet.total_height * sheet.total_width
        if sheet.total_height > MAX_ROWS or sheet.total_width > MAX_COLUMNS or cells > MAX_CELLS:
            raise UnreadableFileError(name, Why.DIMENSIONS, title)


def _sheet(name: str, title: str, sheet: python_calamine.CalamineSheet) -> Sheet:
    rows = sheet.to_python(skip_empty_area=False)
    return Sheet(name, clean(title) or title, tuple(tuple(map(_plain, row)) for row in rows))


def _plain(value: Any) -> Value:
    match value:
        case str():
            return clean(value)
        case float() if value.is_integer():
            return int(value)
        case datetime() if value.time() == time():
            return value.date()
        case bool() | datetime() | timedelta():
            return str(value)
        case int() | float() | date() | time():
            return value
        case _:
            return None
