"""Parts of the scope, or buckets of them, page by page, in the order of kinds and keys."""

import hashlib
from collections.abc import Iterator

import msgspec
from sqlalchemy import Connection, select

from app.columns import record_of
from app.domain.records import Record, tag_of
from app.ids import ID_BYTES, text_of
from app.wire.messages import SnapshotAnswer, SnapshotAsk
from portal.exchange.cursors import Head
from portal.exchange.scopes import Reader, kind_of, part_version, rows_in, values_of
from portal.refusals import Code, RefusedError
from portal.store.rows import fields_of
from portal.store.tables import TABLES

MAX_ROWS = 2_000
"""Most rows in one page."""

MAX_PAGE_BYTES = 2 * 1024 * 1024
"""After so many bytes of rows the page ends, so that the answer fits into MAX_BYTES."""

_encode = msgspec.json.Encoder().encode


def read_page(connection: Connection, reader: Reader, head: Head, ask: SnapshotAsk) -> SnapshotAnswer:
    """Return a page of a part; reading the feed from `as_of` on completes it.

    Raises:
        RefusedError: the part is unknown or of somebody else, or the page is named wrongly.
    """
    if not reader.may_read(ask.part):
        raise RefusedError(Code.NOT_FOUND)
    if ask.limit < 1:
        raise RefusedError(Code.MALFORMED, "body.limit")
    limit = min(ask.limit, MAX_ROWS)
    pieces: list[bytes] = []
    size, last = 0, ""
    for record in _records(connection, reader, ask, limit + 1):
        piece = _encode(record)
        if len(pieces) == limit or (pieces and size + len(piece) > MAX_PAGE_BYTES):
            break
        pieces.append(piece)
        size, last = size + len(piece), f"{tag_of(type(record))}/{record.id}"
    else:
        last = ""
    rows = b"[" + b",".join(pieces) + b"]"
    return SnapshotAnswer(
        rows=msgspec.Raw(rows),
        next=last,
        as_of=head.cursor,
        version=part_version(connection, reader, head, ask.part),
        digest=text_of(hashlib.blake2b(rows, digest_size=ID_BYTES).digest()),
    )


def _records(connection: Connection, reader: Reader, ask: SnapshotAsk, most: int) -> Iterator[Record]:
    sort, values = kind_of(ask.part), values_of(reader, ask.part)
    kinds = list(reader.kinds_in(sort))
    first, after = _place(kinds, ask.after)
    for kind in kinds[first:]:
        key = TABLES[kind].c.id
        wanted = rows_in(sort, ask.bucket, kind)
        page = select(*fields_of(kind)).where(wanted, key > after).order_by(key).limit(most)
        found = connection.execute(page, values).all()
        yield from (record_of(kind, row) for row in found)
        most, after = most - len(found), ""
        if most <= 0:
            return


def _place(kinds: list[type[Record]], after: str) -> tuple[int, str]:
    """Return where a page begins: the place of its first kind, and the key behind which."""
    if not after:
        return 0, ""
    tag, _, key = after.partition("/")
    names = [tag_of(kind) for kind in kinds]
    if tag not in names:
        raise RefusedError(Code.MALFORMED, "body.after")
    return names.index(tag), key
