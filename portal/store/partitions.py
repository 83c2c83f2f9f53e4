"""Lays the tables that grow with each lesson out by school, in as many parts as a PostgreSQL database was made with."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Table, event

from app.domain.classroom import CarriedMark, Debt, DiaryRead, LessonNote, Remark
from app.domain.disputes import Conflict, HeldEntry, Revision
from app.domain.records import Attendance, FinalMark, Lesson, Mark, PlanItem, Record, Work, tag_of
from portal.store.tables import effects, operations

_FILLED: tuple[type[Record], ...] = (
    Attendance,
    CarriedMark,
    Conflict,
    Debt,
    DiaryRead,
    FinalMark,
    HeldEntry,
    Lesson,
    LessonNote,
    Mark,
    PlanItem,
    Remark,
    Revision,
    Work,
)
"""Kinds of records that a school year fills."""

GROWING = frozenset({operations.name, effects.name, *map(tag_of, _FILLED)})
"""Names of the tables laid out by school. A secret is looked up in none of them: each unique index begins with it."""


@contextmanager
def laying_out(parts: int) -> Iterator[None]:
    """Lay out the growing tables that are made in the block, by Alembic too. parts: 0 for a table in one piece."""

    def _declare(table: Table, _connection: Connection, **_facts: Any) -> None:
        if table.name in GROWING:
            table.dialect_options["postgresql"]["partition_by"] = "HASH (school_id)"

    def _divide(table: Table, connection: Connection, **_facts: Any) -> None:
        if table.name in GROWING:
            for statement in _parts_of(table.name, parts):
                connection.exec_driver_sql(statement)

    if not parts:
        yield
        return
    event.listen(Table, "before_create", _declare)
    event.listen(Table, "after_create", _divide)
    try:
        yield
    finally:
        event.remove(Table, "before_create", _declare)
        event.remove(Table, "after_create", _divide)


def found_parts(connection: Connection) -> int:
    """Return in how many parts a database's growing tables lie, 0 where each is in one piece or not there yet."""
    counted = connection.exec_driver_sql(
        f"SELECT count(*) FROM pg_inherits WHERE inhparent = to_regclass('{operations.name}')"  # noqa: S608 (our own name)
    )
    return int(counted.scalar_one())


def open_parts(connection: Connection) -> list[str]:
    """Return the parts that the connection's role may read past their table, and with it past the table's walls."""
    found = connection.exec_driver_sql(
        "SELECT relname FROM pg_class WHERE relispartition AND relkind = 'r' "
        "AND relnamespace = 'public'::regnamespace AND has_table_privilege(oid, 'SELECT') ORDER BY relname"
    )
    return list(found.scalars())


def _parts_of(table: str, parts: int) -> Iterator[str]:
    for number in range(parts):
        part = f"{table}_part_{number}"
        yield f"CREATE TABLE {part} PARTITION OF {table} FOR VALUES WITH (MODULUS {parts}, REMAINDER {number})"
        # walls without a door: whoever is granted a part by a slip sees nothing in it, the table's own rules hold above
        yield f"ALTER TABLE {part} ENABLE ROW LEVEL SECURITY"
