"""Pupils at risk: each rule at its edge, and that a rule of 0 is off."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.absences import LessonSums
from app.domain.counting import CountedMark
from app.domain.risk import Risk, RiskKind, SubjectStand, subject_risks, unexcused_risk
from app.domain.risk_rules import RISK_RANGES, RiskRules, adjusted, own_of
from app.domain.rules import MarkingRules
from app.domain.scales import FAILED, PASS_FAIL, PASSED
from app.domain.settings import rules_of, setting_text

RULES, MARKING = RiskRules(), MarkingRules()
MONDAY = date(2026, 9, 7)


def marks(text: str, *, weight: int = 1) -> tuple[CountedMark, ...]:
    return tuple(CountedMark(value, weight, MONDAY + timedelta(n)) for n, value in enumerate(text))


def kinds(stand: SubjectStand, rules: RiskRules = RULES) -> list[RiskKind]:
    return [risk.kind for risk in subject_risks(stand, 7, rules, MARKING)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3332222224", RiskKind.WEAK),  # (9 + 12 + 4) / 10 = 2.50: exactly on the threshold, no longer failing
        ("2233", RiskKind.WEAK),  # 2.50
        ("22332", RiskKind.FAILING),  # 12 / 5 = 2.40
        ("333", None),  # 3.00: on the threshold
        ("3332", RiskKind.WEAK),  # 2.75
    ],
)
def test_an_average_is_compared_as_it_is_shown(text: str, expected: RiskKind | None) -> None:
    stand = SubjectStand(marks(text))
    found = [each for each in kinds(stand) if each in {RiskKind.FAILING, RiskKind.WEAK}]
    assert found == ([expected] if expected else [])


def test_a_ground_tells_its_average_and_its_limit() -> None:
    stand = SubjectStand(marks("2222"))
    assert next(subject_risks(stand, 7, RULES, MARKING)) == Risk(RiskKind.FAILING, 250, Decimal("2.00"))


@pytest.mark.parametrize(("text", "count"), [("222", 3), ("5222", 3), ("2225", 0), ("2522", 0), ("2122", 4), ("22", 0)])
def test_twos_in_a_row_are_those_after_the_last_good_mark(text: str, count: int) -> None:
    stand = SubjectStand(marks(text))
    found = [risk.count for risk in subject_risks(stand, 7, RULES, MARKING) if risk.kind is RiskKind.TWOS]
    assert found == ([count] if count else [])


def test_a_mark_that_does_not_count_is_no_two() -> None:
    assert RiskKind.TWOS not in kinds(SubjectStand((*marks("22"), *marks("2", weight=0))))


def test_not_passed_is_a_two_of_a_subject_without_marks() -> None:
    failed = tuple(CountedMark(FAILED, 1, MONDAY) for _ in range(3))
    assert kinds(SubjectStand(failed, scale=PASS_FAIL)) == [RiskKind.TWOS]
    assert kinds(SubjectStand((*failed, CountedMark(PASSED, 1, MONDAY)), scale=PASS_FAIL)) == []


@pytest.mark.parametrize(
    ("missed", "given_marks", "threatens"),
    [(8, "5", False), (9, "5", True), (9, "55555", False)],
)
def test_not_assessed_threatens_beyond_two_thirds_with_too_few_marks(
    missed: int, given_marks: str, *, threatens: bool
) -> None:
    """Of 12 lessons two thirds are 8; two lessons a week need 5 marks."""
    stand = SubjectStand(marks(given_marks), LessonSums(lessons=12, unexcused=missed), hours=2)
    assert (RiskKind.NOT_ASSESSED in kinds(stand)) is threatens


def test_debts_and_absences_count_from_the_limit_on() -> None:
    assert kinds(SubjectStand(overdue=1)) == [RiskKind.DEBTS]
    assert kinds(SubjectStand(overdue=1), RiskRules(overdue_debts=2)) == []
    nine, ten = (LessonSums(lessons=100, unexcused=count) for count in (9, 10))
    assert list(unexcused_risk(nine, RULES)) == []
    assert list(unexcused_risk(ten, RULES)) == [Risk(RiskKind.UNEXCUSED, 10, count=10, of=100)]


OFF = RiskRules(0, 0, 0, 0, 0, not_assessed=False)


@given(
    text=st.text("12345", max_size=12),
    missed=st.integers(0, 12),
    overdue=st.integers(0, 9),
)
def test_rules_that_are_off_find_nobody(text: str, missed: int, overdue: int) -> None:
    stand = SubjectStand(marks(text), LessonSums(lessons=12, unexcused=missed), 1, overdue)
    assert not list(subject_risks(stand, 7, OFF, MARKING))
    assert not list(unexcused_risk(stand.lessons, OFF))


@given(text=st.text("12345", min_size=1, max_size=12), place=st.integers(0, 11))
def test_a_better_mark_never_makes_an_average_fail(text: str, place: int) -> None:
    at = place % len(text)
    better = text[:at] + "5" + text[at + 1 :]
    if RiskKind.FAILING in kinds(SubjectStand(marks(better))):
        assert RiskKind.FAILING in kinds(SubjectStand(marks(text)))


ANY = st.builds(
    RiskRules,
    **{name: st.integers(0, most) for name, most in RISK_RANGES.items()},
    not_assessed=st.booleans(),
)


def test_a_school_without_settings_looks_by_the_usual_rules() -> None:
    assert MarkingRules().risk == RiskRules() == rules_of([]).risk


@given(ANY)
def test_the_schools_rules_travel_as_settings(rules: RiskRules) -> None:
    settings = [(f"risk_{name}", getattr(rules, name)) for name in RISK_RANGES]
    texts = [(name, str(value)) for name, value in settings]
    found = rules_of([*texts, ("risk_not_assessed", "1" if rules.not_assessed else "0")])
    assert found.risk == rules
    assert [(name, setting_text(found, name)) for name, _ in texts] == texts


@pytest.mark.parametrize("setting", [("risk_weak_below", "viel"), ("risk_twos_in_a_row", "10"), ("empty_days", "0")])
def test_a_setting_that_makes_no_sense_leaves_the_usual_rules(setting: tuple[str, str]) -> None:
    assert rules_of([setting]) == MarkingRules()


def test_what_is_not_ones_own_follows_the_school() -> None:
    school = RiskRules(weak_below=350, overdue_debts=2)
    own = own_of(RiskRules(weak_below=320, overdue_debts=2, not_assessed=False), school)
    assert own == {"weak_below": 320, "not_assessed": False}
    later = RiskRules(weak_below=360, overdue_debts=3)
    assert adjusted(later, own) == RiskRules(weak_below=320, overdue_debts=3, not_assessed=False)


@given(ANY, ANY)
def test_ones_own_rules_come_back_and_the_schools_are_nothing_of_ones_own(rules: RiskRules, school: RiskRules) -> None:
    assert adjusted(school, own_of(rules, school)) == rules
    assert own_of(school, school) == {}
