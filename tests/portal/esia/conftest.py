import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from app.ids import SchoolId
from portal.auth.esia.connector import Connector
from portal.auth.esia.opening import LiveGate
from portal.auth.esia.settings import EsiaSettings, read_settings
from portal.auth.keys import read_key
from portal.endpoints import LOOPBACK, Dependencies
from portal.limits import Tries
from portal.settings import DataFolder
from portal.store.opening import open_engine
from portal.store.tables import schools
from sandbox.systems import Folder
from tests.portal.answering import answering
from tests.portal.conftest import Clock, Portal
from tests.portal_database import owned
from tests.sandbox_process import Sandbox, running_sandbox


def now_ms() -> int:
    return time.time_ns() // 1_000_000


@pytest.fixture(scope="session")
def system(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """The files of an information system and of a sandbox that knows it."""
    return Folder(tmp_path_factory.mktemp("esia")).prepared()


@pytest.fixture(scope="session")
def sandbox(system: Folder) -> Iterator[Sandbox]:
    with running_sandbox(system.path, LOOPBACK) as running:
        yield running


@pytest.fixture
def settings(sandbox: Sandbox) -> EsiaSettings:
    found = read_settings(sandbox.folder)
    assert found
    assert found.common
    return found.common


@pytest.fixture
def connector(settings: EsiaSettings) -> Connector:
    return Connector(settings)


@pytest.fixture
def esia_portal(school_data: Path, sandbox: Sandbox) -> Iterator[Portal]:
    """A portal in this process that knows the sandbox; its clock begins at this moment, as the sandbox's does."""
    folder, clock = DataFolder(school_data), Clock(now_ms())
    key, serving, engine = read_key(folder.key), open_engine(folder.url), owned(school_data)
    with engine.connect() as connection:
        school = SchoolId(connection.execute(select(schools.c.school_id)).scalar_one())
    gate = LiveGate(sandbox.folder, serving)
    assert gate.read()
    with answering(replace(Dependencies(serving, key, Tries(clock.seconds), clock.now_ms), esia=gate.read)) as client:
        yield Portal(folder, engine, serving, key, client, clock, school)
    engine.dispose()
    serving.dispose()
