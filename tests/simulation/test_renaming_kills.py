"""Whoever dies at whichever commit while a copy of a PC gets its own name, nothing is lost or doubled (I2, I16)."""

import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sqlalchemy import event, select

from app.errors import OfflineError, SyncError
from app.store.tables import identity
from tests.simulation.acts import add_mark
from tests.simulation.checking import check
from tests.simulation.copying import copy_pc, keep_copy, put_back
from tests.simulation.network import SimulatedCrashError
from tests.simulation.pcs import SimulatedPc
from tests.simulation.school import Template
from tests.simulation.world import World, a_world


def two_copies(world: World) -> SimulatedPc:
    """Return the second of two copies that both have written; the first has synchronised."""
    first = world.pcs[0]
    first.write(add_mark)
    second = copy_pc(first, world.folder / "copy")
    world.pcs.append(second)
    for pc in (first, second):
        pc.write(add_mark)
    first.round()
    return second


def a_disk_put_back(world: World) -> SimulatedPc:
    """Return a PC whose disk was put back behind answered entries, and whose journal has lost others since."""
    pc = world.pcs[0]
    pc.write(add_mark)
    keep_copy(pc)
    pc.write(add_mark)
    pc.round()
    answered = set(pc.acknowledged)
    put_back(pc)
    pc.acknowledged |= answered
    pc.lose([add_mark])
    pc.write(add_mark)
    return pc


def a_portal_put_back(world: World) -> SimulatedPc:
    """Return a copy that has a name of its own, of a portal that was put back to before it gave it."""
    world.back_up()
    copy = two_copies(world)
    copy.round()
    world.restore()
    copy.write(add_mark)
    return copy


Scene = Callable[[World], SimulatedPc]
"""How a PC comes to need a name, and which one it is."""

LEASE, WANTED, GIVEN, TAKEN = "pc _ask", "pc take_own_name", "portal fork", "pc _fork"
DOUBT, AGAIN, LEASE_AGAIN = "pc _put_right", "pc send_lost_again", "pc _ask #2"
FILED, HEARD, CHECKED = "portal _take", "pc _take", "pc run"
CARRIED, CARRIED_AGAIN, REGAINED = "portal carry", "portal carry #2", "pc note_regained"
FETCHED = (
    "pc fetch_scope",
    *(f"pc _fetch_part{more}" for more in ("", *(f" #{n}" for n in range(2, 6)))),
    "pc fetch_scope #2",
)
READ = ("portal _take #2", HEARD, "portal _take #3", "pc _take #2", "pc _take #3", "pc keep_what_no_backup_holds")
READ_ANEW = {*FETCHED, *READ} - {HEARD}

SCENES: dict[Scene, tuple[str, ...]] = {
    two_copies: (LEASE, DOUBT, WANTED, GIVEN, TAKEN, AGAIN, LEASE_AGAIN, FILED, HEARD, CHECKED),
    a_disk_put_back: (
        *(CARRIED, LEASE, DOUBT, CARRIED_AGAIN, WANTED, GIVEN, TAKEN, AGAIN, LEASE_AGAIN, FILED, HEARD),
        *(REGAINED, CHECKED),
    ),
    a_portal_put_back: (LEASE, DOUBT, GIVEN, TAKEN, "pc _put_right #2", *FETCHED, FILED, *READ, CHECKED),
}
"""The commits of the round in which it gets it, in their order: somebody dies at each, unless all is read anew."""

ROOMS = {"pc": ("/app/store/unit.py", "unit", "/sync/"), "portal": ("/portal/endpoints.py", "writing", "/endpoints.py")}
"""Whose commits: what opens a transaction that writes, and where the functions are that ask for one."""

SEED = 2


@dataclass
class Commits:
    """Names each commit of a round by whose it is and the function that asks for it; at one of them somebody dies."""

    fatal: str = ""
    named: list[str] = field(default_factory=list)

    def on(self, side: str) -> Callable[[object], None]:
        """Return what listens to a side's commits."""

        def commit(_connection: object) -> None:
            asking = _function(*ROOMS[side])
            if not asking:
                return
            point = f"{side} {asking}"
            count = sum(each.partition(" #")[0] == point for each in self.named)
            self.named.append(f"{point} #{count + 1}" if count else point)
            if self.named[-1] == self.fatal:
                raise SimulatedCrashError if side == "pc" else OfflineError

        return commit


def _function(opening: str, opener: str, room: str) -> str:
    """Return who asked for the transaction that is being committed, empty where it only reads."""
    frames = traceback.extract_stack()
    opened = next((n for n, each in enumerate(frames) if each.filename.endswith(opening) and each.name == opener), None)
    if opened is None:
        return ""
    return next((each.name for each in reversed(frames[:opened]) if room in each.filename), "")


def name_of(pc: SimulatedPc) -> str:
    with pc.store.reading() as unit:
        return str(unit.connection.execute(select(identity.c.replica)).scalar_one())


@contextmanager
def watched(world: World, pc: SimulatedPc, commits: Commits) -> Iterator[None]:
    """Watch the commits of a PC's journal and of the portal's database."""
    engines = {"pc": pc.store._engine, "portal": world.network.served.dependencies.engine}  # noqa: SLF001 (as above)
    listening = {side: commits.on(side) for side in engines}
    for side, engine in engines.items():
        event.listen(engine, "commit", listening[side])
    try:
        yield
    finally:
        for side, engine in engines.items():
            event.remove(engine, "commit", listening[side])


def renamed(template: Template, folder: Path, scene: Scene, fatal: str = "") -> list[str]:
    """Let a PC come to need a name and have its round, in which somebody dies; return the commits until then."""
    with a_world(template, folder, SEED) as world:
        world.network.calm = True
        for other in world.pcs[1:]:
            other.store.close()
        del world.pcs[1:]
        pc, commits = scene(world), Commits(fatal)
        with watched(world, pc, commits):
            try:
                pc.round()
            except SyncError:
                assert fatal.startswith("portal")
        world.settle()
        check(world)
        assert world.pcs[0].profile.replica != name_of(pc)
    return commits.named


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.__name__)
def test_every_commit_of_a_renaming_is_named(template: Template, tmp_path: Path, scene: Scene) -> None:
    """A new commit on the way is a new moment to die at: it goes into the list."""
    assert renamed(template, tmp_path / "world", scene) == list(SCENES[scene])


@pytest.mark.parametrize(
    ("scene", "fatal"),
    [(scene, point) for scene, points in SCENES.items() for point in points if point not in READ_ANEW],
)
def test_whoever_dies_while_a_copy_gets_its_name_loses_nothing(
    template: Template, tmp_path: Path, scene: Scene, fatal: str
) -> None:
    """I2, I3, I16: the PC dies before the commit, or the portal does, and the PC hears nothing."""
    assert renamed(template, tmp_path / "world", scene, fatal).count(fatal) == 1
