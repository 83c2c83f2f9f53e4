"""Turns a file into its tables, whatever its name says it is."""

from pathlib import Path

from app.errors import UnreadableFileError
from app.files.csv_in import read_csv
from app.files.guard import Kind, Why, kind_of, read_bytes
from app.files.html_in import read_page_tables
from app.files.tables import Sheet
from app.files.xlsx_in import read_workbook


def read_sheets(path: Path, *, pages: bool = False) -> tuple[Sheet, ...]:
    """Return every table of a file. pages: whether those of a web page are taken as well.

    Raises:
        UnreadableFileError: the file is damaged, dangerous, or no table; nothing of it is returned.
    """
    content = read_bytes(path)
    kind = kind_of(path.name, content)
    if kind is Kind.XLSX:
        return read_workbook(path.name, content)
    if kind is Kind.CSV:
        return (read_csv(path.name, content),)
    if not pages:
        raise UnreadableFileError(path.name, Why.HTML)
    return read_page_tables(path.name, content)
