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


def weighted_average(marks: Iterable[tuple[str, int]], *, weights_count: bool = True) -> Decimal | None:
    """Return the weighted mean of (value, weight) to two places, halves up, or None where nothing counts.

    Values outside the five-point scale and marks of weight 0 inform only. weights_count: the school's rule.
    Source: the default of the school's regulation on assessment «средневзвешенный балл».
    """
    counted = [
        (int(value), weight_as_counted(weight, weights_count=weights_count))
        for value, weight in marks
        if value in SCALE
    ]
    return as_shown(sum(value * weight for value, weight in counted), sum(weight for _, weight in counted))


def weight_as_counted(weight: int, *, weights_count: bool) -> int:
    """Return how often a mark of this weight counts: once where the school lets no weights count, 0 stays 0."""
    return weight if weights_count else min(weight, 1)


def as_shown(total: int, count: int) -> Decimal | None:
    """Return total / count to two places, halves up, the form in which averages are shown and compared; None for 0."""
    if not count:
        return None
    return (Decimal(total) / count).quantize(CENT, ROUND_HALF_UP)
