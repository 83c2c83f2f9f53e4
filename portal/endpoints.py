"""What each endpoint answers, free of HTTP."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

import msgspec
from nacl.signing import SigningKey
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import OperationalError

from app.operations import ARGS
from app.sqlite import reading
from app.wire.framing import packed, signed, to_base64
from app.wire.messages import (
    MAX_BYTES,
    MAX_OPERATIONS,
    Answer,
    CourierAnswer,
    CourierAsk,
    Cursor,
    ExchangeAnswer,
    ExchangeAsk,
    HelloAnswer,
    Judged,
    PingAnswer,
    PingAsk,
    ReplicaAnswer,
    ReplicaAsk,
    Request,
    SnapshotAnswer,
    SnapshotAsk,
)
from portal.auth.codes import redeem_code
from portal.auth.replicas import enrol_replica, find_caller
from portal.exchange.appending import last_number
from portal.exchange.carrying import open_records, prove, take_carried
from portal.exchange.cursors import Head, check_cursor, is_school, read_head
from portal.exchange.feed import read_feed
from portal.exchange.pushing import Caller, read_batch, take_batch
from portal.exchange.scopes import read_parts, read_reader, scope_text
from portal.exchange.snapshots import read_page
from portal.limits import Tries
from portal.refusals import Code, RefusedError
from portal.store.opening import BUSY_MS

MIN_CLIENT = "0.1.0"
"""The oldest version of the program that is still spoken with."""

BUSY_RETRY_S = 5
"""When to ask again while an import holds the database."""

SQLITE_BUSY = 5
KINDS = {kind: max(kv for named, kv in ARGS if named == kind) for kind, _ in ARGS}
"""The newest version of each kind of operation that can be applied."""


def now_ms() -> int:
    """Return the portal's own time in Unix milliseconds."""
    return time.time_ns() // 1_000_000


@dataclass(frozen=True, slots=True)
class Said:
    """An answer's body, and the end of the school's order as it was read; None where no school was asked."""

    body: object
    head: Head | None = None


@dataclass(frozen=True)
class Dependencies:
    """What the portal works with. now_ms: its own clock, which is told and decides nothing but the age of codes."""

    engine: Engine
    key: SigningKey
    tries: Tries = field(default_factory=Tries)
    now_ms: Callable[[], int] = now_ms
    couriers: Tries = field(default_factory=Tries)


class Endpoints:
    """The portal's answers; several threads may ask."""

    def __init__(self, dependencies: Dependencies) -> None:
        self._engine = dependencies.engine
        self._reading = reading(dependencies.engine)
        self._key = dependencies.key
        self._tries = dependencies.tries
        self._couriers = dependencies.couriers
        self._now_ms = dependencies.now_ms
        self._turn = threading.Lock()

    @property
    def portal_key(self) -> str:
        """The key that signs the answers, base64url."""
        return to_base64(self._key.verify_key.encode())

    def message(self, req: str, said: Said, *, retry_after_s: int = 0) -> bytes:
        """Return an answer as it travels; it is signed where it answers a request by its name."""
        now = datetime.fromtimestamp(self._now_ms() / 1000, UTC).isoformat(timespec="seconds")
        epoch, seq = (said.head.epoch, said.head.seq) if said.head else ("", 0)
        text = msgspec.json.encode(Answer(req, epoch, now, seq, 0, MIN_CLIENT, retry_after_s, said.body))
        return packed(signed(text, self._key) if req else text)

    def caller(self, token: str) -> Caller:
        """Return whose token this is.

        Raises:
            RefusedError: signed_out.
        """
        with self._reading.connect() as connection:
            return find_caller(connection, token)

    def ping(self, ask: PingAsk) -> Said:
        """Answer that this is the portal."""
        return Said(PingAnswer(ask.nonce, self.portal_key))

    def enrol(self, request: Request[ReplicaAsk], address: str) -> Said:
        """Enrol a PC by a one-time code.

        Raises:
            RefusedError: wrong_code, expired_code, throttled after too many wrong ones, or malformed.
        """
        if wait_s := self._tries.take(address):
            raise RefusedError(Code.THROTTLED, retry_after_s=wait_s)
        now = self._now_ms()
        with self.writing() as connection:
            holder = redeem_code(connection, request.body.code, now_ms=now)
            token = enrol_replica(connection, holder, request.replica.id, request.body, now_ms=now)
        self._tries.give_back(address)
        return Said(ReplicaAnswer(token, holder.school, holder.teacher, self.portal_key))

    def hello(self, caller: Caller) -> Said:
        """Answer what can be done here, and what the caller's teacher may read."""
        with self._reading.connect() as connection:
            head = read_head(connection, caller.school)
            reader = read_reader(connection, caller.school, caller.teacher)
            answer = HelloAnswer(
                kinds=KINDS,
                max_operations=MAX_OPERATIONS,
                max_bytes=MAX_BYTES,
                teacher=caller.teacher,
                scope=scope_text(reader, head),
                parts=read_parts(connection, reader, head),
                last_n=last_number(connection, caller.school, caller.replica),
            )
        return Said(answer, head)

    def exchange(self, caller: Caller, ask: ExchangeAsk) -> Said:
        """Take operations in, then answer the feed behind the cursor.

        Raises:
            RefusedError: nothing was taken in; the code says why.
        """
        if ask.want < 0:
            raise RefusedError(Code.MALFORMED, "body.want")
        with self._reading.connect() as connection:
            head = read_head(connection, caller.school)
            for point in (ask.cursor, ask.seen):
                check_cursor(connection, caller.school, head, point)
        outcomes = self._take(caller, ask)
        with self._reading.connect() as connection:
            head = read_head(connection, caller.school)
            reader = read_reader(connection, caller.school, caller.teacher)
            feed = read_feed(connection, reader, head, after=ask.cursor.seq, want=ask.want)
        moved = Cursor() if feed.next == ask.cursor else feed.next
        return Said(ExchangeAnswer(feed.entries, scope_text(reader, head), outcomes, moved, feed.more), head)

    def carry(self, request: Request[CourierAsk], address: str) -> Said:
        """Take in sealed operations of any author; whoever carries them learns nothing but how far each PC's are here.

        Raises:
            RefusedError: throttled, too_large, or not_found for a school that is not here; nothing was taken in.
        """
        if wait_s := self._couriers.take(address):
            raise RefusedError(Code.THROTTLED, retry_after_s=wait_s)
        asked = len(request.body.records)
        records = open_records(request.body, self._key)
        with self._reading.connect() as connection:
            if not is_school(connection, request.school):
                raise RefusedError(Code.NOT_FOUND)
            carried = prove(connection, request.school, records)
        if not carried:
            return Said(CourierAnswer((), asked))
        with self.writing() as connection:
            answer = take_carried(connection, request.school, carried, asked=asked, received_ms=self._now_ms())
        self._couriers.give_back(address)
        return Said(answer)

    def snapshot(self, caller: Caller, ask: SnapshotAsk) -> Said:
        """Answer a page of a part of the scope.

        Raises:
            RefusedError: not_found or malformed.
        """
        with self._reading.connect() as connection:
            head = read_head(connection, caller.school)
            reader = read_reader(connection, caller.school, caller.teacher)
            page: SnapshotAnswer = read_page(connection, reader, head, ask)
        return Said(page, head)

    def _take(self, caller: Caller, ask: ExchangeAsk) -> tuple[Judged, ...]:
        batch = read_batch(caller, ask)
        if batch is None:
            return ()
        with self.writing() as connection:
            return take_batch(connection, caller, batch, received_ms=self._now_ms())

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Open a transaction that may write; the portal's own writers wait in a queue, not by polling the file.

        Raises:
            RefusedError: throttled, while another process such as an import writes for long.
        """
        if not self._turn.acquire(timeout=BUSY_MS / 1000):
            raise RefusedError(Code.THROTTLED, retry_after_s=BUSY_RETRY_S)
        try:
            with self._engine.begin() as connection:
                yield connection
        except OperationalError as error:
            if getattr(error.orig, "sqlite_errorcode", 0) & 0xFF == SQLITE_BUSY:
                raise RefusedError(Code.THROTTLED, retry_after_s=BUSY_RETRY_S) from error
            raise
        finally:
            self._turn.release()
