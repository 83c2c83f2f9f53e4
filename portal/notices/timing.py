"""When a letter goes out: not at night, soon after the news or at the hour of the day that a family has chosen."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

AT_ONCE = -1
"""Instead of an hour: a letter for each news."""

WAKES, SLEEPS = 7, 22
"""Hours at the school between which letters go out."""

HOURS = range(WAKES, SLEEPS)
"""For the letter of the day."""

SETTLE = timedelta(minutes=3)
"""How long news wait for more: a slip of the pen is mended by then, and a class is marked."""

FIRST_TRY, LONGEST_TRY = timedelta(minutes=2), timedelta(hours=4)
"""Until a letter that was put off is tried again: twice as long each time, up to the second."""

MOST_DOUBLED = 20
GIVEN_UP = timedelta(days=3)
"""How long a letter is tried."""


def first_due(now: datetime, hour: int, zone: str) -> datetime:
    """Return when a letter about news of this moment is due. hour: of the letter of the day, or AT_ONCE."""
    if hour == AT_ONCE:
        return awake(now + SETTLE, zone)
    local = now.astimezone(ZoneInfo(zone))
    today = local.replace(hour=hour, minute=0, second=0, microsecond=0)
    return (today if local < today else today + timedelta(1)).astimezone(UTC)


def awake(at: datetime, zone: str) -> datetime:
    """Return the moment itself, or the next morning where it lies in the night of the school."""
    local = at.astimezone(ZoneInfo(zone))
    if WAKES <= local.hour < SLEEPS:
        return at
    day = local.date() + timedelta(1) if local.hour >= SLEEPS else local.date()
    return datetime(day.year, day.month, day.day, WAKES, tzinfo=local.tzinfo).astimezone(UTC)


def after(tries: int) -> timedelta:
    """Return how long to wait after so many tries. tries: 1 and more."""
    doubled: int = 2 ** min(tries - 1, MOST_DOUBLED)
    return min(FIRST_TRY * doubled, LONGEST_TRY)
