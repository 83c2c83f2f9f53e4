"""A portal's content as messages: school by school and table by table, as any database has it; then files."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import chain
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, Date, Engine, Select, Table, bindparam, insert, select

from app.ids import SchoolId, text_of
from portal.errors import NewerDatabaseError
from portal.store.dialects import NO_SCHOOL, listing, reading, writing
from portal.store.tables import SCHEMA, metadata, schools

ROWS = 1_000
"""Rows in one message."""

Row = tuple[Any, ...]


class DumpDamagedError(ValueError):
    """The messages are no dump."""


class Head(Struct, frozen=True, tag="head"):
    """What a dump is of. schema: the portal's. made: ISO 8601, by the portal's clock. key: signs its answers."""

    schema: int
    made: str
    key: bytes


class Begin(Struct, frozen=True, tag="begin"):
    """A school's rows follow. head: how far its log reaches in them."""

    school: SchoolId
    head: int


class Rows(Struct, frozen=True, tag="rows"):
    """Some rows of a table, by their primary keys; days as ISO 8601."""

    table: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


class Part(Struct, frozen=True, tag="file"):
    """Some of a file of the archives; the parts of one follow each other. path: see `archived_files.files_of`."""

    path: str
    content: bytes


class End(Struct, frozen=True, tag="end"):
    """Nothing follows. digests: by table and school, and by file, see `Digests`."""

    digests: dict[str, str]


Message = Head | Begin | Rows | Part | End
_decoder = msgspec.msgpack.Decoder(Message)


@dataclass
class Digests:
    """Tells two contents apart: a digest over each school's rows of each table by their keys, and over each file."""

    _found: dict[str, Any] = field(default_factory=dict)

    def add(self, message: Begin | Rows | Part) -> None:
        """Take in what is to be compared."""
        if isinstance(message, Rows):
            place = message.columns.index("school_id")
            for row in message.rows:
                self._of(f"{message.table} {row[place]}").update(msgspec.msgpack.encode((message.columns, row)))
        elif isinstance(message, Part):
            self._of(f"file {message.path}").update(message.content)

    def texts(self) -> dict[str, str]:
        """Return the digests so far."""
        return {name: text_of(digest.digest()) for name, digest in sorted(self._found.items())}

    def _of(self, name: str) -> Any:
        return self._found.setdefault(name, hashlib.blake2b(digest_size=16))


def messages_of(engine: Engine, files: Iterable[Part] = (), *, key: bytes, made: str) -> Iterator[Message]:
    """Yield all that a portal's database holds, each school as it is at one moment, then files.

    files: read behind the database, so that none is missing of which a row tells. key, made: as in Head.
    """
    yield Head(SCHEMA, made, key)
    digests = Digests()
    for message in chain(_schools_of(engine), files):
        digests.add(message)
        yield message
    yield End(digests.texts())


def digests_of(engine: Engine, files: Iterable[Part] = ()) -> dict[str, str]:
    """Return the digests of what a portal's database holds, and of files."""
    digests = Digests()
    for message in chain(_schools_of(engine), files):
        digests.add(message)
    return digests.texts()


def load(
    engine: Engine, messages: Iterable[bytes], put: Callable[[Part], None]
) -> tuple[Head, dict[SchoolId, int], dict[str, str]]:
    """Write a dump into an empty database of this schema; return its head, how far each log reaches, its digests.

    put: writes some of a file.

    Raises:
        DumpDamagedError: it is no dump, or ends too soon.
        NewerDatabaseError: a newer portal made it.
    """
    head: Head | None = None
    end: End | None = None
    reaches: dict[SchoolId, int] = {}
    school = NO_SCHOOL
    # to the last message even behind the end: only then it is known that the file is whole
    for text in messages:
        match _read(text):
            case Head() as head:
                pass
            case Begin(school, reach):
                reaches[school] = reach
            case Rows() as rows:
                with writing(engine, school).begin() as connection:
                    _write(connection, rows)
            case Part() as part:
                put(part)
            case End() as end:
                pass
    if head is None or end is None:
        raise DumpDamagedError
    return head, reaches, end.digests


def encoded(message: Message) -> bytes:
    """Return a message as it is written."""
    return msgspec.msgpack.encode(message)


def _schools_of(engine: Engine) -> Iterator[Begin | Rows]:
    with listing(engine).connect() as connection:
        found = list(connection.execute(select(schools.c.school_id).order_by(schools.c.school_id)).scalars())
    # what is people's own, such as their passwords, is of no school and stands before all of them
    with reading(engine, NO_SCHOOL).connect() as connection, connection.begin():
        for table in metadata.sorted_tables:
            yield from _rows_of(connection, table, NO_SCHOOL)
    for school in map(SchoolId, found):
        with reading(engine, school).connect() as connection:
            reach = connection.execute(select(schools.c.head).where(schools.c.school_id == school)).scalar_one()
            yield Begin(school, reach)
            for table in metadata.sorted_tables:
                yield from _rows_of(connection, table, school)


def _rows_of(connection: Connection, table: Table, school: SchoolId) -> Iterator[Rows]:
    name, columns = _text(table.name), tuple(_text(column.name) for column in table.c)
    found = connection.execution_options(yield_per=ROWS).execute(_all_of(table), {"school": school})
    for part in found.partitions():
        yield Rows(name, columns, tuple(tuple(_plain(value) for value in row) for row in part))


@cache
def _all_of(table: Table) -> Select[Any]:
    return select(table).where(table.c.school_id == bindparam("school")).order_by(*table.primary_key)


def _write(connection: Connection, rows: Rows) -> None:
    table = metadata.tables[rows.table]
    days = {column.name for column in table.c if isinstance(column.type, Date)}
    values = [
        {name: _day(value) if name in days else value for name, value in zip(rows.columns, row, strict=True)}
        for row in rows.rows
    ]
    connection.execute(insert(table), values)


def _text(name: str) -> str:
    # SQLAlchemy has a kind of text of its own for names that are quoted
    return str.__str__(name)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _day(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)


def _read(text: bytes) -> Message:
    try:
        message: Message = _decoder.decode(text)
    except (msgspec.DecodeError, ValueError) as error:
        raise DumpDamagedError from error
    if isinstance(message, Head) and message.schema > SCHEMA:
        raise NewerDatabaseError
    return message
