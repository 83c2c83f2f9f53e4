"""What the page of a plan shows, as plain frozen values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.plan_facts import PlanFact, plan_fact
from app.domain.plan_moving import spread
from app.domain.plans import PlanEntry, PlanLesson, hours_ahead, skipped_items, taken_items
from app.ids import JournalId


class ItemState(StrEnum):
    """How far an item is."""

    GIVEN = "given"
    BEGUN = "begun"
    NEXT = "next"
    SKIPPED = "skipped"
    AHEAD = "ahead"
    UNTOLD = "untold"
    """Lessons without a topic seem to have used it."""
    LEFT_OUT = "left_out"
    """No lesson of the year is left for it."""


@dataclass(frozen=True, slots=True)
class PlanRow:
    """An item. given: the lessons that took it, oldest first. expected: the days of the lessons that will."""

    entry: PlanEntry
    state: ItemState
    given: tuple[PlanLesson, ...] = ()
    expected: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanPage:
    """A journal's plan. lessons: all of the year, by day and number. is_mine: whether it may be edited here."""

    journal: JournalId
    title: str
    subject: str
    rows: tuple[PlanRow, ...]
    lessons: tuple[PlanLesson, ...]
    fact: PlanFact
    today: date
    is_mine: bool

    @property
    def entries(self) -> tuple[PlanEntry, ...]:
        """The items alone."""
        return tuple(row.entry for row in self.rows)


@dataclass(frozen=True, slots=True)
class PlanSource:
    """A journal whose plan can be copied."""

    journal: JournalId
    title: str
    subject: str
    items: tuple[PlanEntry, ...]

    @property
    def hours(self) -> int:
        """Return the hours of the plan."""
        return sum(each.hours for each in self.items)


def fact_of(page: PlanPage, items: Sequence[PlanEntry]) -> PlanFact:
    """Return how the lessons of a page stand against another plan."""
    return plan_fact(items, page.lessons, page.today)


def plan_rows(items: Sequence[PlanEntry], lessons: Sequence[PlanLesson], today: date) -> tuple[PlanRow, ...]:
    """Return the items with the lessons that took them and the days on which the others are to be expected."""
    held = [each for each in lessons if each.is_held(today)]
    coming = [each for each in lessons if not each.cancelled and not each.is_held(today)]
    given = _given(items, held)
    expected: dict[str, list[date]] = {}
    for lesson, item in spread(items, held, coming).places:
        if item is not None:
            expected.setdefault(item.id, []).append(lesson.day)
    states = _states(items, held, given, expected)
    return tuple(
        PlanRow(item, states[item.id], tuple(given.get(item.id, ())), tuple(expected.get(item.id, ())))
        for item in items
    )


def _given(items: Sequence[PlanEntry], held: Sequence[PlanLesson]) -> dict[str, list[PlanLesson]]:
    given: dict[str, list[PlanLesson]] = {}
    for lesson, place in zip(held, taken_items(items, held), strict=True):
        if place is not None:
            given.setdefault(items[place].id, []).append(lesson)
    return given


def _states(
    items: Sequence[PlanEntry],
    held: Sequence[PlanLesson],
    given: Mapping[str, Sequence[PlanLesson]],
    expected: Mapping[str, Sequence[date]],
) -> dict[str, ItemState]:
    ahead = hours_ahead(items, held)
    skipped = {each.id for each in skipped_items(items, held)}
    states: dict[str, ItemState] = {}
    for item in items:
        if item.id in given:
            states[item.id] = ItemState.BEGUN if item in ahead else ItemState.GIVEN
        elif item.id in skipped:
            states[item.id] = ItemState.SKIPPED
        elif item in ahead:
            states[item.id] = ItemState.AHEAD if item.id in expected else ItemState.LEFT_OUT
        else:
            states[item.id] = ItemState.UNTOLD
    if ahead and states[ahead[0].id] is ItemState.AHEAD:
        states[ahead[0].id] = ItemState.NEXT
    return states
