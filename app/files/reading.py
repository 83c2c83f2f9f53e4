"""Turns a file into its tables, whatever its name says it is."""

from pathlib import Path

from app.files.csv_in import read_csv
from app.files.guard import Kind, kind_of, read_bytes
from app.files.tables import Sheet
from app.files.xlsx_in import read_workbook


def read_sheets(path: Path) -> tuple[Sheet, ...]:
    """Return every table of a file.

    Raises:
        UnreadableFileError: the file is damaged, dangerous, or no table; nothing of it is returned.
    """
    content = read_bytes(path)
    if kind_of(path.name, content) is Kind.XLSX:
        return read_workbook(path.name, content)
    return (read_csv(path.name, content),)
