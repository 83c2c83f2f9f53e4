"""How long a family may read a diary: while the pupil is at the school, parents until one of age reads alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.domain.movement import Time, is_real

OF_AGE = 18
"""Years. Source: ГК РФ, ст. 21, п. 1."""


@dataclass(frozen=True, slots=True)
class Stay:
    """A time at the school; both days included, last is None while it lasts."""

    first: date
    last: date | None


def has_left(stays: Iterable[Time], day: date) -> bool:
    """Return whether a pupil is at the school no more; the last day still counts.

    Whoever has not come yet, and whoever goes away and is to come back, has not left.
    """
    real = [each for each in stays if is_real(each)]
    return bool(real) and all(each.last is not None and each.last < day for each in real)


def age_on(born: date, day: date) -> int:
    """Return how many years old somebody is on a day; who was born on 29 February is a year older on 1 March."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def is_of_age(born: date, day: date) -> bool:
    """Return whether somebody is of age on a day."""
    return age_on(born, day) >= OF_AGE
