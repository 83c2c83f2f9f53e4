"""Small rules: what is typed into a cell, the order of names, the plan's next topic, the average."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.attendance import KEYS, Absence
from app.domain.collation import russian_key
from app.domain.entries import Typed, parse_entry
from app.domain.marks import SCALE, weighted_average
from app.domain.plans import next_topics
from app.errors import UnknownMarkError


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("5", Typed(("5",))),
        (" 4/5 ", Typed(("4", "5"))),
        ("5  4", Typed(("5", "4"))),
        ("Н", Typed((), Absence.ABSENT)),
        ("О 4/5", Typed(("4", "5"), Absence.LATE)),
        ("осв", Typed((), Absence.RELEASED)),
        ("", Typed()),
        (" \t", Typed()),
    ],
)
def test_a_cells_text_is_read(text: str, typed: Typed) -> None:
    assert parse_entry(text) == typed


@pytest.mark.parametrize("text", ["5-", "6", "н б", "45", "four", "5,0", "точка", "=1+1", "4.36"])
def test_what_is_no_entry_is_never_guessed(text: str) -> None:
    with pytest.raises(UnknownMarkError):
        parse_entry(text)


@given(st.text(max_size=20))
def test_any_text_is_an_entry_or_is_refused(text: str) -> None:
    try:
        typed = parse_entry(text)
    except UnknownMarkError:
        return
    assert all(mark in SCALE for mark in typed.marks)


def test_every_key_of_absence_means_the_same_in_both_layouts() -> None:
    places = "нбуос", "y,ejc"
    assert [KEYS[key] for key in places[0]] == [KEYS[key] for key in places[1]]


def test_yo_comes_after_ye_and_before_zhe() -> None:
    names = ["Ежов", "Ёжиков", "Ёлкин", "Жаров", "Егоров", "ёлкина"]
    assert sorted(names, key=russian_key) == ["Егоров", "Ежов", "Ёжиков", "Ёлкин", "ёлкина", "Жаров"]


@pytest.mark.parametrize(
    ("marks", "average"),
    [
        ([("5", 1), ("4", 1)], "4.50"),
        ([("5", 1), ("4", 1), ("4", 1)], "4.33"),
        ([("5", 4), ("2", 1)], "4.40"),  # (5 × 4 + 2 × 1) / 5 = 22 / 5
        ([("5", 3), ("4", 5)], "4.38"),  # (15 + 20) / 8 = 4.375, half up
        ([("5", 0)], None),
        ([("зач", 1)], None),
        ([], None),
    ],
)
def test_the_average_is_weighted_and_rounded_half_up(marks: list[tuple[str, int]], average: str | None) -> None:
    assert weighted_average(marks) == (Decimal(average) if average else None)


@given(st.lists(st.tuples(st.sampled_from(SCALE), st.integers(1, 10)), min_size=1))
def test_the_average_lies_between_the_least_and_the_greatest_mark(marks: list[tuple[str, int]]) -> None:
    values = [int(value) for value, _ in marks]
    average = weighted_average(marks)
    assert average is not None
    assert min(values) <= average <= max(values)
    assert average == weighted_average(reversed(marks))


PLAN = [("Степень", 2), ("Одночлены", 1), ("Контрольная", 1)]


@pytest.mark.parametrize(
    ("taught", "wanted"),
    [
        ([], ("Степень", "Одночлены", "Контрольная")),
        (["Степень"], ("Степень", "Одночлены", "Контрольная")),
        (["Степень", "Степень"], ("Одночлены", "Контрольная")),
        (["Степень", "Степень", "Степень"], ("Одночлены", "Контрольная")),
        (["Степень", "Степень", ""], ("Контрольная",)),
        (["Своё", "Своё"], ("Одночлены", "Контрольная")),
        (["Контрольная"], ()),
    ],
)
def test_the_plan_goes_on_where_the_lessons_are(taught: list[str], wanted: tuple[str, ...]) -> None:
    assert next_topics(PLAN, taught) == wanted


def test_without_a_plan_nothing_is_suggested() -> None:
    assert next_topics([], ["Степень"]) == ()


@given(st.lists(st.text(max_size=6), max_size=6))
def test_sorting_by_the_key_is_stable_under_case(names: list[str]) -> None:
    ordered = sorted(names, key=russian_key)
    assert all(russian_key(first) <= russian_key(second) for first, second in pairwise(ordered))
