"""One thing that the palette can do, and which of them a few letters mean."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ui.palette.matching import rank, wanted, words_of

MOST = 40
"""Rows: more are never looked through."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something to be done or gone to.

    key: what it is remembered by among the recent ones. detail: where it belongs, or what it does. keys: its shortcut,
    as people read it. reason: why it cannot be done now, empty where it can. also: further words it is found by.
    """

    key: str
    title: str
    detail: str
    act: Callable[[], object]
    keys: str = ""
    reason: str = ""
    also: str = ""


def chosen(entries: Sequence[Entry], text: str, recent: Sequence[str]) -> list[Entry]:
    """Return what *text* means: the best first, among equals what was used last; everything where nothing is typed.

    recent: keys, the last used first.
    """
    wish = wanted(text)
    ages = {key: age for age, key in enumerate(recent)}
    found: list[tuple[int, int, int, Entry]] = []
    for place, entry in enumerate(entries):
        # where nothing is typed, what cannot be done just now stands last
        explained = words_of(f"{entry.detail} {entry.also}")
        how = int(bool(entry.reason)) if wish.is_empty else rank(wish, words_of(entry.title), explained)
        if how is not None:
            found.append((how, ages.get(entry.key, len(ages)), place, entry))
    found.sort(key=lambda each: each[:3])
    return [entry for *_, entry in found[:MOST]]
