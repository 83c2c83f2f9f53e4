"""PostgreSQL as the portal wants it: transactions that begin when we say so, ids in the order of their bytes, walls."""

from pathlib import Path
from typing import Any

import psycopg
from psycopg.abc import Buffer
from psycopg.types.string import StrDumper, TextLoader
from sqlalchemy import URL, Connection, Engine, create_engine, event
from typing_extensions import override

from portal.errors import NoPasswordError
from portal.store.access_tables import access_steps
from portal.store.dialects import BEGIN, LISTING, SCHOOL, SECRET
from portal.store.partitions import open_parts
from portal.store.sign_in_tables import events
from portal.store.tables import effects, metadata, operations

DRIVER = "postgresql+psycopg"

CONNECTIONS, WAIT_S = 16, 10
"""Of one worker; who finds none free waits so long. PostgreSQL's own limit is 100 for all workers together."""

LOCK_MS, CONNECT_S = 10_000, 5
"""How long a write waits for its school's turn, and a worker for the server's answer."""

HANDED_OVER = "password_file"
"""Word of an address's query that names the file with the role's password, as containers and systemd hand them over."""

PLANS = "-c plan_cache_mode=force_custom_plan -c jit=off"
"""A plan that was kept from when a table was empty reads the whole of it for each of an import's thousand ids."""

BYTEWISE = {"C", "POSIX"}
"""Collations in which ids come in the order of their bytes, as SQLite and the desktops have it."""

PRESENTED = {
    "replicas": "token_hash",
    "codes": "code_hash",
    "links": "code_hash",
    "calendar_feeds": "code_hash",
    "notice_doors": "code_hash",
    "office_links": "code_hash",
    "invitations": "code_hash",
    "identities": "subject",
    "access_applications": "account",
}
"""Tables in which a secret is looked up before a school is known, and the column with its hash; or somebody's name."""

APPENDED = {operations.name, effects.name, events.name, access_steps.name}
"""The logs: the portal adds to them and never changes them, and here it could not."""

ESCAPE, NUL = "\ufdd0", "\x00"
"""U+FDD0 is no character of any text; PostgreSQL takes every sign but NUL, which stands behind it as a digit."""


class _Dumper(StrDumper):
    """Writes NUL, which a hostile text may hold, as something that PostgreSQL takes."""

    @override
    def dump(self, obj: str) -> Buffer | None:
        if NUL in obj or ESCAPE in obj:
            obj = obj.replace(ESCAPE, f"{ESCAPE}1").replace(NUL, f"{ESCAPE}0")
        return super().dump(obj)


class _Loader(TextLoader):
    """Reads it as it was."""

    @override
    def load(self, data: Buffer) -> str | bytes:
        text = super().load(data)
        if isinstance(text, str) and ESCAPE in text:
            text = text.replace(f"{ESCAPE}0", NUL).replace(f"{ESCAPE}1", ESCAPE)
        return text


def connect_server(url: URL) -> Engine:
    """Return an engine for a database on a server; nothing is asked of it yet.

    Raises:
        NoPasswordError: the address names a file with the password, and it cannot be read.
    """
    engine = create_engine(
        _with_password(url.set(drivername=DRIVER)),
        pool_size=CONNECTIONS,
        max_overflow=0,
        pool_timeout=WAIT_S,
        pool_use_lifo=True,
        hide_parameters=True,
        connect_args={"connect_timeout": CONNECT_S, "options": f"-c lock_timeout={LOCK_MS} {PLANS}"},
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: psycopg.Connection[Any], _record: object) -> None:
        # the driver's own BEGIN knows neither the school nor its turn, and would be a round trip more
        connection.autocommit = True
        connection.adapters.register_dumper(str, _Dumper)
        for name in ("text", "varchar"):
            connection.adapters.register_loader(name, _Loader)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(connection.get_execution_options().get(BEGIN, "BEGIN"))

    return engine


def _with_password(url: URL) -> URL:
    """Return an address with the password that stands in the file which it names; one that names none as it is."""
    named = url.query.get(HANDED_OVER)
    if named is None:
        return url
    path = Path(named if isinstance(named, str) else named[-1])
    try:
        password = path.read_text(encoding="utf-8").strip()
    except (OSError, ValueError) as error:
        raise NoPasswordError(str(path)) from error
    return url.set(password=password).difference_update_query([HANDED_OVER])


def found_version(connection: Connection) -> int:
    """Return the schema of a database, 0 where it is new."""
    if connection.exec_driver_sql("SELECT to_regclass('alembic_version')").scalar() is None:
        return 0
    return int(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one())


def is_bytewise(connection: Connection) -> bool:
    """Return whether the database compares texts byte by byte."""
    found = connection.exec_driver_sql("SELECT datcollate FROM pg_database WHERE datname = current_database()")
    return found.scalar_one() in BYTEWISE


def raise_walls(connection: Connection, role: str) -> None:
    """Let a role, the portal's, see and touch only rows of the school that its transaction has entered.

    The connection is the owner's, who stands above the walls. What was granted before is taken away first.
    """
    quoted = connection.dialect.identifier_preparer.quote
    to = quoted(role)
    connection.exec_driver_sql(f"GRANT USAGE ON SCHEMA public TO {to}")
    connection.exec_driver_sql(f"GRANT SELECT ON alembic_version TO {to}")
    for table in metadata.sorted_tables:
        name = quoted(table.name)
        rights = "SELECT, INSERT" if table.name in APPENDED else "SELECT, INSERT, UPDATE, DELETE"
        for statement in (
            f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY",
            f"REVOKE ALL ON {name} FROM {to}",
            f"GRANT {rights} ON {name} TO {to}",
            *_policy(name, "own", f"school_id = current_setting('{SCHOOL}', true)"),
        ):
            connection.exec_driver_sql(statement)
    for table_name, column in PRESENTED.items():
        shown = f"{column} = current_setting('{SECRET}', true)"
        for statement in _policy(table_name, "presented", shown, "FOR SELECT"):
            connection.exec_driver_sql(statement)
    # a code is used up before its school is known
    for statement in _policy("codes", "used", f"code_hash = current_setting('{SECRET}', true)", "FOR UPDATE"):
        connection.exec_driver_sql(statement)
    for statement in _policy("schools", "listed", f"current_setting('{LISTING}', true) = 'on'", "FOR SELECT"):
        connection.exec_driver_sql(statement)


def missing_walls(connection: Connection) -> str:
    """Return what lets the role of this connection look over the walls, empty where nothing does."""
    above = connection.exec_driver_sql(
        "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
    ).scalar_one()
    if above:
        return "роль портала стоит над всеми правилами базы"
    tables = connection.exec_driver_sql(
        "SELECT relname, relrowsecurity, relowner = current_user::regrole FROM pg_class "
        "WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace ORDER BY relname"
    )
    wanted = {table.name for table in metadata.sorted_tables}
    open_ones = [name for name, walled, owned in tables if name in wanted and (owned or not walled)]
    open_ones += open_parts(connection)
    return f"таблица {open_ones[0]} не закрыта для других школ" if open_ones else ""


def _policy(table: str, name: str, condition: str, scope: str = "") -> tuple[str, str]:
    made = f"CREATE POLICY {name} ON {table} {scope} USING ({condition})"
    return f"DROP POLICY IF EXISTS {name} ON {table}", made
