"""The scale, reading of typed marks, and the weighted average."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from app.errors import UnknownMarkError

SCALE = ("5", "4", "3", "2", "1")
"""The five-point scale, best first. Source: the default of the school's regulation on assessment."""

DEFAULT_WEIGHT = 1
"""Weight of an answer at the lesson, the work of a mark that names none."""

CENT = Decimal("0.01")


def parse_mark(text: str) -> str:
    """Read what a teacher typed, such as "5" or " 4 ", as a value of the scale.

    Raises:
        UnknownMarkError: the text is no value of the scale.
    """
    value = text.strip()
    if value not in SCALE:
        raise UnknownMarkError(text)
    return value


def weighted_average(marks: Iterable[tuple[str, int]]) -> Decimal | None:
    """Return the weighted mean of (value, weight) to two places, halves up, or None where nothing counts.

    Values outside the five-point scale and marks of weight 0 inform only.
    Source: the default of the school's regulation on assessment «средневзвешенный балл».
    """
    counted = [(int(value), weight) for value, weight in marks if value in SCALE]
    weight = sum(each for _, each in counted)
    if not weight:
        return None
    total = sum(value * each for value, each in counted)
    return (Decimal(total) / weight).quantize(CENT, ROUND_HALF_UP)
