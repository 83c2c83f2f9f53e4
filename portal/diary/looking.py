"""Up to where somebody with a link has looked at what is new: the mark that the portal keeps for each link."""

from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, select

from portal.diary.news import NewsDay, read_news
from portal.diary.news_rows import Since
from portal.diary.opening import Visit, hears_answers
from portal.diary.weeks import DiaryOwner
from portal.exchange.cursors import read_head
from portal.store.dialects import upsert
from portal.store.tables import diary_visits

VISIT_MS = 30 * 60 * 1000
"""How long one visit lasts after the last look: what was new a minute ago stays on the page when it is drawn again."""

FIRST_MS = 14 * 24 * 60 * 60 * 1000
"""How far back the first visit looks."""

FROM_THE_FIRST = -1

_LOOKED = select(diary_visits.c.since, diary_visits.c.seen, diary_visits.c.at).where(
    diary_visits.c.school_id == bindparam("school"), diary_visits.c.link == bindparam("link")
)
_KEEP = upsert(diary_visits)


@dataclass(frozen=True, slots=True)
class Look:
    """One look at what is new. head: the school's last seq as the page was drawn. is_first: of this link."""

    since: Since
    head: int
    is_first: bool
    is_due: bool

    @property
    def row(self) -> dict[str, int]:
        """What is to be kept of it."""
        return {"since": FROM_THE_FIRST if self.is_first else self.since.seq, "seen": self.head}


def look(connection: Connection, owner: DiaryOwner, link: str, *, now_ms: int) -> Look:
    """Return from when on everything is new to whoever looks now; nothing is written."""
    head = read_head(connection, owner.school_id).seq
    kept = connection.execute(_LOOKED, {"school": owner.school_id, "link": link}).one_or_none()
    if kept is None:
        return Look(Since(0, now_ms - FIRST_MS), head, is_first=True, is_due=True)
    goes_on = now_ms - kept.at < VISIT_MS
    since = kept.since if goes_on else kept.seen
    is_first = since == FROM_THE_FIRST
    shown = Since(0, kept.at - FIRST_MS) if is_first else Since(since)
    return Look(shown, head, is_first=is_first, is_due=not goes_on or head != kept.seen)


def read_seen(connection: Connection, owner: DiaryOwner, link: str) -> int | None:
    """Return the seq up to which somebody has looked, None where nobody has yet."""
    kept = connection.execute(_LOOKED, {"school": owner.school_id, "link": link}).one_or_none()
    return None if kept is None else int(kept.seen)


def count_unseen(visit: Visit) -> int:
    """Return how many new things nobody with the link has been shown; 0 before the first look."""
    seen = read_seen(visit.connection, visit.owner, visit.link)
    if seen is None or seen >= read_head(visit.connection, visit.owner.school_id).seq:
        return 0
    return sum(len(day.lines) for day in read_visit_news(visit, Since(seen)))


def read_visit_news(visit: Visit, since: Since) -> tuple[NewsDay, ...]:
    """Return what is new to whoever reads, the latest day first."""
    now_ms = int(visit.now.timestamp() * 1000)
    hears = hears_answers(visit.connection, visit.owner, visit.link, now_ms=now_ms)
    return read_news(visit.connection, visit.owner, since, visit.today, answers=hears)


def keep_look(connection: Connection, owner: DiaryOwner, link: str, looked: Look, *, now_ms: int) -> None:
    """Keep up to where the page has shown what is new."""
    connection.execute(_KEEP, {"school_id": owner.school_id, "link": link, "at": now_ms, **looked.row})
