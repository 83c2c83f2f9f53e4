"""One transaction, one author: the only way to read or write the journal."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, bindparam, insert, select, text, update
from sqlalchemy.dialects.sqlite import insert as upsert

from app.changes import NOTHING, Asked, Changes
from app.clock import Clock, claimed_at
from app.errors import NotEnrolledError
from app.ids import OperationId, ReplicaId, TeacherId, derived
from app.judging.verdicts import Written
from app.operations import HeldWithdraw, Operation, Session, header_of, id_of, to_bytes
from app.sqlite import reading
from app.store.applying import apply_own, judged_own
from app.store.failures import store_errors
from app.store.rows import RowsOnce
from app.store.tables import identity, outbox, sessions

_LAST_N = text("SELECT seq FROM sqlite_sequence WHERE name = 'outbox'")
_NUMBER_OF = select(outbox.c.n).where(outbox.c.id == bindparam("base"))
_QUEUE = insert(outbox)
_PUT_AWAY = update(outbox).where(outbox.c.id == bindparam("request")).values(seen=1)
_KEEP_SESSION = upsert(sessions).on_conflict_do_nothing()
_AUTHOR = select(identity.c.replica, identity.c.teacher, identity.c.root)


JUMP_MS = 60_000
"""By so much the wall clock leaves the count of the run before entries claim their time by it anew."""


class Replica:
    """Who writes here: one teacher's profile on one PC, in one run of the program; a clock's jump begins another."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._begun_off = self._off = clock.off_ms()
        self._jumps = 0
        self._session: Session | None = None
        self._header = b""

    def session(self, connection: Connection) -> Session:
        """Return the header of this run.

        Raises:
            NotEnrolledError: this PC has not been enrolled.
        """
        if self._session is None:
            found = connection.execute(_AUTHOR).one_or_none()
            if found is None:
                raise NotEnrolledError
            wall = claimed_at(self._clock.wall.isoformat(timespec="seconds"), self._off - self._begun_off)
            # a run in which the PC gets another name goes on as another one: its header says the name
            boot = derived("boot", self._clock.boot, found.replica) if found.root else self._clock.boot
            boot = derived("boot", boot, str(self._jumps)) if self._jumps else boot
            self._session = Session(ReplicaId(found.replica), TeacherId(found.teacher), boot, wall)
            self._header = header_of(self._session)
        return self._session

    def write(self, connection: Connection, operation: Operation) -> tuple[int, bytes, Written]:
        """Return an operation's number, its bytes that are kept for ever, and who wrote it under which id."""
        self._follow_clock()
        session = self.session(connection)
        n = (connection.execute(_LAST_N).scalar() or 0) + 1
        base: OperationId | int | None = operation.base or None
        if base is not None:
            base = connection.execute(_NUMBER_OF, {"base": base}).scalar() or base
        ms = self._clock.elapsed_ms()
        body = to_bytes(operation, base=base, ms=ms)
        key, wall = id_of(self._header, n, body), claimed_at(session.wall, ms)
        written = Written(key, session.author, session.replica, wall)
        return n, body, written

    def forget(self) -> None:
        """Ask anew who writes here: in the transaction that gives the PC another name, so that none is between."""
        self._session, self._header = None, b""

    def _follow_clock(self) -> None:
        off = self._clock.off_ms()
        if abs(off - self._off) >= JUMP_MS:
            self._off = off
            self._jumps += 1
            self.forget()

    @property
    def boot(self) -> str:
        """What tells this run of the program from others."""
        return self._clock.boot

    @property
    def header(self) -> bytes:
        """The bytes of this run's header, empty before the first operation."""
        return self._header


@dataclass(frozen=True, slots=True)
class Unit:
    """One transaction. What it writes is durable once its context has been left."""

    connection: Connection
    replica: Replica

    def record(self, operation: Operation) -> Changes:
        """Apply our own operation and queue it for the portal, in the same transaction (I1).

        Raises:
            ChangedSinceError: somebody wrote the same thing since its author looked.
            RuleError: the school's rules refuse it; the kind says why.
        """
        n, body, written = self.replica.write(self.connection, operation)
        changes = apply_own(self.connection, operation, written)
        if changes:
            self._queue(n, body, written, operation, asked=False)
        return changes

    def ask(self, operation: Operation) -> Changes:
        """Queue an operation that the portal will hold for a deputy head; nothing is shown as changed until then.

        Raises:
            ChangedSinceError: somebody wrote the same thing since its author looked.
            RuleError: the school's rules refuse it whatever a deputy head says.
        """
        n, body, written = self.replica.write(self.connection, operation)
        if not judged_own(operation, written, RowsOnce(self.connection)).rows:
            return NOTHING
        self._queue(n, body, written, operation, asked=True)
        return Changes(outbox=True, asked=(Asked(written.id),))

    def withdraw(self, request: OperationId) -> Changes:
        """Take back a request that this PC has not sent yet: it is kept, and what takes it back goes right after it."""
        operation = Operation(HeldWithdraw(), ent=request)
        n, body, written = self.replica.write(self.connection, operation)
        self._queue(n, body, written, operation, asked=False)
        self.connection.execute(_PUT_AWAY, {"request": request})
        return Changes(outbox=True)

    def _queue(self, n: int, body: bytes, written: Written, operation: Operation, *, asked: bool) -> None:
        session = self.replica.session(self.connection)
        self.connection.execute(_KEEP_SESSION, {"boot": session.boot, "header": self.replica.header})
        self.connection.execute(
            _QUEUE,
            {
                "n": n,
                "boot": session.boot,
                "id": written.id,
                "entity": operation.entity(written.id),
                "base": operation.base,
                "body": body,
                "shown": int(not asked),
                "asked": int(asked),
            },
        )


class Store:
    """The journal of one profile; several threads may use it, each with units of its own."""

    def __init__(self, engine: Engine, path: Path, clock: Clock) -> None:
        self._engine = engine
        self._reading = reading(engine)
        self._path = path
        self._replica = Replica(clock)

    @contextmanager
    def unit(self) -> Iterator[Unit]:
        """Open a transaction that may write; it is rolled back where the body raises.

        Raises:
            StoreError: the disk or the file does not let it; nothing was written.
        """
        with store_errors(self._path), self._engine.begin() as connection:
            yield Unit(connection, self._replica)

    @contextmanager
    def reading(self) -> Iterator[Unit]:
        """Open a transaction that sees one state of the journal and keeps nobody from writing.

        Raises:
            StoreError: the file cannot be read.
        """
        with store_errors(self._path), self._reading.begin() as connection:
            yield Unit(connection, self._replica)

    def fold_log(self) -> None:
        """Fold the write-ahead log into the file, as far as nobody is reading it; for another thread than the window's.

        Raises:
            StoreError: the disk does not let it; nothing is lost.
        """
        with store_errors(self._path):
            connection = self._engine.raw_connection()
            try:
                connection.cursor().execute("PRAGMA wal_checkpoint(PASSIVE)")
            finally:
                connection.close()

    def copy_into(self, path: Path) -> None:
        """Write the journal as it is now into a new file, encrypted by the same key; entries may go on meanwhile.

        Raises:
            StoreError: the file cannot be written, or the journal not read; what there is of the file is worth nothing.
        """
        with store_errors(self._path):
            connection = self._engine.raw_connection()
            try:
                connection.cursor().execute("VACUUM INTO ?", (str(path),))
            finally:
                connection.close()

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()
