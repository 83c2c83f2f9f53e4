"""Checks what came back: only a complete answer, signed by the portal, to this very request counts (I13)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import msgspec
from nacl.signing import VerifyKey

from app.errors import (
    CursorLostError,
    ExpiredCodeError,
    ForkedError,
    NotThePortalError,
    PortalBrokenError,
    PortalTooNewError,
    PortalTooOldError,
    SignedOutError,
    SyncError,
    ThrottledError,
    TooLargeError,
    WrongCodeError,
)
from app.wire.framing import GZIP_MAGIC, ZSTD_MAGIC, UnreadableFrameError, unpacked, verified
from app.wire.messages import MAX_BYTES, Answer, Refusal

T = TypeVar("T")

OK = frozenset({200, 201})
"""Statuses of an answer with a body."""

TOO_LARGE, TOO_MANY = 413, 429
BROKEN = range(500, 600)
LOGIN_WANTED = 511
"""What a network says that wants its user to sign in: RFC 6585, section 6."""

WHOLES = frozenset({"body", "replica"})
"""Where a portal finds a field that it does not know; what it finds wrong within them is no question of age."""

LAYERS = 3
"""Most compressions over one another: ours, and those of proxies that compress what is compressed."""

_KINDS: dict[str, type[SyncError]] = {
    "wrong_code": WrongCodeError,
    "expired_code": ExpiredCodeError,
    "signed_out": SignedOutError,
    "too_large": TooLargeError,
    "unknown_cursor": CursorLostError,
    "forked": ForkedError,
    "too_old": PortalTooNewError,
}


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer as it came. retry_after_s: of the header, 0 without one."""

    status: int
    retry_after_s: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Reach:
    """How far the portal's backup reaches in a history. epoch: of the history. day: ISO 8601, by the portal."""

    epoch: str
    seq: int
    day: str


def read_answer(
    reply: Reply,
    *,
    req: str,
    key: VerifyKey,
    kind: type[T],
    heard: Callable[[Reach], None] = lambda _: None,
) -> T:
    """Return the body of an answer.

    req: of the request. key: the portal's pinned one. kind: of the body's message. heard: told what stands around it.

    Raises:
        NotThePortalError: somebody else answered, or the portal answered something else.
        PortalTooNewError: the portal said something that this version cannot read.
        SyncError: the portal refused; the kind says why.
    """
    answer = _verified_answer(reply, req, key)
    if reply.status not in OK:
        raise _refusal(answer, reply.status)
    body = _decoded(answer.body, kind)
    heard(Reach(answer.epoch, answer.backed_up_seq, answer.server_now.partition("T")[0]))
    return body


def unverified_body(reply: Reply, kind: type[T]) -> T:
    """Return the body of an answer whose signer is not known yet; it must still be verified by `read_answer`.

    Raises:
        SyncError: as `read_answer`.
    """
    message, _, _ = _text(reply).rpartition(b"\n")
    try:
        return _decoded(msgspec.json.decode(message, type=Answer[msgspec.Raw]).body, kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, PortalTooNewError) as error:
        raise _unsigned(reply) from error


def _verified_answer(reply: Reply, req: str, key: VerifyKey) -> Answer[msgspec.Raw]:
    text = _text(reply)
    try:
        message = verified(text, key)
    except NotThePortalError as error:
        raise _unsigned(reply) from error
    try:
        answer = msgspec.json.decode(message, type=Answer[msgspec.Raw])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise PortalTooNewError from error
    if answer.req != req:
        raise NotThePortalError
    return answer


def _text(reply: Reply) -> bytes:
    text = reply.data
    try:
        for _ in range(LAYERS):
            if not text.startswith((ZSTD_MAGIC, GZIP_MAGIC)):
                break
            text = unpacked(text, limit=MAX_BYTES)
    except (UnreadableFrameError, TooLargeError) as error:
        raise NotThePortalError from error
    return text


def _decoded(body: msgspec.Raw, kind: type[T]) -> T:
    try:
        return msgspec.json.decode(body, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise PortalTooNewError from error


def _refusal(answer: Answer[msgspec.Raw], status: int) -> SyncError:
    refusal = _decoded(answer.body, Refusal)
    if refusal.code == "throttled":
        return ThrottledError(answer.retry_after)
    if refusal.code == "malformed" and refusal.field in WHOLES:
        return PortalTooOldError()
    kind = _KINDS.get(refusal.code)
    return kind() if kind else PortalBrokenError(status)


def _unsigned(reply: Reply) -> SyncError:
    """Return what an answer without the portal's signature means: a proxy before it may say these three things."""
    if reply.status == TOO_LARGE:
        return TooLargeError()
    if reply.status == TOO_MANY:
        return ThrottledError(reply.retry_after_s)
    if reply.status in BROKEN and reply.status != LOGIN_WANTED:
        return PortalBrokenError(reply.status)
    return NotThePortalError()
