"""Records from the journal's tables and back."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, TypeVar, cast

import msgspec
from msgspec import Struct
from msgspec.structs import astuple
from sqlalchemy import ColumnElement, Connection, Row, Select, and_, bindparam, delete, func, select
from sqlalchemy.dialects.sqlite import Insert, insert
from typing_extensions import override

from app.bulk import Bulk
from app.columns import record_of
from app.domain.records import RECORD_TYPES, PlanItem, Record, tag_of
from app.domain.scales import FIVE, Scale, scale_named
from app.ids import JournalId, PupilId
from app.store.tables import TABLES, journal, mark, mark_scale, membership, plan_item, subject

Key = tuple[type[Record], str]
"""Which thing: its kind and its id."""

AnyRow = Row[*tuple[Any, ...]]
"""A row of whatever columns."""

R = TypeVar("R", bound=Struct)
T = TypeVar("T")

KINDS = {tag_of(kind): kind for kind in RECORD_TYPES}
"""Every kind of record by the name of its table."""


def among(column: ColumnElement[str], name: str = "ids") -> ColumnElement[bool]:
    """Return the condition that a column is one of the ids that are given by this name, as `listed` tells them.

    One parameter, however many there are: a statement with a parameter for each is put together anew every time.
    """
    return column.in_(select(func.json_each(bindparam(name)).table_valued("value").c.value))


def listed(ids: Iterable[str], name: str = "ids") -> dict[str, str]:
    """Return ids as the parameter of a statement with `among`."""
    return {name: _encoder.encode(list(ids)).decode()}


def _upsert(kind: type[Record]) -> Insert:
    statement = insert(TABLES[kind])
    kept = {column.name: statement.excluded[column.name] for column in TABLES[kind].c if column.name != "id"}
    # a conflict updates in place: the order in which rows came stays that of their rowids
    return statement.on_conflict_do_update(index_elements=["id"], set_=kept)


_READ: dict[Any, Select[Any]] = {
    kind: select(table).where(table.c.id == bindparam("id")) for kind, table in TABLES.items()
}
_READ_ALL: dict[Any, Select[Any]] = {kind: select(table).where(among(table.c.id)) for kind, table in TABLES.items()}
_WRITE = {kind: Bulk(_upsert(kind), kind.__struct_fields__) for kind in RECORD_TYPES}
_REMOVE = {kind: delete(table).where(table.c.id == bindparam("key")) for kind, table in TABLES.items()}
_HAS_MARKS = select(mark.c.id).where(mark.c.work == bindparam("work"), mark.c.annulled.is_(False)).limit(1)
_ENROLS = (
    select(membership.c.id)
    .join(journal, and_(journal.c.group == membership.c.group))
    .where(journal.c.id == bindparam("journal"), membership.c.pupil == bindparam("pupil"))
    .limit(1)
)
_SCALE = (
    select(subject.c.scale, mark_scale.c.scheme)
    .select_from(journal)
    .join(subject, subject.c.id == journal.c.subject)
    .outerjoin(mark_scale, mark_scale.c.id == subject.c.scale)
    .where(journal.c.id == bindparam("journal"))
)
_PLAN = select(plan_item).where(plan_item.c.journal == bindparam("journal"))
_decoder: msgspec.json.Decoder[Record] = msgspec.json.Decoder(Record)
_encoder = msgspec.json.Encoder()


class StoredRows:
    """The rows as they stand now, for judging."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._scales: dict[JournalId, Scale] = {}

    def of(self, kind: type[R], key: str) -> R | None:
        """Return the row of a kind with this id, annulled or not."""
        return read(self._connection, kind, key)

    def has_marks(self, work: str) -> bool:
        """Return whether a mark stands for a work."""
        return self._connection.execute(_HAS_MARKS, {"work": work}).first() is not None

    def enrols(self, journal: JournalId, pupil: PupilId) -> bool:
        """Return whether the pupil is or was a member of the journal's group."""
        found = self._connection.execute(_ENROLS, {"journal": journal, "pupil": pupil})
        return found.first() is not None

    def scale(self, journal: JournalId) -> Scale:
        """Return the scale of the journal's subject; read once for all that is judged by these rows."""
        if journal not in self._scales:
            found = self._connection.execute(_SCALE, {"journal": journal}).one_or_none()
            self._scales[journal] = scale_named(*found) if found else FIVE
        return self._scales[journal]

    def plan(self, journal: JournalId) -> list[PlanItem]:
        """Return every item that the journal's plan has or had."""
        return [record_of(PlanItem, row) for row in self._connection.execute(_PLAN, {"journal": journal})]


class RowsOnce(StoredRows):
    """The rows that one operation finds, each read once: what it changes is written after all was looked at."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self._read: dict[tuple[type[Struct], str], Struct | None] = {}

    @override
    def of(self, kind: type[R], key: str) -> R | None:
        if (kind, key) not in self._read:
            self._read[kind, key] = super().of(kind, key)
        return cast("R | None", self._read[kind, key])


def read(connection: Connection, kind: type[R], key: str) -> R | None:
    """Return the row with this id, None where there is none."""
    found = connection.execute(_READ[kind], {"id": key}).one_or_none()
    return None if found is None else record_of(kind, found)


def existing(connection: Connection, keys: Iterable[Key]) -> dict[Key, Record | None]:
    """Return the rows as they stand, None for those that are not there; in the order of the keys."""
    found: dict[Key, Record | None] = dict.fromkeys(keys)
    for kind, ids in _by_kind(found).items():
        for row in connection.execute(_READ_ALL[kind], listed(ids)).all():
            found[kind, row[0]] = record_of(kind, row)
    return found


def write(connection: Connection, records: Iterable[Record]) -> None:
    """Write rows, each over the one with its id."""
    for kind, group in _by_kind((type(record), astuple(record)) for record in records).items():
        _WRITE[kind].execute(connection, group)


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
