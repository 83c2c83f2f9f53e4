import gzip
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.signing import SigningKey

from app.errors import (
    CursorLostError,
    ExpiredCodeError,
    ForkedError,
    NotThePortalError,
    PortalBrokenError,
    PortalTooNewError,
    SignedOutError,
    SyncError,
    ThrottledError,
    TooLargeError,
    WrongCodeError,
)
from app.wire.framing import packed, signed
from app.wire.messages import MAX_BYTES, REFUSALS, Answer, PingAnswer, Refusal
from sync.answers import Reply, read_answer

PORTAL = SigningKey(b"p" * 32)
STRANGER = SigningKey(b"s" * 32)
REQ = "this-request"
BODY = PingAnswer(nonce="nonce", portal_key="key")
PAGE = b"<!DOCTYPE html><html><title>Wi-Fi</title><form>login</form></html>"


def an_answer(body: object = BODY, *, req: str = REQ, retry_after: int = 0) -> bytes:
    return msgspec.json.encode(Answer(req, "epoch", "2026-09-01T08:00:00Z", 1, 0, "0.1.0", retry_after, body))


def read(data: bytes, status: int = 200, retry_after_s: int = 0) -> PingAnswer:
    return read_answer(Reply(status, retry_after_s, data), req=REQ, key=PORTAL.verify_key, kind=PingAnswer)


@pytest.mark.parametrize("wrap", [bytes, packed, gzip.compress, lambda text: gzip.compress(packed(text))])
def test_a_signed_answer_counts_however_it_was_packed_on_its_way(wrap: Any) -> None:
    assert read(wrap(signed(an_answer(), PORTAL))) == BODY


@pytest.mark.parametrize("status", [200, 204, 302, 401, 403, 404, 409, 426, 400])
@pytest.mark.parametrize(
    "data",
    [
        b"",
        PAGE,
        packed(PAGE),
        an_answer(),
        packed(signed(an_answer(), PORTAL))[:-5],
        signed(an_answer(), PORTAL)[:-5],
        signed(an_answer(), STRANGER),
        signed(an_answer(), PORTAL).replace(b"nonce", b"ecnon"),
        signed(an_answer(req="an-older-request"), PORTAL),
        gzip.compress(b"0" * (MAX_BYTES + 1)),
    ],
)
def test_what_the_portal_did_not_say_to_this_request_does_not_count(data: bytes, status: int) -> None:
    with pytest.raises(NotThePortalError):
        read(data, status)


REFUSED: dict[str, type[SyncError]] = {
    "malformed": PortalBrokenError,
    "wrong_code": WrongCodeError,
    "expired_code": ExpiredCodeError,
    "signed_out": SignedOutError,
    "not_found": PortalBrokenError,
    "too_large": TooLargeError,
    "throttled": ThrottledError,
    "unknown_cursor": CursorLostError,
    "bad_signature": PortalBrokenError,
    "too_old": PortalTooNewError,
    "forked": ForkedError,
    "broken": PortalBrokenError,
}


@pytest.mark.parametrize("code", REFUSALS)
def test_every_refusal_has_its_error(code: str) -> None:
    with pytest.raises(REFUSED[code]) as refused:
        read(signed(an_answer(Refusal(code), retry_after=17), PORTAL), REFUSALS[code])
    assert vars(refused.value) in ({}, {"retry_after_s": 17}, {"status": REFUSALS[code]}, {"parked": 0})


@pytest.mark.parametrize("code", REFUSALS)
def test_a_refusal_in_the_portals_name_by_a_stranger_signs_nobody_out(code: str) -> None:
    with pytest.raises((NotThePortalError, TooLargeError, ThrottledError, PortalBrokenError)):
        read(signed(an_answer(Refusal(code)), STRANGER), REFUSALS[code])


def test_a_proxy_may_say_that_a_message_is_too_large_or_that_one_should_wait() -> None:
    with pytest.raises(TooLargeError):
        read(PAGE, 413)
    with pytest.raises(ThrottledError) as throttled:
        read(PAGE, 429, 30)
    assert throttled.value.retry_after_s == 30
    with pytest.raises(PortalBrokenError) as broken:
        read(PAGE, 502)
    assert broken.value.status == 502


@pytest.mark.parametrize("text", [an_answer({"nonce": 7}), an_answer([]), b'{"req":1}', b"[]"])
def test_a_signed_answer_that_cannot_be_read_is_of_a_newer_portal(text: bytes) -> None:
    with pytest.raises(PortalTooNewError):
        read(signed(text, PORTAL))


@given(st.binary(), st.integers(100, 999))
def test_no_bytes_are_more_than_a_sync_error(data: bytes, status: int) -> None:
    with pytest.raises(SyncError):
        read(data, status)
