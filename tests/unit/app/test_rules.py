"""The school's settings of marking: defaults, presets, and what is impossible."""

from dataclasses import fields, replace
from typing import Any, get_type_hints

import pytest

from app.domain.rules import RANGES, STRICT, USUAL, Flaw, Impossible, MarkingRules, Preset, check_rules


def test_the_defaults_and_either_preset_are_possible() -> None:
    assert check_rules(MarkingRules()) == ()
    assert check_rules(MarkingRules().with_preset(Preset.STRICT)) == ()


def test_every_setting_is_a_text_a_number_or_a_yes_or_no() -> None:
    assert set(get_type_hints(MarkingRules).values()) == {str, int, bool}


def test_every_number_has_its_range() -> None:
    assert set(RANGES) == {field.name for field in fields(MarkingRules) if field.type is int}


@pytest.mark.parametrize(
    ("settings", "impossible"),
    [
        ({"five_from": 501}, [Impossible("five_from", Flaw.RANGE)]),
        ({"three_from": 99}, [Impossible("three_from", Flaw.RANGE)]),
        ({"four_from": 450}, [Impossible("four_from", Flaw.ORDER, "five_from")]),
        ({"four_from": 451}, [Impossible("four_from", Flaw.ORDER, "five_from")]),
        ({"three_from": 350}, [Impossible("three_from", Flaw.ORDER, "four_from")]),
        ({"reason_after_days": -1}, [Impossible("reason_after_days", Flaw.RANGE)]),
        ({"correction_days": 367}, [Impossible("correction_days", Flaw.RANGE)]),
        ({"late_entry": "refused"}, [Impossible("late_entry", Flaw.CHOICE)]),
        ({"enough_once": 6}, [Impossible("enough_once", Flaw.ORDER, "enough_twice")]),
        ({"enough_often": 4}, [Impossible("enough_twice", Flaw.ORDER, "enough_often")]),
        ({"enough_often": 100}, [Impossible("enough_often", Flaw.RANGE)]),
        ({"missed_share": 4}, [Impossible("missed_share", Flaw.ORDER, "missed_of")]),
        ({"missed_share": 0}, [Impossible("missed_share", Flaw.RANGE)]),
        ({"reason_beyond": 5}, [Impossible("reason_beyond", Flaw.RANGE)]),
        ({"unmarked_grades": 12}, [Impossible("unmarked_grades", Flaw.RANGE)]),
        ({"not_assessed_terms": 0}, [Impossible("not_assessed_terms", Flaw.RANGE)]),
        ({"risk_failing_below": 501}, [Impossible("risk_failing_below", Flaw.RANGE)]),
        ({"risk_twos_in_a_row": 10}, [Impossible("risk_twos_in_a_row", Flaw.RANGE)]),
        ({"risk_unexcused_lessons": -1}, [Impossible("risk_unexcused_lessons", Flaw.RANGE)]),
        ({"lesson_minutes": 9}, [Impossible("lesson_minutes", Flaw.RANGE)]),
        ({"lesson_minutes": 91}, [Impossible("lesson_minutes", Flaw.RANGE)]),
        ({"days_to_pay": 0}, [Impossible("days_to_pay", Flaw.RANGE)]),
        ({"empty_days": 0}, [Impossible("empty_days", Flaw.RANGE)]),
        ({"empty_days": 61}, [Impossible("empty_days", Flaw.RANGE)]),
        ({"plan_tolerance": 100}, [Impossible("plan_tolerance", Flaw.RANGE)]),
        (
            {"due_days": 32, "late_entry": ""},
            [Impossible("due_days", Flaw.RANGE), Impossible("late_entry", Flaw.CHOICE)],
        ),
    ],
)
def test_what_is_impossible_is_named(settings: dict[str, Any], impossible: list[Impossible]) -> None:
    assert check_rules(replace(MarkingRules(), **settings)) == tuple(impossible)


@pytest.mark.parametrize(
    "settings",
    [
        {"five_from": 500, "four_from": 101, "three_from": 100},
        {"enough_once": 5, "enough_often": 5},
        {"missed_share": 3},
        {"late_entry": "marked", "correction_days": 366, "reason_after_days": 0},
        {"unmarked_grades": 0, "reason_beyond": 0, "not_assessed_terms": 12, "due_days": 0},
        {"risk_failing_below": 500, "risk_weak_below": 0, "risk_twos_in_a_row": 0, "risk_unexcused_lessons": 200},
        {"empty_days": 1, "plan_tolerance": 0},
        {"empty_days": 60, "plan_tolerance": 99},
    ],
)
def test_the_ends_of_every_range_are_possible(settings: dict[str, Any]) -> None:
    assert check_rules(replace(MarkingRules(), **settings)) == ()


def test_a_preset_changes_the_thresholds_only() -> None:
    rules = MarkingRules(weights_count=False, due_days=5)
    strict = rules.with_preset(Preset.STRICT)
    assert (strict.five_from, strict.four_from, strict.three_from) == STRICT == (460, 360, 260)
    assert strict.with_preset(Preset.USUAL) == rules
    assert (rules.five_from, rules.four_from, rules.three_from) == USUAL == (450, 350, 250)
    assert strict.with_preset(Preset.OWN) == strict


def test_the_preset_is_known_by_its_thresholds() -> None:
    rules = MarkingRules()
    assert rules.preset is Preset.USUAL
    assert rules.with_preset(Preset.STRICT).preset is Preset.STRICT
    assert replace(rules, four_from=355).preset is Preset.OWN


def test_the_marks_that_a_term_needs_follow_the_lessons_a_week() -> None:
    assert [MarkingRules().enough(hours) for hours in (0, 1, 2, 3, 6)] == [3, 3, 5, 7, 7]


def test_the_first_classes_have_no_marks() -> None:
    assert [MarkingRules().is_unmarked(grade) for grade in (1, 2)] == [True, False]
    assert not MarkingRules(unmarked_grades=0).is_unmarked(1)
