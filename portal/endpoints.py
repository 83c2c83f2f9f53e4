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
from sqlalchemy.exc import SQLAlchemyError

from app.ids import SchoolId
from app.operations import ARGS
from app.wire.framing import packed, signed, to_base64
from app.wire.messages import (
    MAX_BYTES,
    MAX_OPERATIONS,
    NOWHERE,
    Answer,
    CourierAnswer,
    CourierAsk,
    Device,
    DigestsAnswer,
    DigestsAsk,
    ExchangeAnswer,
    ExchangeAsk,
    ForkAsk,
    HelloAnswer,
    HelloAsk,
    Judged,
    KnownAsk,
    ParkRequest,
    PingAnswer,
    PingAsk,
    RecoverAnswer,
    RecoverAsk,
    ReplicaAnswer,
    ReplicaAsk,
    Request,
    SnapshotAnswer,
    SnapshotAsk,
)
from portal.auth.applications import decides_access, settle
from portal.auth.auditing import JOURNALS, Event, Happened, is_read_noted, note_read
from portal.auth.bearers import Bearers
from portal.auth.codes import redeem_code
from portal.auth.derived import DerivedKeys
from portal.auth.esia.opening import EsiaGate, no_gate
from portal.auth.oauth.access_tokens import AccessTokens
from portal.auth.recovering import give_back
from portal.auth.replicas import enrol_replica, fork_replica, is_lease_due, keep_lease
from portal.entrance.desk import EntranceDesk, Limits
from portal.exchange.attic import apply_parked, open_parked, park
from portal.exchange.carrying import open_records, prove, take_carried
from portal.exchange.copies import last_number, read_known
from portal.exchange.cursors import Head, check_cursor, is_school, read_head
from portal.exchange.digests import read_digests
from portal.exchange.feed import read_feed
from portal.exchange.pushing import Caller, read_batch, take_batch
from portal.exchange.reads import has_news_of_reads, keep_reads, reader_of
from portal.exchange.scopes import read_parts, scope_text
from portal.exchange.snapshots import read_page
from portal.limits import Tries
from portal.refusals import Code, RefusedError
from portal.store.dialects import NO_SCHOOL, Failure, failure_of, reading, take_turn, writing
from portal.store.opening import BUSY_MS, writers_at_once
from portal.store.standby import Standby

MIN_CLIENT = "0.1.0"
"""The oldest version of the program that is still spoken with."""

BUSY_RETRY_S = 5
"""When to ask again while an import holds the database."""

AWAY_RETRY_S = 20
"""When to ask again while the database's server does not answer."""

PC_SIGNS = 12
"""Kept of a PC's name where it is written down who has read."""

KINDS = {kind: max(kv for named, kv in ARGS if named == kind) for kind, _ in ARGS}
"""The newest version of each kind of operation that can be applied."""


LOOPBACK = "http://127.0.0.1:8470"
"""Where a portal answers that was told nothing else."""


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
    """What the portal works with. now_ms: its own clock, which is told and decides nothing but the age of codes.

    issuer: the address at which browsers and programs reach it, without a slash at the end. esia: the way there, now.
    is_mailing: it sends letters. standby: a copy of the database from which families' pages are read.
    """

    engine: Engine
    key: SigningKey
    tries: Tries = field(default_factory=Tries)
    now_ms: Callable[[], int] = now_ms
    couriers: Tries = field(default_factory=Tries)
    issuer: str = LOOPBACK
    esia: Callable[[], EsiaGate | None] = no_gate
    is_mailing: bool = False
    standby: Standby | None = None


class Endpoints:
    """The portal's answers; several threads may ask."""

    def __init__(self, dependencies: Dependencies) -> None:
        self._engine = dependencies.engine
        self._key = dependencies.key
        self._tries = dependencies.tries
        self._couriers = dependencies.couriers
        self._now_ms = dependencies.now_ms
        self._turns = threading.Semaphore(writers_at_once(dependencies.engine))
        keys = DerivedKeys(dependencies.key)
        tokens = AccessTokens(dependencies.issuer, keys, self.reading, self.writing)
        self._bearers = Bearers(tokens, self.reading, self.writing, dependencies.now_ms)
        self.entrance = EntranceDesk(keys, tokens, self.reading, self.writing, dependencies.now_ms)
        self.entrance.limits = Limits(dependencies.tries.clock)
        self.entrance.gate = dependencies.esia

    @property
    def portal_key(self) -> str:
        """The key that signs the answers, base64url."""
        return to_base64(self._key.verify_key.encode())

    def message(self, req: str, said: Said, *, retry_after_s: int = 0) -> bytes:
        """Return an answer as it travels; it is signed where it answers a request by its name."""
        now = datetime.fromtimestamp(self._now_ms() / 1000, UTC).isoformat(timespec="seconds")
        head = said.head
        epoch, seq, backed_up = (head.epoch, head.seq, head.backed_up_seq) if head else ("", 0, 0)
        text = msgspec.json.encode(Answer(req, epoch, now, seq, backed_up, MIN_CLIENT, retry_after_s, said.body))
        return packed(signed(text, self._key) if req else text)

    def caller(self, token: str) -> Caller:
        """Return whose token this is.

        Raises:
            RefusedError: signed_out.
        """
        return self._bearers.caller(token)

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
            take_turn(connection, holder.school)
            token = enrol_replica(connection, holder, request.replica.id, request.body, now_ms=now)
        self._tries.give_back(address)
        return Said(ReplicaAnswer(token, holder.school, holder.teacher, self.portal_key))

    def recover(self, request: Request[RecoverAsk], address: str, token: str = "") -> Said:
        """Give the key of a journal back to its teacher, who has a new code; the code stays good where it is refused.

        token: of a new sign-in, which counts where there is no code.

        Raises:
            RefusedError: wrong_code, expired_code, throttled as for `enrol`, signed_out, malformed, or not_found: the
                slot is another teacher's or none of this portal's.
        """
        if wait_s := self._tries.take(address):
            raise RefusedError(Code.THROTTLED, retry_after_s=wait_s)
        now, body = self._now_ms(), request.body
        signed_in = None if body.code else self._bearers.holder(token, request.replica.id)
        with self.writing(signed_in.school if signed_in else NO_SCHOOL) as connection:
            holder = signed_in or redeem_code(connection, body.code, now_ms=now)
            sealed = give_back(connection, holder, body, self._key, now_ms=now)
        self._tries.give_back(address)
        return Said(RecoverAnswer(to_base64(sealed)))

    def register(self, request: Request[ReplicaAsk], token: str) -> Said:
        """Enrol a PC by the access token of a sign-in; it gets no token of its own.

        Raises:
            RefusedError: signed_out, bad_signature, or malformed.
        """
        holder = self._bearers.register(request, token)
        return Said(ReplicaAnswer("", holder.school, holder.teacher, self.portal_key))

    def hello(self, caller: Caller, ask: HelloAsk) -> Said:
        """Answer what can be done here, and what the caller's teacher may read."""
        now = self._now_ms()
        with self.reading(caller.school) as connection:
            is_new = has_news_of_reads(connection, caller, ask.records)
        if is_new:
            with self.writing(caller.school) as connection:
                keep_reads(connection, caller, ask.records)
        with self.reading(caller.school) as connection:
            head = read_head(connection, caller.school)
            reader = reader_of(connection, caller, now_ms=self._now_ms())
            answer = HelloAnswer(
                kinds=KINDS,
                max_operations=MAX_OPERATIONS,
                max_bytes=MAX_BYTES,
                teacher=caller.teacher,
                scope=scope_text(reader, head),
                parts=read_parts(connection, reader, head),
                last_n=last_number(connection, caller.school, caller.replica),
            )
            unseen = reader.is_whole and not is_read_noted(connection, caller.school, _whole(caller), now_ms=now)
        if unseen:
            with self.writing(caller.school) as connection:
                note_read(connection, caller.school, _whole(caller), now_ms=now)
        return Said(answer, head)

    def exchange(self, caller: Caller, ask: ExchangeAsk, device: Device) -> Said:
        """Take operations in, then answer the feed behind the cursor. device: as it calls itself.

        Raises:
            RefusedError: nothing was taken in; the code says why.
        """
        if ask.want < 0:
            raise RefusedError(Code.MALFORMED, "body.want")
        with self.reading(caller.school) as connection:
            head = read_head(connection, caller.school)
            for point in (ask.cursor, ask.seen):
                check_cursor(connection, caller.school, head, point)
            due = is_lease_due(connection, caller, device)
        outcomes = self._take(caller, ask, device) if ask.ops or due else ()
        with self.reading(caller.school) as connection:
            head = read_head(connection, caller.school)
            reader = reader_of(connection, caller, now_ms=self._now_ms())
            feed = read_feed(connection, reader, head, after=ask.cursor.seq, want=ask.want)
        moved = NOWHERE if feed.next == ask.cursor else feed.next
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
        with self.reading(request.school) as connection:
            if not is_school(connection, request.school):
                raise RefusedError(Code.NOT_FOUND)
            carried = prove(connection, request.school, records)
        if not carried:
            return Said(CourierAnswer((), asked))
        with self.writing(request.school) as connection:
            since = read_head(connection, request.school).seq
            answer = take_carried(connection, request.school, carried, asked=asked, received_ms=self._now_ms())
            of = {each.session.replica for each in carried}
            apply_parked(connection, request.school, of, self._key, now_ms=self._now_ms())
            settle(connection, request.school, since=since, now_ms=self._now_ms())
        self._couriers.give_back(address)
        return Said(answer)

    def park(self, request: ParkRequest, address: str) -> Said:
        """Keep sealed operations of a program of any version, and apply what can be applied.

        Raises:
            RefusedError: throttled, too_large, or not_found for a school that is not here; nothing was taken in.
        """
        if wait_s := self._couriers.take(address):
            raise RefusedError(Code.THROTTLED, retry_after_s=wait_s)
        parked = open_parked(request.body, self._key)
        with self.writing(request.school) as connection:
            if not is_school(connection, request.school):
                raise RefusedError(Code.NOT_FOUND)
            since = read_head(connection, request.school).seq
            answer = park(connection, request.school, parked, self._key, now_ms=self._now_ms())
            settle(connection, request.school, since=since, now_ms=self._now_ms())
        if answer.kept:
            self._couriers.give_back(address)
        return Said(answer)

    def snapshot(self, caller: Caller, ask: SnapshotAsk) -> Said:
        """Answer a page of a part of the scope.

        Raises:
            RefusedError: not_found or malformed.
        """
        with self.reading(caller.school) as connection:
            head = read_head(connection, caller.school)
            reader = reader_of(connection, caller, now_ms=self._now_ms())
            page: SnapshotAnswer = read_page(connection, reader, head, ask)
        return Said(page, head)

    def digests(self, caller: Caller, ask: DigestsAsk) -> Said:
        """Answer what is held of some parts of the scope, as digests.

        Raises:
            RefusedError: not_found or too_large.
        """
        with self.reading(caller.school) as connection:
            head = read_head(connection, caller.school)
            reader = reader_of(connection, caller, now_ms=self._now_ms())
            answer: DigestsAnswer = read_digests(connection, reader, head, ask)
        return Said(answer, head)

    def known(self, caller: Caller, ask: KnownAsk) -> Said:
        """Answer which of a teacher's own operations are here.

        Raises:
            RefusedError: too_large.
        """
        with self.reading(caller.school) as connection:
            head = read_head(connection, caller.school)
            return Said(read_known(connection, caller.school, caller.teacher, ask.ids), head)

    def fork(self, caller: Caller, ask: ForkAsk) -> Said:
        """Give a copy of a PC a name of its own.

        Raises:
            RefusedError: as `fork_replica`.
        """
        with self.writing(caller.school) as connection:
            head = read_head(connection, caller.school, lock=True)
            return Said(fork_replica(connection, caller, ask, now_ms=self._now_ms()), head)

    def _take(self, caller: Caller, ask: ExchangeAsk, device: Device) -> tuple[Judged, ...]:
        batch = read_batch(caller, ask)
        with self.writing(caller.school) as connection:
            keep_lease(connection, caller, device)
            if batch is None:
                return ()
            since = read_head(connection, caller.school).seq
            outcomes = take_batch(connection, caller, batch, received_ms=self._now_ms())
            more = apply_parked(connection, caller.school, (caller.replica,), self._key, now_ms=self._now_ms())
            if more or decides_access(each.body for each in batch.sent):
                settle(connection, caller.school, since=since, now_ms=self._now_ms())
            return outcomes

    @contextmanager
    def reading(self, school: SchoolId = NO_SCHOOL) -> Iterator[Connection]:
        """Open a transaction that sees one state of a school.

        Raises:
            RefusedError: throttled, while the database does not answer.
        """
        with _asked_again(), reading(self._engine, school).connect() as connection:
            yield connection

    @contextmanager
    def writing(self, school: SchoolId = NO_SCHOOL) -> Iterator[Connection]:
        """Open a transaction that may write in a school; writers wait in a queue, not by polling the file.

        Raises:
            RefusedError: throttled, while another process such as an import writes for long, or nothing answers.
        """
        if not self._turns.acquire(timeout=BUSY_MS / 1000):
            raise RefusedError(Code.THROTTLED, retry_after_s=BUSY_RETRY_S)
        try:
            with _asked_again(), writing(self._engine, school).begin() as connection:
                yield connection
        finally:
            self._turns.release()


def _whole(caller: Caller) -> Event:
    """Return what is written down of a PC that is sent every journal of the school."""
    return Event(Happened.READ, caller.teacher, JOURNALS, caller.replica[:PC_SIGNS])


@contextmanager
def _asked_again() -> Iterator[None]:
    """Refuse for now what the database could not answer for now."""
    try:
        yield
    except SQLAlchemyError as error:
        failure = failure_of(error)
        if failure is None:
            raise
        wait_s = BUSY_RETRY_S if failure is Failure.BUSY else AWAY_RETRY_S
        raise RefusedError(Code.THROTTLED, retry_after_s=wait_s) from error
