"""Writes iCalendar: escaped, folded, in UTC.  Source: RFC 5545, sections 3.1 and 3.3.11; RFC 7986."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

PRODUCT = "-//Peremena//Diary//RU"
FOLD = 75
"""Octets of a line, the line break left out.  Source: RFC 5545, section 3.1."""

AFTER_FOLD = FOLD - 1
"""Octets of the text of a line that goes on: it begins with a space."""

REFRESH = "PT1H"
"""How often a calendar program shall look again."""


@dataclass(frozen=True, slots=True)
class Event:
    """What stands in a calendar. starts, ends: aware; or a day, and the day after it. uid: for ever the same."""

    uid: str
    starts: datetime | date
    ends: datetime | date
    summary: str
    location: str
    description: str
    is_cancelled: bool = False


def calendar_text(name: str, events: Sequence[Event], made: datetime) -> str:
    """Return a calendar. made: aware, when its events were looked up."""
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{escaped(name)}",
        f"X-WR-CALNAME:{escaped(name)}",
        f"REFRESH-INTERVAL;VALUE=DURATION:{REFRESH}",
        f"X-PUBLISHED-TTL:{REFRESH}",
        *(line for event in events for line in _event(event, made)),
        "END:VCALENDAR",
    )
    return "".join(f"{folded(line)}\r\n" for line in lines)


def _event(event: Event, made: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{escaped(event.uid)}"
    yield f"DTSTAMP:{_moment(made)}"
    yield _time("DTSTART", event.starts)
    yield _time("DTEND", event.ends)
    yield f"SUMMARY:{escaped(event.summary)}"
    if event.location:
        yield f"LOCATION:{escaped(event.location)}"
    if event.description:
        yield f"DESCRIPTION:{escaped(event.description)}"
    yield f"STATUS:{'CANCELLED' if event.is_cancelled else 'CONFIRMED'}"
    yield f"TRANSP:{'TRANSPARENT' if event.is_cancelled else 'OPAQUE'}"
    yield "END:VEVENT"


def _time(name: str, at: datetime | date) -> str:
    return f"{name}:{_moment(at)}" if isinstance(at, datetime) else f"{name};VALUE=DATE:{at:%Y%m%d}"


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def escaped(text: str) -> str:
    """Return a text as it may stand in a calendar: no sign of it can end a line or a value."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    plain = "".join(sign for sign in plain if sign == "\n" or sign.isprintable())
    for sign, instead in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        plain = plain.replace(sign, instead)
    return plain


def folded(line: str) -> str:
    """Return a line in pieces of at most FOLD octets, no character of it cut."""
    return "\r\n ".join(_pieces(line))


def _pieces(line: str) -> Iterable[str]:
    piece, length, room = "", 0, FOLD
    for sign in line:
        size = len(sign.encode())
        if length + size > room:
            yield piece
            piece, length, room = "", 0, AFTER_FOLD
        piece, length = piece + sign, length + size
    yield piece


def next_day(day: date) -> date:
    """Return where an event that lasts a whole day ends."""
    return day + timedelta(1)
