"""A plan that comes from elsewhere against the one that is there: what would become of every item."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from app.domain.plans import PlanEntry


class Fate(StrEnum):
    """What becomes of an item."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class ComparedItem:
    """An item and its fate. before: the item as it is, None for a new one. moved: whether its number changes.

    number: its place in the plan that comes, from 1; of one that is removed, in the plan that is there.
    """

    number: int
    fate: Fate
    entry: PlanEntry
    before: PlanEntry | None = None
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """items: the plan that comes, in order. removed: what of the plan that is there would be gone."""

    items: tuple[ComparedItem, ...]
    removed: tuple[ComparedItem, ...]

    @property
    def entries(self) -> tuple[PlanEntry, ...]:
        """The plan as it would be."""
        return tuple(each.entry for each in self.items)

    @property
    def changes_anything(self) -> bool:
        """Whether the plan would be another one."""
        return bool(self.removed) or any(each.fate is not Fate.SAME for each in self.items)


def compared(now: Sequence[PlanEntry], then: Sequence[PlanEntry], new_id: Callable[[], str]) -> Comparison:
    """Compare; an item stays itself where its topic stays, else where its number does. then: its ids are not looked at.

    So lessons keep their links when a plan is put in order elsewhere and read again.
    """
    twins = _by_topic(now, then)
    known = set(twins.values())
    for place in range(min(len(now), len(then))):
        if place not in twins and place not in known:
            twins[place] = place
    kept = set(twins.values())
    gone = tuple(
        ComparedItem(place + 1, Fate.REMOVED, item, item) for place, item in enumerate(now) if place not in kept
    )
    items = tuple(
        _compared(place, entry, now[twins[place]], moved=twins[place] != place)
        if place in twins
        else ComparedItem(place + 1, Fate.NEW, replace(entry, id=new_id()))
        for place, entry in enumerate(then)
    )
    return Comparison(items, gone)


def _by_topic(now: Sequence[PlanEntry], then: Sequence[PlanEntry]) -> dict[int, int]:
    """Return which place each item had that has the same topic, the first with the first and so on."""
    had: dict[str, list[int]] = {}
    for place, item in enumerate(now):
        had.setdefault(item.topic.casefold(), []).append(place)
    found: dict[int, int] = {}
    for place, entry in enumerate(then):
        if places := had.get(entry.topic.casefold()):
            found[place] = places.pop(0)
    return found


def _compared(place: int, entry: PlanEntry, before: PlanEntry, *, moved: bool) -> ComparedItem:
    after = replace(entry, id=before.id)
    fate = Fate.SAME if after == before and not moved else Fate.CHANGED
    return ComparedItem(place + 1, fate, after, before, moved=moved)
