"""P9: a portal that is killed while several PCs send has a row for every receipt that it gave."""

import random
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import select

from app.errors import SyncError
from app.store.tables import outbox
from portal.store.opening import open_engine
from portal.store.tables import operations
from tests.portal_process import PortalProcess
from tests.small_school import LESSONS, PUPILS
from tests.sync.desktops import Desktop, a_desktop

PCS, KILLS = 3, 6


@pytest.fixture
def pcs(portal_process: PortalProcess, tmp_path: Path) -> Iterator[list[Desktop]]:
    """Several PCs of one teacher."""
    with ExitStack() as stack:
        found = [stack.enter_context(a_desktop(tmp_path / f"pc{n}", portal_process, "anna")) for n in range(PCS)]
        for pc in found:
            pc.round()
        yield found


def work(pc: Desktop, place: int, stop: threading.Event) -> None:
    """Type and send until told to stop, whatever becomes of the portal; each PC has lessons of its own."""
    n = 0
    while not stop.is_set():
        pc.put("2345"[n % 4], PUPILS[n % len(PUPILS)], LESSONS[place + PCS * (n // len(PUPILS) % 13)])
        n += 1
        try:
            pc.round()
        except SyncError:
            time.sleep(0.01)


@contextmanager
def everybody_at_work(pcs: list[Desktop]) -> Iterator[None]:
    stop = threading.Event()
    workers = [threading.Thread(target=work, args=(pc, place, stop)) for place, pc in enumerate(pcs)]
    for worker in workers:
        worker.start()
    try:
        yield
    finally:
        stop.set()
        for worker in workers:
            worker.join()


def receipts(pc: Desktop) -> set[str]:
    with pc.store.reading() as unit:
        return set(unit.connection.execute(select(outbox.c.id).where(outbox.c.outcome.is_not(None))).scalars())


def rows(portal: PortalProcess) -> set[str]:
    engine = open_engine(f"sqlite:///{portal.data}/portal.db")
    with engine.connect() as connection:
        found = set(connection.execute(select(operations.c.id)).scalars())
    engine.dispose()
    return found


def test_a_killed_portal_has_a_row_for_each_receipt_and_in_the_end_all_agree(
    pcs: list[Desktop], portal_process: PortalProcess
) -> None:
    """P9, I7."""
    with everybody_at_work(pcs):
        for _ in range(KILLS):
            time.sleep(random.uniform(0, 0.15))  # noqa: S311 (a moment, not a secret)
            portal_process.kill()
            given = [receipts(pc) for pc in pcs]
            assert set().union(*given) <= rows(portal_process)
            portal_process.start()
    for pc in (*pcs, *pcs):
        pc.round()
    assert [pc.waiting() for pc in pcs] == [0] * PCS
    assert all(pc.dump() == pcs[0].dump() for pc in pcs)
    assert len(pcs[0].dump()[0]) > PCS
