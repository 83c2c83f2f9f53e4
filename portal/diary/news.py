"""What is new in a pupil's diary since somebody with a link last looked, as lines by the day on which it came."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from portal.diary.news_rows import (
    AnyRow,
    Since,
    comment_rows,
    debt_rows,
    final_rows,
    lesson_rows,
    mark_rows,
    remark_rows,
)
from portal.diary.term_rows import term_rows
from portal.diary.term_wording import PERIODS
from portal.diary.weeks import DiaryOwner, DiaryWork
from portal.diary.wording import day_words, teacher_words, work_words


@dataclass(frozen=True, slots=True)
class NewsLine:
    """One thing that is new. seq, came: of what was last written. about: the subject. what: in words.

    value: a mark to be shown as one, else empty. day: the lesson's, None where there is none. text: what a teacher
    wrote.
    """

    seq: int
    came: date
    about: str
    what: str
    value: str = ""
    day: date | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class NewsDay:
    """What came on a day, the latest first."""

    day: date
    lines: tuple[NewsLine, ...]


def read_news(connection: Connection, owner: DiaryOwner, since: Since, today: date) -> tuple[NewsDay, ...]:
    """Return what is new, the latest day first. today: lessons before it are no news any more."""
    zone = ZoneInfo(owner.zone)
    periods = PERIODS | {row.id: row.name for row in term_rows(connection, owner)}
    lines = [
        *_marks(mark_rows(connection, owner, since), zone),
        *_comments(comment_rows(connection, owner, since), zone),
        *_remarks(remark_rows(connection, owner, since), zone),
        *_debts(debt_rows(connection, owner, since), zone),
        *_finals(final_rows(connection, owner, since), zone, periods),
        *_lessons(lesson_rows(connection, owner, since, today), zone),
    ]
    lines.sort(key=lambda line: (line.came, line.seq), reverse=True)
    return tuple(NewsDay(day, tuple(of_day)) for day, of_day in groupby(lines, lambda line: line.came))


def _came(row: AnyRow, zone: ZoneInfo) -> date:
    return datetime.fromtimestamp(row.received / 1000, UTC).astimezone(zone).date()


def _work(row: AnyRow) -> str:
    return work_words(DiaryWork(row.kind, row.title, row.weight) if row.kind else None)


def _marks(rows: Iterable[AnyRow], zone: ZoneInfo) -> Iterator[NewsLine]:
    for row in rows:
        value = ""
        if row.annulled and row.token == row.id:
            continue
        if row.annulled:
            what = f"Отметка снята: {row.value}. {_work(row)}"
        elif row.before:
            what, value = f"Отметка изменена, была {row.before}. {_work(row)}", row.value
        else:
            what, value = (f"Пересдача. {_work(row)}" if row.retakes else _work(row)), row.value
        yield NewsLine(row.seq, _came(row, zone), row.subject, what, value, row.day)


def _comments(rows: Iterable[AnyRow], zone: ZoneInfo) -> Iterator[NewsLine]:
    for row in rows:
        what = f"К отметке {row.value} написано"
        yield NewsLine(row.seq, _came(row, zone), row.subject, what, "", row.day, row.comment)


def _remarks(rows: Iterable[AnyRow], zone: ZoneInfo) -> Iterator[NewsLine]:
    for row in rows:
        what = "Похвала" if row.praise else "Замечание"
        yield NewsLine(row.seq, _came(row, zone), row.subject, what, "", row.day, row.text)


def _debts(rows: Iterable[AnyRow], zone: ZoneInfo) -> Iterator[NewsLine]:
    for row in rows:
        what = f"Долг до {day_words(row.until)}: {_work(row)}" if row.until else f"Долг снят: {_work(row)}"
        yield NewsLine(row.seq, _came(row, zone), row.subject, what, "", row.day)


def _finals(rows: Iterable[AnyRow], zone: ZoneInfo, periods: Mapping[str, str]) -> Iterator[NewsLine]:
    for row in rows:
        yield NewsLine(row.seq, _came(row, zone), row.subject, periods.get(row.period, row.period), row.value)


def _lessons(rows: Iterable[AnyRow], zone: ZoneInfo) -> Iterator[NewsLine]:
    told: set[tuple[date, int, str]] = set()
    for row in rows:
        place = row.day, row.number, row.subject
        if place not in told:
            told.add(place)
            yield NewsLine(row.seq, _came(row, zone), row.subject, _changed(row), "", row.day, row.reason)


def _changed(row: AnyRow) -> str:
    lesson = f"{row.number}-й урок {day_words(row.day)}"
    if row.cancelled:
        return f"{lesson} отменён"
    if row.surname:
        return f"{lesson}: замена, {teacher_words(row.surname, row.given, row.patronymic)}"
    return f"{lesson}: изменение в расписании"
