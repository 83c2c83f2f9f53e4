from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest
from nacl.signing import SigningKey
from sqlalchemy import Engine, select

from app.domain.records import Record
from app.ids import SchoolId
from portal.auth.codes import issue_code
from portal.auth.keys import read_key
from portal.commands import make_portal
from portal.endpoints import Dependencies
from portal.exchange.office import put_records
from portal.limits import Tries
from portal.settings import DataFolder
from portal.store.opening import open_engine
from portal.store.tables import schools
from tests.portal.answering import answering
from tests.portal.pcs import Pc
from tests.portal.portal_school import school_records
from tests.portal_database import copied, drop, new_database, owned

NOW_MS = 1_790_000_000_000


@dataclass
class Clock:
    """The portal's own clock, in the hands of a test."""

    ms: int = NOW_MS

    def now_ms(self) -> int:
        return self.ms

    def seconds(self) -> float:
        return self.ms / 1000


@dataclass
class Portal:
    """A portal in this process, over a school of its own.

    engine: the database's owner's, which sees everything. serving: the portal's own.
    """

    folder: DataFolder
    engine: Engine
    serving: Engine
    key: SigningKey
    client: httpx.Client
    clock: Clock
    school: SchoolId
    pcs: dict[str, Pc] = field(default_factory=dict)

    def code(self, login: str) -> str:
        with self.engine.begin() as connection:
            return issue_code(connection, self.school, login, now_ms=self.clock.ms)

    def stranger(self) -> Pc:
        """Return a PC that nobody has enrolled."""
        return Pc(self.client, self.key.verify_key)

    def pc(self, login: str) -> Pc:
        """Return a new PC of a teacher."""
        pc = self.stranger()
        assert pc.enrol(self.code(login)).status == 200
        return pc

    def put(self, *records: Record) -> int:
        """Put records as the office does."""
        with self.engine.begin() as connection:
            return put_records(connection, self.school, records, received_ms=self.clock.ms)


@pytest.fixture(scope="session")
def school_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("school") / "data"
    make_portal(path, "Школа № 7", year=2026, zone="Europe/Moscow", server=new_database())
    engine = owned(path)
    with engine.begin() as connection:
        school = SchoolId(connection.execute(select(schools.c.school_id)).scalar_one())
        put_records(connection, school, tuple(school_records()), received_ms=NOW_MS)
    engine.dispose()
    return path


@pytest.fixture
def school_data(school_template: Path, tmp_path: Path) -> Iterator[Path]:
    """A fresh copy of the school's folder."""
    data = copied(school_template, tmp_path / "school")
    yield data
    drop(data)


@pytest.fixture
def portal(school_data: Path) -> Iterator[Portal]:
    folder, clock = DataFolder(school_data), Clock()
    key, serving, engine = read_key(folder.key), open_engine(folder.url), owned(school_data)
    with engine.connect() as connection:
        school = SchoolId(connection.execute(select(schools.c.school_id)).scalar_one())
    with answering(Dependencies(serving, key, Tries(clock.seconds), clock.now_ms)) as client:
        yield Portal(folder, engine, serving, key, client, clock, school)
    engine.dispose()
    serving.dispose()


@pytest.fixture
def anna(portal: Portal) -> Pc:
    return portal.pc("anna")


@pytest.fixture
def boris(portal: Portal) -> Pc:
    return portal.pc("boris")
