"""Opens a journal: encrypted or not at all, of this version or left as it is."""

import os
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Engine, create_engine

from app.clock import Clock
from app.disk import disk_errors
from app.errors import DamagedError, NewerJournalError, PlaintextError, ReadOnlyError
from app.sqlite import DRIVER, STATEMENTS, make_durable
from app.store.failures import store_errors
from app.store.tables import SCHEMA
from app.store.unit import Store

PLAIN_HEADER = b"SQLite format 3\x00"
"""How a database begins that nobody encrypted."""

PAGE_BYTES = 4096
"""Size of a page, the least that a journal has; SQLite would take a shorter file for a new one."""

BUSY_MS = 5_000
"""How long a write waits for another one; a step of a round holds the journal for some 20."""

LOG_PAGES = 16_000
"""64 MB: the log is folded into the file after each round, not while somebody types (45-58 ms for 1,000 pages)."""

CACHE_KIB = 16 * 1024
"""Pages kept in memory: a year's journals of one teacher."""


def open_store(path: Path, key: bytes, clock: Clock) -> Store:
    """Open a journal, or make one where there is no file.

    key: 32 random bytes, the raw key.

    Raises:
        DamagedError: the file is damaged, or no journal, or of another key; it was not changed.
        NewerJournalError: a newer version wrote it; it was not changed.
        PlaintextError: the database library does not encrypt; nothing was kept.
        StoreError: the file or its folder cannot be read or written.
    """
    with disk_errors(), store_errors(path):
        if path.exists():
            found = _found_schema(path, key)
        else:
            _make(path, key)
            found = SCHEMA
    if found > SCHEMA:
        raise NewerJournalError(found, SCHEMA)
    engine = _engine(path, key)
    with disk_errors(), store_errors(path):
        if found < SCHEMA:
            _upgrade(engine)
        _check(engine, path)
    return Store(engine, path, clock)


def _found_schema(path: Path, key: bytes) -> int:
    """Return the schema of an existing file, which is not written to."""
    with path.open("rb") as file:
        if file.read(len(PLAIN_HEADER)) == PLAIN_HEADER or path.stat().st_size < PAGE_BYTES:
            raise DamagedError(str(path))
    if not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
        raise ReadOnlyError
    connection = sqlcipher.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None)
    try:
        _unlock(connection, key)
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        (found,) = connection.execute("PRAGMA user_version").fetchone()
    finally:
        connection.close()
    return int(found)


def _make(path: Path, key: bytes) -> None:
    """Make a journal under another name first, so that a cut leaves none that is half made."""
    fresh = path.with_name(f"{path.name}.new")
    for left in path.parent.glob(f"{fresh.name}*"):
        left.unlink()
    path.parent.mkdir(parents=True, exist_ok=True)
    engine = _engine(fresh, key)
    try:
        _upgrade(engine)
    finally:
        engine.dispose()
    if fresh.read_bytes()[: len(PLAIN_HEADER)] == PLAIN_HEADER:
        fresh.unlink()
        raise PlaintextError
    fresh.replace(path)


def _engine(path: Path, key: bytes) -> Engine:
    engine = create_engine(
        f"{DRIVER}:///{path}",
        module=sqlcipher,
        connect_args={"check_same_thread": False, "cached_statements": STATEMENTS},
    )

    make_durable(
        engine,
        busy_ms=BUSY_MS,
        cache_kib=CACHE_KIB,
        log_pages=LOG_PAGES,
        unlock=lambda connection: _unlock(connection, key),
    )
    return engine


def _unlock(connection: Any, key: bytes) -> None:
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    if not connection.execute("PRAGMA cipher_version").fetchone():
        raise PlaintextError


def _upgrade(engine: Engine) -> None:
    from app.store.migrations.runner import upgrade  # noqa: PLC0415 (Alembic costs 0.1 s and is rarely needed)

    upgrade(engine)


def _check(engine: Engine, path: Path) -> None:
    with engine.connect() as connection:
        if connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one() != "ok":
            raise DamagedError(str(path))
        # every page of the file has been read: what the teacher needs of them is read again in a moment
        connection.exec_driver_sql("PRAGMA shrink_memory")
