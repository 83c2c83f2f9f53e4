"""The sealed outbox: each own operation once more beside the journal, readable by the portal alone (I2, I21).

It is written within a second after an entry and never waited for. What the journal loses by damage is still here; what
this PC cannot send, any other can carry.
"""

import os
import threading
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import IO

from nacl.signing import SigningKey, VerifyKey
from sqlalchemy import bindparam, select, text

from app.disk import disk_errors
from app.ids import ReplicaId
from app.store.tables import identity, outbox, sessions
from app.store.unit import Store, Unit
from app.wire.framing import from_base64
from app.wire.sealing import sealed
from app.wire.spool_frames import Waiting, framed, read_framed

SPOOL = "outbox.spool"
"""The file's name in a profile's folder."""

_PENDING = (
    select(outbox.c.n, outbox.c.body, sessions.c.header)
    .join(sessions, sessions.c.boot == outbox.c.boot)
    .where(outbox.c.outcome.is_(None))
    .order_by(outbox.c.n)
)
_KNOWN = select(outbox.c.n).where(outbox.c.n >= bindparam("first"))
_NUMBERS = text("SELECT seq FROM sqlite_sequence WHERE name = 'outbox'")
_FIRST_NUMBER = text("INSERT INTO sqlite_sequence (name, seq) VALUES ('outbox', :upto)")
_NEXT_NUMBER = text("UPDATE sqlite_sequence SET seq = :upto WHERE name = 'outbox'")

Key = tuple[ReplicaId, int]


class Spool:
    """The spool of one profile; several threads may use it."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / SPOOL
        self._lock = threading.Lock()
        self._keys: set[Key] | None = None

    def others(self) -> tuple[Waiting, ...]:
        """Return what the spools of this PC's other profiles hold; nobody here can read or change it.

        Raises:
            StoreError: one of the files cannot be read.
        """
        folders = self._path.parent.parent
        paths = [path for path in sorted(folders.glob(f"*/{SPOOL}")) if path != self._path]
        return tuple(record for path in paths for record in read_spool(path))

    def read(self) -> tuple[Waiting, ...]:
        """Return what it holds, by number; damaged records are passed over.

        Raises:
            StoreError: the file cannot be read.
        """
        return read_spool(self._path)

    def keep_up(self, store: Store) -> None:
        """Hold what the journal has waiting, and what the journal has lost; what the portal answered goes.

        Raises:
            StoreError: the journal cannot be read or the spool not written; what it held it still holds.
        """
        with self._lock:
            with store.reading() as unit:
                pending = unit.connection.execute(_PENDING).all()
                seal = _Seal(unit)
                lost = {(seal.replica, n) for n in self._unknown(unit, seal.replica)}
            wanted = {(seal.replica, row.n) for row in pending} | lost
            held = self._held()
            new = [seal.record(*row) for row in pending if (seal.replica, row.n) not in held]
            if held - wanted:
                self._replace([*(each for each in self.read() if (each.replica, each.n) in wanted), *new])
            elif new:
                self._append(new)

    def lost(self, store: Store) -> tuple[Waiting, ...]:
        """Return the records of operations that the journal does not know any more, by number.

        They stay, for a portal that is put back to an earlier state must be able to get them again (I15).

        Raises:
            StoreError: the journal or the spool cannot be read.
        """
        with self._lock, store.reading() as unit:
            replica = unit.connection.execute(select(identity.c.replica)).scalar()
            unknown = set(self._unknown(unit, ReplicaId(replica or "")))
        return tuple(each for each in self.read() if each.replica == replica and each.n in unknown) if unknown else ()

    def reserve_numbers(self, store: Store) -> None:
        """Never number an operation like one that the journal has lost: the next one comes behind it.

        Raises:
            StoreError: the journal cannot be written.
        """
        with store.unit() as unit:
            replica = unit.connection.execute(select(identity.c.replica)).scalar()
            upto = max((n for owner, n in self._held() if owner == replica), default=0)
            used = unit.connection.execute(_NUMBERS).scalar()
            if used is None or used < upto:
                unit.connection.execute(_FIRST_NUMBER if used is None else _NEXT_NUMBER, {"upto": upto})

    def _unknown(self, unit: Unit, replica: ReplicaId) -> list[int]:
        """Return the numbers that the spool holds of this replica and the journal does not know."""
        numbers = sorted(n for owner, n in self._held() if owner == replica)
        if not numbers:
            return []
        known = set(unit.connection.execute(_KNOWN, {"first": numbers[0]}).scalars())
        return [n for n in numbers if n not in known]

    def _held(self) -> set[Key]:
        if self._keys is None:
            self._keys = {(each.replica, each.n) for each in self.read()}
        return self._keys

    def _append(self, records: Sequence[Waiting]) -> None:
        with disk_errors(), self._path.open("ab") as file:
            _write(file, records)
        self._held().update((each.replica, each.n) for each in records)

    def _replace(self, records: Sequence[Waiting]) -> None:
        write_records(self._path, records)
        self._keys = {(each.replica, each.n) for each in records}


def _write(file: IO[bytes], records: Iterable[Waiting]) -> None:
    file.write(framed(records))
    file.flush()
    os.fsync(file.fileno())


class _Seal:
    """Seals for this profile's portal."""

    def __init__(self, unit: Unit) -> None:
        row = unit.connection.execute(select(identity.c.replica, identity.c.portal_key, identity.c.author_seed)).one()
        self.replica = ReplicaId(row.replica)
        self._portal = VerifyKey(from_base64(row.portal_key))
        self._author = SigningKey(from_base64(row.author_seed))

    def record(self, n: int, body: bytes, header: bytes) -> Waiting:
        return Waiting(self.replica, n, sealed(header, n, body, author=self._author, portal=self._portal))


def read_spool(path: Path) -> tuple[Waiting, ...]:
    """Return the records of a spool or of a stick's file, by replica and number, each once.

    Raises:
        StoreError: the file cannot be read.
    """
    with disk_errors():
        data = path.read_bytes() if path.exists() else b""
    found = {(each.replica, each.n): each for each in read_framed(data)}
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
