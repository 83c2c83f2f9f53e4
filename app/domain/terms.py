"""Terms: to which of them a day belongs, and when its marks are expected.

Source: the default of the school's regulation on assessment; the days are those of its calendar schedule.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Protocol, TypeVar

from app.domain.rules import MarkingRules

AHEAD_DAYS = 7
"""How long before the day on which a term's marks are expected one is told of it: a week's lessons."""


class Span(Protocol):
    """Days in a row; both included."""

    @property
    def first(self) -> date:
        """The first day."""
        ...

    @property
    def last(self) -> date:
        """The last day."""
        ...


S = TypeVar("S", bound=Span)


def term_of(day: date, terms: Iterable[S]) -> S | None:
    """Return the term of a day, None in the holidays between two.

    A day on which two terms meet belongs to the one that ends: each mark counts in one term, and before it closes.
    """
    return min((term for term in terms if term.first <= day <= term.last), key=lambda term: term.last, default=None)


def due_day(last: date, rules: MarkingRules) -> date:
    """Return the day on which a term's marks are expected. last: the term's last day."""
    return last - timedelta(days=rules.due_days)
