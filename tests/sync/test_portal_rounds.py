"""What a round does besides exchanging: the journal is copied where its session lasts (decision 27)."""

import threading
import time

import pytest

from app.clock import Clock
from app.store.backups import FIRST_MS, copies
from tests.sync.desktops import Desktop
from ui.portal_rounds import PortalRounds


@pytest.mark.parametrize("lasts", [True, False])
def test_a_journal_that_ends_with_its_session_is_never_copied(anna: Desktop, *, lasts: bool) -> None:
    anna.put("5")
    due = Clock(started_ns=time.monotonic_ns() - FIRST_MS * 1_000_000)
    rounds = PortalRounds(anna.store, anna.spool, anna.profile, due, copies=lasts)
    rounds(lambda _: None, threading.Event())
    assert bool(copies(anna.spool.folder)) is lasts
