"""Proposals of final marks: examples worked out by hand, and what always holds."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.counting import CountedMark, Counting, counting_of, sums_of
from app.domain.final_marks import (
    Ground,
    final_mark,
    needs_reason,
    term_proposal,
    year_mark,
)
from app.domain.marks import SCALE
from app.domain.periods import EXAM, FINAL, YEAR
from app.domain.rules import MarkingRules, Preset
from app.domain.scales import FIVE, PASS_FAIL, Scale, point_scale
from tests.unit.app.worked import (
    ATTENDING,
    AVERAGES,
    DAY,
    PLAIN,
    RELEASING,
    YEARS,
    Attending,
    Releasing,
    Worked,
    facts,
    marks,
)

USUAL = MarkingRules()
STRICT = USUAL.with_preset(Preset.STRICT)
RULES = st.sampled_from([USUAL, STRICT, MarkingRules(weights_count=False)])
MARKS = st.lists(st.builds(CountedMark, st.sampled_from(SCALE), st.integers(0, 10), st.just(DAY)), max_size=12)


@pytest.mark.parametrize("worked", AVERAGES, ids=lambda worked: worked.arithmetic)
def test_average_and_proposal_are_those_worked_out_by_hand(worked: Worked) -> None:
    usual = term_proposal(marks(worked.marks), facts(), USUAL)
    strict = term_proposal(marks(worked.marks), facts(), STRICT)
    average = Decimal(worked.average) if worked.average else None
    assert (usual.average, usual.value, strict.value) == (average, worked.usual, worked.strict)


@pytest.mark.parametrize(("given_marks", "arithmetic", "average", "value"), PLAIN)
def test_a_school_may_let_weights_not_count(given_marks: str, arithmetic: str, average: str, value: str) -> None:
    proposal = term_proposal(marks(given_marks), facts(), MarkingRules(weights_count=False))
    assert (proposal.average, proposal.value) == (Decimal(average), value)


@pytest.mark.parametrize("worked", ATTENDING, ids=lambda worked: worked.why)
def test_missed_lessons_and_too_few_marks_are_weighed_together(worked: Attending) -> None:
    proposal = term_proposal(marks(worked.marks), facts(worked.lessons, worked.missed, hours=worked.hours), USUAL)
    assert (proposal.value, proposal.is_enough) == (worked.value, worked.is_enough)


def test_a_proposal_names_its_ground_and_the_threshold_that_was_reached() -> None:
    proposal = term_proposal(marks("4 3"), facts(), USUAL)
    assert (proposal.ground, proposal.threshold, proposal.marks, proposal.needed) == (Ground.AVERAGE, 350, 2, 7)
    failed = term_proposal(marks("2 2"), facts(), USUAL)
    assert (failed.value, failed.ground, failed.threshold) == ("2", Ground.AVERAGE, None)
    missed = term_proposal(marks("5"), facts(27, 27), USUAL)
    assert (missed.ground, missed.threshold, missed.average) == (Ground.MISSED, None, Decimal("5.00"))
    assert term_proposal([], facts(), USUAL).ground is Ground.NOTHING


@pytest.mark.parametrize("worked", RELEASING, ids=lambda worked: worked.why)
def test_who_is_released_is_judged_by_the_lessons_that_are_left(worked: Releasing) -> None:
    attended = facts(worked.lessons, worked.missed, hours=worked.hours, released=worked.released)
    proposal = term_proposal(marks(worked.marks), attended, USUAL)
    assert (proposal.value, proposal.needed) == (worked.value, worked.needed)
    assert (proposal.ground is Ground.RELEASED) == (worked.value == "осв")


@given(MARKS, st.integers(0, 30), st.integers(0, 30), st.integers(0, 30), RULES)
def test_releasing_from_missed_lessons_never_brings_not_assessed(
    listed: list[CountedMark], lessons: int, missed: int, released: int, rules: MarkingRules
) -> None:
    missed, released = min(missed, lessons), min(released, missed, lessons)
    before = term_proposal(listed, facts(lessons, missed), rules)
    after = term_proposal(listed, facts(lessons - released, missed - released, released=released), rules)
    assert after.needed <= before.needed
    assert after.ground is not Ground.MISSED or before.ground is Ground.MISSED


def test_a_first_class_has_no_marks_at_all() -> None:
    first = replace(facts(), grade=1, released=27)
    proposal = term_proposal(marks("5"), first, USUAL)
    assert (proposal.value, proposal.ground) == (None, Ground.UNMARKED)
    assert term_proposal(marks("5"), replace(first, released=0), MarkingRules(unmarked_grades=0)).value == "5"


def test_the_share_of_missed_lessons_is_a_setting() -> None:
    half = MarkingRules(missed_share=1, missed_of=2)
    assert term_proposal(marks("4"), facts(20, 10), half).value == "4"
    assert term_proposal(marks("4"), facts(20, 11), half).value == "н/а"


@pytest.mark.parametrize(
    ("mark", "counting"),
    [
        (CountedMark("4", 1, DAY), Counting.COUNTS),
        (CountedMark("4", 0, DAY), Counting.WEIGHTLESS),
        (CountedMark("4", 1, DAY, retaken=True), Counting.RETAKEN),
        (CountedMark("4", 1, DAY, counts=False, retaken=True), Counting.NOT_IN_FORCE),
        (CountedMark("зач", 1, DAY), Counting.OFF_SCALE),
        (CountedMark("·", 0, DAY), Counting.OFF_SCALE),
    ],
)
def test_whether_a_mark_counts_has_one_reason(mark: CountedMark, counting: Counting) -> None:
    assert counting_of(mark, FIVE, USUAL) is counting
    assert sums_of([mark], FIVE, USUAL).marks == (1 if counting is Counting.COUNTS else 0)


def test_a_retaken_mark_counts_where_the_school_says_so() -> None:
    twice = [CountedMark("2", 1, DAY, retaken=True), CountedMark("4", 1, DAY)]
    assert term_proposal(twice, facts(), USUAL).average == Decimal("4.00")  # 4 / 1
    assert term_proposal(twice, facts(), MarkingRules(retaken_counts=True)).average == Decimal("3.00")  # (2 + 4) / 2


@pytest.mark.parametrize(
    ("given_marks", "value"),
    [
        ("зач", "зач"),
        ("незач", "незач"),
        ("зач незач", "зач"),  # 1 = 1
        ("зач незачx2", "незач"),  # 1 < 2
        ("зачx4 незач незач", "зач"),  # 4 > 2
        ("зачx0", None),
        ("", None),
    ],
)
def test_a_subject_without_marks_is_passed_by_what_weighs_more(given_marks: str, value: str | None) -> None:
    proposal = term_proposal(marks(given_marks), facts(scale=PASS_FAIL), USUAL)
    assert (proposal.value, proposal.average) == (value, None)


def test_points_are_averaged_as_marks_of_five() -> None:
    hundred = point_scale("100", 100, five=85, four=65, three=40)
    proposal = term_proposal(marks("90 70x2 10 101"), facts(scale=hundred), USUAL)
    assert proposal.average == Decimal("3.75")  # (5 + 4·2 + 2) / 4; 101 is no value of the scale
    assert proposal.value == "4"


def test_a_pass_that_a_school_maps_to_a_mark_is_that_mark() -> None:
    scale = Scale("own", (("отл", "5"), ("зач", "4"), ("незач", "2")))
    assert term_proposal(marks("отл зач"), facts(scale=scale), USUAL).average == Decimal("4.50")  # (5 + 4) / 2


@given(MARKS, RULES)
def test_the_average_lies_between_the_least_and_the_greatest_mark(
    listed: list[CountedMark], rules: MarkingRules
) -> None:
    counted = [int(mark.value) for mark in listed if mark.weight]
    average = term_proposal(listed, facts(), rules).average
    assert (average is None) == (not counted)
    assert average is None or min(counted) <= average <= max(counted)


@given(MARKS.flatmap(lambda listed: st.tuples(st.just(listed), st.permutations(listed))), RULES, st.integers(0, 27))
def test_the_order_of_marks_does_not_matter(
    orders: tuple[list[CountedMark], list[CountedMark]], rules: MarkingRules, missed: int
) -> None:
    assert term_proposal(orders[0], facts(27, missed), rules) == term_proposal(orders[1], facts(27, missed), rules)


@given(MARKS.filter(bool), st.data(), RULES)
def test_a_proposal_is_monotonic_in_every_mark(
    listed: list[CountedMark], data: st.DataObject, rules: MarkingRules
) -> None:
    place = data.draw(st.integers(0, len(listed) - 1))
    better = data.draw(st.sampled_from([value for value in SCALE if value >= listed[place].value]))
    raised = [*listed[:place], replace(listed[place], value=better), *listed[place + 1 :]]
    missed = facts(27, data.draw(st.sampled_from([0, 27])))
    before, after = term_proposal(listed, missed, rules), term_proposal(raised, missed, rules)
    assert (before.value or "0") <= (after.value or "0")
    assert (before.average or 0) <= (after.average or 0)


@given(MARKS)
def test_the_strict_preset_never_proposes_more(listed: list[CountedMark]) -> None:
    usual, strict = term_proposal(listed, facts(), USUAL), term_proposal(listed, facts(), STRICT)
    assert (strict.value or "") <= (usual.value or "")


@pytest.mark.parametrize(("terms", "arithmetic", "mean", "value"), YEARS)
def test_a_years_mark_is_the_mean_of_its_terms(terms: list[str], arithmetic: str, mean: str | None, value: str) -> None:
    year = year_mark(terms, USUAL)
    assert (year.mean, year.value) == (Decimal(mean) if mean else None, value)


@pytest.mark.parametrize(
    ("terms", "ground", "mean"),
    [
        (["н/а", "н/а", "4", "5"], Ground.DEPUTY_HEAD, "4.50"),  # two «н/а»; (4 + 5) / 2
        (["н/а", "н/а", "н/а", "н/а"], Ground.DEPUTY_HEAD, None),
        (["н/а"], Ground.DEPUTY_HEAD, None),  # nothing else
        (["н/а", "осв", "осв", "осв"], Ground.DEPUTY_HEAD, None),  # no mark is left
        (["н/а", "н/а", "осв", "4"], Ground.DEPUTY_HEAD, "4.00"),  # two «н/а»
        (["5", None, "4", "4"], Ground.INCOMPLETE, "4.33"),  # so far (5 + 4 + 4) / 3
        (["н/а", "н/а", None, None], Ground.INCOMPLETE, None),
        ([], Ground.INCOMPLETE, None),
    ],
)
def test_a_year_without_enough_terms_is_proposed_nothing(
    terms: list[str | None], ground: Ground, mean: str | None
) -> None:
    year = year_mark(terms, USUAL)
    assert (year.value, year.ground, year.mean) == (None, ground, Decimal(mean) if mean else None)


def test_how_many_not_assessed_terms_are_too_many_is_a_setting() -> None:
    assert year_mark(["н/а", "н/а", "4", "5"], MarkingRules(not_assessed_terms=3)).value == "5"  # 9 / 2, half up


@given(st.lists(st.sampled_from(SCALE), min_size=1, max_size=6), st.data())
def test_a_years_mark_is_monotonic_and_without_order(terms: list[str], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(terms) - 1))
    better = data.draw(st.sampled_from([value for value in SCALE if value >= terms[place]]))
    value = year_mark(terms, USUAL).value
    assert value is not None
    assert min(terms) <= value <= max(terms)
    assert value == year_mark(terms[::-1], USUAL).value
    assert value <= (year_mark([*terms[:place], better, *terms[place + 1 :]], USUAL).value or "")


@pytest.mark.parametrize(
    ("year", "exam", "value", "ground"),
    [
        ("4", "5", "5", Ground.AVERAGE),  # 9 / 2 = 4.5, half up
        ("4", "3", "4", Ground.AVERAGE),  # 7 / 2 = 3.5, half up
        ("5", "3", "4", Ground.AVERAGE),
        ("3", "2", "3", Ground.AVERAGE),  # 5 / 2 = 2.5, half up
        ("4", None, "4", Ground.AVERAGE),  # no exam: the year's mark
        ("зач", None, "зач", Ground.PASSES),
        ("осв", None, "осв", Ground.RELEASED),
        ("н/а", None, None, Ground.DEPUTY_HEAD),
        (None, None, None, Ground.INCOMPLETE),
        (None, "5", None, Ground.INCOMPLETE),
        ("н/а", "5", None, Ground.DEPUTY_HEAD),
        ("5", "н/а", None, Ground.DEPUTY_HEAD),
        ("осв", "осв", None, Ground.DEPUTY_HEAD),
    ],
)
def test_a_final_mark_is_the_mean_of_year_and_exam(
    year: str | None, exam: str | None, value: str | None, ground: Ground
) -> None:
    final = final_mark(year, exam)
    assert (final.value, final.ground) == (value, ground)


def test_the_mean_of_year_and_exam_is_kept() -> None:
    assert final_mark("4", "5").mean == Decimal("4.50")


@pytest.mark.parametrize(
    ("chosen", "proposed", "asked"),
    [
        ("5", "5", False),
        ("5", "4", False),
        ("3", "4", False),
        ("5", "3", True),
        ("2", "4", True),
        ("1", "2", False),
        ("н/а", "4", True),
        ("4", "н/а", True),
        ("4", "осв", True),
        ("осв", "осв", False),
        ("незач", "зач", True),
        ("зач", "зач", False),
        ("4", None, True),
        ("зач", None, True),
        ("н/а", None, False),
        ("осв", None, False),
    ],
)
def test_a_decision_far_from_the_proposal_asks_for_a_reason(chosen: str, proposed: str | None, asked: bool) -> None:
    assert needs_reason(chosen, proposed, YEAR, USUAL) is asked


def test_how_far_a_decision_may_go_without_a_reason_is_a_setting() -> None:
    assert needs_reason("5", "4", YEAR, MarkingRules(reason_beyond=0))
    assert not needs_reason("5", "3", YEAR, MarkingRules(reason_beyond=2))


def test_an_exam_s_mark_is_written_down_and_needs_no_reason() -> None:
    assert [needs_reason(value, None, EXAM, USUAL) for value in ("5", "2", "н/а")] == [False, False, False]
    assert needs_reason("5", None, FINAL, USUAL)
