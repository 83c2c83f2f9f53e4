"""Notes what others wrote in journals while it comes in: one line for each thing that a person would tell."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import delete, func, insert, select

from app.columns import record_of
from app.domain.attention import About
from app.domain.classroom import Debt, Remark
from app.domain.disputes import Revision
from app.domain.news import Told
from app.domain.records import Attendance, FinalMark, Lesson, Mark, Record, Work
from app.store.rows import Key
from app.store.tables import TABLES, identity, news
from app.store.unit import Unit
from app.wire.messages import Entry

KEPT = 2_000
"""Lines that stay after they were looked at."""

MOST = 20_000
"""Lines that are kept at all: more than a school writes in a day; nobody reads older ones."""

CHUNK = 500
"""Ids in one statement."""

_OWN = select(identity.c.teacher)

Newsworthy = Mark | Attendance | FinalMark | Lesson | Work | Debt | Remark | Revision
"""The kinds of rows that are worth telling when somebody else has written them."""


def note_news(unit: Unit, feed: Sequence[Entry]) -> bool:
    """Write down what others wrote, before it is taken in; return whether there is something.

    What the own PCs of this teacher wrote is no news, nor are lessons that the school office puts into the timetable.
    """
    own = unit.connection.execute(_OWN).scalar()
    others = [entry for entry in feed if entry.author != own]
    seen = _before(unit, [row for entry in others for row in entry.rows])
    noted = [
        {"kind": told, "id": row.id, "journal": row.journal, "author": entry.author}
        for entry in others
        for told, row in _told(entry, seen)
    ]
    if not noted:
        return False
    unit.connection.execute(insert(news), noted)
    last = unit.connection.execute(select(func.max(news.c.n))).scalar_one()
    unit.connection.execute(delete(news).where(news.c.n <= last - KEPT, news.c.seen == 1))
    unit.connection.execute(delete(news).where(news.c.n <= last - MOST))
    return True


def _told(entry: Entry, seen: dict[Key, Record]) -> Iterator[tuple[Told, Newsworthy]]:
    """Yield what an entry tells. seen: the rows before it; those after it are put there."""
    changed = {row.entity for row in entry.rows if isinstance(row, Revision)}
    for row in entry.rows:
        if not isinstance(row, Newsworthy):
            continue
        before = seen.get((type(row), row.id))
        seen[type(row), row.id] = row
        if before != row and row.id not in changed:
            yield from ((told, row) for told in _of(before, row))


def _of(before: Record | None, now: Newsworthy) -> list[Told]:  # noqa: C901, PLR0911 (a line for each kind)
    match now:
        case Revision():
            # of an excuse: another paper, close to health data and nothing that a subject teacher acts on
            return [] if now.field == About.EXCUSE else [Told.CHANGE]
        case Mark():
            return [_of_mark(before, now)]
        case Attendance():
            return [Told.ATTENDANCE] if before or now.code else []
        case Lesson():
            return _of_lesson(before, now)
        case Work():
            # every change of what stands leaves a Revision
            return [] if before or now.annulled else [Told.WORK]
        case Debt():
            return [] if before or now.until is None else [Told.DEBT]
        case Remark():
            return [] if now.annulled else [Told.REMARK]
        case FinalMark():
            return [Told.FINAL_MARK]


def _of_mark(before: Record | None, now: Mark) -> Told:
    is_old = isinstance(before, Mark) and (before.value, before.annulled) == (now.value, now.annulled)
    return Told.COMMENT if is_old else Told.MARK


def _of_lesson(before: Record | None, now: Lesson) -> list[Told]:
    if not isinstance(before, Lesson):
        return []
    found = []
    if before.topic_token != now.topic_token:
        found.append(Told.TOPIC)
    if before.homework_token != now.homework_token:
        found.append(Told.HOMEWORK)
    if not now.removed and (before.day, before.number, before.cancelled) != (now.day, now.number, now.cancelled):
        found.append(Told.LESSON)
    if before.room != now.room and not (now.removed or now.cancelled):
        found.append(Told.ROOM)
    return found


def _before(unit: Unit, rows: Iterable[Record]) -> dict[Key, Record]:
    found: dict[Key, Record] = {}
    wanted: dict[type[Record], list[str]] = defaultdict(list)
    for row in rows:
        if isinstance(row, Newsworthy):
            wanted[type(row)].append(row.id)
    for kind, ids in wanted.items():
        table = TABLES[kind]
        for start in range(0, len(ids), CHUNK):
            for each in unit.connection.execute(select(table).where(table.c.id.in_(ids[start : start + CHUNK]))):
                found[kind, each.id] = record_of(kind, each)
    return found
