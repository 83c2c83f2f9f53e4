"""The portal is killed in the middle: what it acknowledged is there, what it did not is pushed again (I2, I3, P9)."""

import os
import random
import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import msgspec
import pytest
from sqlalchemy import select

from app.domain.records import Mark
from app.operations import MarkAdd, Operation
from app.wire.messages import ExchangeAnswer, ExchangeAsk, Judged
from portal.auth.keys import read_key
from portal.settings import DataFolder
from portal.store.dialects import reading
from portal.store.tables import TABLES, operations
from tests.portal.pcs import Pc
from tests.portal_database import owned
from tests.portal_process import PortalProcess
from tests.small_school import LESSONS, PUPILS
from tests.waiting import until

BATCH, PUSHERS, KILLS = 20, 20, 4
PATIENCE_S = 20.0


@dataclass
class Pusher:
    """A PC that pushes batch after batch and pushes again what was not answered. receipts: all outcomes it heard."""

    pc: Pc
    receipts: dict[int, Judged] = field(default_factory=dict)
    answers: int = 0
    _asked: ExchangeAsk | None = None

    def run(self, enough: threading.Event) -> None:
        """Push until it is enough, and once more what was not answered by then."""
        while not enough.is_set() or self._asked:
            self._push()

    def _push(self) -> None:
        self._asked = self._asked or self._next()
        try:
            heard = self.pc.ask("exchange", self._asked)
        except httpx.TransportError:
            time.sleep(0.01)
            return
        for judged in heard.body(ExchangeAnswer).outcomes:
            assert self.receipts.setdefault(judged.n, judged) == judged
        self.answers += 1
        self._asked = None

    def _next(self) -> ExchangeAsk:
        cells = [(LESSONS[(self.pc.n + n) % 40], PUPILS[(self.pc.n + n) % 30]) for n in range(BATCH)]
        return self.pc.batch([self.pc.write(Operation(MarkAdd(*cell, None, "4"))) for cell in cells])


@contextmanager
def pushing(served: PortalProcess) -> Iterator[list[Pusher]]:
    """Yield PCs that push all the time; at the end each has heard of all that it has sent."""
    key, enough = read_key(DataFolder(served.data).key).verify_key, threading.Event()
    with (
        httpx.Client(base_url=served.url, timeout=10, limits=httpx.Limits(max_connections=None)) as client,
        ThreadPoolExecutor(PUSHERS) as pool,
    ):
        pushers = [Pusher(Pc(client, key)) for _ in range(PUSHERS)]
        for pusher in pushers:
            assert pusher.pc.enrol(served.code("anna")).status == 200
        running = [pool.submit(pusher.run, enough) for pusher in pushers]
        try:
            yield pushers
        finally:
            enough.set()
        for each in running:
            each.result()


def go_on(pushers: list[Pusher], n: int) -> None:
    """Wait until some have heard of more batches, and into the middle of others."""
    wanted = sum(pusher.answers for pusher in pushers) + 3
    until(lambda: sum(pusher.answers for pusher in pushers) >= wanted, patience_s=PATIENCE_S)
    time.sleep(0.007 * n)


def check_receipts(served: PortalProcess, pushers: list[Pusher]) -> None:
    """Each receipt has its row with the same words, and each row what it did, once."""
    folder = DataFolder(served.data)
    heard = {(pusher.pc.replica, n): judged for pusher in pushers for n, judged in pusher.receipts.items()}
    assert len(heard) >= KILLS * 3 * BATCH
    assert [pusher.pc.n for pusher in pushers] == [len(pusher.receipts) for pusher in pushers]
    assert _stored(folder) == heard
    assert _marks(folder) == sum(judged.outcome == "applied" for judged in heard.values())


@pytest.fixture
def served(school_data: Path) -> Iterator[PortalProcess]:
    with PortalProcess(school_data, by_command=True) as process:
        process.start()
        yield process


@pytest.mark.timeout(240)
def test_a_portal_that_is_killed_keeps_every_receipt_and_doubles_nothing(served: PortalProcess) -> None:
    """P9: twenty clients push; a client that heard nothing pushes the same again."""
    with pushing(served) as pushers:
        for n in range(KILLS):
            go_on(pushers, n)
            served.kill()
            served.start()
    check_receipts(served, pushers)


@pytest.mark.on_server
@pytest.mark.timeout(240)
def test_a_worker_that_is_killed_costs_no_receipt_and_holds_nobody_up(school_data: Path) -> None:
    """P9, I5: one of two workers dies with the school's turn in its hands; the other one goes on."""
    with PortalProcess(school_data, workers=2) as process:
        process.start()
        with pushing(process) as pushers:
            for n in range(KILLS):
                go_on(pushers, n)
                os.kill(random.choice(workers_of(process)), signal.SIGKILL)  # noqa: S311 (a victim, not a secret)
        check_receipts(process, pushers)
        assert places(process) == list(range(1, max(places(process)) + 1))


def workers_of(process: PortalProcess) -> list[int]:
    """Return the worker processes that run now; there is at least one."""
    overseer = process.pid
    children = [int(each) for each in Path(f"/proc/{overseer}/task/{overseer}/children").read_text().split()]
    return [each for each in children if b"spawn_main" in Path(f"/proc/{each}/cmdline").read_bytes()]


def places(process: PortalProcess) -> list[int]:
    """Return the places of the school's order, each as often as it was given."""
    engine = owned(process.data)
    with reading(engine).connect() as connection:
        found = list(connection.execute(select(operations.c.seq).order_by(operations.c.seq)).scalars())
    engine.dispose()
    return found


def _stored(folder: DataFolder) -> dict[tuple[str, int], Judged]:
    engine = owned(folder.path)
    with reading(engine).connect() as connection:
        rows = connection.execute(
            select(
                operations.c.replica, operations.c.n, operations.c.outcome, operations.c.reason, operations.c.seq
            ).where(operations.c.replica != "office")
        ).all()
    engine.dispose()
    return {(replica, n): msgspec.convert((n, *rest), Judged) for replica, n, *rest in rows}


def _marks(folder: DataFolder) -> int:
    engine = owned(folder.path)
    with reading(engine).connect() as connection:
        found = len(connection.execute(select(TABLES[Mark].c.id)).all())
    engine.dispose()
    return found
