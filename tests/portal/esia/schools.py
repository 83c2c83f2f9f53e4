"""A portal of two schools that know the sandbox: by one information system, or the second one by its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import select

from app.domain.records import NEVER, Teacher
from app.ids import SchoolId, TeacherId
from portal.auth.esia.opening import LiveGate
from portal.auth.invitations import invite
from portal.auth.keys import read_key
from portal.commands import add_school
from portal.endpoints import Dependencies
from portal.limits import Tries
from portal.settings import DataFolder
from portal.store.dialects import writing
from portal.store.opening import open_engine
from portal.store.rows import write_records
from portal.store.sign_in_tables import identities
from portal.store.tables import schools
from tests.portal.answering import answering
from tests.portal.conftest import Clock, Portal
from tests.portal.esia.conftest import now_ms
from tests.portal.esia.entrants import Entrant
from tests.portal_database import owned
from tests.sandbox_process import Sandbox

SCHOOL, LYCEUM = "Школа № 7", "Лицей № 5"
OF_LYCEUM, OF_BOTH = "belova@example.ru", "zaitsev@example.ru"
"""Who is of the lyceum's office, and of both; the first one works for the school too, without a group."""

GROUPS = 'groups = { PEREMENA_OFFICE = "office" }'
OF_SCHOOL = f'[schools."{SCHOOL}"]\nogrn = "1027700000012"\n{GROUPS}\n'
OGRN = f'[schools."{LYCEUM}"]\nogrn = "1037700000025"\n{GROUPS}\n'
OWN = OGRN + 'client_id = "PEREMENA2"\nkey = "{folder}/second.key"\ncertificate = "{folder}/second.pem"\n'
COMMON_SYSTEM, OWN_SYSTEM = OF_SCHOOL + OGRN, OF_SCHOOL + OWN
"""What the file says of the schools where both go by one system, and where the lyceum has its own."""


@dataclass(frozen=True)
class Schools:
    """portal: as its first school sees it. lyceum: the second one, in which Vera teaches."""

    portal: Portal
    sandbox: Sandbox
    lyceum: SchoolId

    def entrant(self, login: str) -> Entrant:
        return Entrant(self.portal, self.sandbox, login)

    def in_office(self, login: str, school: SchoolId) -> Entrant:
        """Return somebody who has just signed in for a school."""
        found = self.entrant(login)
        assert found.enter(f"?school={school}").status_code == 303
        return found

    def invitation(self, school: SchoolId, login: str) -> str:
        """Return what the start of a sign-in is asked with by whoever follows a school's invitation."""
        with writing(self.portal.engine, school).begin() as connection:
            return "?join=" + invite(connection, school, login, now_ms=self.portal.clock.ms).removeprefix("/join/")

    def rows(self, kind: str) -> list[SchoolId]:
        """Return at which schools people have something of a kind."""
        with self.portal.engine.connect() as connection:
            found = select(identities.c.school_id).where(identities.c.kind == kind)
            return sorted(connection.execute(found).scalars())


def write_settings(sandbox: Sandbox, folder: Path, tables: str) -> None:
    """Write the portal's settings. tables: of its schools."""
    common = sandbox.settings.read_text(encoding="utf-8").partition("ogrn =")[0]
    written = common + tables.replace("{folder}", str(sandbox.folder))
    (folder / "esia.toml").write_text(written, encoding="utf-8")


def found_lyceum(data: Path) -> SchoolId:
    """Put the second school beside the first one, with a teacher."""
    lyceum = add_school(data, LYCEUM, year=2026, zone="Europe/Moscow").id
    engine = owned(data)
    with writing(engine, lyceum).begin() as connection:
        vera = Teacher(TeacherId("vera-of-lyceum"), NEVER, "Седова", "Вера", "", "vera")
        write_records(connection, lyceum, [vera])
    engine.dispose()
    return lyceum


@contextmanager
def two_schools(data: Path, sandbox: Sandbox, tables: str) -> Iterator[Schools]:
    """Serve a folder with one school as a portal of two. tables: of the settings."""
    folder, clock, lyceum = DataFolder(data), Clock(now_ms()), found_lyceum(data)
    key, serving, engine = read_key(folder.key), open_engine(folder.url), owned(data)
    with engine.connect() as connection:
        first = select(schools.c.school_id).where(schools.c.school_id != lyceum)
        school = SchoolId(connection.execute(first).scalar_one())
    write_settings(sandbox, data, tables)
    gate = LiveGate(data, serving)
    assert gate.read()
    with answering(replace(Dependencies(serving, key, Tries(clock.seconds), clock.now_ms), esia=gate.read)) as client:
        yield Schools(Portal(folder, engine, serving, key, client, clock, school), sandbox, lyceum)
    engine.dispose()
    serving.dispose()
