"""Every rule has its place in the office's page, and reads what it writes."""

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.rules import RANGES, MarkingRules
from app.domain.settings import rules_of
from portal.admin.rule_fields import CHOICES, FIELDS, GROUPS, Kind, RuleField
from portal.office.rule_pages import PRESET_NAMES

DEFAULTS = MarkingRules()


def test_every_setting_has_one_field() -> None:
    shown = [field.name for group in GROUPS for field in group.fields]
    assert sorted(shown) == sorted(field.name for field in fields(MarkingRules))


@pytest.mark.parametrize("field", FIELDS.values(), ids=FIELDS)
def test_a_field_is_of_its_settings_kind_and_says_what_it_does(field: RuleField) -> None:
    value = getattr(DEFAULTS, field.name)
    assert (field.kind is Kind.SWITCH) == isinstance(value, bool)
    assert (field.kind is Kind.CHOICE) == isinstance(value, str) == (field.name in CHOICES)
    assert bool(field.range_words) == (field.name in RANGES)
    assert field.meaning.endswith(".")
    assert field.read(field.text_in(DEFAULTS)) == value


@given(st.integers(0, 99_999))
def test_an_average_is_read_as_it_is_written(hundredths: int) -> None:
    field = FIELDS["five_from"]
    assert field.read(field.text_of(hundredths)) == hundredths


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("4,50", 450),
        (" 4.5 ", 450),
        ("4", 400),
        ("4,05", 405),
        ("4,505", None),
        ("4,", None),
        (",5", None),
        ("-4", None),
        ("4 50", None),
        ("٤", None),
        ("", None),
        ("nan", None),
        ("9" * 12, None),
    ],
)
def test_what_is_typed_for_a_threshold(typed: str, value: int | None) -> None:
    assert FIELDS["five_from"].read(typed) == value


@pytest.mark.parametrize("typed", ["", "7,0", "+7", "-1", "семь", "７", "1e1", "9" * 10])
def test_what_is_no_whole_number(typed: str) -> None:
    assert FIELDS["due_days"].read(typed) is None


@pytest.mark.parametrize("name", ["weights_count", "late_entry"])
def test_a_choice_is_one_of_its_words(name: str) -> None:
    field = FIELDS[name]
    assert [field.read(word) for word in ("2", "да", "", "True")] == [None] * 4
    for word in field.choices:
        assert field.text_in(rules_of([(name, word)])) == word
        assert field.read(word) == getattr(rules_of([(name, word)]), name)


def test_every_preset_has_a_name() -> None:
    assert {PRESET_NAMES[rules.preset] for rules in (DEFAULTS, replace(DEFAULTS, five_from=451))} == {"обычные", "свои"}
