"""Copies of a PC: whose numbers go on from whose, and which operations several of them share."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, func, select

from app.ids import OperationId, ReplicaId, SchoolId, TeacherId
from app.wire.messages import MAX_OPERATIONS, Found, KnownAnswer
from portal.exchange.unpacking import Known
from portal.refusals import Code, RefusedError
from portal.store.tables import operations, replicas

NAME = re.compile(r"[A-Za-z0-9_-]{22}")
"""Of a PC: 128 random bits in base64url; so it can never be called like the office."""

CHUNK = 500
"""Ids in one statement."""

_LAST_N = select(func.max(operations.c.n)).where(
    operations.c.school_id == bindparam("school"), operations.c.replica == bindparam("replica")
)
_COPY = select(
    replicas.c.id, replicas.c.teacher, replicas.c.author_key, replicas.c.forked_from, replicas.c.first_n
).where(replicas.c.school_id == bindparam("school"), replicas.c.id == bindparam("id"))
_FORKED = select(replicas.c.id).where(
    replicas.c.school_id == bindparam("school"), replicas.c.forked_from.in_(bindparam("ids", expanding=True))
)
_EARLIER = select(operations.c.n, operations.c.id, operations.c.entity).where(
    operations.c.school_id == bindparam("school"),
    operations.c.replica == bindparam("replica"),
    operations.c.n.in_(bindparam("numbers", expanding=True)),
)
_RELATIVES = (
    select(replicas.c.id)
    .where(
        replicas.c.school_id == bindparam("school"),
        replicas.c.author_key == bindparam("key"),
        replicas.c.id != bindparam("id"),
    )
    .limit(1)
)
_FOUND = select(
    operations.c.id,
    operations.c.replica,
    operations.c.n,
    operations.c.outcome,
    operations.c.reason,
    operations.c.seq,
    operations.c.author,
).where(operations.c.school_id == bindparam("school"), operations.c.id.in_(bindparam("ids", expanding=True)))


@dataclass(frozen=True, slots=True)
class Copy:
    """A PC as the portal knows it. first_n: its first own number; those before are of the PC it was copied from."""

    id: ReplicaId
    teacher: TeacherId
    author_key: str
    forked_from: ReplicaId
    first_n: int

    def is_of(self, other: "Copy") -> bool:
        """Return whether both are one teacher's, with one author key: copies of one PC."""
        return (self.teacher, self.author_key) == (other.teacher, other.author_key)


def read_copy(connection: Connection, school: SchoolId, replica: ReplicaId) -> Copy | None:
    """Return an enrolled PC, None where there is none of this name."""
    found = connection.execute(_COPY, {"school": school, "id": replica}).one_or_none()
    return None if found is None else Copy(*found)


def copies_of(connection: Connection, school: SchoolId, replica: str) -> set[str]:
    """Return the PCs that are copies of this one, and copies of those; itself not among them."""
    found: set[str] = set()
    newest = {replica}
    while newest:
        rows = connection.execute(_FORKED, {"school": school, "ids": sorted(newest)}).scalars()
        newest = set(rows) - found - {replica}
        found |= newest
    return found


def last_number(connection: Connection, school: SchoolId, replica: ReplicaId) -> int:
    """Return the highest number that the log holds of this replica or of what it was copied from, 0 for none."""
    last = connection.execute(_LAST_N, {"school": school, "replica": replica}).scalar()
    if last is None:
        copy = read_copy(connection, school, replica)
        last = copy.first_n - 1 if copy else 0
    return int(last)


def has_operations(connection: Connection, school: SchoolId, replica: ReplicaId) -> bool:
    """Return whether something is numbered under this very name."""
    return connection.execute(_LAST_N, {"school": school, "replica": replica}).scalar() is not None


def read_earlier(
    connection: Connection, school: SchoolId, replica: ReplicaId, numbers: Iterable[int]
) -> dict[int, Known]:
    """Return the operations that bear these numbers on a PC; a copy's oldest are those of the PC it was copied from."""
    found: dict[int, Known] = {}
    wanted, of = sorted(numbers), replica
    while wanted and of:
        copy = read_copy(connection, school, of)
        first = copy.first_n if copy else 1
        own = [n for n in wanted if n >= first]
        if own:
            named = {"school": school, "replica": of, "numbers": own}
            rows = connection.execute(_EARLIER, named)
            found |= {n: Known(OperationId(key), entity) for n, key, entity in rows}
        wanted = [n for n in wanted if n < first]
        of = copy.forked_from if copy else ReplicaId("")
    return found


def check_older_name(connection: Connection, school: SchoolId, replica: ReplicaId, named: ReplicaId) -> None:
    """Check that a PC may have written under another name: a copy's older operations bear the names that it had.

    named: as their header says. One that is not known here is taken from a copy: a portal that was put back to an
    earlier state has lost names too.

    Raises:
        RefusedError: bad_signature.
    """
    own, other = read_copy(connection, school, replica), read_copy(connection, school, named)
    if own is None or not (own.is_of(other) if other else own.forked_from and NAME.fullmatch(named)):
        raise RefusedError(Code.BAD_SIGNATURE, "body.session")


def refuse_twins(
    connection: Connection, school: SchoolId, replica: ReplicaId, author_key: str, ids: Iterable[OperationId]
) -> None:
    """Check that no copy of this PC has brought one of these operations already (I3, I16).

    Raises:
        RefusedError: forked; who asks `known` learns where they are.
    """
    if connection.execute(_RELATIVES, {"school": school, "key": author_key, "id": replica}).first() is None:
        return
    if find_operations(connection, school, ids):
        raise RefusedError(Code.FORKED, "body.ops")


def find_operations(connection: Connection, school: SchoolId, ids: Iterable[OperationId]) -> dict[OperationId, Found]:
    """Return those of the operations that the log holds."""
    return {row.id: Found(*row[:-1]) for row in _rows(connection, school, tuple(ids))}


def read_known(
    connection: Connection, school: SchoolId, teacher: TeacherId, ids: tuple[OperationId, ...]
) -> KnownAnswer:
    """Return which operations of a teacher's own the log holds.

    Raises:
        RefusedError: too_large.
    """
    if len(ids) > MAX_OPERATIONS:
        raise RefusedError(Code.TOO_LARGE, "body.ids")
    return KnownAnswer(tuple(Found(*row[:-1]) for row in _rows(connection, school, ids) if row.author == teacher))


def _rows(connection: Connection, school: SchoolId, ids: Sequence[OperationId]) -> Iterator[Any]:
    for start in range(0, len(ids), CHUNK):
        yield from connection.execute(_FOUND, {"school": school, "ids": ids[start : start + CHUNK]})
