"""A portal over HTTP in this process, whose clock a test holds: what an office does depends on the day."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import uvicorn
from sqlalchemy import select

from app.ids import SchoolId
from portal.api import create_api
from portal.auth.keys import read_key
from portal.auth.office_links import issue_office_link
from portal.endpoints import Dependencies
from portal.limits import Tries
from portal.settings import DataFolder
from portal.store.opening import open_engine
from portal.store.tables import schools
from tests.portal.conftest import Clock
from tests.portal_database import owned

STOP_S = 10


@dataclass(frozen=True)
class ClockedPortal:
    """A portal that is reached at an address. data: its folder."""

    url: str
    data: Path
    clock: Clock

    def at(self, day: str) -> None:
        """Let it be noon of a day in Moscow. day: "2026-08-31"."""
        noon = datetime.fromisoformat(f"{day}T12:00").replace(tzinfo=ZoneInfo("Europe/Moscow"))
        self.clock.ms = int(noon.timestamp() * 1000)


@contextmanager
def served(data: Path) -> Iterator[ClockedPortal]:
    """Serve a portal's folder until the context ends."""
    folder, clock = DataFolder(data), Clock()
    engine = open_engine(folder.url)
    listening = socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{listening.getsockname()[1]}"
    dependencies = Dependencies(engine, read_key(folder.key), Tries(clock.seconds), clock.now_ms, issuer=url)
    config = uvicorn.Config(create_api(dependencies), log_config=None, access_log=False, ws="none")
    server = uvicorn.Server(config)
    answering = threading.Thread(target=server.run, args=([listening],))
    answering.start()
    try:
        yield ClockedPortal(url, data, clock)
    finally:
        server.should_exit = True
        answering.join(STOP_S)
        listening.close()
        engine.dispose()


def home_of(portal: ClockedPortal) -> str:
    """Return the address of the office's pages for somebody who comes to work now."""
    engine = owned(portal.data)
    with engine.begin() as connection:
        school = SchoolId(connection.execute(select(schools.c.school_id)).scalar_one())
        path = issue_office_link(connection, school, now_ms=portal.clock.ms)
    engine.dispose()
    return portal.url + path
