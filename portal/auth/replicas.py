"""Enrolled PCs: each is one teacher's profile with its own token and its own author key."""

import re

from nacl.exceptions import CryptoError
from nacl.signing import VerifyKey
from sqlalchemy import Connection, bindparam, select
from sqlalchemy.dialects.sqlite import insert

from app.ids import ReplicaId
from app.wire.framing import from_base64
from app.wire.messages import ReplicaAsk
from portal.auth.codes import Holder
from portal.auth.tokens import hash_of, new_token
from portal.exchange.pushing import Caller
from portal.refusals import Code, RefusedError
from portal.store.tables import replicas

NAME_LIMIT = 200
"""Longest name of a PC in characters."""

_ID = re.compile(r"[A-Za-z0-9_-]{22}")
"""128 random bits in base64url; so a PC can never be called like the office."""

_OF_TOKEN = select(replicas.c.school_id, replicas.c.id, replicas.c.teacher, replicas.c.author_key).where(
    replicas.c.token_hash == bindparam("token"), replicas.c.revoked.is_(None)
)
_OF_ID = select(replicas.c.teacher, replicas.c.author_key).where(
    replicas.c.school_id == bindparam("school"), replicas.c.id == bindparam("id")
)
_insert = insert(replicas)
_ENROL = _insert.on_conflict_do_update(
    index_elements=["school_id", "id"],
    set_={"token_hash": _insert.excluded.token_hash, "name": _insert.excluded.name, "revoked": None},
)


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


def find_caller(connection: Connection, token: str) -> Caller:
    """Return whose token this is.

    Raises:
        RefusedError: signed_out, where there is no such token (any more).
    """
    found = connection.execute(_OF_TOKEN, {"token": hash_of(token)}).one_or_none() if token else None
    if found is None:
        raise RefusedError(Code.SIGNED_OUT)
    return Caller(*found)


def _check(replica: ReplicaId, ask: ReplicaAsk) -> None:
    if not _ID.fullmatch(replica):
        raise RefusedError(Code.MALFORMED, "replica.id")
    if len(ask.name) > NAME_LIMIT:
        raise RefusedError(Code.MALFORMED, "body.name")
    try:
        VerifyKey(from_base64(ask.author_key))
    except (ValueError, CryptoError) as error:
        raise RefusedError(Code.MALFORMED, "body.author_key") from error
