"""Asks the portal for the key of a journal whose PIN was forgotten; a fresh sign-in proves who asks."""

from nacl.public import PrivateKey
from nacl.signing import VerifyKey

from app.clock import Clock
from app.errors import NotThePortalError, PortalBrokenError
from app.vault.errors import OtherTeacherError
from app.vault.facts import Facts
from app.wire.framing import from_base64, to_base64
from app.wire.messages import RecoverAnswer, RecoverAsk
from app.wire.recovery import BrokenRecoveryError, open_answer
from sync.answers import read_answer
from sync.http_portal import Line
from sync.transport import new_session

NOT_FOUND = 404


def recover_key(facts: Facts, slot: bytes, access_token: str, clock: Clock) -> bytes:
    """Return the journal's key. slot: R. access_token: of a sign-in that has named no PC yet.

    Raises:
        OtherTeacherError: another teacher has signed in, or the slot is none of this portal's.
        SyncError: as of an enrolment.
    """
    asker = PrivateKey.generate()
    ask = RecoverAsk("", to_base64(slot), to_base64(bytes(asker.public_key)))
    with new_session() as session:
        line = Line(facts.address, facts.school, facts.replica, access_token, clock, session)
        request = line.request(ask)
        reply = line.post("recover", request)
    key = VerifyKey(from_base64(facts.portal_key))
    try:
        answer = read_answer(reply, req=request.req, key=key, kind=RecoverAnswer)
        return open_answer(from_base64(answer.answer), asker)
    except PortalBrokenError as error:
        if error.status == NOT_FOUND:
            raise OtherTeacherError from error
        raise
    except (BrokenRecoveryError, ValueError) as error:
        raise NotThePortalError from error
