"""The sealed outbox: each own operation once more beside the journal, readable by the portal alone (I2, I21).

It is written within a second after an entry and never waited for. What the journal loses by damage is still here; what
this PC cannot send, any other can carry.
"""

import os
import threading
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import IO

from nacl.signing import SigningKey, VerifyKey
from sqlalchemy import bindparam, select, text

from app.disk import disk_errors
from app.operations import session_in
from app.store.coverage import uncovered
from app.store.outbox import LAST_GIVEN
from app.store.regained import without_regained
from app.store.rows import AnyRow
from app.store.tables import identity, outbox, sessions
from app.store.unit import Store, Unit
from app.wire.framing import from_base64
from app.wire.sealing import sealed
from app.wire.spool_frames import Waiting, framed, read_framed

SPOOL = "outbox.spool"
"""The file's name in a profile's folder."""

ANSWERED = "answered.spool"
"""The file beside it: records that the portal has answered and no backup of it holds. Nobody needs to carry them."""

AT_ONCE = 500
"""Most operations that are sealed and written together."""

_before = outbox.alias()
_ROWS = (
    select(outbox.c.n, outbox.c.id, outbox.c.body, sessions.c.header, _before.c.id.label("prev"))
    .join(sessions, sessions.c.boot == outbox.c.boot)
    .outerjoin(_before, _before.c.n == outbox.c.n - 1)
    .where(outbox.c.n.in_(bindparam("numbers", expanding=True)))
    .order_by(outbox.c.n)
)
_PENDING = select(outbox.c.n).where(outbox.c.outcome.is_(None))
_KNOWN = select(outbox.c.n).where(outbox.c.n >= bindparam("first"))
_FIRST_NUMBER = text("INSERT INTO sqlite_sequence (name, seq) VALUES ('outbox', :upto)")
_NEXT_NUMBER = text("UPDATE sqlite_sequence SET seq = :upto WHERE name = 'outbox'")


class _Records:
    """One file of records, and what it holds."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._ids: dict[int, str] | None = None

    @property
    def ids(self) -> dict[int, str]:
        """The id of each operation that it holds, by its number; empty where an older program wrote it."""
        if self._ids is None:
            self._ids = {each.n: each.id for each in self.read()}
        return self._ids

    def read(self, among: Collection[int] | None = None) -> list[Waiting]:
        """Return what it holds, by number. among: of these numbers only."""
        if among is not None and not self.ids.keys() & set(among):
            return []
        return [each for each in read_spool(self.path) if among is None or each.n in among]

    def add(self, records: Sequence[Waiting]) -> None:
        """Write records behind those that it holds."""
        if records:
            with disk_errors(), self.path.open("ab") as file:
                _write(file, records)
            self.ids.update((each.n, each.id) for each in records)

    def hold(self, numbers: set[int]) -> None:
        """Let go of the records of all other numbers."""
        if not numbers.issuperset(self.ids):
            kept = self.read(numbers)
            write_records(self.path, kept)
            self._ids = {each.n: each.id for each in kept}


class Spool:
    """The spool of one profile; several threads may use it."""

    def __init__(self, folder: Path) -> None:
        self._waiting, self._answered = _Records(folder / SPOOL), _Records(folder / ANSWERED)
        self._lock = threading.Lock()

    @property
    def folder(self) -> Path:
        """The profile's folder."""
        return self._waiting.path.parent

    def others(self) -> tuple[Waiting, ...]:
        """Return what the spools of this PC's other profiles hold; nobody here can read or change it.

        Raises:
            StoreError: one of the files cannot be read.
        """
        own = self._waiting.path
        paths = [path for path in sorted(own.parent.parent.glob(f"*/{SPOOL}")) if path != own]
        return tuple(record for path in paths for record in read_spool(path))

    def read(self) -> tuple[Waiting, ...]:
        """Return what is to be carried, by number; damaged records are passed over.

        Raises:
            StoreError: the file cannot be read.
        """
        return tuple(self._waiting.read())

    def keep_up(self, store: Store) -> None:
        """Hold what the journal has waiting, and what it has lost; what the portal answered, until a backup has it.

        Raises:
            StoreError: the journal cannot be read or the spool not written; what it held it still holds.
        """
        with self._lock:
            with store.reading() as unit:
                lost = self._lost(unit)
                waiting = set(unit.connection.execute(_PENDING).scalars()) | without_regained(unit, lost)
                answered = uncovered(unit) - waiting
            missing = sorted((waiting | answered) - self._numbers())
            for first in range(0, len(missing), AT_ONCE):
                self._seal(store, missing[first : first + AT_ONCE], waiting)
            # one file has a record before the other lets go of it
            self._answered.add(self._waiting.read(answered - self._answered.ids.keys()))
            self._waiting.add(self._answered.read(waiting - self._waiting.ids.keys()))
            self._waiting.hold(waiting)
            self._answered.hold(answered)

    def lost(self, store: Store) -> tuple[Waiting, ...]:
        """Return the records that are to be carried of operations that the journal does not know any more, by number.

        They stay where the portal holds them too: one that is put back to an earlier state gets them again (I15).

        Raises:
            StoreError: the journal or the spool cannot be read.
        """
        with self._lock, store.reading() as unit:
            unknown = without_regained(unit, self._lost(unit))
        if not unknown:
            return ()
        found = {each.n: each for records in (self._answered, self._waiting) for each in records.read(unknown)}
        return tuple(found[n] for n in sorted(found))

    def reserve_numbers(self, store: Store) -> None:
        """Never number an operation like one that the journal has lost: the next one comes behind it.

        Raises:
            StoreError: the journal cannot be written.
        """
        with store.unit() as unit:
            upto = max(self._numbers(), default=0)
            used = unit.connection.execute(LAST_GIVEN).scalar()
            if used is None or used < upto:
                unit.connection.execute(_FIRST_NUMBER if used is None else _NEXT_NUMBER, {"upto": upto})

    def _seal(self, store: Store, numbers: Sequence[int], waiting: Collection[int]) -> None:
        with store.reading() as unit:
            rows, seal = unit.connection.execute(_ROWS, {"numbers": numbers}).all(), _Seal(unit)
        held = self._waiting.ids
        self._waiting.add([seal.record(row, held.get(row.n - 1, "")) for row in rows if row.n in waiting])
        self._answered.add([seal.record(row, held.get(row.n - 1, "")) for row in rows if row.n not in waiting])

    def _numbers(self) -> set[int]:
        return self._waiting.ids.keys() | self._answered.ids.keys()

    def _lost(self, unit: Unit) -> dict[int, str]:
        """Return the numbers that the spool holds and the journal does not know, and their ids.

        Another name of the PC does not change the numbers.
        """
        numbers = self._numbers()
        if not numbers:
            return {}
        known = set(unit.connection.execute(_KNOWN, {"first": min(numbers)}).scalars())
        ids = self._answered.ids | self._waiting.ids
        return {n: ids[n] for n in numbers - known}


def _write(file: IO[bytes], records: Iterable[Waiting]) -> None:
    file.write(framed(records))
    file.flush()
    os.fsync(file.fileno())


class _Seal:
    """Seals for this profile's portal."""

    def __init__(self, unit: Unit) -> None:
        row = unit.connection.execute(select(identity.c.portal_key, identity.c.author_seed)).one()
        self._portal = VerifyKey(from_base64(row.portal_key))
        self._author = SigningKey(from_base64(row.author_seed))

    def record(self, row: AnyRow, lost: str) -> Waiting:
        """Return the record of an own operation. lost: the id before it, where only the spool knows that one."""
        prev = row.prev or lost
        content = sealed(row.header, row.n, row.body, author=self._author, portal=self._portal, prev=prev)
        return Waiting(session_in(row.header).replica, row.n, content, row.id)


def read_spool(path: Path) -> tuple[Waiting, ...]:
    """Return the records of a spool or of a stick's file, by number, each once.

    A PC that was given another name goes on counting, so whoever carries them in this order leaves no gap.

    Raises:
        StoreError: the file cannot be read.
    """
    with disk_errors():
        data = path.read_bytes() if path.exists() else b""
    found = {(each.n, each.replica): each for each in read_framed(data)}
    return tuple(found[key] for key in sorted(found))


def write_records(path: Path, records: Sequence[Waiting]) -> None:
    """Write records to a file; one that is there is replaced as a whole.

    Raises:
        StoreError: the file cannot be written; what stood there is as it was.
    """
    fresh = path.with_name(f"{path.name}.new")
    with disk_errors():
        with fresh.open("wb") as file:
            _write(file, records)
        fresh.replace(path)
