"""Simulated PCs: real journals, real rounds, a clock that nobody may trust, and teachers who type whatever comes."""

import random
import shutil
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from nacl.signing import SigningKey
from sqlalchemy import bindparam, func, select
from typing_extensions import ParamSpec, override

from app.clock import Clock
from app.errors import GradebookError, SyncError
from app.ids import OperationId, ReplicaId, TeacherId
from app.operations import Operation
from app.services.profile import Profile, read_profile
from app.store.opening import open_store
from app.store.outbox import waiting
from app.store.spool import Spool
from app.store.tables import outbox
from app.store.unit import Store, Unit
from app.wire.framing import to_base64
from sync.courier import hand_in_lost
from sync.covering import keep_what_no_backup_holds
from sync.repairing import repair
from sync.resuming import note_regained
from sync.rounds import run_round
from sync.witnessing import tell_witnessed
from tests.simulation.committing import at_commit
from tests.simulation.network import Link, Network, SimulatedCrashError

P = ParamSpec("P")
T = TypeVar("T")

_LAST = select(func.max(outbox.c.n))
_BEHIND = select(outbox.c.id).where(outbox.c.n > bindparam("number"))

KEY = bytes(range(32))
JOURNAL = "journal.db"

Writes = Callable[[Unit, random.Random], Operation | None]
"""What a teacher does now, seeing the journal; None for nothing."""


class VirtualClock(Clock):
    """A clock that the simulation moves: it may be thirty years off, and stands while nobody moves it."""

    def __init__(self, boot: str, wall: datetime) -> None:
        super().__init__(boot, wall, 0)

    @override
    def elapsed_ms(self) -> int:
        """Return no time: everything happens at once."""
        return 0

    @override
    def claimed_now(self) -> datetime:
        """Return the wall time that this PC claims."""
        return self.wall


class NeedlessRepairError(AssertionError):
    """Rows differed from the portal's although no disk had changed them (I14): synchronisation did it."""


class AtOnce(Executor):
    """Does on this thread, and before anything else, what a round does ahead: a history stays its seed's."""

    @override
    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Return what is done already."""
        done: Future[T] = Future()
        try:
            done.set_result(fn(*args, **kwargs))
        except SyncError as error:
            done.set_exception(error)
        return done


@dataclass
class SimulatedPc:
    """One teacher's PC. acknowledged: every operation that its screen has shown as kept. kept: of its disk's copy."""

    folder: Path
    profile: Profile
    network: Network
    chance: random.Random
    acknowledged: set[OperationId] = field(default_factory=set)
    kept: frozenset[OperationId] | None = None
    store: Store = field(init=False)
    clock: Clock = field(init=False)
    _boots: int = 0

    def __post_init__(self) -> None:
        self.start()

    @property
    def teacher(self) -> TeacherId:
        """Whose PC this is."""
        return self.profile.teacher

    def start(self) -> None:
        """Start the program: another boot, another claim about the time."""
        self._boots += 1
        years = self.chance.choice((0, 0, -30, 30))
        wall = datetime(2026, 9, 1, 8, tzinfo=UTC) + timedelta(days=365 * years, minutes=self._boots)
        self.clock = VirtualClock(f"{self.folder.name}-{self._boots}-{self.chance.randrange(10**6)}", wall)
        self.store = open_store(self.folder / JOURNAL, KEY, self.clock)
        self.spool = Spool(self.folder)
        self.spool.reserve_numbers(self.store)

    def restart(self) -> None:
        """End the program and start it again."""
        self.store.close()
        self.start()

    def write(self, act: Writes) -> None:
        """Let the teacher do something; what the program acknowledges is remembered."""
        crashing = self.chance.random() < 0.05
        try:
            with self._dying(now=crashing), self.store.unit() as unit:
                before = _last_number(unit)
                operation = act(unit, self.chance)
                if operation is not None:
                    unit.record(operation)
                fresh = [OperationId(key) for key in _written_after(unit, before)]
        except SimulatedCrashError:
            self.restart()
        except GradebookError:
            pass
        else:
            self.acknowledged.update(fresh)
            self.spool.keep_up(self.store)

    def round(self) -> None:
        """Synchronise as far as the network lets it; sometimes the program dies in the middle."""
        with self.store.reading() as unit:
            named = read_profile(unit) or self.profile
        link = Link(self.network, named, self.clock)
        try:
            with self._dying(now=not self.network.calm and self.chance.random() < 0.1):
                tell_witnessed(self.store, link, threading.Event())
                run_round(
                    self.store,
                    link,
                    author_seed=self.profile.author_seed,
                    progress=lambda _: None,
                    stop=threading.Event(),
                    fill_gap=lambda: hand_in_lost(self.store, self.spool, link),
                    line=AtOnce(),
                )
                note_regained(self.store, self.spool, link)
                keep_what_no_backup_holds(self.store, link)
                repaired = repair(self.store, link, told=lambda _: None, stop=threading.Event())
                if repaired and not self.network.flipped:
                    raise NeedlessRepairError
        except SyncError:
            if self.network.calm:
                raise
        except SimulatedCrashError:
            self.restart()
        finally:
            self.spool.keep_up(self.store)

    def lose(self, acts: Sequence[Writes]) -> None:
        """Let the teacher write, then lose it with a damaged disk: the journal is as before, the spool is beside it."""
        self.store.close()
        shutil.copy(self.folder / JOURNAL, self.folder / "before.db")
        self.start()
        for act in acts:
            self.write(act)
        self.store.close()
        for path in self.folder.glob(f"{JOURNAL}*"):
            path.unlink()
        shutil.copy(self.folder / "before.db", self.folder / JOURNAL)
        self.start()

    def waiting(self) -> int:
        """Return how many operations have no outcome."""
        with self.store.reading() as unit:
            return waiting(unit)

    @contextmanager
    def _dying(self, *, now: bool) -> Iterator[None]:
        """Let one of the next commits of the journal not happen."""
        if not now:
            yield
            return
        engine = self.store._engine  # noqa: SLF001 (the simulation cuts where no caller can)
        left = self.chance.randrange(3)

        def cut(_connection: object) -> None:
            nonlocal left
            left -= 1
            if left == -1:
                raise SimulatedCrashError

        with at_commit(engine, cut):
            yield


def author_seed(chance: random.Random) -> str:
    """Return the seed of a PC's author key."""
    return to_base64(chance.randbytes(32))


def author_key(seed: bytes) -> str:
    """Return the public half of an author key."""
    return to_base64(SigningKey(seed).verify_key.encode())


def replica_id(number: int) -> ReplicaId:
    """Return the name of a simulated PC."""
    return ReplicaId(f"{number:A>22}")


def _last_number(unit: Unit) -> int:
    return unit.connection.execute(_LAST).scalar() or 0


def _written_after(unit: Unit, number: int) -> list[str]:
    return list(unit.connection.execute(_BEHIND, {"number": number}).scalars())
