"""Days and their terms, and when a change of a mark comes late."""

from datetime import date
from typing import NamedTuple

import pytest

from app.domain.corrections import asks_for_reason, late_entry, window_ends
from app.domain.rules import HELD, MARKED, MarkingRules
from app.domain.terms import due_day, term_of


class Span(NamedTuple):
    first: date
    last: date


AUTUMN = Span(date(2027, 9, 1), date(2027, 10, 31))
WINTER = Span(date(2027, 11, 8), date(2027, 12, 31))
SPRING = Span(date(2027, 12, 31), date(2028, 2, 29))


@pytest.mark.parametrize(
    ("day", "term"),
    [
        (date(2027, 8, 31), None),
        (date(2027, 9, 1), AUTUMN),
        (date(2027, 10, 31), AUTUMN),
        (date(2027, 11, 1), None),
        (date(2027, 12, 31), WINTER),  # two terms meet: the one that ends
        (date(2028, 1, 1), SPRING),
        (date(2028, 2, 29), SPRING),
        (date(2028, 3, 1), None),
    ],
)
def test_a_day_belongs_to_one_term(day: date, term: Span | None) -> None:
    assert term_of(day, [AUTUMN, WINTER, SPRING]) == term
    assert term_of(day, [SPRING, WINTER, AUTUMN]) == term


@pytest.mark.parametrize(
    ("last", "days", "due"),
    [
        (date(2027, 12, 31), 2, date(2027, 12, 29)),
        (date(2028, 3, 1), 2, date(2028, 2, 28)),  # over the leap day
        (date(2027, 3, 1), 2, date(2027, 2, 27)),
        (date(2028, 1, 1), 2, date(2027, 12, 30)),
        (date(2027, 10, 31), 0, date(2027, 10, 31)),
    ],
)
def test_term_marks_are_expected_before_the_term_ends(last: date, days: int, due: date) -> None:
    assert due_day(last, MarkingRules(due_days=days)) == due


@pytest.mark.parametrize(
    ("lesson", "changed", "asked"),
    [
        (date(2027, 9, 1), date(2027, 9, 1), False),
        (date(2027, 9, 1), date(2027, 9, 8), False),  # 7 days
        (date(2027, 9, 1), date(2027, 9, 9), True),  # 8 days
        (date(2027, 12, 31), date(2028, 1, 7), False),
        (date(2028, 2, 22), date(2028, 2, 29), False),
        (date(2028, 2, 22), date(2028, 3, 1), True),  # 8 days in a leap year
        (date(2027, 2, 22), date(2027, 3, 1), False),  # 7 days in another
    ],
)
def test_a_late_change_asks_for_a_reason(lesson: date, changed: date, asked: bool) -> None:
    assert asks_for_reason(lesson, changed, MarkingRules()) is asked


def test_a_school_may_ask_for_no_reason_within_a_year() -> None:
    assert not asks_for_reason(date(2027, 9, 1), date(2028, 8, 31), MarkingRules(reason_after_days=366))


def test_without_a_window_no_entry_is_late() -> None:
    assert window_ends(date(2027, 9, 1), MarkingRules()) is None
    assert late_entry(date(2027, 9, 1), date(2028, 5, 26), MarkingRules()) is None


@pytest.mark.parametrize("fate", [HELD, MARKED])
def test_an_entry_after_the_window_meets_the_schools_rule(fate: str) -> None:
    rules = MarkingRules(correction_days=3, late_entry=fate)
    assert window_ends(date(2028, 2, 27), rules) == date(2028, 3, 1)
    assert late_entry(date(2028, 2, 27), date(2028, 3, 1), rules) is None
    assert late_entry(date(2028, 2, 27), date(2028, 3, 2), rules) == fate
