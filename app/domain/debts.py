"""What pupils owe «долги»: until when, which of it is paid, and what is overdue.

Source: the default of the school's regulation on assessment: a debt is no mark, and a 2 is a teacher's act only.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Protocol, TypeVar

from app.ids import LessonId, PupilId, WorkId

POINT = "·"
"""How a debt is written: a point, for it is no mark."""

PAID = "paid"
"""What stands, in a history, in place of the day of a debt that a mark has paid."""


class AboutWork(Protocol):
    """What a mark or a debt is for. work: None for an answer at the lesson."""

    @property
    def lesson(self) -> LessonId:
        """The lesson of the cell."""
        ...

    @property
    def pupil(self) -> PupilId:
        """Whose cell it is."""
        ...

    @property
    def work(self) -> WorkId | None:
        """The work."""
        ...


class Owing(AboutWork, Protocol):
    """A debt. until: the last day for handing the work in, None once it was taken back."""

    @property
    def until(self) -> date | None:
        """The last day."""
        ...


D = TypeVar("D", bound=Owing)


def owed(debts: Iterable[D], marks: Iterable[AboutWork]) -> list[D]:
    """Return the debts that stand, in their order: not taken back, and not paid by a mark for the same work there.

    marks: those in force.
    """
    standing = [debt for debt in debts if debt.until is not None]
    if not standing:
        return []
    paid = {(mark.lesson, mark.pupil, mark.work) for mark in marks}
    return [debt for debt in standing if (debt.lesson, debt.pupil, debt.work) not in paid]


def is_overdue(until: date, today: date) -> bool:
    """Whether a debt should have been paid by now; its last day still counts."""
    return until < today


def default_until(day: date, term_ends: date | None, days_to_pay: int) -> date:
    """Return until when a work is owed where the teacher says nothing.

    day: on which the debt is entered, or the lesson's if that is later. term_ends: of the lesson's term, None in none.
    days_to_pay: as the school's rules have it.
    """
    latest = day + timedelta(days=days_to_pay)
    return min(latest, term_ends) if term_ends is not None and term_ends >= day else latest
