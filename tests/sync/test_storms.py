"""Whatever stands between a school and its portal refuses or lets little through, nothing is lost (I7, I13)."""

import pytest

from app.errors import SyncError, ThrottledError
from sync.schedule import LONGEST_WAIT_S, next_delay_s
from tests.fault_proxy import Fault, FaultProxy
from tests.scripted_server import http
from tests.small_school import LESSONS, PUPILS
from tests.sync.desktops import Desktop, NewDesktop
from tests.sync.test_faults import state

STATUSES = (
    *(
        "301 Moved",
        "400 Bad Request",
        "401 Unauthorized",
        "403 Forbidden",
        "404 Not Found",
        "407 Proxy Wants",
        "409 No",
    ),
    *("413 Too Large", "426 Upgrade", "429 Too Many", "500 Broken", "502 Bad Gateway", "503 Away", "504 Timeout"),
)
ABSURD = ("0", "-1", "99999999999999999999", "soon", "Wed, 21 Oct 2099 07:28:00 GMT", "1.5")
BYTES_A_SECOND = 8_000
"""64 kbit/s."""


def test_a_storm_of_refusals_that_are_not_the_portals_changes_nothing(
    anna: Desktop, boris: Desktop, proxy: FaultProxy
) -> None:
    anna.put("5")
    before = state(anna)
    for status in STATUSES:
        for body in (b"<html>No</html>", b"{}", b""):
            with proxy.doing(Fault(page=http(body, status))), pytest.raises(SyncError):
                anna.round(proxy.url)
            assert state(anna) == before, status
    anna.round(proxy.url)
    boris.round()
    assert (anna.waiting(), anna.dump()) == (0, boris.dump())


def test_an_absurd_wish_to_be_left_alone_is_kept_within_an_hour(anna: Desktop, proxy: FaultProxy) -> None:
    anna.put("5")
    for wish in ABSURD:
        page = http(b"later", "429 Too Many Requests", f"Retry-After: {wish}")
        with proxy.doing(Fault(page=page)), pytest.raises(ThrottledError) as told:
            anna.round(proxy.url)
        assert 0 < next_delay_s(1, told.value.retry_after_s, 1.0) <= LONGEST_WAIT_S, wish
    anna.round(proxy.url)
    assert anna.waiting() == 0


def test_a_narrow_line_that_breaks_now_and_then_gets_everything_through(
    new_desktop: NewDesktop, boris: Desktop, proxy: FaultProxy
) -> None:
    """A first synchronisation over 64 kbit/s that breaks off in the middle of longer answers; then 800 ms."""
    for n in range(20):
        boris.put("4", PUPILS[n], LESSONS[n % 3])
    boris.round()
    other = new_desktop("anna")
    for longest in (300, 700, 1_000):
        with proxy.doing(Fault(rate=BYTES_A_SECOND, cut_after=longest)), pytest.raises(SyncError):
            other.round(proxy.url)
    with proxy.doing(Fault(rate=BYTES_A_SECOND)):
        other.round(proxy.url)
    other.put("5", PUPILS[20])
    with proxy.doing(Fault(rate=BYTES_A_SECOND, delay_s=0.8)):
        other.round(proxy.url)
    boris.round()
    assert other.waiting() == 0
    assert other.dump() == boris.dump()
    assert len(boris.dump()[0]) == 21
