"""Ten thousand changes from one PC to another; the figures are printed."""

import time
from itertools import cycle, islice, product

from app.operations import MarkAdd, MarkAnnul, MarkSet, Operation
from tests.fault_proxy import FaultProxy
from tests.small_school import LESSONS, PUPILS
from tests.sync.desktops import Desktop

ADDED, SET, ANNULLED = 7_000, 2_000, 1_000
"""A term's mix."""


def write_offline(desktop: Desktop) -> None:
    cells = islice(cycle(product(LESSONS, PUPILS)), ADDED)
    with desktop.store.unit() as unit:
        added = [
            unit.record(Operation(MarkAdd(lesson, pupil, None, "345"[n % 3]))).recorded[0].after
            for n, (lesson, pupil) in enumerate(cells)
        ]
        for mark in added[:SET]:
            unit.record(Operation(MarkSet("2"), ent=mark.id, base=mark.token))
        for mark in added[SET : SET + ANNULLED]:
            unit.record(Operation(MarkAnnul(""), ent=mark.id, base=mark.token))


def timed(desktop: Desktop, url: str) -> float:
    begun = time.perf_counter()
    desktop.round(url)
    return time.perf_counter() - begun


def test_ten_thousand_changes_reach_the_other_pc(anna: Desktop, boris: Desktop, proxy: FaultProxy) -> None:
    begun = time.perf_counter()
    write_offline(anna)
    written_s = time.perf_counter() - begun
    push_s, pushed_kb = timed(anna, proxy.url), proxy.bytes_up / 1000
    proxy.bytes_down = 0
    pull_s, pulled_kb = timed(boris, proxy.url), proxy.bytes_down / 1000
    proxy.bytes_up = proxy.bytes_down = 0
    boris.round(proxy.url)
    quiet = sorted(timed(boris, boris.profile.address) for _ in range(50))
    print(  # noqa: T201 (the figures are what it is for)
        f"\n10,000 changes: written {written_s:.2f} s; pushed {push_s:.2f} s, {pushed_kb:.0f} kB;"
        f" pulled {pull_s:.2f} s, {pulled_kb:.0f} kB\n"
        f"quiet round: {quiet[25] * 1000:.1f} ms, slowest of 50 {quiet[-1] * 1000:.1f} ms,"
        f" {proxy.bytes_up} + {proxy.bytes_down} bytes with their heads"
    )
    assert anna.waiting() == 0
    assert anna.dump() == boris.dump()
    assert len(boris.dump()[0]) == ADDED
