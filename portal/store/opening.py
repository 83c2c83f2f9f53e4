"""Opens the portal's database: durable, with transactions that begin when we say so, of this version's schema."""

import sqlcipher3.dbapi2 as sqlite
from sqlalchemy import URL, Engine, create_engine, make_url

from app.sqlite import make_durable, reading
from portal.errors import NewerDatabaseError
from portal.store.tables import SCHEMA

BUSY_MS = 10_000
"""How long a write waits for another process, such as an import; the portal's own writes wait in a queue."""

CACHE_KIB = 32 * 1024
LOG_PAGES = 1_000
"""SQLite's own default: a server has time between two requests."""

CONNECTIONS, MORE_CONNECTIONS = 8, 40
"""Kept, and opened for a while; together no fewer than there are threads that answer."""


def open_engine(url: str | URL) -> Engine:
    """Open a database and bring it to this version's schema; a new file is made.

    Its transactions may write; `reading` gives the engine for those that do not.
    url: such as "sqlite:////srv/peremena/portal.db".

    Raises:
        NewerDatabaseError: a newer portal wrote it; it was not changed.
    """
    engine = connect_engine(url)
    found = found_schema(engine)
    if found > SCHEMA:
        engine.dispose()
        raise NewerDatabaseError
    if found < SCHEMA:
        from portal.store.migrations.runner import upgrade  # noqa: PLC0415 (Alembic is slow to import, rarely needed)

        upgrade(engine)
    return engine


def connect_engine(url: str | URL) -> Engine:
    """Return an engine for a database as it is; no schema is looked at or changed."""
    engine = create_engine(
        make_url(url).set(drivername="sqlite+pysqlite"),
        module=sqlite,
        pool_size=CONNECTIONS,
        max_overflow=MORE_CONNECTIONS,
        hide_parameters=True,
    )

    make_durable(engine, busy_ms=BUSY_MS, cache_kib=CACHE_KIB, log_pages=LOG_PAGES)
    return engine


def found_schema(engine: Engine) -> int:
    """Return the schema of a database, 0 where it is new."""
    with reading(engine).connect() as connection:
        return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
