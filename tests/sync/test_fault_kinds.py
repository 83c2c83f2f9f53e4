"""Every kind of fault between a desktop and its portal, many times over each: nothing is lost, doubled or different.

PEREMENA_RUNS says how often; `make promises` says 50.
"""

import os
import random
from collections.abc import Callable
from contextlib import suppress

import pytest

from app.errors import SyncError
from tests.fault_proxy import CAPTIVE, PAGE, Fault, FaultProxy
from tests.scripted_server import http
from tests.small_school import LESSONS, PUPILS
from tests.sync.desktops import Desktop
from tests.sync.test_faults import state

RUNS = int(os.environ.get("PEREMENA_RUNS", "2"))

FIRST_BYTES, MOST_BYTES = 150, 600
"""Of an answer: so far its head goes, and so far a short one as a whole."""

KINDS: dict[str, Callable[[random.Random], Fault]] = {
    "cut before a byte": lambda _: Fault(cut_after=0),
    "cut in the head": lambda chance: Fault(cut_after=chance.randrange(1, FIRST_BYTES)),
    "cut in the body": lambda chance: Fault(cut_after=chance.randrange(FIRST_BYTES, MOST_BYTES)),
    "a byte of the head turned over": lambda chance: Fault(garble_at=chance.randrange(FIRST_BYTES)),
    "a byte of the body turned over": lambda chance: Fault(garble_at=chance.randrange(FIRST_BYTES, MOST_BYTES)),
    "slow": lambda chance: Fault(delay_s=chance.random() / 50),
    "slow and cut": lambda chance: Fault(delay_s=0.01, cut_after=chance.randrange(1, MOST_BYTES)),
    "narrow": lambda _: Fault(rate=50_000),
    "an answer that is lost": lambda _: Fault(deaf=True),
    "a request that comes twice": lambda _: Fault(twice=True),
    "a network that wants a login": lambda _: Fault(captive=True),
    "a page cut short": lambda chance: Fault(page=CAPTIVE[: chance.randrange(1, len(CAPTIVE))]),
    "a page instead of the answer": lambda _: Fault(page=http(PAGE, "200 OK")),
    "nothing instead of the answer": lambda _: Fault(page=http(b"", "200 OK")),
    "sent elsewhere": lambda _: Fault(page=http(b"", "302 Found", "Location: http://127.0.0.1:9/")),
    "refused by a stranger": lambda chance: Fault(page=http(b"{}", chance.choice(("401 No", "403 No", "404 No")))),
    "too large for a stranger": lambda _: Fault(page=http(b"", "413 Too Large")),
    "asked to wait": lambda _: Fault(page=http(b"", "429 Too Many", "Retry-After: 99999999999999999999")),
    "away": lambda chance: Fault(page=http(b"", chance.choice(("500 Broken", "502 Bad", "503 Away", "504 Late")))),
}
ANSWERED = {"slow", "narrow", "a request that comes twice"}
"""Kinds through which an answer comes whole: the entry is sent."""


@pytest.mark.timeout(900)
@pytest.mark.parametrize("kind", KINDS)
def test_a_fault_of_any_kind_loses_and_doubles_nothing(
    kind: str, anna: Desktop, boris: Desktop, proxy: FaultProxy
) -> None:
    """I3, I7, I13."""
    chance = random.Random(kind)  # noqa: S311 (a fault wants to be repeated)
    for n in range(RUNS):
        anna.put("4", PUPILS[n % len(PUPILS)], LESSONS[n // len(PUPILS)])
        before, failed = state(anna), True
        with proxy.doing(KINDS[kind](chance)), suppress(SyncError):
            anna.round(proxy.url)
            failed = False
        assert not (failed and state(anna) != before), "an answer that failed a check has changed something"
        assert not (failed and kind in ANSWERED)
    anna.round(proxy.url)
    boris.round()
    assert anna.waiting() == 0
    assert anna.dump() == boris.dump()
    assert len(boris.dump()[0]) == RUNS
