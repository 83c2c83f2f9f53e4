"""Sums of a region: whoever reads all that is shown, and knows one school by heart, solves no group of a few people."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.hiding import FEWEST, Branch, shown_of

LEAVES = 6
SCHOOLS = "abc"
Shares = dict[str, tuple[int, ...]]

a_leaf = st.dictionaries(st.sampled_from(SCHOOLS), st.tuples(st.integers(0, 14)), max_size=3)
leaves = st.lists(a_leaf, min_size=LEAVES, max_size=LEAVES)
cuts = st.integers(1, LEAVES - 1)


def tree(held: Sequence[Shares], cut: int) -> Branch:
    """Return a region of two levels of grades."""
    grades = [Branch(str(n), shares) for n, shares in enumerate(held)]
    return Branch("all", {}, (Branch("low", {}, tuple(grades[:cut])), Branch("high", {}, tuple(grades[cut:]))))


def members(branch: Branch) -> set[int]:
    """Return the leaves of which a sum is."""
    below = set().union(*map(members, branch.branches))
    return below or {int(branch.key)}


def shown_sets(root: Branch) -> list[set[int]]:
    """Return of which leaves each shown sum is."""
    shown = shown_of(root)
    return [members(each) for each in every(root) if each.key in shown]


def every(branch: Branch) -> Iterator[Branch]:
    yield branch
    for each in branch.branches:
        yield from every(each)


def solved(sets: Sequence[set[int]]) -> Iterator[set[int]]:
    """Yield each group of leaves whose sum follows from those of the sets, whatever the numbers are."""
    rows = [[Fraction(n in each) for n in range(LEAVES)] for each in sets]
    rank = rank_of(rows)
    for size in range(1, LEAVES + 1):
        for group in combinations(range(LEAVES), size):
            if rank_of([*rows, [Fraction(n in group) for n in range(LEAVES)]]) == rank:
                yield set(group)


def rank_of(rows: Sequence[Sequence[Fraction]]) -> int:
    """Return how many rows do not follow from others."""
    left, rank = [list(row) for row in rows], 0
    for column in range(LEAVES):
        pivot = next((row for row in left if row[column]), None)
        if pivot is None:
            continue
        left.remove(pivot)
        rank += 1
        left = [
            [value - row[column] / pivot[column] * by for value, by in zip(row, pivot, strict=True)] for row in left
        ]
    return rank


def few(held: Sequence[Shares], sets: Sequence[set[int]]) -> list[int]:
    """Return the sizes of the small groups that somebody solves, for outsiders and for each school."""
    sizes = []
    for group in solved(sets):
        counts = {school: sum(held[n].get(school, (0,))[0] for n in group) for school in SCHOOLS}
        together = sum(counts.values())
        sizes += [together, *(together - own for own in counts.values())]
    return [size for size in sizes if 0 < size < FEWEST]


@given(leaves, cuts)
def test_nobody_solves_a_small_group_from_all_that_is_shown(held: list[Shares], cut: int) -> None:
    assert few(held, shown_sets(tree(held, cut))) == []


@given(leaves, cuts)
def test_a_region_that_is_large_enough_is_shown(held: list[Shares], cut: int) -> None:
    large: list[Shares] = [
        {school: (measured + 10,) for school, (measured,) in {**dict.fromkeys(SCHOOLS, (0,)), **leaf}.items()}
        for leaf in held
    ]
    assert len(shown_of(tree(large, cut))) == LEAVES + 3


def test_a_small_grade_takes_the_next_smallest_with_it() -> None:
    """Otherwise it is the level less the grades that are shown."""
    held: list[Shares] = [{"a": (30,), "b": (30,)}, {"a": (3,), "b": (2,)}, {"a": (20,), "b": (20,)}]
    root = Branch("level", {}, tuple(Branch(str(n), each) for n, each in enumerate(held)))
    assert shown_of(root) == {"level", "0"}


def test_a_school_does_not_learn_the_few_of_another() -> None:
    assert shown_of(Branch("0", {"a": (40,), "b": (9,)})) == frozenset()
    assert shown_of(Branch("0", {"a": (40,), "b": (10,)})) == {"0"}
    assert shown_of(Branch("0", {"a": (40,)})) == {"0"}


def test_a_share_of_a_few_is_not_shown_for_a_sum_of_many() -> None:
    assert shown_of(Branch("0", {"a": (40, 4), "b": (40, 3)})) == frozenset()


def test_nobody_is_not_shown() -> None:
    assert shown_of(Branch("0", {"a": (0,)}, ())) == frozenset()
    assert shown_of(Branch("all", {}, (Branch("0"), Branch("1")))) == frozenset()


@pytest.mark.parametrize("planted", ["primary", "rest"])
def test_the_attack_finds_what_is_hidden_too_little(planted: str) -> None:
    """The control: only small cells are left out, or nothing is."""
    rest: list[Shares] = [{"a": (20,), "b": (20,)}] * 4
    held: list[Shares] = [{"a": (30,), "b": (30,)}, {"a": (3,), "b": (2,)}, *rest]
    wanted = every(tree(held, 3))
    sets = [
        members(each)
        for each in wanted
        if planted == "primary" or sum(sum(held[n][school][0] for school in "ab") for n in members(each)) >= FEWEST
    ]
    assert few(held, sets)
    assert FEWEST == 10
