"""A pupil's timetable for calendar programs: a secret address, and the lessons with changes and homework; no marks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, delete, exists, insert, select

from portal.auth.tokens import hash_of, new_link_code
from portal.diary.calendar_text import Event, calendar_text, next_day
from portal.diary.days import Due, DueHomework, read_due
from portal.diary.opening import UnknownLinkError, Visit, open_owner
from portal.diary.reading import class_title, read_days
from portal.diary.weeks import DiaryLesson, DiaryOwner
from portal.diary.wording import day_words, room_words
from portal.store.dialects import present
from portal.store.tables import calendar_feeds

BEHIND, AHEAD = timedelta(14), timedelta(42)
"""Days that the calendar holds, before today and after it."""


@dataclass(frozen=True, slots=True)
class Timetable:
    """A pupil's lessons between two days. due: homework by the lesson for which it is."""

    owner: DiaryOwner
    title: str
    days: Sequence[tuple[date, DiaryLesson]]
    due: Due


def issue_feed(visit: Visit, *, now_ms: int) -> str:
    """Return the path of a new calendar; the link's earlier one ends, and only the hash is kept."""
    end_feed(visit)
    code = new_link_code()
    row = {"school_id": visit.owner.school_id, "code_hash": hash_of(code), "link": visit.link, "created": now_ms}
    visit.connection.execute(insert(calendar_feeds), row)
    return f"/calendar/{code}.ics"


def end_feed(visit: Visit) -> None:
    """End the link's calendar, if it has one."""
    own = calendar_feeds.c.school_id == visit.owner.school_id, calendar_feeds.c.link == visit.link
    visit.connection.execute(delete(calendar_feeds).where(*own))


def has_feed(visit: Visit) -> bool:
    """Return whether the link has a calendar."""
    own = calendar_feeds.c.school_id == visit.owner.school_id, calendar_feeds.c.link == visit.link
    return bool(visit.connection.execute(select(exists().where(*own))).scalar_one())


def read_timetable(connection: Connection, code: str, *, now_ms: int) -> Timetable:
    """Return what a calendar shows now.

    Raises:
        UnknownLinkError: the address is unknown, or it or its link has ended.
    """
    owner = _owner_of(connection, hash_of(code), now_ms)
    today = datetime.fromtimestamp(now_ms / 1000, UTC).astimezone(ZoneInfo(owner.zone)).date()
    first, last = today - BEHIND, today + AHEAD
    days = [(day.day, lesson) for day in read_days(connection, owner, first, last) for lesson in day.lessons]
    journals = sorted({lesson.journal for _, lesson in days})
    due = read_due(connection, owner, journals, (first, last)) if journals else {}
    return Timetable(owner, class_title(connection, owner, first, last), days, due)


def _owner_of(connection: Connection, code_hash: str, now_ms: int) -> DiaryOwner:
    present(connection, code_hash)
    found = connection.execute(
        select(calendar_feeds.c.school_id, calendar_feeds.c.link).where(calendar_feeds.c.code_hash == code_hash)
    ).one_or_none()
    owner = open_owner(connection, found.link if found else "", now_ms=now_ms)
    if owner is None:
        raise UnknownLinkError
    return owner


def timetable_text(timetable: Timetable, *, now_ms: int) -> str:
    """Return the calendar; its name tells the class and nobody's name, for others' programs keep it."""
    title = f"Уроки, {timetable.title}" if timetable.title else "Уроки"
    return calendar_text(title, list(_events(timetable)), datetime.fromtimestamp(now_ms / 1000, UTC))


def _events(timetable: Timetable) -> Iterator[Event]:
    zone = ZoneInfo(timetable.owner.zone)
    for day, lesson in timetable.days:
        starts, ends = _span(day, lesson, zone)
        yield Event(
            uid=f"{lesson.id}@{timetable.owner.school_id}",
            starts=starts,
            ends=ends,
            summary=_summary(lesson),
            location=room_words(lesson.room) if lesson.room else "",
            description="\n".join(_said(lesson, timetable.due.get(lesson.id, ()))),
            is_cancelled=lesson.cancelled,
        )


def _span(day: date, lesson: DiaryLesson, zone: ZoneInfo) -> tuple[datetime, datetime] | tuple[date, date]:
    if not lesson.starts or not lesson.ends:
        return day, next_day(day)
    clocks = lesson.starts, lesson.ends
    starts, ends = (datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=zone) for clock in clocks)
    return starts, ends


def _summary(lesson: DiaryLesson) -> str:
    named = f"{lesson.number}. {lesson.subject}" + (f" ({lesson.group})" if lesson.group else "")
    return f"Отменён: {named}" if lesson.cancelled else named


def _said(lesson: DiaryLesson, due: Sequence[DueHomework]) -> Iterator[str]:
    if lesson.reason:
        yield lesson.reason if lesson.cancelled else f"Изменение в расписании: {lesson.reason}"
    if lesson.substitute and not lesson.cancelled:
        yield f"Замена: {lesson.substitute}"
    if lesson.topic:
        yield f"Тема: {lesson.topic}"
    for each in due:
        yield f"Задано {day_words(each.given)}: {each.text}" if each.text else f"Задано {day_words(each.given)}:"
        yield from each.links
