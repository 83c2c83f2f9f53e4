"""The scales of marks that a school defines, and what their values are on the five-point scale.

Source: the school's regulation on assessment, to which 273-ФЗ, art. 28, 30 and 58 leave the form of marks.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import pairwise

from app.domain.attendance import KEYS
from app.domain.debts import POINT
from app.domain.marks import SCALE
from app.errors import UnknownMarkError

PASSED = "зач"
FAILED = "незач"

LONGEST_VALUE = 8
"""Characters that a value may have: a cell has to show it."""

FEW = 11
"""Values that are named one by one."""

_PARTED = re.compile(r"[\s/]")


@dataclass(frozen=True)
class Scale:
    """A scale of marks.

    values: each value as typed, best first, with its value "5".."1" on the five-point scale, or None for one that has
    none there: such a value informs only, but for PASSED and FAILED, which decide a subject without marks.
    """

    name: str
    values: tuple[tuple[str, str | None], ...]

    def __contains__(self, value: str) -> bool:
        return value in self._fives

    def five(self, value: str) -> str | None:
        """Return a value of this scale on the five-point scale, None where it has none or is not of this scale."""
        return self._fives.get(value)

    def parse(self, text: str) -> str:
        """Read what a teacher typed as a value of this scale, in any case.

        Raises:
            UnknownMarkError: the text is no value of this scale.
        """
        wanted = text.strip().casefold()
        for value, _ in self.values:
            if value.casefold() == wanted:
                return value
        raise UnknownMarkError(text, self.known)

    @property
    def known(self) -> str:
        """Return the values in a line, best first; of many the first and the last."""
        values = [value for value, _ in self.values]
        return ", ".join(values) if len(values) <= FEW else f"{values[0]}…{values[-1]}"

    @cached_property
    def _fives(self) -> dict[str, str | None]:
        return dict(self.values)

    @property
    def candidates(self) -> tuple[tuple[str, str], ...]:
        """Return the values that make a difference, best first, each with its mark of five, or itself for a pass.

        Of the values that are the same mark of five the least one stands for all.
        """
        least = {five or value: value for value, five in self.values if five or value in {PASSED, FAILED}}
        return tuple((value, mark) for mark, value in least.items())


FIVE = Scale("five", tuple((value, value) for value in SCALE))
"""The five-point scale."""

PASS_FAIL = Scale("pass_fail", ((PASSED, None), (FAILED, None)))
"""«Зачтено, не зачтено», for subjects without marks."""


def point_scale(name: str, most: int, *, five: int, four: int, three: int) -> Scale:
    """Return a scale of points from *most* down to 0. five, four, three: least points for these marks; below is 2.

    most: 1..100.
    """
    bounds = (("5", five), ("4", four), ("3", three), ("2", 0))
    return Scale(
        name,
        tuple(
            (str(points), next(value for value, least in bounds if points >= least)) for points in range(most, -1, -1)
        ),
    )


def read_scale(name: str, text: str) -> Scale:
    """Return the scale that a text holds: values best first, parted by spaces, each with "=" and its mark of five."""
    parts = (each.partition("=") for each in text.split())
    return Scale(name, tuple((value, five or None) for value, _, five in parts))


def scale_text(scale: Scale) -> str:
    """Return a scale as `read_scale` reads it."""
    return " ".join(f"{value}={five}" if five else value for value, five in scale.values)


def scale_named(name: str, scheme: str | None) -> Scale:
    """Return a subject's scale. name: as in Subject.scale. scheme: of the school's own scale, None where it has none.

    A name that is not known here means five points, so that a mark is never lost on an older program.
    """
    if name == PASS_FAIL.name:
        return PASS_FAIL
    return read_scale(name, scheme) if scheme else FIVE


class ScaleFlaw(StrEnum):
    """Why a scale cannot be used."""

    EMPTY = "empty"
    """It has no value, or a value without characters."""
    TWICE = "twice"
    """Two values differ in nothing but case."""
    UNTYPABLE = "untypable"
    """A value is too long, or contains what parts two marks, begins as a sign is typed, or is the point of a debt."""
    UNKNOWN_FIVE = "unknown_five"
    """A value's mark is none of the five-point scale."""
    ORDER = "order"
    """A better value has a worse mark than the one after it."""


def check_scale(scale: Scale) -> tuple[tuple[ScaleFlaw, str], ...]:
    """Return what is wrong and with which value, in the order of ScaleFlaw; empty where the scale can be used."""
    texts = [value.casefold() for value, _ in scale.values]
    fives = [(value, five) for value, five in scale.values if five is not None]
    known = [(value, five) for value, five in fives if five in SCALE]
    found: list[tuple[ScaleFlaw, str]] = [(ScaleFlaw.EMPTY, text) for text in texts or [""] if not text]
    found += [(ScaleFlaw.TWICE, text) for place, text in enumerate(texts) if text in texts[:place]]
    found += [(ScaleFlaw.UNTYPABLE, text) for text in texts if text and not _is_typable(text)]
    found += [(ScaleFlaw.UNKNOWN_FIVE, value) for value, five in fives if five not in SCALE]
    found += [(ScaleFlaw.ORDER, value) for (_, better), (value, five) in pairwise(known) if better < five]
    return tuple(found)


def _is_typable(text: str) -> bool:
    if text in {PASSED, FAILED}:
        return True
    begins_a_sign = text[0] in KEYS and not text.isascii()
    return len(text) <= LONGEST_VALUE and not _PARTED.search(text) and not begins_a_sign and text != POINT
