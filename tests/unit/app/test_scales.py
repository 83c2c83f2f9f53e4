"""Scales that a school defines, and their marks of five."""

import pytest

from app.domain.scales import FIVE, PASS_FAIL, Scale, ScaleFlaw, check_scale, point_scale
from app.errors import UnknownMarkError

HUNDRED = point_scale("100", 100, five=85, four=65, three=40)
TEN = point_scale("10", 10, five=9, four=7, three=5)


@pytest.mark.parametrize(
    ("points", "five"),
    [("100", "5"), ("85", "5"), ("84", "4"), ("65", "4"), ("64", "3"), ("40", "3"), ("39", "2"), ("0", "2")],
)
def test_points_become_the_mark_whose_least_points_they_reach(points: str, five: str) -> None:
    assert HUNDRED.five(points) == five


def test_a_value_of_another_scale_has_no_mark() -> None:
    assert FIVE.five("6") is None
    assert TEN.five("11") is None
    assert PASS_FAIL.five("зач") is None
    assert FIVE.five("1") == "1"


def test_a_scale_knows_its_own_values() -> None:
    assert "незач" in PASS_FAIL
    assert "0" in TEN
    assert "6" not in FIVE


def test_a_value_is_read_in_any_case() -> None:
    assert PASS_FAIL.parse(" Зач ") == "зач"
    assert TEN.parse("10") == "10"


@pytest.mark.parametrize("text", ["6", "", "5-", "зач"])
def test_a_text_of_another_scale_is_refused(text: str) -> None:
    with pytest.raises(UnknownMarkError) as refused:
        FIVE.parse(text)
    assert refused.value.text == text


def test_the_least_value_of_each_mark_stands_for_it() -> None:
    assert HUNDRED.candidates == (("85", "5"), ("65", "4"), ("40", "3"), ("0", "2"))
    assert PASS_FAIL.candidates == (("зач", "зач"), ("незач", "незач"))
    assert Scale("mixed", (("A", "5"), ("зач", None), ("участие", None))).candidates == (("A", "5"), ("зач", "зач"))


@pytest.mark.parametrize(
    "scale", [FIVE, PASS_FAIL, TEN, HUNDRED, Scale("letters", (("A+", "5"), ("A", "5"), ("~", None)))]
)
def test_an_ordinary_scale_can_be_used(scale: Scale) -> None:
    assert check_scale(scale) == ()


@pytest.mark.parametrize(
    ("values", "flaws"),
    [
        ((), [(ScaleFlaw.EMPTY, "")]),
        ((("A", "5"), ("", "4")), [(ScaleFlaw.EMPTY, "")]),
        ((("A", "5"), ("a", "4")), [(ScaleFlaw.TWICE, "a")]),
        ((("5/4", "5"),), [(ScaleFlaw.UNTYPABLE, "5/4")]),
        ((("5 4", "5"),), [(ScaleFlaw.UNTYPABLE, "5 4")]),
        ((("Н", None),), [(ScaleFlaw.UNTYPABLE, "н")]),
        ((("отл", "5"),), [(ScaleFlaw.UNTYPABLE, "отл")]),
        ((("·", None),), [(ScaleFlaw.UNTYPABLE, "·")]),
        ((("прекрасно", "5"),), [(ScaleFlaw.UNTYPABLE, "прекрасно")]),
        ((("A", "6"),), [(ScaleFlaw.UNKNOWN_FIVE, "A")]),
        ((("A", "4"), ("~", None), ("B", "5")), [(ScaleFlaw.ORDER, "B")]),
    ],
)
def test_what_is_wrong_with_a_scale_is_named(
    values: tuple[tuple[str, str | None], ...], flaws: list[tuple[ScaleFlaw, str]]
) -> None:
    assert check_scale(Scale("own", values)) == tuple(flaws)
