"""Which marks count: whatever their order, by the subject's scale, and re-taken ones by the school's rule."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typing_extensions import override

from app.domain.averages import explain_average
from app.domain.counting import CountedMark, sums_of
from app.domain.marks import SCALE
from app.domain.rules import MarkingRules
from app.domain.scales import FIVE, PASS_FAIL, Scale, point_scale
from tests.unit.app.worked import DAY, marks

TEN = point_scale("10", 10, five=9, four=7, three=5)
RULES = MarkingRules()


@pytest.mark.parametrize(
    ("scale", "given_marks", "arithmetic", "average"),
    [
        (TEN, "10 7 4", "(5 + 4 + 2) / 3 = 11 / 3", "3.67"),
        (TEN, "9x4 5", "(5·4 + 3·1) / 5 = 23 / 5", "4.60"),
        (TEN, "11 8", "4 / 1: an 11 is none of ten points", "4.00"),
        (PASS_FAIL, "зач незач", "neither has a mark of five", None),
        (FIVE, "5 зач", "5 / 1: «зач» informs only", "5.00"),
        (Scale("letters", (("A", "5"), ("B", "3"), ("~", None))), "A B ~", "(5 + 3) / 2", "4.00"),
    ],
)
def test_an_average_goes_by_the_subjects_scale(
    scale: Scale, given_marks: str, arithmetic: str, average: str | None
) -> None:
    found = sums_of(marks(given_marks), scale, RULES).average
    assert found == (Decimal(average) if average else None), arithmetic


def test_the_old_one_of_a_re_taken_mark_counts_by_the_schools_rule() -> None:
    both = [CountedMark("2", 1, DAY, retaken=True), CountedMark("5", 1, DAY)]
    assert sums_of(both, FIVE, RULES).average == Decimal("5.00")
    assert sums_of(both, FIVE, MarkingRules(retaken_counts=True)).average == Decimal("3.50")  # (2 + 5) / 2


class Asked(Scale):
    """A scale that counts how often it is asked."""

    times = 0

    @override
    def five(self, value: str) -> str | None:
        type(self).times += 1
        return super().five(value)


def test_each_kind_of_mark_is_judged_once_however_many_there_are() -> None:
    scale = Asked(FIVE.name, FIVE.values)
    listed = [CountedMark(value, 1, DAY, label=str(n)) for n in range(300) for value in ("5", "4", "3")]
    sums = sums_of(listed, scale, RULES)
    assert (sums.marks, sums.weight, sums.products) == (900, 900, 300 * (5 + 4 + 3))
    assert scale.times <= 2 * 3


@given(st.lists(st.builds(CountedMark, st.sampled_from(SCALE), st.integers(1, 10), st.just(DAY)), min_size=1))
def test_the_average_lies_between_the_least_and_the_greatest_mark_in_any_order(listed: list[CountedMark]) -> None:
    values = [int(mark.value) for mark in listed]
    average = sums_of(listed, FIVE, RULES).average
    assert average is not None
    assert min(values) <= average <= max(values)
    assert average == sums_of(reversed(listed), FIVE, RULES).average


@given(st.lists(st.builds(CountedMark, st.sampled_from([v for v, _ in TEN.values]), st.integers(1, 10), st.just(DAY))))
def test_sums_are_those_of_the_marks_one_by_one(listed: list[CountedMark]) -> None:
    whole = sums_of(listed, TEN, RULES)
    one_by_one = [sums_of([mark], TEN, RULES) for mark in listed]
    assert (whole.products, whole.weight, whole.marks) == (
        sum(each.products for each in one_by_one),
        sum(each.weight for each in one_by_one),
        len(listed),
    )


def test_one_mark_more_is_tried_with_values_of_the_own_scale() -> None:
    assert [each.value for each in explain_average(marks("7"), TEN, RULES).one_more] == ["9", "7", "5", "0"]
    assert explain_average(marks("зач"), PASS_FAIL, RULES).one_more == ()
