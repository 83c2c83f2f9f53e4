"""Reads what a person types, pastes or imports into one cell: marks, a sign of absence, or both."""

import re
from dataclasses import dataclass

from app.domain.attendance import Absence
from app.domain.marks import parse_mark
from app.errors import UnknownMarkError

_PARTED = re.compile(r"[\s/]+")


@dataclass(frozen=True, slots=True)
class Typed:
    """What a cell shall hold. marks: of the scale, in the order typed. absence: None where nothing was said of it."""

    marks: tuple[str, ...] = ()
    absence: Absence | None = None

    def __bool__(self) -> bool:
        return bool(self.marks) or self.absence is not None


def parse_entry(text: str) -> Typed:
    """Read a cell's text such as "5", "4/5", "5 4", "Н", "О 4/5"; an empty text says nothing.

    Raises:
        UnknownMarkError: a part is neither a mark nor a sign, or there are two signs.
    """
    parts = [part for part in _PARTED.split(text) if part]
    signs = [part.lower() for part in parts if part.lower() in set(Absence)]
    if len(signs) > 1:
        raise UnknownMarkError(text)
    try:
        marks = tuple(parse_mark(part) for part in parts if part.lower() not in set(Absence))
    except UnknownMarkError as error:
        raise UnknownMarkError(text) from error
    return Typed(marks, Absence(signs[0]) if signs else None)
