"""Moving the rest of a plan «сдвинуть остальное»: its coming items over the lessons that are left.

Nothing is written into coming lessons: they are offered the items in the new order.

Source: 273-ФЗ, art. 28 (3) and 48 (1): the school approves the working programme with its topics and hours, and the
teacher carries all of it out; so lost lessons are made up for by fewer hours of a topic or by joining neighbours of a
section («уплотнение»), and what is a kind of control stays. That is the custom of schools' acts on working programmes;
docs/decisions/0005-plan-against-fact.md says what of it is written, and where.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from app.domain.plans import PlanEntry, PlanLesson, hours_ahead, skipped_items, taken_items

LONGEST_TOPIC = 400
"""Characters that topics put together may have: what a line of the journal's page holds."""

BETWEEN = "; "


@dataclass(frozen=True, slots=True)
class Wish:
    """How the rest is to be moved. free: coming lessons before it that are kept free, and what they are called.

    reserve: an item for them, without hours. with_skipped: whether items that no lesson took are taken up first.
    fit: whether hours are saved until the rest fits into the lessons that are left.
    """

    reserve: PlanEntry
    free: int = 0
    with_skipped: bool = False
    fit: bool = False


@dataclass(frozen=True, slots=True)
class Moved:
    """The plan as it would be. places: each coming lesson and its item, None where the plan has ended.

    left_out: items that no lesson is left for, with the hours that have none.
    """

    items: tuple[PlanEntry, ...]
    places: tuple[tuple[PlanLesson, PlanEntry | None], ...]
    left_out: tuple[PlanEntry, ...]


def moved_rest(items: Sequence[PlanEntry], lessons: Sequence[PlanLesson], today: date, wish: Wish) -> Moved:
    """Move what comes behind the farthest item that was taken. lessons: all of the journal, by day and number."""
    held = [each for each in lessons if each.is_held(today)]
    coming = [each for each in lessons if not each.cancelled and not each.is_held(today)]
    farthest = max((place for place in taken_items(items, held) if place is not None), default=-1)
    head, rest = list(items[: farthest + 1]), list(items[farthest + 1 :])
    if wish.with_skipped:
        skipped = skipped_items(items, held)
        head, rest = [each for each in head if each not in skipped], [*skipped, *rest]
    if wish.free and rest:
        rest.insert(0, replace(wish.reserve, section=rest[0].section, hours=wish.free))
    if wish.fit:
        over = len(hours_ahead([*head, *rest], held)) - len(coming)
        rest = _saved(rest, over, wish.reserve.id)
    return spread([*head, *rest], held, coming)


def spread(items: Sequence[PlanEntry], held: Sequence[PlanLesson], coming: Sequence[PlanLesson]) -> Moved:
    """Give each coming lesson an hour of the plan, in order."""
    ahead = hours_ahead(items, held)
    given = [*ahead[: len(coming)], *[None] * (len(coming) - len(ahead))]
    beyond = ahead[len(coming) :]
    left_out = tuple(replace(each, hours=beyond.count(each)) for each in dict.fromkeys(beyond))
    return Moved(tuple(items), tuple(zip(coming, given, strict=True)), left_out)


def _saved(rest: Sequence[PlanEntry], over: int, kept: str) -> list[PlanEntry]:
    """Save hours, as many as are over: of the longest items first, then by putting neighbours of a section together.

    kept: the item that keeps its hours. Items with a control are never put together with others.
    """
    saved = list(rest)
    joined = dict.fromkeys((each.id for each in rest), 1)
    for _ in range(over):
        longest = max((each.hours for each in saved if each.id != kept), default=1)
        if longest > 1:
            place = max(n for n, each in enumerate(saved) if each.hours == longest and each.id != kept)
            saved[place] = replace(saved[place], hours=longest - 1)
        elif (pair := _pair(saved, joined, kept)) is not None:
            first, second = saved[pair], saved.pop(pair + 1)
            joined[first.id] += joined[second.id]
            saved[pair] = replace(first, topic=first.topic + BETWEEN + second.topic)
        else:
            break
    return saved


def _pair(items: Sequence[PlanEntry], joined: dict[str, int], kept: str) -> int | None:
    """Return the place of the first of two neighbours that can be put together, those of fewest topics, the last."""
    found = [
        (joined[first.id] + joined[second.id], -place)
        for place, (first, second) in enumerate(pairwise(items))
        if first.section == second.section
        and not first.control
        and not second.control
        and kept not in {first.id, second.id}
        and len(first.topic) + len(BETWEEN) + len(second.topic) <= LONGEST_TOPIC
    ]
    return -min(found)[1] if found else None
