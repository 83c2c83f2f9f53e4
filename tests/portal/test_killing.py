"""The portal is killed in the middle: what it acknowledged is there, what it did not is pushed again (I2, I3, P9)."""

import threading
import time
from collections.abc import Iterator
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

BATCH, PUSHERS, KILLS = 40, 4, 5


@dataclass
class Pusher:
    """A PC that pushes batch after batch and pushes again what was not answered. receipts: all outcomes it heard."""

    pc: Pc
    receipts: dict[int, Judged] = field(default_factory=dict)
    answers: int = 0

    def run(self, enough: threading.Event) -> None:
        ask = self._next()
        while not enough.is_set():
            try:
                heard = self.pc.ask("exchange", ask)
            except httpx.TransportError:
                time.sleep(0.01)
                continue
            for judged in heard.body(ExchangeAnswer).outcomes:
                assert self.receipts.setdefault(judged.n, judged) == judged
            self.answers += 1
            ask = self._next()

    def _next(self) -> ExchangeAsk:
        cells = [(LESSONS[(self.pc.n + n) % 40], PUPILS[(self.pc.n + n) % 30]) for n in range(BATCH)]
        return self.pc.batch([self.pc.write(Operation(MarkAdd(*cell, None, "4"))) for cell in cells])


@pytest.fixture
def served(school_data: Path) -> Iterator[PortalProcess]:
    with PortalProcess(school_data) as process:
        process.start()
        yield process


def test_a_portal_that_is_killed_keeps_every_receipt_and_doubles_nothing(served: PortalProcess) -> None:
    folder = DataFolder(served.data)
    key = read_key(folder.key).verify_key
    enough = threading.Event()
    with httpx.Client(base_url=served.url, timeout=10) as client:
        pushers = [Pusher(Pc(client, key)) for _ in range(PUSHERS)]
        for pusher in pushers:
            assert pusher.pc.enrol(served.code("anna")).status == 200
        threads = [threading.Thread(target=pusher.run, args=(enough,)) for pusher in pushers]
        for thread in threads:
            thread.start()
        for n in range(KILLS):
            before = sum(pusher.answers for pusher in pushers)
            while sum(pusher.answers for pusher in pushers) < before + 3:
                time.sleep(0.01)
            time.sleep(0.007 * n)
            served.kill()
            served.start()
        enough.set()
        for thread in threads:
            thread.join()
    heard = {(pusher.pc.replica, n): judged for pusher in pushers for n, judged in pusher.receipts.items()}
    assert len(heard) >= KILLS * 3 * BATCH
    stored = _stored(folder)
    assert {place: stored[place] for place in heard} == heard
    assert _marks(folder) == sum(judged.outcome == "applied" for judged in stored.values())


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
