"""The calendar-thematic plan «КТП»: which item a lesson takes."""

from collections.abc import Sequence


def next_topics(items: Sequence[tuple[str, int]], taught: Sequence[str]) -> tuple[str, ...]:
    """Return the topics that come next, nearest first; empty at the plan's end or without a plan.

    items: topic and hours of each item, by number. taught: the topics of the lessons before, oldest first, empty
    where nothing was written. An item is suggested again until its hours are used.
    """
    hours = [topic for topic, count in items for _ in range(count)]
    place = len(taught)
    for before in range(len(taught) - 1, -1, -1):
        if taught[before] in hours:
            used = _run(taught, before)
            place = _last_place(hours, taught[before], used) + len(taught) - before
            break
    return tuple(dict.fromkeys(hours[place:]))


def _run(taught: Sequence[str], end: int) -> int:
    """Return how many lessons in a row, up to this one, had its topic."""
    begin = end
    while begin > 0 and taught[begin - 1] == taught[end]:
        begin -= 1
    return end - begin + 1


def _last_place(hours: Sequence[str], topic: str, used: int) -> int:
    """Return the place of the hour that was used last: not behind the item's own hours."""
    first = hours.index(topic)
    last = first
    while last + 1 < len(hours) and hours[last + 1] == topic and last - first + 1 < used:
        last += 1
    return last
