"""Opens slot R for whom it was made: the same teacher of the same school, proved by a fresh sign-in, and noted."""

from nacl.exceptions import CryptoError
from nacl.public import PublicKey
from nacl.signing import SigningKey
from sqlalchemy import Connection

from app.wire.framing import from_base64
from app.wire.messages import RecoverAsk
from app.wire.recovery import BrokenRecoveryError, read_entrusted, seal_answer
from portal.auth.auditing import Event, Happened, note
from portal.auth.codes import Holder
from portal.refusals import Code, RefusedError

SLOT_BYTES = 1024
"""Most bytes of a slot; ours have some 200."""


def give_back(connection: Connection, holder: Holder, ask: RecoverAsk, portal: SigningKey, *, now_ms: int) -> bytes:
    """Return the journal's key sealed to the asker, and note that it was given; the transaction may still end undone.

    Raises:
        RefusedError: malformed, or not_found where the slot is none of this portal's or another teacher's.
    """
    try:
        slot, asker = from_base64(ask.slot), PublicKey(from_base64(ask.asker))
    except (ValueError, CryptoError) as error:
        raise RefusedError(Code.MALFORMED, "body.slot") from error
    if len(slot) > SLOT_BYTES:
        raise RefusedError(Code.TOO_LARGE, "body.slot")
    try:
        entrusted = read_entrusted(slot, portal)
    except BrokenRecoveryError as error:
        raise RefusedError(Code.NOT_FOUND, "body.slot") from error
    if (entrusted.school, entrusted.teacher) != (holder.school, holder.teacher):
        raise RefusedError(Code.NOT_FOUND, "body.slot")
    given = Event(Happened.RECOVERED, account=holder.teacher, subject=entrusted.replica)
    note(connection, holder.school, given, now_ms=now_ms)
    return seal_answer(entrusted.key, asker)
