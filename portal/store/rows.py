"""Records from the portal's tables and back, many at a time."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from msgspec.structs import astuple
from sqlalchemy import Connection, Select, bindparam, select

from app.bulk import Bulk, Row
from app.columns import record_of
from app.domain.records import RECORD_TYPES, Record
from app.ids import SchoolId
from portal.store.dialects import upsert
from portal.store.tables import TABLES

Key = tuple[type[Record], str]
"""Which thing of a school: its kind and its id."""

SLICE = 1_000
"""Ids in one statement; SQLite takes 32,766 parameters, and the plan does not get better with more."""


def fields_of(kind: type[Record]) -> list[Any]:
    """Return the columns that are the record's fields, in their order."""
    return [column for column in TABLES[kind].c if column.name != "school_id"]


def read_records(connection: Connection, school: SchoolId, keys: Iterable[Key]) -> Iterator[Record]:
    """Yield the rows that are there; some statements for each kind, however many keys."""
    wanted: dict[type[Record], set[str]] = defaultdict(set)
    for kind, key in keys:
        wanted[kind].add(key)
    for kind, ids in wanted.items():
        for part in sliced(ids):
            found = connection.execute(_READ[kind], {"school": school, "ids": part})
            yield from (record_of(kind, row) for row in found)


def write_records(connection: Connection, school: SchoolId, records: Collection[Record]) -> None:
    """Write rows as they shall be, new ones and old ones; one statement for each kind."""
    by_kind: dict[type[Record], list[Row]] = defaultdict(list)
    for each in records:
        by_kind[type(each)].append((school, *astuple(each)))
    for kind, rows in by_kind.items():
        _WRITE[kind].execute(connection, rows)


def sliced(ids: Collection[str]) -> Iterator[list[str]]:
    """Yield the ids in lists that one statement takes."""
    listed = list(ids)
    for first in range(0, len(listed), SLICE):
        yield listed[first : first + SLICE]


def _read(kind: type[Record]) -> Select[Any]:
    table = TABLES[kind]
    return select(*fields_of(kind)).where(
        table.c.school_id == bindparam("school"), table.c.id.in_(bindparam("ids", expanding=True))
    )


_READ = {kind: _read(kind) for kind in RECORD_TYPES}
_WRITE = {
    kind: Bulk(upsert(TABLES[kind]), ("school_id", *(column.name for column in fields_of(kind))))
    for kind in RECORD_TYPES
}
