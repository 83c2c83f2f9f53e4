"""Finds out whom a school's new entries concern: a look at what was written since the last, then at their diaries."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, and_, bindparam, select

from app.domain.records import Journal, Lesson, Membership, tag_of
from app.ids import SchoolId
from portal.auth.derived import DerivedKeys
from portal.diary.news import NewsDay, NewsSort, read_news
from portal.diary.news_rows import Since
from portal.diary.opening import hears_answers, open_owner
from portal.diary.weeks import DiaryOwner
from portal.exchange.cursors import Head, read_head
from portal.notices.choosing import NEWS, Choice, read_choices
from portal.notices.timing import first_due
from portal.store.dialects import enter
from portal.store.tables import TABLES, effects, links, notice_letters

MOST_EFFECTS = 1_000
"""Changes that are looked through for the pupils in them; behind more every diary is looked at."""

_LESSON = f'"{tag_of(Lesson)}"'.encode()
_journal, _membership = TABLES[Journal], TABLES[Membership]
_EFFECTS = (
    select(effects.c.part, effects.c.rows)
    .where(effects.c.school_id == bindparam("school"), effects.c.seq > bindparam("after"))
    .limit(MOST_EFFECTS + 1)
)
_PUPILS = select(links.c.code_hash, links.c.pupil).where(links.c.school_id == bindparam("school"))
_TAUGHT = (
    select(_membership.c.pupil)
    .join(_journal, and_(_journal.c.school_id == _membership.c.school_id, _journal.c.group == _membership.c.group))
    .where(_membership.c.school_id == bindparam("school"), _journal.c.id.in_(bindparam("journals", expanding=True)))
)
_WAITING = select(notice_letters.c.link).where(
    notice_letters.c.school_id == bindparam("school"), notice_letters.c.sort == NEWS
)


@dataclass(frozen=True, slots=True)
class Found:
    """What a look has found. head: up to where. due: letters of news, by the link. ended: links that open nothing."""

    head: Head
    due: dict[str, datetime]
    ended: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What there is to tell of a diary. head: up to where it was looked at."""

    owner: DiaryOwner
    head: Head
    news: tuple[NewsDay, ...]


def look_around(
    connection: Connection, keys: DerivedKeys, school: SchoolId, before: Head | None, *, now_ms: int
) -> Found | None:
    """Return to whom letters are due, None where nothing was written. before: up to where the last look has seen."""
    head = read_head(connection, school)
    if head == before:
        return None
    waiting = set(connection.execute(_WAITING, {"school": school}).scalars())
    choices = [each for each in read_choices(connection, keys, school) if each.link not in waiting]
    due, ended = {}, []
    for choice in _concerned(connection, school, choices, before, head):
        told = read_told(connection, choice, now_ms=now_ms)
        if told is None:
            ended.append(choice.link)
        elif told.news:
            due[choice.link] = first_due(_moment(now_ms), choice.wish.hour, told.owner.zone)
    return Found(head, due, tuple(ended))


def read_told(connection: Connection, choice: Choice, *, now_ms: int) -> Told | None:
    """Return what a choice's next letter says, None where the link opens no diary any more."""
    enter(connection, choice.school)
    owner = open_owner(connection, choice.link, now_ms=now_ms)
    if owner is None:
        return None
    enter(connection, choice.school)
    head = read_head(connection, choice.school)
    today = _moment(now_ms).astimezone(ZoneInfo(owner.zone)).date()
    answers = hears_answers(connection, owner, choice.link, now_ms=now_ms)
    news = read_news(connection, owner, Since(choice.told), today, answers=answers)
    return Told(owner, head, tuple(_chosen(news, choice.wish.sorts)))


def _chosen(news: Iterable[NewsDay], sorts: Collection[NewsSort]) -> Iterator[NewsDay]:
    for day in news:
        lines = tuple(line for line in day.lines if line.sort in sorts and not line.is_undone)
        if lines:
            yield replace(day, lines=lines)


def _concerned(
    connection: Connection, school: SchoolId, choices: Sequence[Choice], before: Head | None, head: Head
) -> Sequence[Choice]:
    """Return the choices whose diaries may show something new: all, where the roster or too much has changed."""
    if not choices or before is None or (before.epoch, before.roster) != (head.epoch, head.roster):
        return choices
    found = connection.execute(_EFFECTS, {"school": school, "after": before.seq}).all()
    if len(found) > MOST_EFFECTS:
        return choices
    changed = sorted({part for part, rows in found if _LESSON in rows})
    taught = set(connection.execute(_TAUGHT, {"school": school, "journals": changed}).scalars()) if changed else set()
    named = b"\n".join(rows for _, rows in found)
    pupils = {row.code_hash: str(row.pupil) for row in connection.execute(_PUPILS, {"school": school})}
    wanted = {link for link, pupil in pupils.items() if pupil in taught or pupil.encode() in named}
    return [each for each in choices if each.link in wanted or each.link not in pupils]


def _moment(now_ms: int) -> datetime:
    return datetime.fromtimestamp(now_ms / 1000, UTC)
