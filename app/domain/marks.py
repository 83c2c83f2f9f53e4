"""The five-point scale, weights, and how averages are rounded."""

from decimal import ROUND_HALF_UP, Decimal

SCALE = ("5", "4", "3", "2", "1")
"""The five-point scale, best first. Source: the default of the school's regulation on assessment."""

DEFAULT_WEIGHT = 1
"""Weight of an answer at the lesson, the work of a mark that names none, where the school has no such kind of work."""

CENT = Decimal("0.01")


def weight_as_counted(weight: int, *, weights_count: bool) -> int:
    """Return how often a mark of this weight counts: once where the school lets no weights count, 0 stays 0."""
    return weight if weights_count else min(weight, 1)


def as_shown(total: int, count: int) -> Decimal | None:
    """Return total / count to two places, halves up, the form in which averages are shown and compared; None for 0."""
    if not count:
        return None
    return (Decimal(total) / count).quantize(CENT, ROUND_HALF_UP)
