"""Requests that no honest program sends: refused with the place, never echoed, never a failure of the portal."""

import gzip
import json
import socket
import time
from typing import Any

import msgspec
import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.operations import MarkAdd, Operation
from app.wire.framing import packed, unpacked
from app.wire.messages import BASE_PATH, MAX_BYTES, Answer, Cursor, ExchangeAsk, Refusal
from tests.portal.conftest import Portal
from tests.portal.pcs import Heard, Pc, post
from tests.portal.portal_school import LESSON, PUPIL
from tests.portal_process import PortalProcess

CANARY = "канарейка"
ASK = ExchangeAsk(Cursor(), None, 0, (), "", 10)


def plain(pc: Pc, body: object = ASK) -> dict[str, Any]:
    """Return a proper request as plain JSON values, to be spoilt."""
    told: dict[str, Any] = json.loads(msgspec.json.encode(pc.request(body)))
    return told


def send(pc: Pc, text: "str | bytes | dict[str, Any]", *, endpoint: str = "exchange", req: str = "") -> Heard:
    if isinstance(text, dict):
        req = text.get("req", req)
        text = json.dumps(text, ensure_ascii=False)
    return post(pc, endpoint, text.encode() if isinstance(text, str) else text, req=req)


def spoilt(request: dict[str, Any], path: str, value: object) -> dict[str, Any]:
    """Return the request with another value at a place such as "body.cursor.seq"."""
    *folders, name = path.split(".")
    at = request
    for folder in folders:
        at = at[folder]
    at[name] = value
    return request


@pytest.mark.parametrize(
    ("path", "value", "where"),
    [
        ("school", 7, "school"),
        ("school", None, "school"),
        ("replica", CANARY, "replica"),
        ("replica.id", [CANARY], "replica.id"),
        ("replica.n_acked", 1.5, "replica.n_acked"),
        ("mono_ms", CANARY, "mono_ms"),
        ("body", CANARY, "body"),
        ("body.want", CANARY, "body.want"),
        ("body.want", True, "body.want"),
        ("body.want", -1, "body.want"),
        ("body.first_n", "1", "body.first_n"),
        ("body.cursor", [], "body.cursor"),
        ("body.cursor.seq", CANARY, "body.cursor.seq"),
        ("body.session", {"replica": CANARY}, "body.session"),
        ("body.session", [CANARY], "body.session"),
        ("body.ops", CANARY, "body.ops"),
        ("body.sig", None, "body.sig"),
        (CANARY, CANARY, ""),
        ("body.extra", CANARY, "body"),
        ("replica.extra", CANARY, "replica"),
    ],
)
def test_a_wrong_type_is_refused_with_its_place_and_without_its_value(
    anna: Pc, path: str, value: object, where: str
) -> None:
    heard = send(anna, spoilt(plain(anna), path, value))
    assert (heard.status, heard.refusal, heard.signed) == (422, ("malformed", where), True)
    assert CANARY not in bytes(heard.answer.body).decode()


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"x"',
        b"NaN",
        b"\xff\xfe",
        b"\x00",
        b"<html>",
        b"[" * 100_000,
        b'{"a":' * 10_000,
        b'{"p":"peremena/1","req":7}',
        b'{"p":"peremena/1","req":""}',
        b'{"p":"peremena/1","req":"' + b"x" * 65 + b'"}',
    ],
    ids=lambda text: repr(text[:30]),
)
def test_what_has_no_name_is_malformed_and_nothing_is_signed(anna: Pc, text: bytes) -> None:
    heard = send(anna, text)
    assert (heard.status, heard.refusal[0], heard.signed) == (422, "malformed", False)


BEFORE, AFTER = '{"p":"peremena/1","req":"r",', "}"


@pytest.mark.parametrize(
    "more",
    [
        '"school":NaN',
        '"school":"x","school":"y"',
        '"mono_ms":1e999',
        f'"body":{"[" * 5_000}{"]" * 5_000}',
        f'"mono_ms":{"9" * 5_000}',
        '"school":"\\ud800"',
    ],
    ids=lambda text: text[:30],
)
def test_what_is_no_honest_json_is_malformed(anna: Pc, more: str) -> None:
    heard = send(anna, BEFORE + more + AFTER, req="r")
    assert (heard.status, heard.refusal[0]) == (422, "malformed")


def test_a_request_that_says_a_thing_twice_is_malformed(anna: Pc) -> None:
    for place in ('"school"', '"seq"', '"want"'):
        text = json.dumps(plain(anna))
        start = text.index(place)
        end = min(at for mark in ",}" if (at := text.find(mark, start)) > 0)
        twice = text[:start] + text[start:end] + ", " + text[start:]
        heard = send(anna, twice, req=json.loads(text)["req"])
        assert (heard.status, heard.refusal, heard.signed) == (422, ("malformed", ""), True)


def test_a_version_that_is_not_spoken_any_more_is_told_so_whatever_else_it_says(anna: Pc) -> None:
    heard = send(anna, {"p": "peremena/0", "req": "r", "other": [1, 2]})
    assert (heard.status, heard.refusal, heard.signed) == (426, ("too_old", ""), True)
    assert heard.answer.min_client


@pytest.mark.parametrize("n", [2**31, 2**63, 2**64, -(2**63) - 1, 10**100])
@pytest.mark.parametrize("path", ["mono_ms", "replica.n_acked", "body.want", "body.cursor.seq", "body.first_n"])
def test_huge_numbers_break_nothing(anna: Pc, path: str, n: int) -> None:
    assert send(anna, spoilt(plain(anna), path, n)).status in {200, 409, 422}


@pytest.mark.parametrize("text", ["\x00", "\u202e", "'; DROP TABLE mark; --", "𝔵" * 1_000])
def test_strange_texts_are_texts(anna: Pc, text: str) -> None:
    operation = Operation(MarkAdd(LESSON, PUPIL, None, text))
    assert anna.verdicts(operation) == [("rejected", "bad_value")]
    assert send(anna, spoilt(plain(anna), "school", text)).status == 404


@pytest.mark.parametrize("size", [MAX_BYTES + 1, MAX_BYTES * 3])
@pytest.mark.parametrize("packing", [bytes, packed, gzip.compress], ids=["plain", "zstd", "gzip"])
def test_what_is_too_large_is_not_read(anna: Pc, packing: Any, size: int) -> None:
    heard = send(anna, packing(b" " * size))
    assert (heard.status, heard.refusal) == (413, ("too_large", ""))


def test_a_bomb_is_not_unpacked(anna: Pc) -> None:
    bomb = zstandard.ZstdCompressor(level=19).compress(bytes(1 << 28))
    assert len(bomb) < 64 * 1024
    begun = time.perf_counter()
    heard = send(anna, bomb)
    assert (heard.status, heard.refusal) == (413, ("too_large", ""))
    assert time.perf_counter() - begun < 2


@pytest.mark.parametrize("packing", [packed, gzip.compress], ids=["zstd", "gzip"])
@pytest.mark.parametrize("cut", [5, 20, -12])
def test_damaged_packing_is_malformed(anna: Pc, packing: Any, cut: int) -> None:
    heard = send(anna, packing(json.dumps(plain(anna)).encode())[:cut])
    assert (heard.status, heard.refusal[0]) == (422, "malformed")


@pytest.mark.parametrize("packing", [bytes, packed, gzip.compress], ids=["plain", "zstd", "gzip"])
def test_any_packing_is_read(anna: Pc, packing: Any) -> None:
    request = plain(anna)
    assert send(anna, packing(json.dumps(request).encode()), req=request["req"]).status == 200


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)
OUTER = ("p", "school", "replica", "replica.id", "device_now", "boot_id", "mono_ms", "body")
INNER = ("cursor", "cursor.seq", "cursor.epoch", "session", "first_n", "ops", "sig", "want")
PLACES = (*OUTER, *(f"body.{place}" for place in INNER))


@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True
)
@given(place=st.sampled_from(PLACES), value=JSON)
def test_nothing_at_any_place_breaks_the_portal(anna: Pc, place: str, value: object) -> None:
    heard = send(anna, spoilt(plain(anna), place, value))
    assert heard.status in {200, 404, 409, 422, 426}


@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True
)
@given(array=st.lists(JSON, max_size=7), kind=st.sampled_from(["mark.add", "mark.set", "lesson.topic", "records.put"]))
def test_no_operation_breaks_the_portal(anna: Pc, array: list[object], kind: str) -> None:
    body = json.dumps([kind, 1, *array]).encode()
    heard = anna.ask("exchange", anna.batch([anna.number(body)]))
    assert heard.status == 200


def raw(portal: PortalProcess, *pieces: bytes) -> bytes:
    """Send pieces over a connection of their own and return what comes back."""
    with socket.create_connection(("127.0.0.1", portal.port), timeout=10) as line:
        try:
            for piece in pieces:
                line.sendall(piece)
        except (BrokenPipeError, ConnectionResetError):
            pass  # the portal has heard enough
        answer = b""
        try:
            while piece := line.recv(65_536):
                answer += piece
        except ConnectionResetError:
            pass  # it let go before it had read everything
        return answer


ALIVE = b"GET / HTTP/1.1\r\nHost: portal\r\nConnection: close\r\n\r\n"
HEAD = f"POST {BASE_PATH}/exchange HTTP/1.1\r\nHost: portal\r\nConnection: close\r\n".encode()


def test_a_declared_length_that_is_too_large_is_refused_before_anything_is_sent(portal_process: PortalProcess) -> None:
    answer = raw(portal_process, HEAD + b"Content-Length: 104857600\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 413 ")
    _, _, body = answer.partition(b"\r\n\r\n")
    told = msgspec.json.decode(unpacked(body, limit=MAX_BYTES), type=Answer[Refusal])
    assert told.body.code == "too_large"


def test_endless_chunks_are_cut_off(portal_process: PortalProcess) -> None:
    chunk = b"100000\r\n" + bytes(0x100000) + b"\r\n"
    answer = raw(portal_process, HEAD + b"Transfer-Encoding: chunked\r\n\r\n", *[chunk] * 20)
    assert answer == b"" or answer.startswith(b"HTTP/1.1 413 ")
    assert raw(portal_process, ALIVE).startswith(b"HTTP/1.1 404 ")


@pytest.mark.parametrize(
    "head",
    [
        b"Content-Length: -5\r\n\r\n",
        b"Content-Length: x\r\n\r\n",
        b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcde",
        b"Transfer-Encoding: chunked\r\n\r\nZZZ\r\n",
        b"X: " + b"a" * 100_000 + b"\r\n\r\n",
    ],
    ids=lambda head: repr(head[:30]),
)
def test_a_lying_head_is_a_bad_request(portal_process: PortalProcess, head: bytes) -> None:
    assert raw(portal_process, HEAD + head)[:12] in {b"HTTP/1.1 400", b"HTTP/1.1 422"}
    assert raw(portal_process, ALIVE).startswith(b"HTTP/1.1 404 ")


def test_a_connection_that_breaks_off_in_the_middle_leaves_the_portal_whole(portal_process: PortalProcess) -> None:
    with socket.create_connection(("127.0.0.1", portal_process.port), timeout=10) as line:
        line.sendall(HEAD + b"Content-Length: 1000\r\n\r\nonly this")
    assert raw(portal_process, ALIVE).startswith(b"HTTP/1.1 404 ")


@pytest.mark.parametrize("path", ["/peremena/1/exchange", "/peremena/1/other", "/peremena/2/exchange", "/"])
def test_other_methods_and_addresses_are_not_there(portal: Portal, path: str) -> None:
    assert portal.client.get(path).status_code in {404, 405}
