"""Opens the portal's database, a file or on a server: durable, of this version's schema."""

import sqlcipher3.dbapi2 as sqlite
from sqlalchemy import URL, Engine, create_engine, make_url

from app.sqlite import DRIVER, STATEMENTS, make_durable
from portal.errors import NewerDatabaseError, OlderDatabaseError, UnsortedDatabaseError
from portal.store.dialects import SERVER, is_server, reading
from portal.store.tables import SCHEMA

BUSY_MS = 10_000
"""How long a write waits for another process, such as an import; the portal's own writes wait in a queue."""

CACHE_KIB = 32 * 1024
LOG_PAGES = 8_000
"""Of some 32 MB: thousands of entries that come at once are folded in once, not with each thousand of them."""

CONNECTIONS, MORE_CONNECTIONS = 8, 40
"""Kept, and opened for a while; together no fewer than there are threads that answer."""


def open_engine(url: str | URL) -> Engine:
    """Open a database of this version's schema; a file is made, or brought to it.

    Its transactions may write; `reading` gives the engine for those that do not.
    url: such as "sqlite:////srv/peremena/portal.db" or "postgresql+psycopg://peremena@db.example/peremena".

    Raises:
        NewerDatabaseError: a newer portal wrote it; it was not changed.
        OlderDatabaseError: it is on a server, where only its owner may bring it to this version's schema.
    """
    engine = connect_engine(url)
    found = found_schema(engine)
    if found > SCHEMA:
        engine.dispose()
        raise NewerDatabaseError
    if found < SCHEMA:
        if is_server(engine):
            engine.dispose()
            raise OlderDatabaseError
        from portal.store.migrations.runner import upgrade  # noqa: PLC0415 (Alembic is slow to import, rarely needed)

        upgrade(engine)
    return engine


def raise_database(owner: str | URL, role: str, *, parts: int = 0) -> Engine:
    """Bring a database on a server to this version's schema and let a role, the portal's, work in it.

    owner: its address for the role that owns it; the engine that is returned is the owner's. parts: in how many the
    growing tables of a new database are laid out by school, 0 for one piece; one that is there stays as it is.

    Raises:
        NewerDatabaseError: a newer portal wrote it; it was not changed.
        UnsortedDatabaseError: its texts are not compared by their bytes.
    """
    from portal.store.migrations.runner import upgrade  # noqa: PLC0415 (Alembic is slow to import, rarely needed)
    from portal.store.partitions import found_parts, laying_out  # noqa: PLC0415 (only for a server's database)
    from portal.store.postgresql import is_bytewise, raise_walls  # noqa: PLC0415 (only for a server's database)

    engine = connect_engine(owner)
    found = found_schema(engine)
    if found > SCHEMA:
        engine.dispose()
        raise NewerDatabaseError
    with reading(engine).connect() as connection:
        sorted_well = is_bytewise(connection)
        parts = found_parts(connection) if found else parts
    if not sorted_well:
        engine.dispose()
        raise UnsortedDatabaseError
    with laying_out(parts):
        upgrade(engine)
    with engine.begin() as connection:
        raise_walls(connection, role)
    return engine


def connect_engine(url: str | URL) -> Engine:
    """Return an engine for a database as it is; no schema is looked at or changed."""
    address = make_url(url)
    if address.get_backend_name() == SERVER:
        from portal.store.postgresql import connect_server  # noqa: PLC0415 (a portal over a file needs no driver)

        return connect_server(address)
    engine = create_engine(
        address.set(drivername=DRIVER),
        module=sqlite,
        connect_args={"cached_statements": STATEMENTS},
        pool_size=CONNECTIONS,
        max_overflow=MORE_CONNECTIONS,
        hide_parameters=True,
    )

    make_durable(engine, busy_ms=BUSY_MS, cache_kib=CACHE_KIB, log_pages=LOG_PAGES)
    return engine


def writers_at_once(engine: Engine) -> int:
    """Return how many transactions of this process may write: a file has one turn, on a server each school has one."""
    return CONNECTIONS if is_server(engine) else 1


def found_schema(engine: Engine) -> int:
    """Return the schema of a database, 0 where it is new."""
    with reading(engine).connect() as connection:
        if is_server(engine):
            from portal.store.postgresql import found_version  # noqa: PLC0415 (only for a server's database)

            return found_version(connection)
        return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
