"""What a region's PCs feel: two thousand of forty schools, each once a minute, at two workers over PostgreSQL."""

import asyncio
import os
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import msgspec
from sqlalchemy import Engine, insert, select

from app.domain.records import NEVER, School
from app.ids import SchoolId
from app.operations import MarkAdd, Operation
from app.wire.framing import packed, to_base64
from app.wire.messages import BASE_PATH
from benchmarks.figures import Figure, p99
from portal.auth.keys import read_key
from portal.auth.tokens import hash_of
from portal.commands import make_portal
from portal.exchange.office import put_records
from portal.settings import DataFolder
from portal.store.tables import replicas, schools
from tests.portal.pcs import Pc
from tests.portal_database import owned, running_cluster
from tests.portal_process import PortalProcess
from tests.small_school import ANNA, LESSONS, PUPILS, records

CLIENTS, SCHOOLS = 2_000, 40
PERIOD_S, JITTER_S = 60, 15
"""How often a PC asks, and how much sooner or later that may be."""

WRITING = 10
"""Every so many PCs bring a mark with each round; the others ask for news only."""

ROUNDS = 2
SEED = 20_261_125
"""Of the moments at which PCs ask."""


@dataclass(frozen=True)
class Client:
    """A PC with what it is going to ask, written and signed before anything is measured."""

    asks: Sequence[bytes]


def measure(folder: Path) -> list[Figure]:
    """Let the PCs ask for some minutes.

    Raises:
        RuntimeError: something was not answered as it should be.
    """
    with running_cluster() as cluster:
        data = folder / "portal"
        make_portal(data, "Школа № 0", year=2026, zone="Europe/Moscow", server=cluster.new())
        engine = owned(data)
        with PortalProcess(data, workers=2) as portal:
            portal.start()
            with httpx.Client(base_url=portal.url, timeout=20) as line:
                clients = [each for school in _schools(engine) for each in _clients(engine, data, school, line)]
            engine.dispose()
            took, failed = asyncio.run(_asked(portal.url, clients))
    if failed:
        raise RuntimeError(failed)
    return [Figure("portal_2000_p99_ms", p99(took) * 1000, "ms", None, 300)]


def _schools(engine: Engine) -> list[SchoolId]:
    with engine.begin() as connection:
        first = SchoolId(connection.execute(select(schools.c.school_id)).scalar_one())
        found = [first, *(SchoolId(f"school-{n}") for n in range(1, SCHOOLS))]
        for school in found[1:]:
            row = {"school_id": school, "epoch": school, "head": 0, "chain": "", "roster": 0}
            connection.execute(insert(schools), row)
    for school in found:
        with engine.begin() as connection:
            own = School(school, NEVER, school, school, 2026, "Europe/Moscow")
            rows = [each for each in records() if not isinstance(each, School)]
            put_records(connection, school, (own, *rows), received_ms=0)
    return found


def _clients(engine: Engine, data: Path, school: SchoolId, line: httpx.Client) -> list[Client]:
    key = read_key(DataFolder(data).key).verify_key
    pcs = [Pc(line, key, school, ANNA, os.urandom(16).hex()) for _ in range(CLIENTS // SCHOOLS)]
    rows = [
        {
            "school_id": school,
            "id": pc.replica,
            "teacher": ANNA,
            "name": "PC",
            "created": 0,
            "author_key": to_base64(pc.author.verify_key.encode()),
            "token_hash": hash_of(pc.token),
        }
        for pc in pcs
    ]
    with engine.begin() as connection:
        connection.execute(insert(replicas), rows)
    pcs[0].pull()
    for pc in pcs:
        pc.cursor = pcs[0].cursor
    return [_written(pc, is_writing=n % WRITING == 0) for n, pc in enumerate(pcs)]


def _written(pc: Pc, *, is_writing: bool) -> Client:
    asks = []
    for n in range(ROUNDS):
        operations = [Operation(MarkAdd(LESSONS[n], PUPILS[n], None, "5"))] if is_writing else []
        request = pc.request(pc.batch([pc.write(each) for each in operations]))
        body = packed(msgspec.json.encode(request))
        head = (
            f"POST {BASE_PATH}/exchange HTTP/1.1\r\nHost: portal\r\nConnection: close\r\n"
            f"Authorization: Bearer {pc.token}\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        asks.append(head.encode() + body)
    return Client(asks)


async def _asked(url: str, clients: Sequence[Client]) -> tuple[list[float], list[bytes]]:
    """Return how long each answer took, from the connection to its last byte, and what was no answer."""
    address = urlsplit(url)
    took: list[float] = []
    failed: list[bytes] = []
    moments = random.Random(SEED)  # noqa: S311 (no secret depends on it)

    async def ask(data: bytes) -> None:
        begun = time.perf_counter()
        reader, writer = await asyncio.open_connection(address.hostname, address.port)
        writer.write(data)
        answer = await reader.read()
        took.append(time.perf_counter() - begun)
        writer.close()
        status, _, _ = answer.partition(b"\r\n")
        if b" 200 " not in status:
            failed.append(status)

    async def live(client: Client, waits: Sequence[float]) -> None:
        for data, wait_s in zip(client.asks, waits, strict=True):
            await asyncio.sleep(wait_s)
            await ask(data)

    waits = [
        [moments.uniform(0, PERIOD_S), *(PERIOD_S + moments.uniform(-JITTER_S, JITTER_S) for _ in range(ROUNDS - 1))]
        for _ in clients
    ]
    await asyncio.gather(*(live(client, each) for client, each in zip(clients, waits, strict=True)))
    return took, failed
