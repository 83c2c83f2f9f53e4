"""The one place that knows which database is below: how transactions begin, whose rows they see, what errors mean."""

import re
from collections.abc import Collection
from enum import Enum, auto

import sqlcipher3.dbapi2 as sqlite
from sqlalchemy import Connection, Engine, Insert, Table, null
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import DBAPIError, OperationalError, TimeoutError  # noqa: A004 (nobody here means the other one)

from app.ids import SchoolId
from app.sqlite import reading as reading_file

BEGIN = "begin"
"""Execution option: the statements that begin a transaction at a server."""

SERVER = "postgresql"
"""The name of the dialect whose database is a server; the other one is SQLite, a file."""

NO_SCHOOL = SchoolId("")
"""Of a transaction that sees no school's rows: it looks a secret up."""

SCHOOL, SECRET, LISTING = "peremena.school", "peremena.secret", "peremena.listing"
"""What a transaction says of itself: whose rows it may touch, the hash of what it was shown, that it counts schools."""

_READ = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
"""One state for the whole transaction, so that a page of the feed and its cursor belong together."""

_PLAIN = re.compile(r"[A-Za-z0-9_-]{1,64}")
"""What may stand in a statement as it is; nothing else is a school's id or a secret's hash."""

_BUSY = {"40001", "40P01", "55P03"}
"""A transaction that the server gave up: serialization failure, deadlock, a lock waited for too long."""

_AWAY = ("08", "53", "57P")
"""Classes of what a server says that cannot be reached, has no room, or is being shut down."""


class Failure(Enum):
    """What is wrong with a database that may answer later."""

    BUSY = auto()
    AWAY = auto()


def is_server(engine: Engine) -> bool:
    """Return whether the database is a server, at which several processes and machines may work."""
    return engine.dialect.name == SERVER


def reading(engine: Engine, school: SchoolId = NO_SCHOOL) -> Engine:
    """Return the same engine for transactions that see one state of one school and keep nobody from writing."""
    if not is_server(engine):
        return reading_file(engine)
    return engine.execution_options(**{BEGIN: f"{_READ}; {_saying(SCHOOL, school)}"})


def listing(engine: Engine) -> Engine:
    """Return the same engine for transactions that may only see which schools there are."""
    if not is_server(engine):
        return reading_file(engine)
    return engine.execution_options(**{BEGIN: f"{_READ}; {_saying(LISTING, 'on')}"})


def writing(engine: Engine, school: SchoolId = NO_SCHOOL) -> Engine:
    """Return the same engine for transactions that write, one after another: of a school, or of the whole file.

    The turn is taken as the transaction begins and ends with it, so that whoever sees a commit sees all before it (I5).
    What needs no order, such as signatures, is checked before.
    """
    if not is_server(engine):
        return engine
    return engine.execution_options(**{BEGIN: f"BEGIN; {_saying(SCHOOL, school)}; {_taking_turn(school)}"})


def enter(connection: Connection, school: SchoolId) -> None:
    """Let a transaction that has looked a secret up see the rows of the secret's school."""
    _say(connection, SCHOOL, school)


def take_turn(connection: Connection, school: SchoolId) -> None:
    """Enter a school and wait for its turn to write, in a transaction that began without knowing the school."""
    if connection.dialect.name == SERVER:
        enter(connection, school)
        connection.exec_driver_sql(_taking_turn(school))


def present(connection: Connection, secret_hash: str) -> None:
    """Let a transaction see the row of a secret, such as a token, by its hash, and nothing else of its school."""
    _say(connection, SECRET, secret_hash)


def upsert(table: Table, kept: Collection[str] = (), emptied: Collection[str] = ()) -> Insert:
    """Return a statement that writes rows as they shall be, whether their primary keys are there or not.

    kept: columns that a row that is there takes over, by default all. emptied: columns that it loses.
    """
    # PostgreSQL took the clause from SQLite: one statement is compiled for both
    statement = insert(table)
    keys = [column.name for column in table.primary_key]
    names = kept or [column.name for column in table.c if column.name not in keys]
    new = {name: statement.excluded[name] for name in names} | {name: null() for name in emptied}
    return statement.on_conflict_do_update(index_elements=keys, set_=new)


def failure_of(error: Exception) -> Failure | None:
    """Return why the database did not answer, None where asking again will not help."""
    if isinstance(error, TimeoutError):
        return Failure.BUSY
    if not isinstance(error, DBAPIError):
        return None
    if isinstance(error.orig, sqlite.Error):
        code = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF
        return Failure.BUSY if code == sqlite.SQLITE_BUSY else None
    state = getattr(error.orig, "sqlstate", None)
    if state in _BUSY:
        return Failure.BUSY
    lost = error.connection_invalidated or (state is None and isinstance(error, OperationalError))
    return Failure.AWAY if lost or (state or "").startswith(_AWAY) else None


def _say(connection: Connection, name: str, value: str) -> None:
    if connection.dialect.name == SERVER:
        connection.exec_driver_sql(_saying(name, value))


def _saying(name: str, value: str) -> str:
    return f"SET LOCAL {name} = '{_plain(value)}'"


def _taking_turn(school: SchoolId) -> str:
    return f"SELECT 1 FROM schools WHERE school_id = '{_plain(school)}' FOR UPDATE"  # noqa: S608 (_plain lets ids through)


def _plain(text: str) -> str:
    return text if _PLAIN.fullmatch(text) else ""
