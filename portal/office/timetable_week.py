"""The week of a class as its lessons show it: what stands on which weekday and number, each week or each other one."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.calendar_rules import EVEN, ODD, days_between
from app.domain.timetable import TimetableLesson
from app.ids import JournalId
from portal.admin.calendar import Calendar

EVERY_WEEK = 0
"""The week of what stands in each of them."""

SAMPLE = 3
"""Days of each weekday and week that are looked at: more than half of them have to show the same."""

HORIZON_DAYS = 90
"""Days ahead in which the sample is looked for; no holidays are so long."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands at a place of the week. week: EVERY_WEEK, ODD or EVEN."""

    journal: JournalId
    week: int
    room: str


Spot = tuple[int, int]
"""Weekday, 1 Monday to 7, and the lesson's number."""


def sample_days(calendar: Calendar, grade: int, first: date) -> dict[tuple[int, int], list[date]]:
    """Return the next days of each weekday and week on which a grade has lessons. first: the day to begin with."""
    found: dict[tuple[int, int], list[date]] = defaultdict(list)
    last = min(calendar.last, first + timedelta(HORIZON_DAYS))
    for day in days_between(max(first, calendar.first), last):
        days = found[day.isoweekday(), calendar.week(day)]
        if len(days) < SAMPLE and calendar.is_taught(day, grade):
            days.append(day)
    return found


def standing_week(
    lessons: Iterable[TimetableLesson], days: Mapping[tuple[int, int], Sequence[date]]
) -> dict[Spot, list[Standing]]:
    """Return the week that lessons of a class show, by place. days: as sample_days gives them."""
    rooms: dict[tuple[Spot, JournalId], dict[date, str]] = defaultdict(dict)
    for each in lessons:
        if not each.cancelled:
            rooms[(each.day.isoweekday(), each.slot.number), each.journal][each.day] = each.room
    found: dict[Spot, list[Standing]] = defaultdict(list)
    for (spot, journal), held in sorted(rooms.items()):
        weeks = [week for week in (ODD, EVEN) if _is_held(held, days.get((spot[0], week), ()))]
        exists = [week for week in (ODD, EVEN) if days.get((spot[0], week))]
        if weeks:
            week = EVERY_WEEK if weeks == exists else weeks[0]
            seen = {day for each in weeks for day in days[spot[0], each]}
            room = Counter(name for day, name in held.items() if day in seen).most_common(1)[0][0]
            found[spot].append(Standing(journal, week, room))
    return found


def _is_held(held: Mapping[date, str], days: Sequence[date]) -> bool:
    return 2 * sum(day in held for day in days) > len(days)
