"""One simulated school: a portal, PCs, an office, and a history of everything that happened to them, from one seed."""

import random
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import select

from app.clock import Clock
from app.domain.records import NEVER, Duty, Subject
from app.ids import SchoolId
from app.services.profile import Profile, keep_profile
from app.store.opening import open_store
from app.wire.framing import from_base64
from app.wire.messages import PROTOCOL, Device, ReplicaAnswer, ReplicaAsk, Request
from portal.auth.codes import issue_code
from portal.auth.keys import read_key
from portal.endpoints import Dependencies
from portal.exchange.office import put_records
from portal.settings import DataFolder
from portal.store.opening import open_engine
from portal.store.tables import schools
from tests.portal.conftest import NOW_MS
from tests.simulation.acts import CLASS_TEACHING, LEADING, TEACHING, Act
from tests.simulation.network import Network, Served
from tests.simulation.pcs import JOURNAL, KEY, SimulatedPc, author_key, author_seed, replica_id
from tests.small_school import ANNA, BEGINS, BORIS, SUBJECT

STEPS = 150

LOGINS = ("anna", "anna", "boris")
"""Whose PCs there are: two of Anna's, one of Boris'."""

ACTS: dict[str, tuple[Act, ...]] = {ANNA: (*TEACHING, *CLASS_TEACHING), BORIS: (*TEACHING, *LEADING)}


@dataclass
class Template:
    """A portal and enrolled PCs before their first round, made once and copied for each seed."""

    folder: Path
    school: SchoolId
    profiles: tuple[Profile, ...]


@dataclass
class World:
    """A school under way. restored: how often the portal was put back to an earlier state."""

    folder: Path
    school: SchoolId
    chance: random.Random
    network: Network
    pcs: list[SimulatedPc] = field(default_factory=list)
    restored: int = 0
    _backed_up: bool = False

    def step(self) -> None:
        """Let one thing happen."""
        pc = self.chance.choice(self.pcs)
        drawn = self.chance.random()
        if drawn < 0.6:
            pc.write(self.chance.choice(ACTS[pc.teacher]))
        elif drawn < 0.9:
            pc.round()
        elif drawn < 0.93:
            self.office()
        elif drawn < 0.95:
            pc.restart()
        elif drawn < 0.97:
            pc.lose(self.chance.choices(ACTS[pc.teacher], k=self.chance.randrange(1, 4)))
        elif drawn < 0.985:
            self.back_up()
        else:
            self.restore()

    def settle(self) -> None:
        """Let the weather become fine and everybody synchronise until nothing is left to say."""
        self.network.calm = True
        for _ in range(4):
            for pc in self.pcs:
                pc.round()

    def office(self) -> None:
        """Let the office change a list."""
        name = f"Алгебра {self.chance.randrange(5)}"
        with self.network.served.dependencies.engine.begin() as connection:
            put_records(connection, self.school, (Subject(SUBJECT, NEVER, name, "Алг"),), received_ms=NOW_MS)

    def back_up(self) -> None:
        """Copy the portal's database."""
        self._close_portal()
        shutil.copy(self.folder / "portal" / "portal.db", self.folder / "backup.db")
        self._backed_up = True
        self._open_portal()

    def restore(self) -> None:
        """Put the portal back to its copy."""
        if not self._backed_up:
            return
        self._close_portal()
        for path in (self.folder / "portal").glob("portal.db*"):
            path.unlink()
        shutil.copy(self.folder / "backup.db", self.folder / "portal" / "portal.db")
        self.restored += 1
        self._open_portal()

    def close(self) -> None:
        """Close every file."""
        for pc in self.pcs:
            pc.store.close()
        self._close_portal()

    def _close_portal(self) -> None:
        self.network.served.close()

    def _open_portal(self) -> None:
        self.network.served = served_from(self.folder / "portal")


def served_from(folder: Path) -> Served:
    """Return the portal of a folder."""
    data = DataFolder(folder)
    return Served(Dependencies(open_engine(data.url), read_key(data.key), now_ms=lambda: NOW_MS))


@contextmanager
def a_world(template: Template, folder: Path, seed: int) -> Iterator[World]:
    """Yield a school as the template has it."""
    shutil.copytree(template.folder, folder)
    chance = random.Random(seed)  # noqa: S311 (a simulation wants to be repeated)
    network = Network(served_from(folder / "portal"), chance)
    world = World(folder, template.school, chance, network)
    try:
        for number, profile in enumerate(template.profiles):
            world.pcs.append(SimulatedPc(folder / f"pc-{number}", profile, network, chance))
        yield world
    finally:
        world.close()
        shutil.rmtree(folder)


def make_template(school_data: Path, folder: Path) -> Template:
    """Make the school, enrol its PCs, and let each have its first round. school_data: a portal's folder."""
    shutil.copytree(school_data, folder / "portal")
    chance = random.Random(0)  # noqa: S311 (as above)
    served = served_from(folder / "portal")
    engine = served.dependencies.engine
    with engine.begin() as connection:
        school = SchoolId(connection.execute(select(schools.c.school_id)).scalar_one())
        duty = Duty("duty", NEVER, BORIS, "deputy_head", BEGINS, None)
        put_records(connection, school, (duty,), received_ms=NOW_MS)
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
