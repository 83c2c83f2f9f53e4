"""A table as read from a file: plain values with the addresses of their cells."""

import unicodedata
from dataclasses import dataclass
from datetime import date, time

Value = str | int | float | date | time | None
"""What a cell holds; texts are in NFC without spaces around them, an empty cell is None."""

LETTERS = 26


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook, or a whole CSV file. file: its name. title: empty for a CSV file."""

    file: str
    title: str
    rows: tuple[tuple[Value, ...], ...]

    def value(self, row: int, column: int) -> Value:
        """Return what stands there, None outside of the table; both are counted from 0."""
        if row < len(self.rows) and column < len(self.rows[row]):
            return self.rows[row][column]
        return None


def column_letters(column: int) -> str:
    """Return a column, counted from 0, as a spreadsheet names it: "A", "Z", "AA"."""
    text = ""
    rest = column + 1
    while rest:
        rest, letter = divmod(rest - 1, LETTERS)
        text = chr(ord("A") + letter) + text
    return text


def clean(text: str) -> str | None:
    """Return a text in NFC, with runs of blanks as one space, None where nothing is left."""
    return " ".join(unicodedata.normalize("NFC", text).split()) or None


def is_strange(text: str) -> bool:
    """Return whether a text holds control, direction or private characters, which no name does."""
    # what is printable as a whole holds none of them, and is most of what is read
    return not text.isprintable() and any(
        unicodedata.category(letter) in {"Cc", "Cf", "Co", "Cs", "Cn"} for letter in text
    )
