"""Takes in what a PC pushes: its own operations only, each once, in the order of their numbers."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from nacl.exceptions import BadSignatureError
from nacl.signing import VerifyKey
from sqlalchemy import Connection, bindparam, select

from app.ids import OperationId, ReplicaId, SchoolId, TeacherId
from app.operations import Session
from app.wire.framing import from_base64
from app.wire.messages import MAX_OPERATIONS, ExchangeAsk, Judged
from app.wire.sealing import MAX_NUMBER
from portal.exchange.appending import append, changed_by
from portal.exchange.copies import check_older_name, last_number, read_earlier, refuse_twins
from portal.exchange.cursors import read_head
from portal.exchange.office import follow
from portal.exchange.scopes import read_rights
from portal.exchange.unpacking import Sender, Sent, sent_by
from portal.refusals import Code, RefusedError
from portal.rights import Role
from portal.store.tables import operations

_STORED = (
    select(operations.c.n, operations.c.id, operations.c.outcome, operations.c.reason, operations.c.seq)
    .where(
        operations.c.school_id == bindparam("school"),
        operations.c.replica == bindparam("replica"),
        operations.c.n.between(bindparam("first"), bindparam("last")),
    )
    .order_by(operations.c.n)
)

_logger = logging.getLogger("portal.exchange")


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks, by the token. author_key: with which this PC signs what its teacher writes, base64url."""

    school: SchoolId
    replica: ReplicaId
    teacher: TeacherId
    author_key: str


@dataclass(frozen=True, slots=True)
class Batch:
    """Operations of one run of a PC's program, as they were pushed and signed. prev: what that PC wrote before them."""

    session: Session
    sent: tuple[Sent, ...]
    prev: OperationId


def read_batch(caller: Caller, ask: ExchangeAsk) -> Batch | None:
    """Return what is pushed, None where nothing is; its header and its signature are the caller's own.

    Raises:
        RefusedError: the batch is of somebody else, or altered, or out of bounds (I22).
    """
    if not ask.ops:
        return None
    if len(ask.ops) > MAX_OPERATIONS:
        raise RefusedError(Code.TOO_LARGE, "body.ops")
    if not 0 < ask.first_n <= MAX_NUMBER:
        raise RefusedError(Code.MALFORMED, "body.first_n")
    try:
        return _signed(caller, ask)
    except RefusedError as error:
        _logger.warning("school %s, PC %s: not signed by its author: %s", caller.school, caller.replica, error.field)
        raise


def take_batch(connection: Connection, caller: Caller, batch: Batch, *, received_ms: int) -> tuple[Judged, ...]:
    """Return the outcome of each operation: the stored one where it was pushed before (I3), else a new one.

    Raises:
        RefusedError: forked: numbers are missing before the batch, or a copy of this PC has used them, or those before
            them, for other content, or has brought these operations under another name. Nothing was applied.
    """
    if batch.session.replica != caller.replica:
        check_older_name(connection, caller.school, caller.replica, batch.session.replica)
    rights = read_rights(connection, caller.school, caller.teacher)
    sender = Sender(caller.school, Role.TEACHER, batch.session, rights, caller.replica)
    head = read_head(connection, caller.school, lock=True)
    last = last_number(connection, caller.school, caller.replica)
    if batch.sent[0].n > last + 1:
        raise RefusedError(Code.FORKED, "body.first_n")
    _check_before(connection, sender, batch)
    repeated = _repeated(connection, sender, [each for each in batch.sent if each.n <= last])
    fresh = [each for each in batch.sent if each.n > last]
    refuse_twins(connection, caller.school, caller.replica, caller.author_key, [each.id for each in fresh])
    appended = append(connection, sender, head, fresh, received_ms=received_ms)
    follow(connection, caller.school, changed_by(appended), received_ms=received_ms)
    return (*repeated, *(each.judged for each in appended))


def _signed(caller: Caller, ask: ExchangeAsk) -> Batch:
    session = ask.session
    if session is None or session.author != caller.teacher:
        raise RefusedError(Code.BAD_SIGNATURE, "body.session")
    sent = sent_by(session, ask.first_n, (bytes(op) for op in ask.ops))
    _verify(caller.author_key, sent, ask.sig)
    return Batch(session, tuple(sent), ask.prev)


def _verify(author_key: str, sent: Sequence[Sent], sig: str) -> None:
    try:
        VerifyKey(from_base64(author_key)).verify("".join(each.id for each in sent).encode(), from_base64(sig))
    except (BadSignatureError, ValueError) as error:
        raise RefusedError(Code.BAD_SIGNATURE, "body.sig") from error


def _check_before(connection: Connection, sender: Sender, batch: Batch) -> None:
    """Check that a batch goes on behind what its PC wrote itself (I2): else it would hide what is missing there."""
    before = batch.sent[0].n - 1
    if batch.prev and before:
        known = read_earlier(connection, sender.school, sender.replica, [before]).get(before)
        if known is None or known.id != batch.prev:
            raise RefusedError(Code.FORKED, "body.prev")


def _repeated(connection: Connection, sender: Sender, sent: Sequence[Sent]) -> list[Judged]:
    if not sent:
        return []
    asked = {
        "school": sender.school,
        "replica": sender.replica,
        "first": sent[0].n,
        "last": sent[-1].n,
    }
    stored = connection.execute(_STORED, asked).all()
    if [row.id for row in stored] != [each.id for each in sent]:
        raise RefusedError(Code.FORKED, "body.ops")
    return [Judged(row.n, row.outcome, row.reason, row.seq) for row in stored]
