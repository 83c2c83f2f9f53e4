"""One round with the portal: what is missing of the scope, then exchanges until both sides are quiet."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial

from nacl.signing import SigningKey

from app.changes import NOTHING, Changes
from app.errors import CursorLostError, ForkedError, SignedOutError, TooLargeError
from app.services.forking import Lease, OwnOperation, is_lease_due, lease_of, renew_lease, settle_lease
from app.services.receiving import cursor_of, forget_cursor, scope_of, seen_of, take_exchange
from app.store.outbox import waiting
from app.store.regained import forget_regained
from app.store.unit import Store
from app.wire.framing import from_base64
from app.wire.messages import NOWHERE, Cursor, ExchangeAnswer, ExchangeAsk
from sync.forking import take_name_again, take_own_name
from sync.portal import Portal
from sync.pulling import entries_of, fetch_scope
from sync.pushing import MOST_OPERATIONS, NO_PUSH, Push, next_push
from sync.resuming import send_lost_again

FEED_ENTRIES = 1_000
"""Entries of the feed in one answer: taken within the time for which the journal may be held."""

FORK_TRIES = 3
"""How often in one round this copy gets another name: copies that meet in the middle of it may need a second one."""

SCOPE_TRIES = 3
"""How often in one round a scope is fetched that changes while it is read."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a round is. stage: "snapshot", "sending", "receiving" or "copied"; total: 0 where it is not known.

    changes: what was touched since the last word; it is committed, whatever becomes of the rest of the round.
    """

    stage: str
    done: int
    total: int
    changes: Changes = NOTHING


@dataclass(frozen=True, slots=True)
class Round:
    """What a round did. changes: all that was told to progress. sent, received: operations and feed entries."""

    changes: Changes
    sent: int
    received: int


def run_round(  # noqa: PLR0913 (each is made elsewhere)
    store: Store,
    portal: Portal,
    *,
    author_seed: str,
    progress: Callable[[Progress], None],
    stop: threading.Event,
    fill_gap: Callable[[], Sequence[OwnOperation]] = lambda: (),
    line: Executor | None = None,
) -> Round:
    """Exchange with the portal until nothing waits and the feed is read to its end, or until *stop* is set.

    No transaction is open while the network is waited for. fill_gap: hands in what the journal has lost and returns it;
    called at the beginning, where the portal may have been put back, and where numbers are missing between two pushes,
    since the portal takes a PC's numbers without gaps only. line: where a question waits for its answer while the
    answer before it is taken in; a thread of the round's own where None.

    Raises:
        SyncError: the round ended early; what was taken before is kept and was told to *progress*.
    """
    fill_gap()
    with line or ThreadPoolExecutor(max_workers=1) as ahead:
        course = _Course(store, portal, SigningKey(from_base64(author_seed)), progress, stop)
        course.fill_gap, course.submit = fill_gap, lambda asked: ahead.submit(asked).result
        course.run_through()
    return Round(course.changes, course.sent, course.received)


@dataclass(frozen=True, slots=True)
class _Asked:
    """An exchange under way. cursor, lease: what was said with it. answer: waits for it."""

    push: Push
    cursor: Cursor
    lease: Lease
    answer: Callable[[], ExchangeAnswer]

    def next_cursor(self, answer: ExchangeAnswer) -> Cursor:
        return self.cursor if answer.next == NOWHERE else answer.next


class _Course:
    """A round under way."""

    def __init__(
        self,
        store: Store,
        portal: Portal,
        author: SigningKey,
        progress: Callable[[Progress], None],
        stop: threading.Event,
    ) -> None:
        self._store, self._portal, self._author = store, portal, author
        self._progress, self._stop = progress, stop
        self._limit = MOST_OPERATIONS
        self._may_send = True
        self._rows = self._all_rows = self._waiting = 0
        self._next_n = 0
        self._ahead: _Asked | None = None
        self.fill_gap: Callable[[], Sequence[OwnOperation]] = lambda: ()
        self.submit: Callable[[Callable[[], ExchangeAnswer]], Callable[[], ExchangeAnswer]] = lambda asked: asked
        self.changes = NOTHING
        self.sent = self.received = 0

    def run_through(self) -> None:
        """Run to the end; what the portal does not know any more, or knows under another name, is put right between."""
        tries = {CursorLostError: 1, SignedOutError: 1, ForkedError: FORK_TRIES}
        while True:
            try:
                return self.run()
            except (CursorLostError, SignedOutError, ForkedError) as error:
                tries[type(error)] -= 1
                if tries[type(error)] < 0:
                    raise
                self._put_right(error)

    def _put_right(self, error: CursorLostError | SignedOutError | ForkedError) -> None:
        with self._store.unit() as unit:
            forget_regained(unit)
            if isinstance(error, CursorLostError):
                forget_cursor(unit)
        lost = self.fill_gap()
        match error:
            case SignedOutError():
                self._tell(
                    "receiving", self.received, 0, take_name_again(self._store, self._portal, self._author, lost)
                )
                self.fill_gap()
            case ForkedError():
                self._tell("copied", 0, 0, take_own_name(self._store, self._portal, self._author, lost))
            case CursorLostError():
                pass
        self._next_n = 0
        self._ahead = None

    def run(self) -> None:
        if changes := send_lost_again(self._store, self._portal):
            self._tell("receiving", self.received, 0, changes)
        with self._store.reading() as unit:
            scope, self._waiting = scope_of(unit), self.sent + waiting(unit)
        if not scope and not self._fetch():
            return
        more = True
        while self._ahead or (more and not self._stop.is_set()):
            more = self._exchange()

    def _fetch(self) -> bool:
        """Fetch what is missing of the scope; return whether it is whole."""
        for _ in range(SCOPE_TRIES):
            if self._stop.is_set():
                break
            if fetch_scope(self._store, self._portal, begun=self._begun, taken=self._taken, stop=self._stop):
                return True
        return False

    def _exchange(self) -> bool:
        """Do one round trip; return whether another is due."""
        asked, self._ahead = self._ahead or self._ask(), None
        try:
            answer = asked.answer()
        except TooLargeError:
            if len(asked.push.ops) <= 1:
                raise
            self._limit = len(asked.push.ops) // 2
            return True
        asked.push.check(answer.outcomes)
        self._ahead = self._ask_ahead(asked, answer)
        return self._take(asked, answer)

    def _ask(self) -> _Asked:
        with self._store.reading() as unit:
            push = next_push(unit, self._author, self._limit) if self._may_send else NO_PUSH
            cursor, seen, lease = cursor_of(unit), seen_of(unit), lease_of(unit)
            due = is_lease_due(unit, lease, sending=bool(push.ops) and not self.sent)
        if due:
            with self._store.unit() as unit:
                lease = renew_lease(unit)
        if self._next_n and push.first_n > self._next_n:
            self.fill_gap()
        return self._asking(push, cursor, seen, lease)

    def _ask_ahead(self, asked: _Asked, answer: ExchangeAnswer) -> _Asked | None:
        """Send what follows before the answer is taken in, where the answer lets it: the portal works meanwhile.

        Where taking it in fails, what was sent ahead is sent again one day, and the portal answers it as it did.
        """
        if self._stop.is_set() or not (asked.push.ops and asked.push.settled(answer.outcomes)):
            return None
        with self._store.reading() as unit:
            is_plain = answer.scope == scope_of(unit) and seen_of(unit) == NOWHERE
            push = next_push(unit, self._author, self._limit, asked.push.next_n - 1) if is_plain else NO_PUSH
        if push.first_n != asked.push.next_n:
            return None
        lease = Lease(asked.lease.coming or asked.lease.held)
        ahead = self._asking(push, asked.next_cursor(answer), NOWHERE, lease)
        return replace(ahead, answer=self.submit(ahead.answer))

    def _asking(self, push: Push, cursor: Cursor, seen: Cursor, lease: Lease) -> _Asked:
        ask = ExchangeAsk(cursor, push.session, push.first_n, push.ops, push.sig, FEED_ENTRIES, seen, push.prev)
        return _Asked(push, cursor, lease, partial(self._portal.exchange, ask, lease))

    def _take(self, asked: _Asked, answer: ExchangeAnswer) -> bool:
        push, feed = asked.push, entries_of(answer.feed)
        with self._store.unit() as unit:
            settle_lease(unit, lease=asked.lease)
            changes = take_exchange(unit, outcomes=answer.outcomes, feed=feed, next_cursor=asked.next_cursor(answer))
            scope = scope_of(unit)
            left = waiting(unit)
        self.sent += len(answer.outcomes)
        self._next_n = push.next_n or self._next_n
        self.received += len(feed)
        self._may_send = self._may_send and push.settled(answer.outcomes)
        if push.ops:
            self._tell("sending", self.sent, max(self._waiting, self.sent), changes)
        else:
            self._tell("receiving", self.received, 0, changes)
        if answer.scope != scope:
            self._fetch()
        return answer.more or (left > 0 and self._may_send)

    def _begun(self, done: int, total: int) -> None:
        self._rows, self._all_rows = done, total
        self._tell("snapshot", done, total, NOTHING)

    def _taken(self, rows: int, changes: Changes) -> None:
        self._rows += rows
        self._tell("snapshot", self._rows, max(self._rows, self._all_rows), changes)

    def _tell(self, stage: str, done: int, total: int, changes: Changes) -> None:
        self.changes |= changes
        self._progress(Progress(stage, done, total, changes))
