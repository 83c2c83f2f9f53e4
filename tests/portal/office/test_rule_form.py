"""What a form of the rules asks for: mistakes at the right field, and nobody's change is written over."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.rules import MarkingRules, Preset, check_rules
from app.domain.settings import setting_text
from portal.admin.rule_fields import FIELDS
from portal.office.forms import Form, Standing, standing
from portal.office.rule_form import asked, with_default, with_preset

DEFAULTS = MarkingRules()


def sent(**typed: str) -> Form:
    """Return a form of the default rules, in which some fields were typed into."""
    return drawn_with(DEFAULTS, typed)


def drawn_with(drawn: MarkingRules, typed: Mapping[str, str]) -> Form:
    texts = {name: field.text_in(drawn) for name, field in FIELDS.items()}
    return Form("check", {**texts, **typed}, {name: setting_text(drawn, name) for name in FIELDS})


@pytest.mark.parametrize(
    ("drawn", "wanted", "now", "stands"),
    [
        ("1", "1", "1", Standing.KEPT),
        ("1", "1", "2", Standing.MOVED),
        ("1", "2", "1", Standing.MINE),
        ("1", "2", "2", Standing.KEPT),
        ("1", "2", "3", Standing.CLASH),
    ],
)
def test_how_a_field_stands(drawn: str, wanted: str, now: str, stands: Standing) -> None:
    assert standing(drawn=drawn, wanted=wanted, now=now) is stands


def test_only_what_was_changed_is_asked_for() -> None:
    found = asked(DEFAULTS, sent(five_from="4,60", weights_count="0", due_days="2"))
    assert found.rules == replace(DEFAULTS, five_from=460, weights_count=False)
    assert [(each.before, each.after) for each in found.changes] == [("4,50", "4,60"), ("да", "нет")]
    assert found.form.errors == {}


def test_whom_to_look_for_and_the_control_touch_no_marks() -> None:
    found = asked(DEFAULTS, sent(risk_weak_below="3,5", risk_not_assessed="0", plan_tolerance="4"))
    assert found.rules == replace(DEFAULTS, risk_weak_below=350, risk_not_assessed=False, plan_tolerance=4)
    assert [(each.before, each.after) for each in found.changes] == [("3,00", "3,50"), ("да", "нет"), ("2", "4")]
    assert not found.of_marks
    assert asked(DEFAULTS, sent(risk_weak_below="3,5", due_days="3")).of_marks


def test_another_way_of_writing_the_same_is_no_change() -> None:
    assert asked(DEFAULTS, sent(five_from="4.5", due_days=" 02 ")).changes == ()


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({"five_from": "5,01"}, {"five_from": "Нужно число от 1,00 до 5,00"}),
        ({"five_from": "много"}, {"five_from": "Нужно число от 1,00 до 5,00"}),
        ({"due_days": "32"}, {"due_days": "Нужно целое число от 0 до 31."}),
        ({"late_entry": "refused"}, {"late_entry": "Выберите"}),
        ({"weights_count": ""}, {"weights_count": "Выберите"}),
        ({"five_from": "3,40"}, {"five_from": "Нужно больше 3,50: это порог «4»."}),
        ({"five_from": "3,50"}, {"five_from": "Нужно больше 3,50: это порог «4»."}),
        ({"four_from": "4,50"}, {"four_from": "Нужно меньше 4,50: это порог «5»."}),
        ({"four_from": "2,00"}, {"four_from": "Нужно больше 2,50: это порог «3»."}),
        ({"five_from": "3,00", "four_from": "4,00"}, {"four_from": "Нужно меньше 3,00: это порог «5»."}),
        ({"enough_twice": "2"}, {"enough_twice": "Нужно не меньше 3: это число отметок при одном уроке."}),
        ({"enough_once": "6"}, {"enough_once": "Нужно не больше 5: это число отметок при двух уроках."}),
        ({"missed_of": "1"}, {"missed_of": "Нужно не меньше 2: это числитель доли."}),
        ({"risk_weak_below": "5,01"}, {"risk_weak_below": "Нужно число от 0,00 до 5,00"}),
        ({"risk_weak_below": "низкий"}, {"risk_weak_below": "Нужно число от 0,00 до 5,00"}),
        ({"risk_twos_in_a_row": "10"}, {"risk_twos_in_a_row": "Нужно целое число от 0 до 9."}),
        ({"risk_unexcused_lessons": "-1"}, {"risk_unexcused_lessons": "Нужно целое число от 0 до 200."}),
        ({"risk_not_assessed": "2"}, {"risk_not_assessed": "Выберите одно из двух."}),
        ({"empty_days": "0"}, {"empty_days": "Нужно целое число от 1 до 60."}),
        ({"plan_tolerance": "два"}, {"plan_tolerance": "Нужно целое число от 0 до 99."}),
        ({"missed_share": "0", "due_days": "x"}, {"missed_share": "Нужно целое", "due_days": "Нужно целое"}),
    ],
)
def test_a_mistake_is_said_at_the_field_that_was_typed_into(typed: dict[str, str], errors: dict[str, str]) -> None:
    found = asked(DEFAULTS, sent(**typed)).form
    assert set(found.errors) == set(errors)
    assert all(found.errors[name].startswith(words) for name, words in errors.items())
    assert {name: found.texts[name] for name in typed} == typed


def test_what_another_one_changed_meanwhile_is_not_written_over() -> None:
    now = replace(DEFAULTS, five_from=460, due_days=5)
    found = asked(now, sent(five_from="4,40", reason_beyond="2"))
    assert found.rules == replace(now, reason_beyond=2)
    assert found.form.errors.keys() == {"five_from"}
    assert "теперь 4,60" in found.form.errors["five_from"]
    assert "теперь 5" in found.form.notes["due_days"]
    assert (found.form.texts["five_from"], found.form.texts["due_days"]) == ("4,40", "5")


def test_two_who_want_the_same_do_not_collide() -> None:
    found = asked(replace(DEFAULTS, five_from=460), sent(five_from="4,60"))
    assert (found.changes, found.form.errors, found.form.notes) == ((), {}, {})


def test_changes_that_go_together_only_with_what_others_left_are_refused() -> None:
    found = asked(replace(DEFAULTS, four_from=440), sent(five_from="4,30"))
    assert found.form.errors == {"five_from": "Нужно больше 4,40: это порог «4»."}


def test_a_preset_types_the_thresholds_and_nothing_else() -> None:
    form = with_preset(sent(due_days="9"), Preset.STRICT)
    found = asked(DEFAULTS, form)
    assert found.rules == replace(DEFAULTS.with_preset(Preset.STRICT), due_days=9)


def test_a_default_comes_back_alone() -> None:
    rules = replace(DEFAULTS, five_from=470, due_days=9)
    assert asked(rules, with_default(drawn_with(rules, {}), "five_from")).rules == replace(rules, five_from=450)


@given(st.dictionaries(st.sampled_from(sorted(FIELDS)), st.text(max_size=6)))
def test_whatever_is_typed_is_refused_or_can_be_used(typed: dict[str, str]) -> None:
    found = asked(DEFAULTS, sent(**typed))
    assert found.form.errors or not check_rules(found.rules)
    assert set(found.form.errors) <= set(FIELDS)
