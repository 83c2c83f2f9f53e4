"""A second school beside a full one: the same ids with other words, and ids of its own; what it has, to compare."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Engine, Table, insert, select

from app.domain.records import School
from app.ids import SchoolId
from portal.keeping.dumps import digests_of
from portal.store.postgresql import PRESENTED
from portal.store.tables import TABLES, metadata

OTHER = SchoolId("zzzz-other-school-0000")
"""Behind every other id: where rows of both are taken for one another, these ones win."""

CANARY = "Канарейка"
"""Stands for every word in the other school: on a page of the first one it tells that a wall is down."""

TITLE = "Лицей № 5"
"""What the other school is called: whoever applies for access chooses among the portal's schools by name."""

THEIRS, NOBODYS = "b-", "u-"
"""Before an id of the first school: the other one's, and one that is nowhere. As long, so that answers are alike."""

DERIVED = 22
"""Signs of an id that is made of 128 bits."""

OF_PEOPLE = {
    "accounts",
    "applicants",
    "authorization_codes",
    "device_codes",
    "esia_states",
    "recovery_codes",
    "token_keys",
    "web_sessions",
}
"""Tables whose rows are of no school, but a person's own or the portal's."""

_OTHERWISE = {"5": "2", "4": "2", "3": "2", "н": "б"}
"""Marks and signs of attendance, each with one that the other school has in its place."""

_WORD = re.compile("[А-Яа-яЁё]{3,}")
_SECRETS = {"account", "token_hash", "code_hash", "refresh_hash", "before_hash", "secret_hash", "author_key"}


def renamed(prefix: str, key: str) -> str:
    """Return an id of another school's, or nobody's, thing; one of a fixed length keeps it."""
    return prefix + (key[len(prefix) :] if len(key) == DERIVED else key)


@dataclass(frozen=True)
class Neighbours:
    """Two schools of a portal. ids: of the first one's things; the other one has them too, and as its own."""

    engine: Engine
    school: SchoolId
    ids: frozenset[str]

    def found_other(self) -> None:
        """Put the other school beside: each row of the first one twice, and a row where that one has none."""
        with self.engine.begin() as connection:
            for table in metadata.sorted_tables:
                rows = list(self._rows_beside(connection, table))
                if rows:
                    connection.execute(insert(table), rows)

    def held_by_other(self) -> dict[str, str]:
        """Return a digest of what the other school has in each table."""
        found = digests_of(self.engine).items()
        return {name.removesuffix(f" {OTHER}"): digest for name, digest in found if name.endswith(OTHER)}

    def _rows_beside(self, connection: Connection, table: Table) -> Iterator[Mapping[str, Any]]:
        if table.name in OF_PEOPLE:
            return
        held = connection.execute(select(table).where(table.c.school_id == self.school)).mappings()
        found = [dict(row) for row in held]
        keys = set()
        for row in found or [_made_up(table)]:
            twin = {name: _reworded(text) for name, text in row.items()} | {"school_id": OTHER}
            if table is TABLES[School]:
                twin |= {"id": OTHER, "name": TITLE, "short": TITLE}
            for prefix in ("", THEIRS):
                made = {name: self._renamed(table, name, text, prefix) for name, text in twin.items()}
                key = tuple(made[column.name] for column in table.primary_key)
                if key not in keys:
                    keys.add(key)
                    yield made

    def _renamed(self, table: Table, name: str, text: Any, prefix: str) -> Any:
        if _is_secret(table, name):
            return f"{prefix or 'other-'}{text}"[:64]
        return renamed(prefix, text) if isinstance(text, str) and text in self.ids else text


def neighbours(engine: Engine, school: SchoolId) -> Neighbours:
    """Return the school that is there, and the place beside it."""
    ids: set[str] = set()
    with engine.connect() as connection:
        for table in metadata.sorted_tables:
            if "id" in table.c and table.name not in OF_PEOPLE:
                ids.update(connection.execute(select(table.c.id).where(table.c.school_id == school)).scalars())
    return Neighbours(engine, school, frozenset(ids - {school, ""}))


def _reworded(value: Any) -> Any:
    if isinstance(value, bytes):
        try:
            return _WORD.sub(CANARY, value.decode()).encode()
        except UnicodeDecodeError:
            return value
    return _OTHERWISE.get(value) or _WORD.sub(CANARY, value) if isinstance(value, str) else value


def _made_up(table: Table) -> dict[str, Any]:
    return {column.name: _anything(column.type.python_type) for column in table.c}


def _anything(kind: type) -> Any:
    return {str: CANARY, int: 1, bytes: CANARY.encode(), bool: False, date: date(2026, 9, 1)}[kind]


def _is_secret(table: Table, name: str) -> bool:
    return name in _SECRETS or PRESENTED.get(table.name) == name
