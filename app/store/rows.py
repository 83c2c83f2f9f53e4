"""Records from the journal's tables and back."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, TypeVar

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, Row, Select, and_, bindparam, delete, select
from sqlalchemy.dialects.sqlite import Insert, insert

from app.columns import record_of, values_of
from app.domain.records import (
    RECORD_TYPES,
    Attendance,
    Closing,
    Conflict,
    FinalMark,
    Lesson,
    Mark,
    Record,
    Work,
    tag_of,
)
from app.ids import JournalId, PupilId
from app.store.tables import TABLES, journal, mark, membership

Key = tuple[type[Record], str]
"""Which thing: its kind and its id."""

AnyRow = Row[*tuple[Any, ...]]
"""A row of whatever columns."""

R = TypeVar("R", bound=Struct)
T = TypeVar("T")

KINDS = {tag_of(kind): kind for kind in RECORD_TYPES}
"""Every kind of record by the name of its table."""


def _upsert(kind: type[Record]) -> Insert:
    statement = insert(TABLES[kind])
    kept = {column.name: statement.excluded[column.name] for column in TABLES[kind].c if column.name != "id"}
    # a conflict updates in place: the order in which rows came stays that of their rowids
    return statement.on_conflict_do_update(index_elements=["id"], set_=kept)


_READ: dict[Any, Select[Any]] = {
    kind: select(table).where(table.c.id == bindparam("id")) for kind, table in TABLES.items()
}
_WRITE = {kind: _upsert(kind) for kind in RECORD_TYPES}
_REMOVE = {kind: delete(table).where(table.c.id == bindparam("key")) for kind, table in TABLES.items()}
_HAS_MARKS = select(mark.c.id).where(mark.c.work == bindparam("work"), mark.c.annulled.is_(False)).limit(1)
_ENROLS = (
    select(membership.c.id)
    .join(journal, and_(journal.c.group == membership.c.group))
    .where(journal.c.id == bindparam("journal"), membership.c.pupil == bindparam("pupil"))
    .limit(1)
)
_decoder: msgspec.json.Decoder[Record] = msgspec.json.Decoder(Record)
_encoder = msgspec.json.Encoder()


class StoredRows:
    """The rows as they stand now, for judging."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def mark(self, mark: str) -> Mark | None:
        """Return a mark, annulled or not."""
        return read(self._connection, Mark, mark)

    def attendance(self, attendance: str) -> Attendance | None:
        """Return a pupil's attendance of a lesson by its derived id."""
        return read(self._connection, Attendance, attendance)

    def lesson(self, lesson: str) -> Lesson | None:
        """Return a lesson."""
        return read(self._connection, Lesson, lesson)

    def work(self, work: str) -> Work | None:
        """Return a work, annulled or not."""
        return read(self._connection, Work, work)

    def final_mark(self, final_mark: str) -> FinalMark | None:
        """Return a pupil's mark for a period by its derived id."""
        return read(self._connection, FinalMark, final_mark)

    def closing(self, closing: str) -> Closing | None:
        """Return whether a term is closed for a class, by its derived id."""
        return read(self._connection, Closing, closing)

    def conflict(self, conflict: str) -> Conflict | None:
        """Return a collision, decided or not."""
        return read(self._connection, Conflict, conflict)

    def has_marks(self, work: str) -> bool:
        """Return whether a mark stands for a work."""
        return self._connection.execute(_HAS_MARKS, {"work": work}).first() is not None

    def enrols(self, journal: JournalId, pupil: PupilId) -> bool:
        """Return whether the pupil is or was a member of the journal's group."""
        found = self._connection.execute(_ENROLS, {"journal": journal, "pupil": pupil})
        return found.first() is not None

    def existing(self, record: Record) -> Record | None:
        """Return the row of the same kind and id."""
        return read(self._connection, type(record), record.id)


def read(connection: Connection, kind: type[R], key: str) -> R | None:
    """Return the row with this id, None where there is none."""
    found = connection.execute(_READ[kind], {"id": key}).one_or_none()
    return None if found is None else record_of(kind, found)


def write(connection: Connection, records: Iterable[Record]) -> None:
    """Write rows, each over the one with its id."""
    for kind, group in _by_kind((type(record), record) for record in records).items():
        connection.execute(_WRITE[kind], [values_of(record) for record in group])


def remove(connection: Connection, keys: Iterable[Key]) -> None:
    """Remove rows; those that are not there are passed over."""
    for kind, group in _by_kind(keys).items():
        connection.execute(_REMOVE[kind], [{"key": key} for key in group])


def packed(record: Record | None) -> bytes | None:
    """Return a record as bytes, None for none."""
    return None if record is None else _encoder.encode(record)


def unpacked(body: bytes | None) -> Record | None:
    """Return the record in these bytes, None for none."""
    return None if body is None else _decoder.decode(body)


def _by_kind(pairs: Iterable[tuple[type[Record], T]]) -> dict[type[Record], list[T]]:
    grouped: dict[type[Record], list[T]] = defaultdict(list)
    for kind, each in pairs:
        grouped[kind].append(each)
    return grouped
