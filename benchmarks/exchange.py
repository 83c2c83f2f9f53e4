"""What synchronisation costs: the real client against a real portal in a process of its own, on loopback."""

import statistics
import time
from collections.abc import Callable
from itertools import chain, islice
from pathlib import Path

from sqlalchemy import select

from app.domain.records import School
from app.ids import SchoolId
from benchmarks.figures import Figure
from benchmarks.recording import RecordingPortal
from benchmarks.school import LOGIN, filled, lists
from benchmarks.writing import CHANGES, write_offline
from portal.exchange.office import put_records
from portal.store.opening import open_engine
from portal.store.tables import schools
from resources.demo.serving import command
from tests.fault_proxy import FaultProxy
from tests.portal_process import PortalProcess
from tests.sync.desktops import Desktop, a_desktop

ROWS = 30_000
"""Of the whole school: what a first synchronisation brings."""

DENSITY = 0.8
"""Share of the cells with a mark, so that there are as many rows."""

DAY = 150
DAYS = 9
"""How often a day's changes are sent; the median counts."""

QUIET = 200
"""How often there is nothing to do, and how often the portal is greeted for the floor; the medians count."""


def measure(folder: Path) -> list[Figure]:
    """Let one PC write and send, and another one of the same teacher take it.

    All large figures go through a relay that counts bytes, heads included; it adds less than a millisecond a request.
    """
    data = folder / "portal"
    make_portal(data)
    with (
        PortalProcess(data) as portal,
        FaultProxy(portal.start().port) as relay,
        a_desktop(folder / "writer", portal, LOGIN) as writer,
        a_desktop(folder / "reader", portal, LOGIN) as reader,
    ):
        return [
            *_first_round(writer, reader, relay),
            *_ten_thousand(writer, reader, relay),
            *_quiet(reader, relay),
            _day(writer),
        ]


def make_portal(data: Path) -> None:
    """Make a portal's data folder with the measured school in it."""
    command("init", "--data", str(data), "--school-name", "Измеряемая школа")
    engine = open_engine(f"sqlite:///{data}/portal.db")
    with engine.begin() as connection:
        school = SchoolId(connection.execute(select(schools.c.school_id)).scalar_one())
        rows = (each for each in chain(lists(), filled(DENSITY)) if not isinstance(each, School))
        put_records(connection, school, tuple(islice(rows, ROWS)), received_ms=0)
    engine.dispose()


def _first_round(writer: Desktop, reader: Desktop, relay: FaultProxy) -> list[Figure]:
    taken_s = timed_s(lambda: reader.round(relay.url))
    taken_kb = relay.bytes_down / 1000
    writer.round()
    return [
        Figure("snapshot_30k_s", taken_s, "s", None, 2),
        Figure("snapshot_30k_kb", taken_kb, "kB", None, 1_200),
    ]


def _ten_thousand(writer: Desktop, reader: Desktop, relay: FaultProxy) -> list[Figure]:
    write_offline(writer.store, CHANGES)
    recording = RecordingPortal(writer.portal(relay.url))
    relay.bytes_up = 0
    pushed_s = timed_s(lambda: writer.round(portal=recording))
    up_kb = relay.bytes_up / 1000
    relay.bytes_down = 0
    pulled_s = timed_s(lambda: reader.round(relay.url))
    down_kb = relay.bytes_down / 1000
    again = writer.portal(relay.url)
    repushed_s = timed_s(lambda: [again.exchange(ask) for ask in recording.exchanges])
    if writer.waiting() or writer.dump() != reader.dump():
        raise RuntimeError
    return [
        Figure("push_10k_s", pushed_s, "s", None, 0.8),
        Figure("push_10k_up_kb", up_kb, "kB", None, 200),
        Figure("pull_10k_s", pulled_s, "s", None, 0.8),
        Figure("pull_10k_kb", down_kb, "kB", None, 400),
        Figure("repush_10k_s", repushed_s, "s", None, 0.4),
    ]


def _quiet(reader: Desktop, relay: FaultProxy) -> list[Figure]:
    portal = reader.portal()
    greeted = [timed_s(portal.ping) * 1000 for _ in range(QUIET)]
    rounds = [timed_s(lambda: reader.round(portal=portal)) * 1000 for _ in range(QUIET)]
    relay.bytes_up = relay.bytes_down = 0
    reader.round(relay.url)
    return [
        Figure("noop_ms", statistics.median(rounds), "ms", statistics.median(greeted), 15),
        Figure("noop_bytes", relay.bytes_up + relay.bytes_down, "B", None, 1_000),
    ]


def _day(writer: Desktop) -> Figure:
    samples = []
    for _ in range(DAYS):
        write_offline(writer.store, DAY)
        recording = RecordingPortal(writer.portal())
        samples.append(timed_s(lambda: writer.round(portal=recording)) * 1000)  # noqa: B023 (called at once)
        if len(recording.exchanges) != 1:
            raise RuntimeError
    return Figure("day_150_ms", statistics.median(samples), "ms", None, 120)


def timed_s(work: Callable[[], object]) -> float:
    """Return how long the work took."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun
