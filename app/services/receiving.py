"""Takes in what the portal sends: parts of the scope page by page, outcomes, and the entries of the feed."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from sqlalchemy import Select, bindparam, delete, exists, func, insert, literal, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from app.changes import NOTHING, Changes, merged
from app.domain.parts import Part
from app.domain.records import Record, tag_of, types_of
from app.ids import JournalId
from app.services.noting import note_news
from app.services.removing import may_remove, protected
from app.services.witnessing import forget_words, is_lost, put_aside, tell_again
from app.store.outbox import keep_outcomes, reopen
from app.store.overlay import forget, settle
from app.store.regained import forget_regained
from app.store.rows import Key, write
from app.store.tables import TABLES, coverage, fetched, journal, outbox, parts, reading_point, underlay
from app.store.unit import Unit
from app.wire.messages import NOWHERE, Cursor, Entry, Found, HelloAnswer, Judged, SnapshotAnswer, SnapshotAsk

BEFORE_ALL = 0
"""A seq up to which nothing has been answered: a page confirms no own operation."""

_CURSOR = select(reading_point.c.epoch, reading_point.c.seq, reading_point.c.chain)
_SEEN = select(reading_point.c.epoch, reading_point.c.seq, reading_point.c.seen_seq, reading_point.c.seen_chain)
_SCOPE = select(reading_point.c.scope)
_READ = select(func.coalesce(func.max(reading_point.c.seq), BEFORE_ALL)).scalar_subquery()
_UNREAD = select(outbox.c.n).where(outbox.c.outcome.is_not(None), outbox.c.seq > _READ).limit(1)


@dataclass(frozen=True, slots=True)
class PartFetch:
    """A part that is not here yet, or not whole. after: where its pages go on. received, rows: here, and in all."""

    part: str
    version: str
    after: str
    received: int
    rows: int


def cursor_of(unit: Unit) -> Cursor:
    """Return up to where the feed has been read; an empty cursor before the first synchronisation."""
    found = unit.connection.execute(_CURSOR).one_or_none()
    return NOWHERE if found is None else Cursor(*found)


def seen_of(unit: Unit) -> Cursor:
    """Return the newest state of which a page is here and that the feed has not reached; an empty cursor for none."""
    row = unit.connection.execute(_SEEN).one_or_none()
    ahead = row is not None and row.seen_seq > row.seq
    return Cursor(row.epoch, row.seen_seq, row.seen_chain) if row is not None and ahead else NOWHERE


def scope_of(unit: Unit) -> str:
    """Return the scope that is here as a whole, empty where one is still to be fetched."""
    return unit.connection.execute(_SCOPE).scalar() or ""


def keep_scope(unit: Unit, *, scope: str) -> None:
    """Write down that every part of this scope is here."""
    unit.connection.execute(update(reading_point).values(scope=scope))
    tell_again(unit)


def forget_cursor(unit: Unit) -> None:
    """Make every part due again, for another history is read; rows and pending operations stay where they are."""
    unit.connection.execute(delete(reading_point))
    unit.connection.execute(delete(coverage))
    forget_regained(unit)
    forget_words(unit)
    unit.connection.execute(update(parts).values(version="", complete=0, lost=1))


def parts_to_fetch(unit: Unit, *, hello: HelloAnswer) -> tuple[PartFetch, ...]:
    """Return the parts of the scope that are to be fetched, in the portal's order."""
    held = {row.part: row for row in unit.connection.execute(select(parts))}
    due = []
    for info in hello.parts:
        row = held.get(info.id)
        if row is None or row.version != info.version:
            due.append(PartFetch(info.id, info.version, "", 0, info.rows))
        elif not row.complete:
            due.append(PartFetch(info.id, info.version, row.after, row.received, info.rows))
    return tuple(due)


def is_doubtful(unit: Unit) -> bool:
    """Return whether the portal may have lost own operations since it answered them: the feed has not got to them."""
    return unit.connection.execute(_UNREAD).first() is not None


def settle_known(unit: Unit, *, found: Sequence[Found]) -> Changes:
    """Write down what the portal holds of the own operations; what is behind that waits (again) (I7, I15)."""
    keep_outcomes(unit.connection, [Judged(each.n, each.outcome, each.reason, each.seq) for each in found])
    reopen(unit.connection, max((each.n for each in found), default=0))
    return Changes(outbox=True)


def take_part(unit: Unit, *, ask: SnapshotAsk, answer: SnapshotAnswer, rows: Sequence[Record]) -> Changes:
    """Take in a page; with the last one, rows of the part that no page brought are removed, many after a question only.

    The pages of a part that was never here are written as they come: nothing can be laid over them or left over.
    """
    if _is_new(unit, ask):
        write(unit.connection, rows)
        changes = NOTHING if answer.next else Changes(shapes=_shapes(unit, ask.part), school=ask.part in set(Part))
    else:
        changes = _take_again(unit, ask, rows)
        if not answer.next:
            changes |= _remove_others(unit, ask.part)
    _keep_place(unit, ask, answer, len(rows))
    _begin_reading(unit, answer.as_of)
    return changes


def take_exchange(unit: Unit, *, outcomes: Sequence[Judged], feed: Sequence[Entry], next_cursor: Cursor) -> Changes:
    """Take in an answer in one transaction: outcomes, effects, and the cursor (I4, I6, I7)."""
    keep_outcomes(unit.connection, outcomes)
    rows = [row for entry in feed for row in entry.rows]
    # a journal that has read nothing yet learns what there is, not what has changed
    has_news = bool(cursor_of(unit).epoch) and note_news(unit, feed)
    changes = settle(unit.connection, rows, upto=next_cursor.seq) | Changes(news=has_news)
    place = {"epoch": next_cursor.epoch, "seq": next_cursor.seq, "chain": next_cursor.chain}
    moved = unit.connection.execute(update(reading_point).values(**place))
    if not moved.rowcount:
        unit.connection.execute(insert(reading_point), {**place, "scope": ""})
    return changes | Changes(outbox=True) if outcomes else changes


def _is_new(unit: Unit, ask: SnapshotAsk) -> bool:
    """Return whether no page of this part was ever here before the fetch that is under way."""
    received = unit.connection.execute(select(parts.c.received).where(parts.c.part == ask.part)).scalar()
    if not ask.after:
        return received is None
    noted = unit.connection.execute(select(fetched.c.id).where(fetched.c.part == ask.part).limit(1)).first()
    return bool(received) and noted is None


def _take_again(unit: Unit, ask: SnapshotAsk, rows: Sequence[Record]) -> Changes:
    """Take in a page of a part that was here already, and note what it brought."""
    if not ask.after:
        unit.connection.execute(delete(fetched).where(fetched.c.part == ask.part))
    if is_lost(unit, ask.part):
        put_aside(unit, [(type(each), each.id) for each in rows], rows)
    changes = settle(unit.connection, rows, upto=BEFORE_ALL)
    if rows:
        brought = [{"part": ask.part, "kind": tag_of(type(each)), "id": each.id} for each in rows]
        unit.connection.execute(upsert(fetched).on_conflict_do_nothing(), brought)
    return changes


def _remove_others(unit: Unit, part: str) -> Changes:
    gone: list[Key] = []
    for kind in types_of(_kind_of(part)):
        old = unit.connection.execute(_others(_kind_of(part), kind), {"part": part})
        gone += [(kind, key) for key in old.scalars()]
    unit.connection.execute(delete(fetched).where(fetched.c.part == part))
    if _kind_of(part) is Part.ROSTER:
        kept = protected(unit)
        gone = [key for key in gone if key not in kept]
    if is_lost(unit, part):
        put_aside(unit, gone)
    changes = forget(unit.connection, gone) if may_remove(unit, part, len(gone)) else NOTHING
    return merged((changes, Changes(shapes=_shapes(unit, part))))


@cache
def _others(sort: Part, kind: type[Record]) -> Select[str]:
    """Return what finds the rows of such a part that no page has brought and that no own entry has made."""
    table = TABLES[kind]
    brought = exists().where(
        fetched.c.part == bindparam("part"), fetched.c.kind == literal(tag_of(kind)), fetched.c.id == table.c.id
    )
    mine = exists().where(underlay.c.kind == tag_of(kind), underlay.c.id == table.c.id, underlay.c.body.is_(None))
    old = select(table.c.id).where(~brought, ~mine)
    return old.where(table.c.journal == bindparam("part")) if sort is Part.JOURNAL else old


def _kind_of(part: str) -> Part:
    return Part(part) if part in set(Part) else Part.JOURNAL


def _shapes(unit: Unit, part: str) -> frozenset[JournalId]:
    """Return the journals whose pages look otherwise after a part has come."""
    if _kind_of(part) is Part.JOURNAL:
        return frozenset({JournalId(part)})
    return frozenset(unit.connection.execute(select(journal.c.id)).scalars())


def _keep_place(unit: Unit, ask: SnapshotAsk, answer: SnapshotAnswer, brought: int) -> None:
    """Write down how far a part is; its version stays that of its first page, so that a mixture is fetched again."""
    place = {"after": answer.next, "received": parts.c.received + brought, "complete": int(not answer.next)}
    if not answer.next:
        place["lost"] = 0
    if ask.after:
        unit.connection.execute(update(parts).where(parts.c.part == ask.part).values(**place))
        return
    begun = place | {"version": answer.version, "received": brought}
    kept = upsert(parts).values(part=ask.part, **begun)
    unit.connection.execute(kept.on_conflict_do_update(index_elements=["part"], set_=begun))


def _begin_reading(unit: Unit, as_of: Cursor) -> None:
    """Read the feed from the first page's state on: it completes every page that comes after."""
    begun = unit.connection.execute(select(func.count()).select_from(reading_point)).scalar_one()
    if not begun:
        place = {"epoch": as_of.epoch, "seq": as_of.seq, "chain": as_of.chain, "scope": ""}
        unit.connection.execute(insert(reading_point), place)
    newer = update(reading_point).where(reading_point.c.seen_seq < as_of.seq)
    unit.connection.execute(newer.values(seen_seq=as_of.seq, seen_chain=as_of.chain))
