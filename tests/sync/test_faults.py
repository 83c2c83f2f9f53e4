"""A real journal and a real portal with a bad network between them."""

import threading
import time

import pytest

from app.errors import NotThePortalError, PortalSilentError, SyncError
from app.services.receiving import cursor_of
from tests.fault_proxy import Fault, FaultProxy
from tests.portal_process import PortalProcess
from tests.small_school import LESSONS, PUPILS
from tests.sync.desktops import Desktop


def state(desktop: Desktop) -> tuple[object, ...]:
    with desktop.store.reading() as unit:
        cursor = cursor_of(unit)
    return desktop.dump(), desktop.waiting(), cursor


def test_a_captive_portals_page_changes_nothing(anna: Desktop, proxy: FaultProxy) -> None:
    """I13."""
    anna.put("5")
    before = state(anna)
    with proxy.doing(Fault(captive=True)), pytest.raises(NotThePortalError):
        anna.round(proxy.url)
    assert state(anna) == before
    anna.round(proxy.url)
    assert anna.waiting() == 0


def test_a_reply_lost_after_the_commit_neither_loses_nor_doubles(
    anna: Desktop, boris: Desktop, proxy: FaultProxy
) -> None:
    """I3."""
    for lesson in LESSONS[:5]:
        anna.put("4", lesson=lesson)
    for _ in range(3):
        with proxy.doing(Fault(deaf=True)), pytest.raises(PortalSilentError):
            anna.round(proxy.url)
        assert anna.waiting() == 5
    anna.round(proxy.url)
    boris.round()
    assert anna.waiting() == 0
    assert anna.dump() == boris.dump()
    assert len(boris.dump()[0]) == 5


FAULTS = [
    *(Fault(cut_after=n) for n in (0, 1, 17, 60, 150, 200, 300, 400)),
    *(Fault(garble_at=n) for n in (0, 9, 150, 200, 250, 300, 10_000)),
]


@pytest.mark.parametrize("fault", FAULTS, ids=repr)
def test_a_damaged_answer_changes_nothing_and_the_next_round_heals(
    fault: Fault, anna: Desktop, boris: Desktop, proxy: FaultProxy
) -> None:
    anna.put("4")
    before = state(anna)
    with proxy.doing(fault):
        try:
            anna.round(proxy.url)
        except SyncError:
            assert state(anna) == before
    anna.round(proxy.url)
    boris.round()
    assert anna.waiting() == 0
    assert anna.dump() == boris.dump()
    assert len(boris.dump()[0]) == 1


@pytest.mark.parametrize("fault", [Fault(twice=True), Fault(delay_s=0.1)], ids=repr)
def test_a_repeated_or_slow_request_has_its_effect_once(
    fault: Fault, anna: Desktop, boris: Desktop, proxy: FaultProxy
) -> None:
    with proxy.doing(fault):
        for lesson in LESSONS[:3]:
            anna.put("4", lesson=lesson)
            anna.round(proxy.url)
    boris.round()
    assert len(boris.dump()[0]) == 3
    assert anna.dump() == boris.dump()


def test_a_portal_that_is_killed_at_any_moment_ends_with_the_same_marks(
    anna: Desktop, boris: Desktop, portal_process: PortalProcess
) -> None:
    done = threading.Event()

    def kill_and_restart() -> None:
        for pause in (0.01, 0.06, 0.03, 0.11):
            time.sleep(pause)
            portal_process.kill()
            portal_process.start()
        done.set()

    killer = threading.Thread(target=kill_and_restart)
    killer.start()
    entered = 0
    while not done.is_set():
        anna.put("345"[entered % 3], PUPILS[entered % 30], LESSONS[entered // 30 % 40])
        entered += 1
        _try_round(anna)
    killer.join()
    for desktop in (anna, boris):
        desktop.round()
    assert anna.waiting() == 0
    assert anna.dump() == boris.dump()
    assert len(boris.dump()[0]) == min(entered, 1200)


def _try_round(desktop: Desktop) -> None:
    try:
        desktop.round()
    except SyncError:
        time.sleep(0.02)
