"""The school of every simulation, made once: a portal of its own, and the PCs that are enrolled there."""

import random
import shutil
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from app.clock import Clock
from app.domain.classroom import Duty
from app.domain.records import NEVER, Record
from app.ids import SchoolId
from app.services.profile import Profile, keep_profile
from app.store.opening import open_store
from app.wire.framing import from_base64
from app.wire.messages import PROTOCOL, Device, ReplicaAnswer, ReplicaAsk, Request
from portal.auth.codes import issue_code
from portal.auth.keys import read_key
from portal.commands import make_portal
from portal.endpoints import Dependencies
from portal.exchange.office import put_records
from portal.keeping.backing_up import make_backup_key
from portal.settings import DataFolder
from portal.store.opening import open_engine
from portal.store.tables import schools
from tests.access_requests import a_request
from tests.excuse_proposals import a_proposal
from tests.portal.conftest import NOW_MS
from tests.portal.portal_school import CLASS_8A, STRANGERS, school_records
from tests.simulation.network import Network, Served
from tests.simulation.pcs import JOURNAL, KEY, SimulatedPc, author_key, author_seed, replica_id
from tests.simulation.tracing import drawn_from
from tests.small_school import BEGINS, BORIS, PUPILS

DAY_MS = 24 * 60 * 60 * 1000

BACKUP, OPERATOR, PUBLIC = "backup.sealed", "operator.key", "backup.pub"
"""Names beside the portal's folder: its last backup, and the halves of the operator's key."""

LOGINS = ("anna", "anna", "boris")
"""Whose PCs there are: two of Anna's, one of Boris'."""


@dataclass
class Template:
    """A portal and enrolled PCs before their first round, made once and copied for each seed."""

    folder: Path
    school: SchoolId
    profiles: tuple[Profile, ...]


@dataclass
class Calendar:
    """The portal's clock. days: how many have passed."""

    days: int = 0

    def now_ms(self) -> int:
        """Return the time by this clock, Unix ms."""
        return NOW_MS + self.days * DAY_MS


def served_from(folder: Path, calendar: Calendar | None = None) -> Served:
    """Return the portal of a folder. calendar: None for one on which no day passes."""
    data, passing = DataFolder(folder), calendar or Calendar()
    return Served(Dependencies(open_engine(data.url), read_key(data.key), now_ms=passing.now_ms))


def make_school(folder: Path) -> Template:
    """Make the school and its PCs in a folder; whoever makes it gets the same one, to the last byte that is sent."""
    with drawn_from(0):
        _make_portal(folder / "school")
        return make_template(folder / "school", folder / "template")


def make_template(school_data: Path, folder: Path) -> Template:
    """Make the school, enrol its PCs, and let each have its first round. school_data: a portal's folder."""
    shutil.copytree(school_data, folder / "portal")
    data = DataFolder(folder / "portal")
    make_backup_key(data, folder / OPERATOR)
    shutil.copy(data.backup_key, folder / PUBLIC)
    chance = random.Random(0)  # noqa: S311 (as above)
    served = served_from(folder / "portal")
    engine = served.dependencies.engine
    with engine.begin() as connection:
        school = SchoolId(connection.execute(select(schools.c.school_id)).scalar_one())
        duty = Duty("duty", NEVER, BORIS, "deputy_head", BEGINS, None)
        applied = (a_request(f"request-{n}", PUPILS[n]) for n in range(6))
        told = (a_proposal(f"proposal-{n}", PUPILS[n % 3]) for n in range(6))
        of_others = STRANGERS[0], CLASS_8A
        asked: tuple[Record, ...] = (*applied, *told, a_request("request-8a", *of_others))
        asked += (a_proposal("proposal-8a", *of_others),)
        put_records(connection, school, (duty, *asked), received_ms=NOW_MS)
    profiles = tuple(_enrolled(served, folder / f"pc-{number}", school, number) for number in range(len(LOGINS)))
    network = Network(served, chance, calm=True)
    for number, profile in enumerate(profiles):
        pc = SimulatedPc(folder / f"pc-{number}", profile, network, chance)
        pc.round()
        pc.store.close()
    served.close()
    return Template(folder, school, profiles)


def _enrolled(served: Served, folder: Path, school: SchoolId, number: int) -> Profile:
    """Return a new PC's profile, kept in a journal of its own; its author key is the same each time."""
    seed, login = author_seed(random.Random(number)), LOGINS[number]  # noqa: S311 (as above)
    with served.dependencies.engine.begin() as connection:
        code = issue_code(connection, school, login, now_ms=NOW_MS)
    ask = ReplicaAsk(code, author_key(from_base64(seed)), "PC")
    request = Request(PROTOCOL, "enrol", SchoolId(""), Device(replica_id(number)), "", "", 0, ask)
    answer = served.endpoints.enrol(request, "127.0.0.1").body
    assert isinstance(answer, ReplicaAnswer)
    profile = Profile(
        "http://127.0.0.1:9", school, answer.teacher, replica_id(number), answer.token, answer.portal_key, seed
    )
    folder.mkdir()
    store = open_store(folder / JOURNAL, KEY, Clock())
    with store.unit() as unit:
        keep_profile(unit, profile=profile)
    store.close()
    return profile


def _make_portal(path: Path) -> None:
    make_portal(path, "Школа № 7", year=2026, zone="Europe/Moscow")
    engine = open_engine(DataFolder(path).url)
    with engine.begin() as connection:
        school = SchoolId(connection.execute(select(schools.c.school_id)).scalar_one())
        put_records(connection, school, tuple(school_records()), received_ms=NOW_MS)
    engine.dispose()
