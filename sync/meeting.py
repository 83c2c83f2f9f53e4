"""Meets a portal for the first time: its key is learnt from an answer that nobody could know before."""

import os

from nacl.signing import VerifyKey

from app.errors import NotThePortalError
from app.ids import text_of
from app.wire.framing import from_base64
from app.wire.messages import PingAnswer, PingAsk
from sync.answers import read_answer, unverified_body
from sync.http_portal import RANDOM_BYTES, Line


def meet(line: Line) -> str:
    """Return the key of the portal at the address, base64url.

    Raises:
        SyncError: no portal answers there; the kind says what does.
    """
    nonce = text_of(os.urandom(RANDOM_BYTES))
    request = line.request(PingAsk(nonce))
    reply = line.post("ping", request)
    told = unverified_body(reply, PingAnswer).portal_key
    answer = read_answer(reply, req=request.req, key=verify_key(told), kind=PingAnswer)
    if answer.nonce != nonce:
        raise NotThePortalError
    return told


def verify_key(told: str) -> VerifyKey:
    """Return the key that a portal has told.

    Raises:
        NotThePortalError: it is none.
    """
    try:
        return VerifyKey(from_base64(told))
    except ValueError as error:
        raise NotThePortalError from error
