"""The bells of a school: when a lesson of a day begins and ends, shortened days included."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Protocol

EVERY_DAY = 0
"""The weekday of a bell that rings on all of them."""

EVERY_SHIFT = 0
"""The shift of a single day's bell that rings for all of them."""

Times = tuple[str, str]
"""When a lesson begins and ends, such as "08:30"; both empty where the bells do not say."""

SILENT: Times = ("", "")

NUMBERS = range(11)
"""Lessons of a day by the bells, the zero lesson included."""

LENGTHS = range(10, 91)
"""Minutes of a lesson that the bells of a shortened day can be made with."""

_MINUTES_A_DAY = 24 * 60
_TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")


class RungBell(Protocol):
    """A bell as both stores keep it; its times are empty once it is taken back."""

    @property
    def shift(self) -> int:
        """The shift."""
        ...

    @property
    def number(self) -> int:
        """The lesson's number."""
        ...

    @property
    def starts(self) -> str:
        """When the lesson begins."""
        ...

    @property
    def ends(self) -> str:
        """When it ends."""
        ...


class UsualBell(RungBell, Protocol):
    """A bell of each week."""

    @property
    def weekday(self) -> int:
        """The weekday: 1 Monday to 7, EVERY_DAY for all of them."""
        ...


class DayBell(RungBell, Protocol):
    """A bell of a single day."""

    @property
    def day(self) -> date:
        """The day."""
        ...


class Bells:
    """All the bells of a school."""

    def __init__(self, usual: Iterable[UsualBell], single: Iterable[DayBell]) -> None:
        self._usual = {
            (each.shift, each.weekday, each.number): (each.starts, each.ends) for each in usual if each.starts
        }
        self._single: dict[tuple[date, int], dict[int, Times]] = defaultdict(dict)
        for each in single:
            if each.starts:
                self._single[each.day, each.shift][each.number] = each.starts, each.ends

    def times(self, day: date, shift: int, number: int) -> Times:
        """Return when a lesson begins and ends.

        A single day's bells stand in place of the usual ones as a whole: a lesson that they do not name has no times.
        Otherwise the weekday's own bell comes before the one of every day.
        """
        own = self._single.get((day, shift)) or self._single.get((day, EVERY_SHIFT))
        if own:
            return own.get(number, SILENT)
        of_weekday = self._usual.get((shift, day.isoweekday(), number))
        return of_weekday or self._usual.get((shift, EVERY_DAY, number), SILENT)


class Amiss(StrEnum):
    """What is wrong with the bells of a day."""

    NO_TIME = "no_time"
    """No time such as "08:30", or one end of a lesson only."""
    BACKWARDS = "backwards"
    """A lesson ends before it begins, or just then."""
    EARLY = "early"
    """A lesson begins before the one with the number before has ended."""


def check_bells(times: Mapping[int, Times]) -> dict[int, Amiss]:
    """Return what is wrong with the bells of a day by the lesson's number, the first thing only."""
    found: dict[int, Amiss] = {}
    ended = ""
    for number, (starts, ends) in sorted(times.items()):
        if not starts and not ends:
            continue
        if minutes_of(starts) is None or minutes_of(ends) is None:
            found[number] = Amiss.NO_TIME
        elif ends <= starts:
            found[number] = Amiss.BACKWARDS
        elif starts < ended:
            found[number] = Amiss.EARLY
        else:
            ended = ends
    return found


def shortened(times: Mapping[int, Times], length: int) -> dict[int, Times]:
    """Return the bells with lessons of this length: the first begins as usual, the breaks stay as they are.

    times: right ones. length: minutes, of LENGTHS. A lesson that would end after midnight is left out.
    """
    found: dict[int, Times] = {}
    ended, moved = 0, 0
    for number, (starts, ends) in sorted(times.items()):
        began, over = minutes_of(starts), minutes_of(ends)
        if began is None or over is None:
            continue
        moved = began if not found else moved + began - ended
        ended = over
        found[number] = clock(moved), clock(moved + length)
        moved += length
    return {number: each for number, each in found.items() if each[0] < each[1]}


def minutes_of(text: str) -> int | None:
    """Return the minutes since midnight of a time such as "08:30", None where it is none."""
    found = _TIME.fullmatch(text)
    return int(found[1]) * 60 + int(found[2]) if found else None


def clock(minutes: int) -> str:
    """Return the time so many minutes after midnight."""
    hours, rest = divmod(minutes % _MINUTES_A_DAY, 60)
    return f"{hours:02}:{rest:02}"
