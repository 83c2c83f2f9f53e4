"""Plan against fact: how far the lessons are in the plan, and why they are not where it says.

The plan has no dates: its first hour is meant for the first lesson of the timetable, its second for the second, and so
on, cancelled lessons included, because the plan was made before they were cancelled. Source: the teacher's report for a
term compares the hours of the plan with the lessons that were given and names the causes («отставание»).
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.plans import PlanEntry, PlanLesson, taken_items


@dataclass(frozen=True, slots=True)
class SectionFact:
    """A section of the plan. hours: of the plan. due: of those until today. given: lessons that took its items."""

    name: str
    hours: int
    due: int
    given: int


@dataclass(frozen=True, slots=True)
class PlanFact:
    """Hours of a plan against the lessons of its journal.

    hours: of the whole plan. lessons: of the whole year, cancelled ones left out. due: hours that the plan has for the
    lessons of the timetable until today. given: lessons held until today. place: hours of the plan up to the farthest
    item that was taken. cancelled, untold, own, over: why the place is behind: lessons that were cancelled, that have
    no topic, whose topic is not of the plan, and those beyond an item's hours. skipped: hours before the place that no
    lesson took. left: hours behind the place. coming: lessons that are still to be held.
    """

    hours: int
    lessons: int
    due: int
    given: int
    place: int
    cancelled: int
    untold: int
    own: int
    over: int
    skipped: int
    left: int
    coming: int
    sections: tuple[SectionFact, ...] = ()

    @property
    def behind(self) -> int:
        """Hours behind the plan; ahead of it where negative."""
        return self.due - self.place

    @property
    def too_long(self) -> int:
        """Hours of the plan that no lesson of the year is left for, 0 where it fits."""
        return max(0, self.hours - self.lessons)


def plan_fact(items: Sequence[PlanEntry], lessons: Sequence[PlanLesson], today: date) -> PlanFact:
    """Compare a plan with all lessons of its journal, by day and number."""
    due = [each for each in lessons if each.is_due(today)]
    held = [each for each in due if not each.cancelled]
    taken = taken_items(items, held)
    used = Counter(place for place in taken if place is not None)
    hours = sum(item.hours for item in items)
    place = _place(items, used)
    covered = sum(min(count, items[number].hours) for number, count in used.items())
    untold = sum(not each.topic for each in held)
    until_today = min(len(due), hours)
    standing = [each for each in lessons if not each.cancelled]
    return PlanFact(
        hours=hours,
        lessons=len(standing),
        due=until_today,
        given=len(held),
        place=place,
        cancelled=len(due) - len(held),
        untold=untold,
        own=len(held) - used.total() - sum(not each.topic and at is None for each, at in zip(held, taken, strict=True)),
        over=used.total() - covered,
        skipped=place - covered,
        left=hours - place,
        coming=len(standing) - len(held),
        sections=_sections(items, used, until_today),
    )


def _place(items: Sequence[PlanEntry], used: Counter[int]) -> int:
    """Return the hours of the plan up to the farthest item that was taken, its own used hours included."""
    farthest = max(used, default=-1)
    if farthest < 0:
        return 0
    before = sum(item.hours for item in items[:farthest])
    return before + min(used[farthest], items[farthest].hours)


def _sections(items: Sequence[PlanEntry], used: Counter[int], due: int) -> tuple[SectionFact, ...]:
    hours: Counter[str] = Counter()
    until_today: Counter[str] = Counter()
    given: Counter[str] = Counter()
    before = 0
    for number, item in enumerate(items):
        hours[item.section] += item.hours
        until_today[item.section] += max(0, min(item.hours, due - before))
        given[item.section] += used[number]
        before += item.hours
    return tuple(SectionFact(name, count, until_today[name], given[name]) for name, count in hours.items())
