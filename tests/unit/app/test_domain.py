"""Small rules: what is typed into a cell, the order of names, the average."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.attendance import KEYS, Absence
from app.domain.collation import russian_key
from app.domain.entries import Typed, parse_entry
from app.domain.marks import SCALE
from app.domain.scales import PASS_FAIL, point_scale
from app.errors import BadMinutesError, UnknownMarkError


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("5", Typed(("5",))),
        (" 4/5 ", Typed(("4", "5"))),
        ("5  4", Typed(("5", "4"))),
        ("Н", Typed((), Absence.ABSENT)),
        ("О 4/5", Typed(("4", "5"), Absence.LATE)),
        ("осв", Typed((), Absence.RELEASED)),
        ("О15", Typed((), Absence.LATE, 15)),
        ("о5 4/3", Typed(("4", "3"), Absence.LATE, 5)),
        ("О 5", Typed(("5",), Absence.LATE)),
        ("·", Typed(owes=True)),
        ("3 ·", Typed(("3",), owes=True)),
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


@pytest.mark.parametrize("text", ["о0", "О46", "о99", "о00"])
def test_nobody_is_late_by_more_than_a_lesson(text: str) -> None:
    with pytest.raises(BadMinutesError):
        parse_entry(text)


def test_how_late_somebody_may_be_is_the_schools_rule() -> None:
    assert parse_entry("о40", lesson_minutes=40) == Typed((), Absence.LATE, 40)
    assert parse_entry("о80 5", lesson_minutes=80) == Typed(("5",), Absence.LATE, 80)
    for text, minutes in (("о41", 40), ("о81 5", 80)):
        with pytest.raises(BadMinutesError) as refused:
            parse_entry(text, lesson_minutes=minutes)
        assert refused.value.most == minutes


def test_an_entry_is_read_by_the_subjects_own_scale() -> None:
    assert parse_entry("10/9", point_scale("10", 10, five=9, four=7, three=5)) == Typed(("10", "9"))
    assert parse_entry("н ЗАЧ", PASS_FAIL) == Typed(("зач",), Absence.ABSENT)
    with pytest.raises(UnknownMarkError) as refused:
        parse_entry("5", PASS_FAIL)
    assert refused.value.known == "зач, незач"


@given(st.text(max_size=20))
def test_any_text_is_an_entry_or_is_refused(text: str) -> None:
    try:
        typed = parse_entry(text)
    except (UnknownMarkError, BadMinutesError):
        return
    assert all(mark in SCALE for mark in typed.marks)


def test_every_key_of_absence_means_the_same_in_both_layouts() -> None:
    places = "нбуос", "y,ejc"
    assert [KEYS[key] for key in places[0]] == [KEYS[key] for key in places[1]]


def test_yo_comes_after_ye_and_before_zhe() -> None:
    names = ["Ежов", "Ёжиков", "Ёлкин", "Жаров", "Егоров", "ёлкина"]
    assert sorted(names, key=russian_key) == ["Егоров", "Ежов", "Ёжиков", "Ёлкин", "ёлкина", "Жаров"]


@given(st.lists(st.text(max_size=6), max_size=6))
def test_sorting_by_the_key_is_stable_under_case(names: list[str]) -> None:
    ordered = sorted(names, key=russian_key)
    assert all(russian_key(first) <= russian_key(second) for first, second in pairwise(ordered))
