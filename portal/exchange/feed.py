"""The feed: what operations have left behind in a reader's scope, in the school's order."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, and_, bindparam, select

from app.wire.messages import Cursor
from portal.exchange.cursors import Head, cursor_at
from portal.exchange.reads import readable_rows
from portal.exchange.scopes import Reader
from portal.store.tables import effects, operations

MAX_ENTRIES = 1_000
"""Most entries in one answer."""

MAX_FEED_BYTES = 2 * 1024 * 1024
"""After so many bytes the page ends; what else an answer holds, and one large entry more, still fit into MAX_BYTES."""

_IN_SCOPE = and_(
    effects.c.school_id == bindparam("school"),
    effects.c.seq > bindparam("after"),
    effects.c.part.in_(bindparam("parts", expanding=True)),
)
_PLACES = select(effects.c.seq).where(_IN_SCOPE).distinct().order_by(effects.c.seq).limit(bindparam("places"))
_ENTRIES = (
    select(
        operations.c.seq,
        operations.c.id,
        operations.c.author,
        operations.c.replica,
        operations.c.received,
        effects.c.rows,
    )
    .join(operations, and_(operations.c.school_id == effects.c.school_id, operations.c.seq == effects.c.seq))
    .where(_IN_SCOPE, effects.c.seq <= bindparam("upto"))
    .order_by(effects.c.seq, effects.c.part)
)


@dataclass(frozen=True, slots=True)
class Feed:
    """A page of the feed. next: the cursor behind it. more: whether the feed goes on."""

    entries: msgspec.Raw
    next: Cursor
    more: bool


def read_feed(connection: Connection, reader: Reader, head: Head, *, after: int, want: int) -> Feed:
    """Return the entries behind a point of the order that hold a row of the reader's scope.

    want: most entries. An operation outside the scope costs nothing: the cursor moves over it.
    """
    places = _places(connection, reader, head, after, min(want, MAX_ENTRIES) + 1)
    wanted = places[: min(want, MAX_ENTRIES)]
    entries, last = _entries(connection, reader, after, wanted)
    more = last != (places[-1] if places else after)
    next_cursor = cursor_at(connection, reader.school, head, last) if more else head.cursor
    return Feed(msgspec.Raw(b"[" + b",".join(entries) + b"]"), next_cursor, more)


def _places(connection: Connection, reader: Reader, head: Head, after: int, most: int) -> list[int]:
    if after >= head.seq:
        return []
    named = {"school": reader.school, "after": after, "parts": reader.feed_parts, "places": most}
    return list(connection.execute(_PLACES, named).scalars())


def _entries(connection: Connection, reader: Reader, after: int, places: Sequence[int]) -> tuple[list[bytes], int]:
    """Return the entries at these places as they travel, and the last of them that found room."""
    entries: list[bytes] = []
    size, last = 0, after
    if not places:
        return entries, last
    named = {"school": reader.school, "after": after, "parts": reader.feed_parts, "upto": places[-1]}
    for seq, rows in groupby(connection.execute(_ENTRIES, named), key=lambda row: row.seq):
        entry = _entry(list(rows), reader.reads)
        if entries and size + len(entry) > MAX_FEED_BYTES:
            break
        entries.append(entry)
        size, last = size + len(entry), seq
    return entries, last


def _entry(parts: Sequence[Row[*tuple[Any, ...]]], reads: frozenset[str]) -> bytes:
    first = parts[0]
    pieces = (readable_rows(part.rows, reads)[1:-1] for part in parts)
    rows = msgspec.Raw(b"[" + b",".join(piece for piece in pieces if piece) + b"]")
    return msgspec.json.encode((first.seq, first.id, first.author, first.replica, first.received, rows))
