"""Many PCs write while others read: whoever saw k misses nothing before k, whichever worker answers (I5, P9).

Run as a module for longer: `python -m tests.portal.test_many_writers SECONDS`.
"""

import sys
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import httpx
import pytest
from sqlalchemy import Connection, Engine

from app.ids import SchoolId
from app.operations import MarkAdd, Operation
from portal import endpoints
from portal.auth.keys import read_key
from portal.exchange import pushing
from portal.exchange.cursors import Head, read_head
from portal.settings import DataFolder
from portal.store.dialects import BEGIN, SCHOOL
from tests.portal.conftest import Portal
from tests.portal.pcs import Pc
from tests.portal_database import Session
from tests.portal_process import PortalProcess, make_template
from tests.small_school import LESSONS, PUPILS

WRITERS, READERS, SECONDS = 16, 4, 6
PAGE = 50

ADDS = [Operation(MarkAdd(LESSONS[n], PUPILS[n], None, "5")) for n in range(2)]


@dataclass
class Order:
    """What writers were told and what readers saw, each in its order."""

    judged: list[int] = field(default_factory=list)
    seen: list[list[int]] = field(default_factory=list)
    answers: int = 0

    @property
    def is_whole(self) -> bool:
        """Return whether every place was given once, and each reader saw all of them in their order."""
        begun = min(self.judged)
        places = list(range(begun, begun + len(self.judged)))
        return sorted(self.judged) == places and all(seqs == places for seqs in self.seen)


def watched(make: Callable[[], Pc], seconds: float) -> Order:
    """Let PCs write and others read beside them for some seconds; then let the readers come to the end."""
    writers, readers = [make() for _ in range(WRITERS)], [make() for _ in range(READERS)]
    for reader in readers:
        reader.pull()
    enough = threading.Event()

    def write(pc: Pc) -> list[int]:
        told: list[int] = []
        while not enough.is_set():
            told += [judged.seq for judged in pc.push(*ADDS)]
        return told

    def read(pc: Pc) -> list[int]:
        seen: list[int] = []
        while not enough.is_set():
            seen += [entry.seq for entry in pc.pull(want=PAGE)]
        return seen

    with ThreadPoolExecutor(WRITERS + READERS) as pool:
        writing = [pool.submit(write, pc) for pc in writers]
        reading = [pool.submit(read, pc) for pc in readers]
        time.sleep(seconds)
        enough.set()
    order = Order([seq for each in writing for seq in each.result()])
    order.seen = [each.result() + [entry.seq for entry in pc.pull()] for pc, each in zip(readers, reading, strict=True)]
    order.answers = len(order.judged) // len(ADDS)
    return order


def served_order(data: Path, seconds: float) -> Order:
    """Watch the order of a portal of two workers in processes of their own."""
    key = read_key(DataFolder(data).key).verify_key
    limits = httpx.Limits(max_connections=None)
    with PortalProcess(data, workers=2) as process:
        process.start()
        with httpx.Client(base_url=process.url, timeout=20, limits=limits) as client:

            def make() -> Pc:
                pc = Pc(client, key)
                assert pc.enrol(process.code("anna")).status == 200
                return pc

            return watched(make, seconds)


@pytest.mark.on_server
def test_two_workers_keep_one_order(school_data: Path) -> None:
    """I5."""
    order = served_order(school_data, SECONDS)
    assert order.is_whole
    assert order.answers > WRITERS


@pytest.mark.on_server
def test_a_sequence_instead_of_the_schools_turn_would_be_noticed(
    portal: Portal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """I5, planted: places from the server's own counter, which does not wait for those before to be committed."""
    with portal.engine.begin() as connection:
        begun = read_head(connection, portal.school).seq + 1
        connection.exec_driver_sql(f"CREATE SEQUENCE place INCREMENT {len(ADDS)} START {begun}")
        connection.exec_driver_sql("GRANT USAGE ON SEQUENCE place TO portal")

    def without_turn(engine: Engine, school: SchoolId) -> Engine:
        return engine.execution_options(**{BEGIN: f"BEGIN; SET LOCAL {SCHOOL} = '{school}'"})

    def from_sequence(connection: Connection, school: SchoolId, *, lock: bool = False) -> Head:
        head = read_head(connection, school)
        place = connection.exec_driver_sql("SELECT nextval('place')").scalar_one()
        time.sleep(0.002)
        return Head(head.epoch, place - 1, head.chain, head.roster)

    rounds = [iter([portal.pc("anna") for _ in range(WRITERS + READERS)]) for _ in range(3)]
    monkeypatch.setattr(endpoints, "writing", without_turn)
    monkeypatch.setattr(pushing, "read_head", from_sequence)
    # a machine that is busy elsewhere may let one writer after another through
    assert not all(_is_whole(partial(next, pcs)) for pcs in rounds)


def _is_whole(make: Callable[[], Pc]) -> bool:
    try:
        return watched(make, 2).is_whole
    except AssertionError:
        return False


def main(seconds: float) -> None:
    """Watch for long and say how many batches were taken in a second."""
    Session.server = True
    with tempfile.TemporaryDirectory() as folder:
        order = served_order(make_template(Path(folder)).data, seconds)
    rate = order.answers / seconds
    sys.stdout.write(f"whole: {order.is_whole}, batches a second: {rate:.0f}, readers: {len(order.seen)}\n")


if __name__ == "__main__":
    main(float(sys.argv[1]))
