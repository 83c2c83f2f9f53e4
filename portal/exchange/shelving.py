"""Finds the name under which a carried operation follows without a gap; a copy of a PC gets one where it needs one."""

from sqlalchemy import Connection, insert

from app.ids import OperationId, ReplicaId, SchoolId, derived
from app.wire.messages import Found
from portal.exchange.copies import find_operations, last_number, read_copy, read_earlier
from portal.exchange.unpacking import Sent
from portal.store.tables import replicas

_ADD = insert(replicas)


def shelf_for(  # noqa: PLR0913 (where it stands, what it is, what comes before it)
    connection: Connection, school: SchoolId, replica: ReplicaId, sent: Sent, prev: OperationId, *, now_ms: int
) -> ReplicaId | None:
    """Return under which name an operation that is not here yet goes on, None where it must wait for others.

    replica: as its header says. prev: the operation before it on its PC, empty where that is not known or it is the
    first. Where another copy of the PC has used its number, a name of its own is made, which nobody can sign in with.
    """
    last = last_number(connection, school, replica)
    if sent.n == 1:
        return _branch(connection, school, replica, sent, now_ms) if last else replica
    if not prev:
        return replica if last == sent.n - 1 else None
    before = find_operations(connection, school, [prev]).get(prev)
    if before is None or before.n != sent.n - 1 or not _are_copies(connection, school, replica, before.replica):
        return None
    if last == before.n and _bears(connection, school, replica, before):
        return replica
    if last_number(connection, school, before.replica) == before.n:
        return before.replica
    return _branch(connection, school, before.replica, sent, now_ms)


def _are_copies(connection: Connection, school: SchoolId, one: ReplicaId, other: ReplicaId) -> bool:
    first, second = read_copy(connection, school, one), read_copy(connection, school, other)
    return first is not None and second is not None and first.is_of(second)


def _bears(connection: Connection, school: SchoolId, replica: ReplicaId, operation: Found) -> bool:
    """Return whether a PC's operation of this number is this one."""
    known = read_earlier(connection, school, replica, [operation.n]).get(operation.n)
    return known is not None and known.id == operation.id


def _branch(connection: Connection, school: SchoolId, of: ReplicaId, sent: Sent, now_ms: int) -> ReplicaId | None:
    parent = read_copy(connection, school, of)
    if parent is None:
        return None
    name = ReplicaId(derived("copy", sent.id))
    row = {
        "school_id": school,
        "id": name,
        "teacher": parent.teacher,
        "author_key": parent.author_key,
        "name": "",
        # no hash looks so: nobody has a token for it
        "token_hash": f"none {name}",
        "created": now_ms,
        "forked_from": parent.id,
        "first_n": sent.n,
    }
    connection.execute(_ADD, row)
    return name
