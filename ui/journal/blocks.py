"""Cells as text and back: what is copied to a spreadsheet and what is pasted from one."""

from collections.abc import Sequence

from app.domain.debts import POINT
from app.domain.entries import USUAL_MINUTES, Typed, parse_entry
from app.domain.pages import ShownCell
from app.domain.scales import FIVE, Scale
from app.errors import RuleError, UnknownPastedError

Block = tuple[tuple[Typed, ...], ...]
"""Rows of what cells shall hold."""


def holds_something(cell: ShownCell) -> bool:
    """Return whether there is a mark, a sign or a debt in a cell."""
    return bool(cell.marks or cell.absence or cell.debts)


def sign_text(cell: ShownCell) -> str:
    """Return a cell's sign as a person would type it, such as "н" or "о15"; empty for present."""
    return f"{cell.absence}{cell.minutes or ''}"


def cell_text(cell: ShownCell) -> str:
    """Return a cell as a person would type it, such as "о15 4/5" or "·"."""
    marks = "/".join(mark.value for mark in cell.counting)
    return " ".join(part for part in (sign_text(cell), marks, POINT if cell.debts else "") if part)


def as_typed(cell: ShownCell) -> Typed:
    """Return what must be typed to get the same cell."""
    return Typed(tuple(mark.value for mark in cell.counting), cell.absence or None, cell.minutes, owes=bool(cell.debts))


def block_text(rows: Sequence[Sequence[ShownCell]]) -> str:
    """Return cells as lines of texts parted by tabs, as spreadsheets take them."""
    return "\n".join("\t".join(cell_text(cell) for cell in row) for row in rows)


def parse_block(text: str, scale: Scale = FIVE, lesson_minutes: int = USUAL_MINUTES) -> Block:
    """Read what was copied from a spreadsheet; empty lines at its end do not count. lesson_minutes: by the rules.

    Raises:
        UnknownPastedError: a text is neither marks nor a sign.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n").split("\n")
    return tuple(
        tuple(_parse(part, row, scale, lesson_minutes) for part in line.split("\t"))
        for row, line in enumerate(lines, 1)
    )


def _parse(text: str, row: int, scale: Scale, lesson_minutes: int) -> Typed:
    try:
        return parse_entry(text, scale, lesson_minutes)
    except RuleError as error:
        raise UnknownPastedError(text.strip(), row) from error
