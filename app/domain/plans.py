"""The calendar-thematic plan «КТП»: which item each lesson took, and which ones come next.

Source: federal standard of basic general education (order 287 of 31.05.2021), paragraph 32.1: a working programme has a
thematic plan with the hours of each topic.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.ids import LessonId


@dataclass(frozen=True, slots=True)
class PlanEntry:
    """An item of a plan; its number is its place. hours: 1..99. control: its kind of control, empty for none."""

    id: str
    section: str
    topic: str
    hours: int
    control: str = ""


@dataclass(frozen=True, slots=True)
class PlanLesson:
    """What a plan needs to know of a lesson. plan_item: the item that it was linked with, empty for none."""

    id: LessonId
    day: date
    number: int
    cancelled: bool
    topic: str
    plan_item: str = ""

    def is_held(self, today: date) -> bool:
        """Return whether the lesson counts as given: one of today does once its topic is written."""
        return not self.cancelled and self.is_due(today)

    def is_due(self, today: date) -> bool:
        """Return whether the timetable had the lesson until now, held or cancelled."""
        return self.day < today or (self.day == today and (self.cancelled or bool(self.topic)))


def taken_items(items: Sequence[PlanEntry], taught: Sequence[PlanLesson]) -> tuple[int | None, ...]:
    """Return for each lesson the place of the item that it took, None where it took none.

    taught: oldest first. A lesson that is linked with an item took it; an older one, or one that was typed, is known
    by its topic: of several items with it, the first one that does not lie behind the lesson before.
    """
    places = {item.id: number for number, item in enumerate(items)}
    named: dict[str, list[int]] = {}
    for number, item in enumerate(items):
        named.setdefault(item.topic, []).append(number)
    found: list[int | None] = []
    last = 0
    for lesson in taught:
        place: int | None = places.get(lesson.plan_item)
        if place is None and lesson.topic in named:
            place = next((each for each in named[lesson.topic] if each >= last), named[lesson.topic][0])
        found.append(place)
        last = last if place is None else place
    return tuple(found)


def hours_ahead(items: Sequence[PlanEntry], taught: Sequence[PlanLesson]) -> tuple[PlanEntry, ...]:
    """Return the item of each lesson to come, an item again for each of its hours; empty at the plan's end.

    taught: the lessons before, oldest first. The plan goes on behind the item that was taken last; a lesson since then
    without one has used an hour of the plan all the same, until its topic says otherwise.
    """
    taken = taken_items(items, taught)
    used = Counter(place for place in taken if place is not None)
    last = next((number for number in range(len(taken) - 1, -1, -1) if taken[number] is not None), -1)
    begin = taken[last] or 0 if last >= 0 else 0
    ahead = [
        item for place, item in enumerate(items) if place >= begin for _ in range(max(0, item.hours - used[place]))
    ]
    return tuple(ahead[len(taken) - 1 - last :])


def next_items(items: Sequence[PlanEntry], taught: Sequence[PlanLesson]) -> tuple[PlanEntry, ...]:
    """Return the items that come next, nearest first; an item comes again until its hours are used."""
    return tuple(dict.fromkeys(hours_ahead(items, taught)))


def skipped_items(items: Sequence[PlanEntry], taught: Sequence[PlanLesson]) -> tuple[PlanEntry, ...]:
    """Return the items that no lesson took although one behind them was taken."""
    taken = {place for place in taken_items(items, taught) if place is not None}
    return tuple(item for place, item in enumerate(items) if place < max(taken, default=0) and place not in taken)


def kept_link(items: Sequence[PlanEntry], linked: str, topic: str) -> str:
    """Return the item that a lesson stays linked with when its topic is typed anew, empty for none.

    A word added behind the item's topic leaves the link; any other topic is the teacher's own.
    """
    item = next((each for each in items if each.id == linked), None)
    return linked if item is not None and topic.startswith(item.topic) else ""
