"""A real encrypted journal with a small school in it: a test names only what it is about."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from nacl.signing import SigningKey
from sqlalchemy import select

from app.clock import Clock
from app.domain.pages import JournalPage, ShownCell
from app.domain.records import Record
from app.ids import LessonId, OperationId, PupilId, ReplicaId, SchoolId, TeacherId
from app.services.profile import Profile, keep_profile
from app.services.reading import read_page
from app.services.receiving import take_exchange
from app.store.opening import open_store
from app.store.outbox import next_batch, waiting
from app.store.rows import KINDS, read
from app.store.tables import underlay
from app.store.unit import Store
from app.wire.framing import to_base64
from app.wire.messages import Cursor, Entry, Judged
from tests.small_school import ALGEBRA, ANNA, LESSONS, PUPILS, records

KEY = bytes(range(32))
SCHOOL = SchoolId("school")
PORTAL_KEY = to_base64(SigningKey(KEY).verify_key.encode())
PROFILE = Profile("http://127.0.0.1:9", SCHOOL, ANNA, ReplicaId("replica-1"), "token", PORTAL_KEY, "A" * 43)


def a_store(folder: Path, *, rows: Iterable[Record] | None = None, profile: Profile = PROFILE) -> Store:
    """Return the open journal of a folder; a new one holds the small school, or these rows, as confirmed."""
    path = folder / "journal.db"
    is_new = not path.exists()
    if is_new:
        put_journal(path)
    store = open_store(path, KEY, Clock())
    if is_new:
        with store.unit() as unit:
            keep_profile(unit, profile=profile)
            entry = Entry(1, OperationId("office"), TeacherId(""), ReplicaId(""), 0, tuple(rows or records()))
            take_exchange(unit, outcomes=(), feed=(entry,), next_cursor=Cursor("epoch", 1, "chain-1"))
    return store


def put_journal(path: Path) -> None:
    """Lay a new, empty journal there, whose key is KEY; its folder is made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_new_journal())


@cache
def _new_journal() -> bytes:
    """Return a new journal as it stands on the disk: each is the same, and the making of one takes 50 ms."""
    with TemporaryDirectory() as name:
        path = Path(name) / "journal.db"
        open_store(path, KEY, Clock()).close()
        return path.read_bytes()


@dataclass
class FeedOf:
    """What a portal would send to a journal, one answer after another."""

    store: Store
    seq: int = 1

    def send(self, *rows: Record, outcomes: tuple[Judged, ...] = (), author: TeacherId = ANNA) -> None:
        """Let an answer with these rows come in, and the outcomes of own operations."""
        self.seq = seq = max([self.seq + 1, *(each.seq for each in outcomes)])
        entry = Entry(seq, OperationId(f"op-{seq}"), author, ReplicaId("other"), 0, rows)
        with self.store.unit() as unit:
            take_exchange(
                unit, outcomes=outcomes, feed=(entry,) if rows else (), next_cursor=Cursor("epoch", seq, f"chain-{seq}")
            )

    def apply_all(self) -> None:
        """Answer that everything that waits was applied, with the rows as they are shown."""
        with self.store.reading() as unit:
            keys = unit.connection.execute(select(underlay.c.kind, underlay.c.id)).all()
            rows = [row for kind, key in keys if (row := read(unit.connection, KINDS[kind], key)) is not None]
        self.answer_all("applied", *rows)

    def answer_all(self, outcome: str, *rows: Record, reason: str = "") -> None:
        """Answer everything that waits."""
        with self.store.reading() as unit:
            batch = next_batch(unit, 10_000)
        assert batch
        numbers = range(batch.first_n, batch.first_n + len(batch.ops))
        self.send(*rows, outcomes=tuple(Judged(n, outcome, reason, self.seq + 1) for n in numbers))

    def answer_each(self, *said: tuple[str, str], rows: tuple[Record, ...] = ()) -> None:
        """Answer what waits one by one. said: the outcome and the reason of each."""
        with self.store.reading() as unit:
            batch = next_batch(unit, 10_000)
        assert batch
        numbers = range(batch.first_n, batch.first_n + len(batch.ops))
        outcomes = (Judged(n, *each, self.seq + 1) for n, each in zip(numbers, said, strict=True))
        self.send(*rows, outcomes=tuple(outcomes))


def a_page(store: Store) -> JournalPage:
    """Return the journal's page of the whole year."""
    with store.reading() as unit:
        return read_page(unit, ALGEBRA)


def a_cell(store: Store, pupil: PupilId = PUPILS[0], lesson: LessonId = LESSONS[0]) -> ShownCell:
    """Return a cell of the page as it is shown."""
    return a_page(store).cells.get((pupil, lesson), ShownCell())


def unsent(store: Store) -> int:
    """Return how many operations wait for the portal."""
    with store.reading() as unit:
        return waiting(unit)
