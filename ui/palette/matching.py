"""Finds what is meant by a few letters: beginnings of words, in either layout of the keyboard."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
RUSSIAN = "йцукенгшщзхъфывапролджэячсмитьбюё"
"""The letters on the same keys as those of LATIN."""

_TO_RUSSIAN = str.maketrans(LATIN, RUSSIAN)
_TO_LATIN = str.maketrans(RUSSIAN, LATIN)
_WORD = re.compile(r"\w+")

TITLE_BEGINS, WORDS_BEGIN, ACROSS_WORDS, IN_EXPLANATION = range(4)
"""How well a text is met, best first."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was typed: as it is, and as the other layout would have it."""

    readings: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed."""
        return not self.readings


def wanted(text: str) -> Wanted:
    """Return what *text* may mean; «ё» is «е», and case does not matter."""
    lower = text.strip().casefold()
    readings = (lower, lower.translate(_TO_RUSSIAN), lower.translate(_TO_LATIN))
    return Wanted(tuple(dict.fromkeys(_plain(each) for each in readings if each)))


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text as they are compared."""
    return tuple(_WORD.findall(_plain(text.casefold())))


def rank(wish: Wanted, title: Sequence[str], explanation: Sequence[str] = ()) -> int | None:
    """Return how well a title, or else what explains it, is met; None for not at all."""
    ranks = [found for reading in wish.readings if (found := _rank(reading, title, explanation)) is not None]
    return min(ranks, default=None)


def _rank(reading: str, title: Sequence[str], explanation: Sequence[str]) -> int | None:
    if " ".join(title).startswith(reading):
        return TITLE_BEGINS
    parts = _WORD.findall(reading)
    if not parts:
        return None
    if all(_begins_one(part, title) for part in parts):
        return WORDS_BEGIN
    if all(_runs(part, title) for part in parts):
        return ACROSS_WORDS
    everything = (*title, *explanation)
    return IN_EXPLANATION if all(_begins_one(part, everything) for part in parts) else None


def _begins_one(part: str, words: Sequence[str]) -> bool:
    return any(word.startswith(part) for word in words)


def _runs(part: str, words: Sequence[str]) -> bool:
    """Return whether a part is made of beginnings of words that follow one another, gaps allowed."""
    if not part:
        return True
    for number, word in enumerate(words):
        longest = next((size for size in range(min(len(part), len(word)), 0, -1) if word.startswith(part[:size])), 0)
        if any(_runs(part[size:], words[number + 1 :]) for size in range(longest, 0, -1)):
            return True
    return False


def _plain(text: str) -> str:
    return text.replace("ё", "е")
