"""SQLite as both stores want it: every commit on the disk, transactions that begin when we say so."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Engine, PoolProxiedConnection, event
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from typing_extensions import override

DRIVER = "sqlite+durable"
"""The driver's name in the address of a database."""

STATEMENTS = 500
"""Statements that a connection keeps as the database has prepared them: more than a round and a page need."""


class Durable(SQLiteDialect_pysqlite):
    """Begins a transaction for writing; without a listener, for which each statement would tell that it is executed."""

    supports_statement_cache = True
    begin = "BEGIN IMMEDIATE"

    @override
    def do_begin(self, dbapi_connection: PoolProxiedConnection) -> None:
        dbapi_connection.cursor().execute(self.begin)

    # what was compiled for one of the two serves the other
    @override
    def __eq__(self, other: object) -> bool:
        return isinstance(other, Durable) and other.__dict__ is self.__dict__

    @override
    def __hash__(self) -> int:
        return id(self.__dict__)


class _Reading(Durable):
    """The same dialect, whatever it learns of its database, for transactions that keep nobody from writing."""

    supports_statement_cache = True
    begin = "BEGIN"

    def __init__(self, dialect: Durable) -> None:
        self.__dict__ = dialect.__dict__


registry.register("sqlite.durable", __name__, "Durable")


def make_durable(
    engine: Engine, *, busy_ms: int, cache_kib: int, log_pages: int, unlock: Callable[[Any], None] | None = None
) -> None:
    """Prepare every connection of an engine of this driver.

    busy_ms: how long a write waits for another process's. cache_kib: pages kept in memory. log_pages: length
    of the write-ahead log from which on a commit folds it into the file by itself. unlock: gives a
    connection its key before anything else is asked of it.
    """

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: object) -> None:
        # the driver's own BEGIN comes too late (before the first write) and is missing before a savepoint
        connection.isolation_level = None
        if unlock is not None:
            unlock(connection)
        for pragma in (
            f"busy_timeout = {busy_ms}",
            "journal_mode = WAL",
            "synchronous = FULL",
            f"wal_autocheckpoint = {log_pages}",
            "temp_store = MEMORY",
            f"cache_size = -{cache_kib}",
        ):
            connection.execute(f"PRAGMA {pragma}")


def reading(engine: Engine) -> Engine:
    """Return the same engine for transactions that see one state and keep nobody from writing."""
    read = engine.execution_options()
    read.dialect = _Reading(engine.dialect)  # type: ignore[arg-type]  # every engine here is of this driver
    return read
