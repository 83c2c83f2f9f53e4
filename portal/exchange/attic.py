"""The attic: sealed operations of programs that cannot speak with this portal, kept until they can be applied (I17)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from nacl.signing import SigningKey
from sqlalchemy import Connection, bindparam, delete, func, insert, select

from app.ids import OperationId, ReplicaId, SchoolId
from app.wire.framing import from_base64
from app.wire.messages import MAX_OPERATIONS, Kept, ParkAnswer, ParkAsk
from app.wire.sealing import BrokenSealError, Sealed, opened
from portal.exchange.carrying import Carried, prove, take_carried
from portal.refusals import Code, RefusedError
from portal.store.rows import sliced
from portal.store.tables import attic, operations, replicas

_OF = select(attic.c.id, attic.c.sealed).where(
    attic.c.school_id == bindparam("school"), attic.c.replica.in_(bindparam("of", expanding=True))
)
_HERE = select(attic.c.id).where(
    attic.c.school_id == bindparam("school"), attic.c.id.in_(bindparam("ids", expanding=True))
)
_APPLIED = delete(attic).where(
    attic.c.school_id == bindparam("school"),
    attic.c.id.in_(select(operations.c.id).where(operations.c.school_id == bindparam("school"))),
)
_LISTED = (
    select(replicas.c.name, replicas.c.teacher, func.count(), func.min(attic.c.n), func.max(attic.c.n))
    .join(replicas, (replicas.c.school_id == attic.c.school_id) & (replicas.c.id == attic.c.replica))
    .where(attic.c.school_id == bindparam("school"))
    .group_by(replicas.c.name, replicas.c.teacher, attic.c.replica)
    .order_by(replicas.c.teacher, replicas.c.name)
)


@dataclass(frozen=True, slots=True)
class Stored:
    """What waits of one PC. first, last: the lowest and the highest of its numbers."""

    name: str
    teacher: str
    count: int
    first: int
    last: int


def open_parked(ask: ParkAsk, key: SigningKey) -> dict[bytes, Sealed]:
    """Return the records that were sealed for this portal, each by its bytes; needs no database.

    Raises:
        RefusedError: there are too many at once.
    """
    if len(ask.records) > MAX_OPERATIONS:
        raise RefusedError(Code.TOO_LARGE, "body.records")
    return _opened([_bytes(text) for text in ask.records], key)


def park(
    connection: Connection, school: SchoolId, parked: dict[bytes, Sealed], key: SigningKey, *, now_ms: int
) -> ParkAnswer:
    """Keep what its author's key has signed, apply what can be applied, and say what is here now."""
    proved = {each.sent.id: each for each in prove(connection, school, parked.values())}
    _keep(connection, school, [(data, proved[each.id]) for data, each in parked.items() if each.id in proved], now_ms)
    apply_parked(connection, school, {each.session.replica for each in proved.values()}, key, now_ms=now_ms)
    kept = (Kept(each.session.replica, each.sent.n, each.sent.id) for each in proved.values())
    return ParkAnswer(tuple(kept))


def apply_parked(
    connection: Connection, school: SchoolId, of: Collection[ReplicaId], key: SigningKey, *, now_ms: int
) -> bool:
    """Apply what waits of these PCs and follows on what is here, as carried operations; return whether any waits."""
    waiting = connection.execute(_OF, {"school": school, "of": list(of)}).all()
    if not waiting:
        return False
    records = _opened([row.sealed for row in waiting], key)
    carried = prove(connection, school, records.values())
    take_carried(connection, school, carried, asked=len(carried), received_ms=now_ms)
    connection.execute(_APPLIED, {"school": school})
    return True


def list_attic(connection: Connection, school: SchoolId) -> list[Stored]:
    """Return what waits, by teacher and PC."""
    return [Stored(*row) for row in connection.execute(_LISTED, {"school": school})]


def _keep(connection: Connection, school: SchoolId, records: Sequence[tuple[bytes, Carried]], now_ms: int) -> None:
    new: dict[OperationId, dict[str, object]] = {}
    for data, each in records:
        new[each.sent.id] = {
            "school_id": school,
            "id": each.sent.id,
            "replica": each.session.replica,
            "n": each.sent.n,
            "sealed": data,
            "received": now_ms,
        }
    for ids in sliced(new):
        for known in connection.execute(_HERE, {"school": school, "ids": ids}).scalars():
            del new[known]
    if new:
        connection.execute(insert(attic), list(new.values()))


def _opened(records: Sequence[bytes], key: SigningKey) -> dict[bytes, Sealed]:
    found: dict[bytes, Sealed] = {}
    for data in records:
        try:
            found[data] = opened(data, key)
        except BrokenSealError:
            continue
    return found


def _bytes(text: str) -> bytes:
    try:
        return from_base64(text)
    except ValueError:
        return b""
