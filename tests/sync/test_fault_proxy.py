"""The proxy itself: what it does to an answer is what it says."""

from collections.abc import Iterator

import pytest
import requests

from tests.fault_proxy import PAGE, Fault, FaultProxy
from tests.scripted_server import ScriptedServer, http

ANSWER = http(b"the portal's answer")


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    with ScriptedServer(lambda _: ANSWER) as server:
        yield server


@pytest.fixture
def between(server: ScriptedServer) -> Iterator[FaultProxy]:
    with FaultProxy(server.port) as proxy:
        yield proxy


def ask(proxy: FaultProxy) -> bytes:
    return requests.post(proxy.url, data=b"question", timeout=5).content


def test_without_a_fault_everything_passes(between: FaultProxy) -> None:
    assert ask(between) == b"the portal's answer"
    assert between.bytes_down == len(ANSWER)


def test_a_captive_portal_answers_itself(between: FaultProxy, server: ScriptedServer) -> None:
    with between.doing(Fault(captive=True)):
        assert ask(between) == PAGE
    assert server.heads == []
    assert ask(between) == b"the portal's answer"


@pytest.mark.parametrize("fault", [Fault(deaf=True), Fault(cut_after=len(ANSWER) - 1)], ids=repr)
def test_a_lost_answer_was_given(fault: Fault, between: FaultProxy, server: ScriptedServer) -> None:
    with between.doing(fault), pytest.raises((requests.ConnectionError, requests.exceptions.ChunkedEncodingError)):
        ask(between)
    assert len(server.heads) == 1


def test_a_byte_is_turned_over(between: FaultProxy) -> None:
    with between.doing(Fault(garble_at=10_000)):
        assert ask(between) == b"the portal's answe" + bytes([ord("r") ^ 0x55])


def test_a_request_is_sent_twice(between: FaultProxy, server: ScriptedServer) -> None:
    with between.doing(Fault(twice=True)):
        ask(between)
    assert len(server.heads) == 2
