"""Takes in sealed operations, whoever carries them: opened, proved to be their author's, appended in their order."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from nacl.exceptions import CryptoError
from nacl.signing import SigningKey, VerifyKey
from sqlalchemy import Connection, bindparam, select

from app.ids import ReplicaId, SchoolId, TeacherId
from app.operations import Session, session_in
from app.wire.framing import from_base64
from app.wire.messages import MAX_OPERATIONS, CourierAnswer, CourierAsk, Receipt
from app.wire.sealing import BrokenSealError, Sealed, opened
from portal.exchange.appending import append, last_number
from portal.exchange.cursors import read_head
from portal.exchange.scopes import read_rights
from portal.exchange.unpacking import Sender, Sent
from portal.refusals import Code, RefusedError
from portal.rights import Role
from portal.store.tables import replicas

_AUTHOR = select(replicas.c.teacher, replicas.c.author_key).where(
    replicas.c.school_id == bindparam("school"), replicas.c.id == bindparam("id")
)


@dataclass(frozen=True, slots=True)
class Carried:
    """A proved operation on its way into the log."""

    session: Session
    sent: Sent


def open_records(ask: CourierAsk, key: SigningKey) -> list[Sealed]:
    """Return the records that were sealed for this portal and can be read; needs no database.

    Raises:
        RefusedError: there are too many at once.
    """
    if len(ask.records) > MAX_OPERATIONS:
        raise RefusedError(Code.TOO_LARGE, "body.records")
    found: list[Sealed] = []
    for text in ask.records:
        try:
            found.append(opened(from_base64(text), key))
        except (BrokenSealError, ValueError):
            continue
    return found


def prove(connection: Connection, school: SchoolId, records: Iterable[Sealed]) -> list[Carried]:
    """Return the records whose author's key, as it was enrolled, signed them; a revoked PC's are taken too."""
    keys: dict[ReplicaId, tuple[TeacherId, VerifyKey] | None] = {}
    proved: list[Carried] = []
    for record in records:
        session = _session_of(record)
        if session is None or record.n < 1:
            continue
        if session.replica not in keys:
            keys[session.replica] = _author_of(connection, school, session.replica)
        known = keys[session.replica]
        if known is not None and session.author == known[0] and record.is_by(known[1]):
            proved.append(Carried(session, Sent(record.n, record.id, record.body)))
    return proved


def take_carried(
    connection: Connection, school: SchoolId, carried: Sequence[Carried], *, asked: int, received_ms: int
) -> CourierAnswer:
    """Append what follows without a gap on what the log has of each replica, by its author's rights.

    What is known already is not looked at again, and what comes behind a gap waits for another courier. asked: records
    that were carried, the unreadable ones included.
    """
    by_replica: dict[ReplicaId, dict[int, Carried]] = defaultdict(dict)
    for each in carried:
        by_replica[each.session.replica].setdefault(each.sent.n, each)
    receipts = tuple(
        Receipt(replica, _append_all(connection, school, replica, numbered, received_ms))
        for replica, numbered in by_replica.items()
    )
    return CourierAnswer(receipts, asked - len(carried))


def _append_all(
    connection: Connection, school: SchoolId, replica: ReplicaId, numbered: dict[int, Carried], received_ms: int
) -> int:
    head = read_head(connection, school, lock=True)
    last = last_number(connection, school, replica)
    fresh: list[Carried] = []
    while last + len(fresh) + 1 in numbered:
        fresh.append(numbered[last + len(fresh) + 1])
    for session, run in groupby(fresh, key=lambda each: each.session):
        rights = read_rights(connection, school, session.author)
        sender = Sender(school, Role.TEACHER, session, rights)
        append(connection, sender, head, [each.sent for each in run], received_ms=received_ms)
        head = read_head(connection, school, lock=True)
    return last + len(fresh)


def _session_of(record: Sealed) -> Session | None:
    try:
        return session_in(record.header)
    except ValueError:
        return None


def _author_of(connection: Connection, school: SchoolId, replica: ReplicaId) -> tuple[TeacherId, VerifyKey] | None:
    found = connection.execute(_AUTHOR, {"school": school, "id": replica}).one_or_none()
    if found is None:
        return None
    try:
        return TeacherId(found.teacher), VerifyKey(from_base64(found.author_key))
    except (ValueError, CryptoError):
        return None
