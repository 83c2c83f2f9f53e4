"""What may protect a profile: a PIN that is not guessed at once, or a phrase."""

import unicodedata
from enum import StrEnum
from itertools import pairwise

LEAST_DIGITS = 6
LEAST_PHRASE = 12
"""Characters of a phrase; four short words have more."""

MOST = 128
"""Characters: what is longer was pasted by mistake."""

COMMON = frozenset(
    (
        "147258",
        "159753",
        "101010",
        "102030",
        "112358",
        "131313",
        "142536",
        "159357",
        "192837",
        "196969",
        "246810",
        "258456",
        "314159",
        "420420",
        "456852",
        "520520",
        "741852",
        "753951",
        "777888",
        "789456",
        "852456",
        "963852",
        "987456",
        "1029384756",
    )
)
"""PINs that many people have and that no rule below finds."""


class PinFlaw(StrEnum):
    """Why a text cannot protect a profile."""

    SHORT = "short"
    """Fewer than LEAST_DIGITS digits, or than LEAST_PHRASE characters where there are others."""
    LONG = "long"
    GUESSED = "guessed"
    """One of the first that anybody tries: a run, a repetition, a date of this century or the one before."""


def secret_of(text: str) -> bytes:
    """Return what a typed PIN or phrase is to the key derivation: NFKC, so that every keyboard makes the same."""
    return unicodedata.normalize("NFKC", text).strip().encode()


def flaw_of(text: str) -> PinFlaw | None:
    """Return why a text cannot protect a profile, None where it can."""
    secret = secret_of(text).decode()
    is_pin = secret.isdecimal()
    if len(secret) < (LEAST_DIGITS if is_pin else LEAST_PHRASE):
        return PinFlaw.SHORT
    if len(secret) > MOST:
        return PinFlaw.LONG
    guessed = _is_guessed(secret) if is_pin else _period(secret.casefold()) <= 3  # noqa: PLR2004 (as of a PIN)
    return PinFlaw.GUESSED if guessed else None


def _is_guessed(pin: str) -> bool:
    steps = {int(after) - int(before) for before, after in pairwise(pin)}
    is_run = steps <= {1, -9} or steps <= {-1, 9}
    return is_run or pin == pin[::-1] or _period(pin) <= 3 or pin in COMMON or _is_date(pin)  # noqa: PLR2004 (121212, 123123)


def _period(text: str) -> int:
    """Return the length of the shortest piece that makes the text by being repeated."""
    return next(size for size in range(1, len(text) + 1) if (text[:size] * len(text))[: len(text)] == text)


def _is_date(pin: str) -> bool:
    """Return whether a PIN reads as day, month and year; it is the first that somebody who knows a person tries."""
    if len(pin) not in {6, 8}:
        return False
    day, month, year = int(pin[:2]), int(pin[2:4]), pin[4:]
    is_year = len(year) == 2 or year[:2] in {"19", "20"}  # noqa: PLR2004 (digits)
    return 1 <= day <= 31 and 1 <= month <= 12 and is_year  # noqa: PLR2004 (the longest month, the year's)
