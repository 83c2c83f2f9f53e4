"""Which sums of a tree may be shown so that nothing of a small group follows from all of them together.

Sums of a tree and what is left of each beside the shown ones below it make the same equations: whatever can be solved
from what is shown is put together of such rests. So it is enough that none of them is of few people.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

FEWEST = 10
"""People of whom nothing smaller is shown."""

Measures = tuple[int, ...]
"""How many people are in a sum, and how many of them each of its shares is reckoned from."""


@dataclass(frozen=True)
class Branch:
    """A sum and those it consists of. shares: what each school adds to it that is in none of the branches below."""

    key: str
    shares: Mapping[str, Measures] = field(default_factory=dict)
    branches: tuple["Branch", ...] = ()


@dataclass(frozen=True)
class _Chosen:
    """whole: all of a branch. rest: what of it no shown sum holds. shown: keys."""

    whole: Mapping[str, Measures]
    rest: Mapping[str, Measures]
    shown: frozenset[str]


def shown_of(root: Branch) -> frozenset[str]:
    """Return the keys of the sums that may be shown, of the smallest ones rather than of the largest ones none.

    A school that knows its own people finds no small group of another's either. Several schools that put what they
    know together may.
    """
    return _chosen(root).shown


def is_enough(shares: Mapping[str, Measures]) -> bool:
    """Return whether a group is nobody or many, for everybody and for each school that takes its own people away."""
    for measured in zip(*shares.values(), strict=True):
        together = sum(measured)
        if not all(left == 0 or left >= FEWEST for left in (together, *(together - own for own in measured))):
            return False
    return True


def _chosen(branch: Branch) -> _Chosen:
    below = sorted(map(_chosen, branch.branches), key=lambda each: _people(each.whole))
    whole = _together([branch.shares, *(each.whole for each in below)])
    for hidden in range(len(below) + 1):
        # what is hidden below a shown sum is found by taking the others away from it: first the smallest are given up
        rest = _together(
            [branch.shares, *(each.whole for each in below[:hidden]), *(each.rest for each in below[hidden:])]
        )
        if is_enough(rest) and _people(whole):
            return _Chosen(whole, {}, _keys(below[hidden:]) | {branch.key})
    return _Chosen(whole, _together([branch.shares, *(each.rest for each in below)]), _keys(below))


def _keys(chosen: Iterable[_Chosen]) -> frozenset[str]:
    return frozenset().union(*(each.shown for each in chosen))


def _people(shares: Mapping[str, Measures]) -> int:
    return sum(measures[0] for measures in shares.values())


def _together(parts: Iterable[Mapping[str, Measures]]) -> dict[str, Measures]:
    found: dict[str, Measures] = {}
    for shares in parts:
        for school, measures in shares.items():
            found[school] = tuple(map(sum, zip(found.get(school, (0,) * len(measures)), measures, strict=True)))
    return found
