"""Parts rows and columns among sheets: none is cut, none is left out, their order stays."""

from collections.abc import Sequence
from itertools import pairwise


def parted(sizes: Sequence[float], room: float) -> tuple[range, ...]:
    """Return the places that each sheet takes: as many as fit, and one at least. At least one sheet, empty or not."""
    found: list[range] = []
    first, taken = 0, 0.0
    for place, size in enumerate(sizes):
        if place > first and taken + size > room:
            found.append(range(first, place))
            first, taken = place, 0.0
        taken += size
    return (*found, range(first, len(sizes)))


def evenly(count: int, most: int) -> tuple[range, ...]:
    """Return places parted among as few sheets as take them, with nearly the same number on each. most: of a sheet."""
    sheets = max(1, -(-count // max(1, most)))
    bounds = [count * number // sheets for number in range(sheets + 1)]
    return tuple(range(first, last) for first, last in pairwise(bounds))
