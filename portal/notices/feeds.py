"""What is new as a web feed, at a secret address that can be taken back.  Source: RFC 4287 (Atom)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from app.ids import derived
from portal.diary.looking import FIRST_MS
from portal.diary.news import NewsDay, NewsLine, NewsSort, read_news
from portal.diary.news_rows import Since
from portal.diary.opening import UnknownLinkError, hears_answers, open_owner
from portal.diary.weeks import DiaryOwner
from portal.notices.choosing import FEED, FEED_WHOLE, find_door
from portal.notices.letters import line_words
from portal.store.dialects import NO_SCHOOL, enter

ATOM = "http://www.w3.org/2005/Atom"
TITLE = "Школьный дневник: новое"
SORTS = {
    NewsSort.MARKS: "Отметки",
    NewsSort.HOMEWORK: "Домашние задания",
    NewsSort.ABSENCES: "Пропуски и опоздания",
    NewsSort.REMARKS: "Замечания и похвала",
    NewsSort.CHANGES: "Изменения в расписании",
    NewsSort.DECISIONS: "Итоговые отметки и долги",
    NewsSort.ANSWERS: "Ответы школы",
}
"""How the sorts of news are called where a family chooses among them."""


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed holds. key: the same each time. shows: what is new; else only of which sort and subject."""

    owner: DiaryOwner
    key: str
    news: tuple[NewsDay, ...]
    shows: bool
    made: datetime


def read_feed(connection: Connection, code: str, *, now_ms: int) -> Feed:
    """Return what a feed shows now: what two weeks have brought.

    Raises:
        UnknownLinkError: the address is unknown, or it or its link has ended.
    """
    try:
        door = find_door(connection, code, FEED, FEED_WHOLE, now_ms=now_ms)
    except UnknownLinkError:
        # an address that is none costs what an ended one does
        enter(connection, NO_SCHOOL)
        open_owner(connection, "", now_ms=now_ms)
        raise
    owner = open_owner(connection, door.link, now_ms=now_ms)
    if owner is None:
        raise UnknownLinkError
    now = datetime.fromtimestamp(now_ms / 1000, UTC)
    today = now.astimezone(ZoneInfo(owner.zone)).date()
    answers = hears_answers(connection, owner, door.link, now_ms=now_ms)
    news = read_news(connection, owner, Since(0, now_ms - FIRST_MS), today, answers=answers)
    return Feed(owner, derived("feed", door.school, door.link), news, door.purpose == FEED_WHOLE, now)


def feed_bytes(feed: Feed) -> bytes:
    """Return the feed; the child's name stands nowhere in it, for others' programs keep it."""
    ET.register_namespace("", ATOM)
    root = ET.Element(f"{{{ATOM}}}feed")
    _add(root, "id", f"urn:peremena:{feed.key}")
    _add(root, "title", TITLE)
    entries = list(_entries(feed))
    _add(root, "updated", entries[0][0] if entries else _stamp(feed.made))
    _add(_add(root, "author", ""), "name", feed.owner.school)
    for updated, key, title in entries:
        entry = _add(root, "entry", "")
        _add(entry, "id", f"urn:peremena:{key}")
        _add(entry, "updated", updated)
        _add(entry, "title", title)
        _add(entry, "content", title)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def _entries(feed: Feed) -> Iterator[tuple[str, str, str]]:
    """Yield when each came, its id, and what it says, the latest first; what says the same is said once."""
    told: set[str] = set()
    for day in feed.news:
        updated = _stamp(datetime.combine(day.day, time(12), ZoneInfo(feed.owner.zone)))
        for line in day.lines:
            title = line_words(line) if feed.shows else _kind_words(line)
            key = derived("news", feed.key, str(line.seq if feed.shows else day.day), title)
            if key not in told:
                told.add(key)
                yield updated, key, title


def _kind_words(line: NewsLine) -> str:
    return f"{SORTS[line.sort]}: {line.about}"


def _add(parent: ET.Element, name: str, text: str) -> ET.Element:
    element = ET.SubElement(parent, f"{{{ATOM}}}{name}")
    # what a teacher typed may hold signs that no XML may
    element.text = "".join(sign for sign in text if sign.isprintable() or sign in "\n\t")
    return element


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds")
