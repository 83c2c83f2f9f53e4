"""What is new in a pupil's diary since somebody with a link last looked, as lines by the day on which it came."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from itertools import groupby
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from app.domain.attendance import Absence
from app.domain.homework import shown_links
from portal.diary.moved_lessons import Moved, read_moved
from portal.diary.news_rows import (
    AnyRow,
    Since,
    absence_rows,
    answer_rows,
    comment_rows,
    debt_rows,
    final_rows,
    homework_rows,
    lesson_rows,
    mark_rows,
    remark_rows,
    unsaid_rows,
)
from portal.diary.proposal_wording import STATES, span_words
from portal.diary.term_rows import term_rows
from portal.diary.term_wording import PERIODS
from portal.diary.weeks import DiaryOwner, DiaryWork
from portal.diary.wording import absence_words, day_words, each_weekday_words, teacher_words, work_words


class NewsSort(StrEnum):
    """Of what sort something new is; a family chooses among them."""

    MARKS = "marks"
    HOMEWORK = "homework"
    ABSENCES = "absences"
    REMARKS = "remarks"
    CHANGES = "changes"
    DECISIONS = "decisions"
    """Marks for periods, and what is owed."""
    ANSWERS = "answers"
    """What the school has decided about absences that a parent told of."""


@dataclass(frozen=True, slots=True)
class NewsLine:
    """One thing that is new. seq, came: of what was last written. about: the subject, or what else. what: in words.

    value: a mark to be shown as one, else empty. day: the lesson's, None where there is none. text: what a teacher
    wrote. is_undone: it came and was taken back since, so that nobody needs to hear of it.
    """

    sort: NewsSort
    seq: int
    came: date
    about: str
    what: str
    value: str = ""
    day: date | None = None
    text: str = ""
    is_undone: bool = False


@dataclass(frozen=True, slots=True)
class NewsDay:
    """What came on a day, the latest first."""

    day: date
    lines: tuple[NewsLine, ...]


def read_news(
    connection: Connection, owner: DiaryOwner, since: Since, today: date, *, answers: bool
) -> tuple[NewsDay, ...]:
    """Return what is new, the latest day first.

    today: lessons before it are no news any more. answers: what the school has answered a parent is told too.
    """
    zone = ZoneInfo(owner.zone)
    periods = PERIODS | {row.id: row.name for row in term_rows(connection, owner)}
    lines = [
        *_marks(mark_rows(connection, owner, since), zone, since),
        *_comments(comment_rows(connection, owner, since), zone),
        *_remarks(remark_rows(connection, owner, since), zone),
        *_debts(debt_rows(connection, owner, since), zone),
        *_finals(final_rows(connection, owner, since), zone, periods),
        *_homework(homework_rows(connection, owner, since), zone),
        *_absences(absence_rows(connection, owner, since), zone, owner.sex),
        *_lessons(lesson_rows(connection, owner, since, today), zone),
        *_moved(read_moved(connection, owner.school_id, unsaid_rows(connection, owner, since, today)), zone),
        *_answers(answer_rows(connection, owner, since) if answers else (), zone),
    ]
    lines.sort(key=lambda line: (line.came, line.seq), reverse=True)
    return tuple(NewsDay(day, tuple(of_day)) for day, of_day in groupby(lines, lambda line: line.came))


def _came(row: AnyRow, zone: ZoneInfo) -> date:
    return datetime.fromtimestamp(row.received / 1000, UTC).astimezone(zone).date()


def _work(row: AnyRow) -> str:
    return work_words(DiaryWork(row.kind, row.title, row.weight) if row.kind else None)


def _marks(rows: Iterable[AnyRow], zone: ZoneInfo, since: Since) -> Iterator[NewsLine]:
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
        undone = row.annulled and row.born is not None and row.born > since.seq
        yield NewsLine(NewsSort.MARKS, row.seq, _came(row, zone), row.subject, what, value, row.day, "", undone)


def _comments(rows: Iterable[AnyRow], zone: ZoneInfo) -> Iterator[NewsLine]:
    for row in rows:
        what = f"К отметке {row.value} написано"
        yield NewsLine(NewsSort.MARKS, row.seq, _came(row, zone), row.subject, what, "", row.day, row.comment)


def _remarks(rows: Iterable[AnyRow], zone: ZoneInfo) -> Iterator[NewsLine]:
    for row in rows:
        what = "Похвала" if row.praise else "Замечание"
        yield NewsLine(NewsSort.REMARKS, row.seq, _came(row, zone), row.subject, what, "", row.day, row.text)


def _debts(rows: Iterable[AnyRow], zone: ZoneInfo) -> Iterator[NewsLine]:
    for row in rows:
        what = f"Долг до {day_words(row.until)}: {_work(row)}" if row.until else f"Долг снят: {_work(row)}"
        if row.until and row.before:
            what += f". Был до {day_words(date.fromisoformat(row.before))}"
        yield NewsLine(NewsSort.DECISIONS, row.seq, _came(row, zone), row.subject, what, "", row.day)


def _finals(rows: Iterable[AnyRow], zone: ZoneInfo, periods: Mapping[str, str]) -> Iterator[NewsLine]:
    for row in rows:
        what = periods.get(row.period, row.period)
        yield NewsLine(NewsSort.DECISIONS, row.seq, _came(row, zone), row.subject, what, row.value)


def _homework(rows: Iterable[AnyRow], zone: ZoneInfo) -> Iterator[NewsLine]:
    for row in rows:
        text = "\n".join((row.homework, *shown_links(row.homework_links))).strip()
        came = _came(row, zone)
        yield NewsLine(NewsSort.HOMEWORK, row.seq, came, row.subject, "Задание на дом", "", row.day, text)


def _absences(rows: Iterable[AnyRow], zone: ZoneInfo, sex: str) -> Iterator[NewsLine]:
    for row in rows:
        what = absence_words(Absence(row.code), row.minutes, sex)
        yield NewsLine(NewsSort.ABSENCES, row.seq, _came(row, zone), row.subject, what, "", row.day)


def _answers(rows: Iterable[AnyRow], zone: ZoneInfo) -> Iterator[NewsLine]:
    for row in rows:
        what = f"{span_words(row.first, row.last)}: {STATES[row.decision]}"
        yield NewsLine(NewsSort.ANSWERS, row.seq, _came(row, zone), "Сообщение о пропуске", what, "", None, row.answer)


def _lessons(rows: Iterable[AnyRow], zone: ZoneInfo) -> Iterator[NewsLine]:
    told: set[tuple[date, int, str]] = set()
    for row in rows:
        place = row.day, row.number, row.subject
        if place not in told:
            told.add(place)
            came = _came(row, zone)
            yield NewsLine(NewsSort.CHANGES, row.seq, came, row.subject, _changed(row), "", row.day, row.reason)


def _changed(row: AnyRow) -> str:
    lesson = f"{row.number}-й урок {day_words(row.day)}"
    if row.cancelled:
        return f"{lesson} отменён"
    if row.surname:
        return f"{lesson}: замена, {teacher_words(row.surname, row.given, row.patronymic)}"
    return f"{lesson}: изменение в расписании"


def _moved(found: Iterable[Moved], zone: ZoneInfo) -> Iterator[NewsLine]:
    """Yield a line for each moved lesson, and one for all that have another room at the same place of each week."""
    lines: dict[tuple[object, ...], list[Moved]] = {}
    for each in found:
        row, was = each.row, each.before
        is_room = was is not None and (was.day, was.number) == (row.day, row.number)
        place = (row.day.weekday(), was.room, row.room) if was is not None and is_room else (row.day,)
        lines.setdefault((row.subject, row.number, *place, _came(row, zone)), []).append(each)
    for moved in lines.values():
        row = moved[0].row
        seq = max(each.row.seq for each in moved)
        what = _moved_words(moved)
        yield NewsLine(NewsSort.CHANGES, seq, _came(row, zone), row.subject, what, "", row.day)


def _moved_words(moved: Sequence[Moved]) -> str:
    """Return what is otherwise. moved: a lesson, or several of a place of the week with another room."""
    row, was = moved[0].row, moved[0].before
    lesson = f"{row.number}-й урок {day_words(row.day)}"
    if was is None:
        return f"{lesson}: изменение в расписании"
    if (was.day, was.number) != (row.day, row.number):
        return f"{lesson}: перенос, был {was.number}-м уроком {day_words(was.day)}"
    if len(moved) > 1:
        lesson = f"{row.number}-й урок {each_weekday_words(row.day)} с {day_words(row.day)}"
    room = f"кабинет {row.room}" if row.room else "кабинет не указан"
    before = (f" вместо {was.room}" if row.room else f", был {was.room}") if was.room else ""
    return f"{lesson}: {room}{before}"
