"""What the portal holds of a reader's parts, as one digest a bucket: whoever holds the same has nothing to repair."""

from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, select

from app.domain.parts import Part
from app.domain.records import Record, types_of
from app.wire.buckets import Lines, shared_fields
from app.wire.messages import DigestsAnswer, DigestsAsk
from portal.exchange.cursors import Head
from portal.exchange.scopes import Reader, kind_of, rows_of, values_of
from portal.refusals import Code, RefusedError
from portal.store.rows import fields_of

MOST_PARTS = 8
"""In one answer: some 30,000 rows are read for it, which takes a third of a second."""


def read_digests(connection: Connection, reader: Reader, head: Head, ask: DigestsAsk) -> DigestsAnswer:
    """Return the digest of each bucket of these parts as they are now.

    Raises:
        RefusedError: a part is unknown or of somebody else, or there are too many at once.
    """
    if len(ask.parts) > MOST_PARTS:
        raise RefusedError(Code.TOO_LARGE, "body.parts")
    if not all(reader.may_read(part) for part in ask.parts):
        raise RefusedError(Code.NOT_FOUND)
    fields = shared_fields(ask.fields)
    buckets = {part: _lines(connection, reader, part, fields).digests() for part in ask.parts}
    return DigestsAnswer(head.cursor, fields, buckets)


def _lines(connection: Connection, reader: Reader, part: str, fields: dict[str, int]) -> Lines:
    sort, values = kind_of(part), values_of(reader, part)
    lines = Lines(sort, fields)
    for kind in types_of(sort):
        lines.add(kind, connection.execute(_rows(sort, kind), values))
    return lines


@cache
def _rows(part: Part, kind: type[Record]) -> Select[Any]:
    return select(*fields_of(kind)).where(rows_of(part, kind))
