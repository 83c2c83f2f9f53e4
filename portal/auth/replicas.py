"""Enrolled PCs: each is one teacher's profile with its own token and author key; one copy speaks for it."""

import re

from nacl.exceptions import BadSignatureError, CryptoError
from nacl.signing import VerifyKey
from sqlalchemy import Connection, bindparam, func, insert, select, update

from app.ids import ReplicaId
from app.wire.framing import from_base64
from app.wire.messages import Device, ForkAnswer, ForkAsk, ReplicaAsk, fork_text, register_text
from app.wire.sealing import MAX_NUMBER
from portal.auth.codes import Holder
from portal.auth.tokens import hash_of, new_token
from portal.exchange.copies import NAME, Copy, has_operations, read_copy
from portal.exchange.pushing import Caller
from portal.refusals import Code, RefusedError
from portal.store.dialects import present, upsert
from portal.store.tables import replicas

NAME_LIMIT = 200
"""Longest name of a PC in characters."""

_LEASE = re.compile(r"([1-9][0-9]{0,8})\.[\x21-\x7e]{1,80}")
"""How often it was renewed, a dot, and what nobody can guess."""

_LEASE_OF = select(replicas.c.lease).where(
    replicas.c.school_id == bindparam("school"), replicas.c.id == bindparam("id")
)
_KEEP_LEASE = (
    update(replicas)
    .where(replicas.c.school_id == bindparam("school"), replicas.c.id == bindparam("key"))
    .values(lease=bindparam("new"))
)
_ALIKE = select(func.count()).where(
    replicas.c.school_id == bindparam("school"),
    replicas.c.author_key == bindparam("key"),
    replicas.c.forked_lease == bindparam("state"),
)
_OF_TOKEN = select(replicas.c.school_id, replicas.c.id, replicas.c.teacher, replicas.c.author_key).where(
    replicas.c.token_hash == bindparam("token"), replicas.c.revoked.is_(None)
)
_OF_ID = select(replicas.c.teacher, replicas.c.author_key).where(
    replicas.c.school_id == bindparam("school"), replicas.c.id == bindparam("id")
)
_ENROL = upsert(replicas, kept=("token_hash", "name"), emptied=("revoked",))


def enrol_replica(connection: Connection, holder: Holder, replica: ReplicaId, ask: ReplicaAsk, *, now_ms: int) -> str:
    """Enrol a PC and return its token; one that was enrolled before, with the same key, gets a new token.

    Raises:
        RefusedError: the PC's name or key cannot be taken, or the name is another teacher's PC already.
    """
    _check(replica, ask)
    found = connection.execute(_OF_ID, {"school": holder.school, "id": replica}).one_or_none()
    if found is not None and tuple(found) != (holder.teacher, ask.author_key):
        raise RefusedError(Code.MALFORMED, "replica.id")
    token = new_token()
    connection.execute(
        _ENROL,
        {
            "school_id": holder.school,
            "id": replica,
            "teacher": holder.teacher,
            "author_key": ask.author_key,
            "name": ask.name,
            "token_hash": hash_of(token),
            "created": now_ms,
        },
    )
    return token


def check_registered(replica: ReplicaId, ask: ReplicaAsk, access_token: str) -> None:
    """Check that whoever names a PC holds its author's key.

    Raises:
        RefusedError: bad_signature, or malformed.
    """
    _check(replica, ask)
    try:
        text = register_text(replica, ask.author_key, access_token)
        VerifyKey(from_base64(ask.author_key)).verify(text, from_base64(ask.sig))
    except (BadSignatureError, ValueError) as error:
        raise RefusedError(Code.BAD_SIGNATURE, "body.sig") from error


def find_caller(connection: Connection, token: str) -> Caller:
    """Return whose token this is.

    Raises:
        RefusedError: signed_out, where there is no such token (any more).
    """
    hashed = hash_of(token)
    present(connection, hashed)
    found = connection.execute(_OF_TOKEN, {"token": hashed}).one_or_none() if token else None
    if found is None:
        raise RefusedError(Code.SIGNED_OUT)
    return Caller(*found)


def is_lease_due(connection: Connection, caller: Caller, device: Device) -> bool:
    """Return whether what a PC says of its lease is to be written down.

    Raises:
        RefusedError: forked, where another copy of this PC speaks for it by now; malformed.
    """
    if not device.lease and not device.next_lease:
        return False
    count = max(_renewals(device.lease, "replica.lease"), _renewals(device.next_lease, "replica.next_lease") - 1)
    stored = connection.execute(_LEASE_OF, {"school": caller.school, "id": caller.replica}).scalar_one()
    if device.next_lease and stored == device.next_lease:
        return False
    if stored == device.lease:
        return bool(device.next_lease)
    # one that was renewed more often than is known here proves that this portal was put back to an earlier state
    if stored and count <= _renewals(stored, "replica.lease"):
        raise RefusedError(Code.FORKED, "replica.lease")
    return True


def keep_lease(connection: Connection, caller: Caller, device: Device) -> None:
    """Write down what a PC shall be known by from now on, in the transaction of what it sends.

    Raises:
        RefusedError: as `is_lease_due`.
    """
    if is_lease_due(connection, caller, device):
        named = {"school": caller.school, "key": caller.replica, "new": device.next_lease or device.lease}
        connection.execute(_KEEP_LEASE, named)


def forget_leases(connection: Connection) -> None:
    """Know no copy of any PC from another: for a portal that is put back to an earlier state."""
    connection.execute(update(replicas).values(lease=""))


def fork_replica(connection: Connection, caller: Caller, ask: ForkAsk, *, now_ms: int) -> ForkAnswer:
    """Give a copy of a PC a name and a token of its own; asked again for the same name, it gets another token.

    Raises:
        RefusedError: bad_signature; not_found for no PC of this teacher; signed_out for a revoked name; forked for one
            that cannot go on there; malformed.
    """
    _check_fork(caller, ask)
    parent, own = (read_copy(connection, caller.school, each) for each in (ask.of, ask.id))
    if parent is None or not _is_callers(parent, caller) or (own is not None and not _is_callers(own, caller)):
        raise RefusedError(Code.NOT_FOUND)
    token = new_token()
    state = f"{caller.replica} {ask.lease}"
    row = {"forked_from": parent.id, "first_n": ask.first_n, "forked_lease": state}
    if own is None:
        facts = {"teacher": caller.teacher, "author_key": caller.author_key, "name": "", "created": now_ms}
        named = {"school_id": caller.school, "id": ask.id, "token_hash": hash_of(token)}
        reads = select(replicas.c.reads).where(replicas.c.school_id == caller.school, replicas.c.id == caller.replica)
        same = {"reads": connection.execute(reads).scalar_one()}
        connection.execute(insert(replicas), named | facts | row | same)
    else:
        _renew(connection, caller, ask, token)
    alike = {"school": caller.school, "key": caller.author_key, "state": state}
    return ForkAnswer(token, connection.execute(_ALIKE, alike).scalar_one())


def _renew(connection: Connection, caller: Caller, ask: ForkAsk, token: str) -> None:
    """Give a name that is here another token, and its place anew as long as nothing is numbered under it.

    Raises:
        RefusedError: signed_out; or forked, where its numbers end before what the asking copy goes on behind.
    """
    mine = replicas.c.school_id == caller.school, replicas.c.id == ask.id
    if connection.execute(select(replicas.c.revoked).where(*mine)).scalar_one() is not None:
        raise RefusedError(Code.SIGNED_OUT)
    connection.execute(update(replicas).where(*mine).values(token_hash=hash_of(token)))
    if ask.of == ask.id:
        return
    if has_operations(connection, caller.school, ask.id):
        raise RefusedError(Code.FORKED, "body.id")
    connection.execute(update(replicas).where(*mine).values(forked_from=ask.of, first_n=ask.first_n))


def _check_fork(caller: Caller, ask: ForkAsk) -> None:
    if not NAME.fullmatch(ask.id):
        raise RefusedError(Code.MALFORMED, "body.id")
    # what lies between the other name's last number and this one is lost: no PC has it any more
    if not 0 < ask.first_n <= MAX_NUMBER:
        raise RefusedError(Code.MALFORMED, "body.first_n")
    if ask.lease:
        _renewals(ask.lease, "body.lease")
    try:
        VerifyKey(from_base64(caller.author_key)).verify(fork_text(caller.replica, ask), from_base64(ask.sig))
    except (BadSignatureError, ValueError) as error:
        raise RefusedError(Code.BAD_SIGNATURE, "body.sig") from error


def _is_callers(copy: Copy, caller: Caller) -> bool:
    return (copy.teacher, copy.author_key) == (caller.teacher, caller.author_key)


def _renewals(lease: str, field: str) -> int:
    """Return how often a lease was renewed, 0 for none."""
    if not lease:
        return 0
    found = _LEASE.fullmatch(lease)
    if found is None:
        raise RefusedError(Code.MALFORMED, field)
    return int(found[1])


def _check(replica: ReplicaId, ask: ReplicaAsk) -> None:
    if not NAME.fullmatch(replica):
        raise RefusedError(Code.MALFORMED, "replica.id")
    if len(ask.name) > NAME_LIMIT:
        raise RefusedError(Code.MALFORMED, "body.name")
    try:
        VerifyKey(from_base64(ask.author_key))
    except (ValueError, CryptoError) as error:
        raise RefusedError(Code.MALFORMED, "body.author_key") from error
