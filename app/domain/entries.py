"""Reads what a person types, pastes or imports into one cell: marks, a sign of absence, a debt, or several of them."""

import re
from dataclasses import dataclass

from app.domain.attendance import Absence
from app.domain.debts import POINT
from app.domain.rules import MarkingRules
from app.domain.scales import FIVE, Scale
from app.errors import BadMinutesError, UnknownMarkError

USUAL_MINUTES = MarkingRules().lesson_minutes
"""Of a lesson, where no school's rules are at hand."""

_PARTED = re.compile(r"[\s/]+")
_LATE = re.compile(rf"{Absence.LATE}([0-9]{{1,2}})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Typed:
    """What a cell shall hold. marks: of the scale, in the order typed. absence: None where nothing was said of it.

    minutes: late by, 0 where not said. owes: a work, shown as a point.
    """

    marks: tuple[str, ...] = ()
    absence: Absence | None = None
    minutes: int = 0
    owes: bool = False

    def __bool__(self) -> bool:
        return bool(self.marks) or self.absence is not None or self.owes


def parse_entry(text: str, scale: Scale = FIVE, lesson_minutes: int = USUAL_MINUTES) -> Typed:
    """Read a cell's text such as "5", "4/5", "5 4", "Н", "О 4/5", "О15", "·"; an empty text says nothing.

    lesson_minutes: as the school's rules have it.

    Raises:
        UnknownMarkError: a part is neither a mark nor a sign, or there are two signs.
        BadMinutesError: nobody is late by so many minutes.
    """
    parts = [part for part in _PARTED.split(text) if part]
    signs = [sign for part in parts if (sign := _sign(part, lesson_minutes))]
    marks = [part for part in parts if part != POINT and not _sign(part, lesson_minutes)]
    if len(signs) > 1:
        raise UnknownMarkError(text, scale.known)
    absence, minutes = signs[0] if signs else (None, 0)
    try:
        return Typed(tuple(scale.parse(mark) for mark in marks), absence, minutes, POINT in parts)
    except UnknownMarkError as error:
        raise UnknownMarkError(text, scale.known) from error


def read_minutes(text: str, lesson_minutes: int) -> int:
    """Read how late somebody came. lesson_minutes: as the school's rules have it.

    Raises:
        BadMinutesError: it is not 1 to so many.
    """
    minutes = int(text) if text.isascii() and text.isdecimal() else 0
    if not 1 <= minutes <= lesson_minutes:
        raise BadMinutesError(text, lesson_minutes)
    return minutes


def _sign(part: str, lesson_minutes: int) -> tuple[Absence, int] | None:
    """Return what a part says of the attendance, None where it says nothing of it."""
    if part.lower() in set(Absence):
        return Absence(part.lower()), 0
    late = _LATE.fullmatch(part)
    return (Absence.LATE, read_minutes(late.group(1), lesson_minutes)) if late else None
