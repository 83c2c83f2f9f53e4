"""Takes in sealed operations, whoever carries them: opened, proved to be their author's, appended in their order."""

import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from nacl.exceptions import CryptoError
from nacl.signing import SigningKey, VerifyKey
from sqlalchemy import Connection, bindparam, select

from app.ids import OperationId, ReplicaId, SchoolId, TeacherId
from app.operations import Session, session_in
from app.wire.framing import from_base64
from app.wire.messages import MAX_OPERATIONS, CourierAnswer, CourierAsk, Receipt
from app.wire.sealing import BrokenSealError, Sealed, opened
from portal.exchange.appending import append, changed_by
from portal.exchange.copies import find_operations, last_number
from portal.exchange.cursors import read_head
from portal.exchange.office import follow
from portal.exchange.scopes import read_rights
from portal.exchange.shelving import shelf_for
from portal.exchange.unpacking import Sender, Sent
from portal.refusals import Code, RefusedError
from portal.rights import Role
from portal.store.tables import replicas

_AUTHOR = select(replicas.c.teacher, replicas.c.author_key).where(
    replicas.c.school_id == bindparam("school"), replicas.c.id == bindparam("id")
)

_logger = logging.getLogger("portal.exchange")


@dataclass(frozen=True, slots=True)
class Carried:
    """A proved operation on its way into the log. prev: the operation before it on its PC, empty where not known."""

    session: Session
    sent: Sent
    prev: OperationId

    def follows(self, other: "Carried") -> bool:
        """Return whether the same run of the same program wrote this right after another one."""
        if (self.session, self.sent.n) != (other.session, other.sent.n + 1):
            return False
        return self.prev in {"", other.sent.id}


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
    if len(found) < len(ask.records):
        _logger.warning("%d carried records are damaged or not for this portal", len(ask.records) - len(found))
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
            proved.append(Carried(session, Sent(record.n, record.id, record.body), OperationId(record.prev)))
        else:
            _logger.warning("school %s: a carried record is not signed by whom it names", school)
    return proved


def take_carried(
    connection: Connection, school: SchoolId, carried: Sequence[Carried], *, asked: int, received_ms: int
) -> CourierAnswer:
    """Append what follows without a gap on what the log has of its PC, or of a copy of it, by its author's rights.

    What is known already is not looked at again, and what comes behind a gap waits for another courier. asked: records
    that were carried, the unreadable ones included.
    """
    head = read_head(connection, school, lock=True)
    known = set(find_operations(connection, school, {each.sent.id for each in carried}))
    by_replica: dict[ReplicaId, dict[OperationId, Carried]] = defaultdict(dict)
    for each in sorted(carried, key=lambda each: each.sent.n):
        by_replica[each.session.replica].setdefault(each.sent.id, each)
    for of_replica in by_replica.values():
        for run in _runs([each for each in of_replica.values() if each.sent.id not in known]):
            replica = run[0].session.replica
            shelf = shelf_for(connection, school, replica, run[0].sent, run[0].prev, now_ms=received_ms)
            if shelf is None:
                continue
            sender = Sender(
                school, Role.TEACHER, run[0].session, read_rights(connection, school, run[0].session.author), shelf
            )
            appended = append(connection, sender, head, [each.sent for each in run], received_ms=received_ms)
            follow(connection, school, changed_by(appended), received_ms=received_ms)
            head = read_head(connection, school, lock=True)
            known.update(each.sent.id for each in run)
    receipts = tuple(
        Receipt(replica, _upto(connection, school, replica, [*of_replica.values()], known))
        for replica, of_replica in by_replica.items()
    )
    return CourierAnswer(receipts, asked - len(carried))


def _runs(carried: Sequence[Carried]) -> Iterator[list[Carried]]:
    """Yield what was written one after another in one run of one copy's program."""
    run: list[Carried] = []
    for each in carried:
        if run and not each.follows(run[-1]):
            yield run
            run = []
        run.append(each)
    if run:
        yield run


def _upto(
    connection: Connection,
    school: SchoolId,
    replica: ReplicaId,
    carried: Sequence[Carried],
    known: AbstractSet[OperationId],
) -> int:
    """Return up to which number the portal has what was carried of a PC."""
    upto = min(carried[0].sent.n - 1, last_number(connection, school, replica))
    for each in carried:
        if each.sent.id not in known:
            break
        upto = each.sent.n
    return upto


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
