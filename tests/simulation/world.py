"""One simulated school: a portal, PCs, an office, and a history of everything that happened to them, from one seed."""

import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import select

from app.domain.classroom import Remark
from app.domain.records import NEVER, Subject
from app.ids import SchoolId
from app.judging.remarks import REMARK, TERM, WEEK
from app.planning import DiarySeen
from portal.exchange.family import say_read
from portal.exchange.office import put_records
from portal.keeping.backing_up import back_up
from portal.keeping.commands import restore_portal
from portal.settings import DataFolder
from portal.store.dialects import writing
from portal.store.tables import TABLES
from tests.portal.conftest import NOW_MS
from tests.simulation.acts import CLASS_TEACHING, FEW_PUPILS, LEADING, TEACHING, Act
from tests.simulation.copying import MOST_PCS, copy_pc, keep_copy, put_back
from tests.simulation.flipping import flip, let_go
from tests.simulation.network import Network
from tests.simulation.pcs import SimulatedPc
from tests.simulation.school import BACKUP, OPERATOR, PUBLIC, Calendar, Template, served_from
from tests.simulation.tracing import drawn_from
from tests.small_school import ALGEBRA, ANNA, BORIS, SUBJECT, WHOLE_YEAR

STEPS = 150

ACTS: dict[str, tuple[Act, ...]] = {ANNA: (*TEACHING, *CLASS_TEACHING), BORIS: (*TEACHING, *LEADING)}


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
        ((number, happening),) = self.chance.choices(list(enumerate(HAPPENS)), weights=list(HAPPENS.values()))
        self.network.trace.note(str(number), pc.folder.name)
        happening(self, pc)

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

    def read_diary(self) -> None:
        """Let a pupil's family say «прочитано» of a remark, of a week or of the term."""
        pupil = self.chance.choice(FEW_PUPILS)
        with writing(self.network.served.dependencies.engine, self.school).begin() as connection:
            of_pupil = select(TABLES[Remark].c.id).where(TABLES[Remark].c.pupil == pupil)
            remarks = connection.execute(of_pupil.order_by(TABLES[Remark].c.id)).scalars()
            readable = [(REMARK, key) for key in remarks] + [(WEEK, "2026-09-07"), (TERM, WHOLE_YEAR)]
            said = DiarySeen(ALGEBRA, pupil, *self.chance.choice(readable))
            say_read(connection, self.school, said, received_ms=self.calendar.now_ms())

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
    lambda world, _: world.read_diary(): 2,
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


@contextmanager
def a_world(template: Template, folder: Path, seed: int) -> Iterator[World]:
    """Yield a school as the template has it."""
    shutil.copytree(template.folder, folder)
    chance = random.Random(seed)  # noqa: S311 (a simulation wants to be repeated)
    calendar = Calendar()
    network = Network(served_from(folder / "portal", calendar), chance)
    world = World(folder, template.school, chance, network, calendar, flips=seed % 2 == 0, sealed=seed % 3 == 0)
    try:
        with drawn_from(seed):
            for number, profile in enumerate(template.profiles):
                world.pcs.append(SimulatedPc(folder / f"pc-{number}", profile, network, chance))
            yield world
    finally:
        world.close()
        shutil.rmtree(folder)
