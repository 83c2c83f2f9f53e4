"""SQLite as both stores want it: every commit on the disk, transactions that begin when we say so."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Engine, event

BEGIN = "begin"
"""Execution option: the statement that begins a transaction."""


def make_durable(
    engine: Engine, *, busy_ms: int, cache_kib: int, log_pages: int, unlock: Callable[[Any], None] | None = None
) -> None:
    """Prepare every connection of an engine, and let its transactions be for writing unless `reading` says otherwise.

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

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql(connection.get_execution_options().get(BEGIN, "BEGIN IMMEDIATE"))


def reading(engine: Engine) -> Engine:
    """Return the same engine for transactions that see one state and keep nobody from writing."""
    return engine.execution_options(**{BEGIN: "BEGIN"})
