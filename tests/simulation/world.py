"""One simulated school: a portal, PCs, an office, and a history of everything that happened to them, from one seed."""

import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import select

from app.clock import Clock
from app.domain.classroom import Duty
from app.domain.records import NEVER, Subject
from app.ids import SchoolId
from app.services.profile import Profile, keep_profile
from app.store.opening import open_store
from app.wire.framing import from_base64
from app.wire.messages import PROTOCOL, Device, ReplicaAnswer, ReplicaAsk, Request
from portal.auth.codes import issue_code
from portal.auth.keys import read_key
from portal.endpoints import Dependencies
from portal.exchange.office import put_records
from portal.keeping.backing_up import back_up, make_backup_key
from portal.keeping.commands import restore_portal
from portal.settings import DataFolder
from portal.store.opening import open_engine
from portal.store.tables import schools
from tests.portal.conftest import NOW_MS
from tests.simulation.acts import CLASS_TEACHING, LEADING, TEACHING, Act
from tests.simulation.copying import MOST_PCS, copy_pc, keep_copy, put_back
from tests.simulation.flipping import flip, let_go
from tests.simulation.network import Network, Served
from tests.simulation.pcs import JOURNAL, KEY, SimulatedPc, author_key, author_seed, replica_id
from tests.small_school import ANNA, BEGINS, BORIS, SUBJECT

STEPS = 150

DAY_MS = 24 * 60 * 60 * 1000

BACKUP, OPERATOR, PUBLIC = "backup.sealed", "operator.key", "backup.pub"
"""Names beside the portal's folder: its last backup, and the halves of the operator's key."""

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
class Calendar:
    """The portal's clock. days: how many have passed."""

    days: int = 0

    def now_ms(self) -> int:
        """Return the time by this clock, Unix ms."""
        return NOW_MS + self.days * DAY_MS


@dataclass
class World:
    """A school under way. restored: how often the portal was put back to an earlier state.

    sealed: its backups are made and put back by the portal's own program; elsewhere its database is copied, which no
    portal knows of.
    """

    folder: Path
    school: SchoolId
    chance: random.Random
    network: Network
    calendar: Calendar
    pcs: list[SimulatedPc] = field(default_factory=list)
    restored: int = 0
    flips: bool = True
    sealed: bool = False
    _backed_up: bool = False

    def step(self) -> None:
        """Let one thing happen."""
        pc = self.chance.choice(self.pcs)
        self.chance.choices(list(HAPPENS), weights=list(HAPPENS.values()))[0](self, pc)

    def settle(self) -> None:
        """Let the weather become fine and everybody synchronise until nothing is left to say."""
        self.network.calm = True
        for _ in range(2 + len(self.pcs)):
            for pc in self.pcs:
                pc.round()
                let_go(pc)

    def write(self, pc: SimulatedPc) -> None:
        """Let a teacher do something."""
        pc.write(self.chance.choice(ACTS[pc.teacher]))

    def lose(self, pc: SimulatedPc) -> None:
        """Let a teacher's journal lose a few entries."""
        pc.lose(self.chance.choices(ACTS[pc.teacher], k=self.chance.randrange(1, 4)))

    def copy(self, pc: SimulatedPc) -> None:
        """Copy a PC's disk to another one, where its teacher goes on working too."""
        if len(self.pcs) < MOST_PCS:
            self.pcs.append(copy_pc(pc, self.folder / f"pc-{len(self.pcs)}"))

    def damage(self, pc: SimulatedPc) -> None:
        """Let a disk change a row; in some schools none ever does, so that nothing else may need a repair there."""
        if self.flips:
            flip(pc, self.chance)

    def office(self) -> None:
        """Let the office change a list."""
        name = f"Алгебра {self.chance.randrange(5)}"
        with self.network.served.dependencies.engine.begin() as connection:
            put_records(connection, self.school, (Subject(SUBJECT, NEVER, name, "Алг"),), received_ms=NOW_MS)

    def back_up(self) -> None:
        """Back the portal up; the backup before goes."""
        if self.sealed:
            self._path.with_name(BACKUP).unlink(missing_ok=True)
            engine = self.network.served.dependencies.engine
            back_up(DataFolder(self._path), engine, self._path.with_name(BACKUP), made="")
        else:
            self._close_portal()
            shutil.copy(self._path / "portal.db", self._path.with_name("backup.db"))
            self._open_portal()
        self._backed_up = True

    def restore(self) -> None:
        """Put the portal back to its backup."""
        if not self._backed_up:
            return
        self._close_portal()
        if self.sealed:
            shutil.rmtree(self._path)
            restore_portal(self._path, self._path.with_name(BACKUP), self.folder / OPERATOR)
            shutil.copy(self.folder / PUBLIC, DataFolder(self._path).backup_key)
        else:
            for path in self._path.glob("portal.db*"):
                path.unlink()
            shutil.copy(self._path.with_name("backup.db"), self._path / "portal.db")
        self.restored += 1
        self._open_portal()

    def sleep(self) -> None:
        """Let a day pass for the portal."""
        self.calendar.days += 1

    def close(self) -> None:
        """Close every file."""
        for pc in self.pcs:
            pc.store.close()
        self._close_portal()

    def _close_portal(self) -> None:
        self.network.served.close()

    def _open_portal(self) -> None:
        self.network.served = served_from(self._path, self.calendar)

    @property
    def _path(self) -> Path:
        return self.folder / "portal"


HAPPENS: dict[Callable[[World, SimulatedPc], None], float] = {
    World.write: 60,
    lambda _, pc: pc.round(): 29,
    World.damage: 1,
    lambda world, _: world.office(): 3,
    lambda _, pc: pc.restart(): 2,
    World.copy: 1,
    lambda _, pc: keep_copy(pc): 1,
    lambda _, pc: put_back(pc): 1,
    World.lose: 1.5,
    lambda world, _: world.back_up(): 1.5,
    lambda world, _: world.restore(): 1.5,
    lambda world, _: world.sleep(): 3,
}
"""What may happen, and how often."""


def served_from(folder: Path, calendar: Calendar | None = None) -> Served:
    """Return the portal of a folder. calendar: None for one on which no day passes."""
    data, passing = DataFolder(folder), calendar or Calendar()
    return Served(Dependencies(open_engine(data.url), read_key(data.key), now_ms=passing.now_ms))


@contextmanager
def a_world(template: Template, folder: Path, seed: int) -> Iterator[World]:
    """Yield a school as the template has it."""
    shutil.copytree(template.folder, folder)
    chance = random.Random(seed)  # noqa: S311 (a simulation wants to be repeated)
    calendar = Calendar()
    network = Network(served_from(folder / "portal", calendar), chance)
    world = World(folder, template.school, chance, network, calendar, flips=seed % 2 == 0, sealed=seed % 3 == 0)
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
    data = DataFolder(folder / "portal")
    make_backup_key(data, folder / OPERATOR)
    shutil.copy(data.backup_key, folder / PUBLIC)
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
