"""One day of a pupil's diary, as a phone shows it: the lessons, and what homework is due at each."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, Row, func, select

from app.domain.homework import due_place, shown_links
from app.domain.records import Lesson
from app.ids import JournalId, LessonId
from portal.diary.reading import is_taught, read_span, read_week
from portal.diary.weeks import DiaryDay, DiaryOwner, DiarySpan, monday_of
from portal.store.tables import TABLES
from portal.written_lessons import IS_SHOWN

lesson = TABLES[Lesson]

GIVEN_BEFORE = timedelta(60)
"""How long before a lesson its homework may have been given: longer than any holidays of a school year's middle."""


@dataclass(frozen=True, slots=True)
class DueHomework:
    """Homework for a lesson. text: empty where only addresses were given. given: the day of the lesson it is from."""

    text: str
    links: tuple[str, ...]
    given: date


Due = Mapping[LessonId, Sequence[DueHomework]]
"""By the lesson at which homework is due, the earliest given first."""


@dataclass(frozen=True, slots=True)
class DiaryDayPage:
    """A day. title: of the class. previous, next: the nearest days with lessons, None where there is none that way."""

    owner: DiaryOwner
    title: str
    day: DiaryDay
    due: Due
    previous: date | None
    next: date | None


def read_day(connection: Connection, owner: DiaryOwner, today: date, wanted: date | None) -> DiaryDayPage:
    """Return a day's page. wanted: None for today, or the nearest day of the year's lessons."""
    span = read_span(connection, owner, today)
    shown = wanted or opening_day(span, today)
    week = read_week(connection, owner, span, monday_of(shown))
    day = week.days[shown.weekday()]
    journals = [each.journal for each in day.lessons]
    due = read_due(connection, owner, journals, (shown, shown)) if journals else {}
    return DiaryDayPage(owner, week.title, day, due, *_neighbours(connection, owner, shown))


def opening_day(span: DiarySpan, today: date) -> date:
    """Return the day that opens by itself."""
    if span.first is None or span.last is None:
        return today
    return min(max(today, span.first), span.last)


def _neighbours(connection: Connection, owner: DiaryOwner, day: date) -> tuple[date | None, date | None]:
    before = func.max(lesson.c.day).filter(lesson.c.day < day)
    after = func.min(lesson.c.day).filter(lesson.c.day > day)
    found = connection.execute(select(before, after).where(is_taught(connection, owner), IS_SHOWN)).one()
    return found[0], found[1]


def read_due(
    connection: Connection, owner: DiaryOwner, journals: Sequence[JournalId], days: tuple[date, date]
) -> dict[LessonId, list[DueHomework]]:
    """Return the homework that is due at the lessons of some journals. days: first and last, both included."""
    listed: dict[str, list[Row[*tuple[Any, ...]]]] = defaultdict(list)
    for row in connection.execute(
        select(
            lesson.c.id,
            lesson.c.journal,
            lesson.c.day,
            lesson.c.cancelled,
            lesson.c.homework,
            lesson.c.homework_links,
            lesson.c.homework_due,
        )
        .where(lesson.c.school_id == owner.school_id, lesson.c.journal.in_(journals), IS_SHOWN)
        .where(lesson.c.day >= days[0] - GIVEN_BEFORE)
        .order_by(lesson.c.day, lesson.c.number, lesson.c.id)
    ):
        listed[row.journal].append(row)
    due: dict[LessonId, list[DueHomework]] = defaultdict(list)
    for lessons in listed.values():
        for place, given in enumerate(lessons):
            links = shown_links(given.homework_links)
            to = due_place(lessons, place) if given.homework or links else None
            if to is not None and days[0] <= lessons[to].day <= days[1]:
                due[lessons[to].id].append(DueHomework(given.homework, links, given.day))
    return due
