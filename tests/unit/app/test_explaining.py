"""Why this mark: every mark accounted for, and what would change the result."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.counting import CountedMark, Counting
from app.domain.explaining import LIMIT, WEIGHTS, Explanation, Needed, WhatIf, explain
from app.domain.final_marks import TermFacts, term_proposal
from app.domain.marks import SCALE
from app.domain.rules import MarkingRules, Preset
from app.domain.scales import PASS_FAIL, point_scale
from tests.unit.app.worked import DAY, facts, marks

USUAL = MarkingRules()
STRICT = USUAL.with_preset(Preset.STRICT)
LADDER = ["н/а", "2", "3", "4", "5"]


def what_if(found: Explanation, value: str, weight: int) -> WhatIf:
    return next(row for row in found.what_if if (row.value, row.weight) == (value, weight))


def needed(found: Explanation, value: str, weight: int) -> dict[str, int | None]:
    return {each.target: each.count for each in what_if(found, value, weight).needed}


def test_every_mark_is_shown_by_day_with_its_part_in_the_sum() -> None:
    leap, eve = date(2028, 2, 29), date(2027, 12, 31)
    test = CountedMark("5", 4, leap, "Контрольная 3")
    answer = CountedMark("4", 1, eve)
    old = CountedMark("2", 4, eve, retaken=True)
    hint = CountedMark("3", 0, leap)
    passed = CountedMark("зач", 1, leap)
    found = explain([test, answer, old, hint, passed], facts(), USUAL)
    assert [(line.mark, line.counting, line.five, line.weight, line.product) for line in found.lines] == [
        (answer, Counting.COUNTS, "4", 1, 4),
        (old, Counting.RETAKEN, "2", 0, 0),
        (test, Counting.COUNTS, "5", 4, 20),
        (hint, Counting.WEIGHTLESS, "3", 0, 0),
        (passed, Counting.OFF_SCALE, None, 0, 0),
    ]
    assert (found.sums.products, found.sums.weight, found.sums.marks) == (24, 5, 2)  # 4·1 + 5·4; 1 + 4
    assert found.quotient == Decimal("4.8")


def test_the_quotient_is_told_in_full_and_as_shown() -> None:
    found = explain(marks("5 4 4"), facts(), USUAL)
    assert str(found.quotient) == "4.333333333333333333333333333"
    assert found.proposal.average == Decimal("4.33")


@pytest.mark.parametrize(
    ("given_marks", "rules", "preset", "reached", "coming"),
    [
        ("5 4 4", USUAL, Preset.USUAL, 350, ("5", 450, "0.17")),  # 4.50 − 4.33
        ("5 4 4", STRICT, Preset.STRICT, 360, ("5", 460, "0.27")),  # 4.60 − 4.33
        ("2 2", USUAL, Preset.USUAL, None, ("3", 250, "0.50")),  # 2.50 − 2.00
        ("4 3", STRICT, Preset.STRICT, 260, ("4", 360, "0.10")),  # 3.60 − 3.50
        ("4", MarkingRules(five_from=480), Preset.OWN, 350, ("5", 480, "0.80")),  # 4.80 − 4.00
    ],
)
def test_the_rule_and_the_distance_to_the_next_threshold_are_told(
    given_marks: str, rules: MarkingRules, preset: Preset, reached: int | None, coming: tuple[str, int, str]
) -> None:
    found = explain(marks(given_marks), facts(), rules)
    assert (found.preset, found.proposal.threshold) == (preset, reached)
    assert (found.next_value, found.next_threshold, found.distance) == (*coming[:2], Decimal(coming[2]))


def test_above_the_best_or_where_no_average_decides_there_is_no_distance() -> None:
    best, nothing, missed = marks("5 4"), facts(), facts(27, 27)
    for found in (explain(best, nothing, USUAL), explain([], nothing, USUAL), explain(marks("5"), missed, USUAL)):
        assert (found.next_value, found.next_threshold, found.distance) == (None, None, None)
    assert explain([], facts(), USUAL).quotient is None


def test_further_marks_are_tried_by_value_and_weight() -> None:
    found = explain(marks("5 4 4"), facts(), USUAL)
    assert [(row.value, row.weight) for row in found.what_if] == [(value, each) for value in SCALE for each in WEIGHTS]
    plain = explain(marks("5 4 4"), facts(), MarkingRules(weights_count=False))
    assert [(row.value, row.weight) for row in plain.what_if] == [(value, 1) for value in SCALE]


def test_one_more_mark_changes_average_and_proposal() -> None:
    found = explain(marks("5 4 4"), facts(), USUAL)
    assert what_if(found, "5", 1) == WhatIf("5", 1, Decimal("4.50"), "5", (Needed("5", 1),))  # (13 + 5) / 4 = 4.5
    assert what_if(found, "2", 4).average == Decimal("3.00")  # (13 + 2·4) / 7
    assert what_if(found, "2", 4).proposal == "3"


def test_how_many_marks_reach_each_better_value() -> None:
    found = explain(marks("3 3 3"), facts(), USUAL)
    assert needed(found, "5", 1) == {"4": 1, "5": 9}  # (9 + 5) / 4 = 3.5; (9 + 45) / 12 = 4.5
    assert needed(found, "5", 2) == {"4": 1, "5": 5}  # (9 + 10) / 5 = 3.8; (9 + 50) / 13 = 4.54, with 4: 49 / 11 = 4.45
    assert needed(found, "4", 1) == {"4": 3, "5": None}  # (9 + 12) / 6 = 3.5
    assert needed(found, "3", 4) == {"4": None, "5": None}


def test_a_value_further_away_than_the_limit_is_out_of_reach() -> None:
    assert needed(explain(marks("20*3 3*4"), facts(), USUAL), "4", 1)["4"] == 17  # (72 + 68) / 40 = 3.5
    assert needed(explain(marks("20*3"), facts(), USUAL), "4", 1)["4"] == 20  # (60 + 80) / 40 = 3.5
    assert needed(explain(marks("21*3"), facts(), USUAL), "4", 1)["4"] is None  # 21 would be needed


def test_who_is_not_assessed_learns_how_many_marks_are_missing() -> None:
    found = explain(marks("4 4 4"), facts(27, 20), USUAL)
    assert found.proposal.value == "н/а"
    assert needed(found, "4", 1) == {"2": 4, "3": 4, "4": 4, "5": None}  # 7 marks are enough


def test_without_marks_one_makes_a_proposal() -> None:
    assert needed(explain([], facts(), USUAL), "4", 1) == {"2": 1, "3": 1, "4": 1, "5": None}


def test_no_mark_changes_a_release_or_a_class_without_marks() -> None:
    first = TermFacts(27, 0, hours_a_week=3, grade=1)
    for found in (explain([], facts(0, released=27), USUAL), explain(marks("3"), first, USUAL)):
        assert {row.needed for row in found.what_if} == {()}


def test_a_subject_without_marks_is_explained_too() -> None:
    found = explain(marks("зач незачx4"), facts(scale=PASS_FAIL), USUAL)
    assert [(line.five, line.weight, line.product) for line in found.lines] == [(None, 1, 0), (None, 4, 0)]
    assert (found.quotient, found.proposal.value) == (None, "незач")
    assert needed(found, "зач", 1) == {"зач": 3}  # 1 + 3 = 4
    assert needed(found, "незач", 1) == {"зач": None}
    assert explain(marks("зач"), facts(scale=PASS_FAIL), USUAL).what_if[0].needed == ()


def test_points_are_explained_by_the_least_points_for_each_mark() -> None:
    hundred = point_scale("100", 100, five=85, four=65, three=40)
    found = explain(marks("70 50x4"), facts(scale=hundred), USUAL)
    assert [(line.five, line.product) for line in found.lines] == [("4", 4), ("3", 12)]
    assert what_if(found, "85", 1).average == Decimal("3.50")  # (4 + 12 + 5) / 6
    assert [row.value for row in found.what_if if row.weight == 1] == ["85", "65", "40", "0"]


@given(
    st.lists(st.builds(CountedMark, st.sampled_from(SCALE), st.integers(0, 4), st.just(DAY)), max_size=8),
    st.sampled_from([USUAL, STRICT]),
    st.sampled_from([0, 20]),
)
def test_the_marks_needed_reach_the_target_and_one_fewer_does_not(
    listed: list[CountedMark], rules: MarkingRules, missed: int
) -> None:
    def rank(row: WhatIf, times: int) -> int:
        value = term_proposal(
            [*listed, *[CountedMark(row.value, row.weight, DAY)] * times], facts(27, missed), rules
        ).value
        return LADDER.index(value) if value else 0

    for row in explain(listed, facts(27, missed), rules).what_if:
        for each in row.needed:
            target = LADDER.index(each.target)
            assert rank(row, (each.count or LIMIT + 1) - 1) < target
            assert each.count is None or rank(row, each.count) >= target


@given(st.lists(st.builds(CountedMark, st.sampled_from(SCALE), st.integers(0, 10), st.just(DAY)), max_size=12))
def test_the_lines_add_up_to_the_sums(listed: list[CountedMark]) -> None:
    found = explain(listed, facts(), USUAL)
    assert sum(line.product for line in found.lines) == found.sums.products
    assert sum(line.weight for line in found.lines) == found.sums.weight
    assert found.proposal == term_proposal(listed, facts(), USUAL)
