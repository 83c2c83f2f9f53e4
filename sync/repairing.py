"""Once everything is quiet: compares what is here with the portal's digests, and fetches again what differs (I14)."""

import logging
import threading
from collections.abc import Callable, Sequence

from app.changes import Changes
from app.clock import Clock
from app.domain.records import Record
from app.errors import NotThePortalError, SyncError
from app.services.comparing import Difference, confirmed, difference, note_checked, parts_to_check, put_right
from app.services.receiving import cursor_of
from app.store.unit import Store
from app.wire.buckets import FIELDS, Key, Lines
from app.wire.messages import DigestsAnswer, DigestsAsk, SnapshotAsk
from sync.portal import Witness
from sync.pulling import PAGE_ROWS, rows_of

PARTS_AT_ONCE = 8
"""In one question: the portal takes no more."""

MOST_PARTS = 24
"""Compared in one go; a deputy head's hundreds of journals take several days."""

FIRST_MS = 5 * 60 * 1000
"""From the program's start to the first comparison: by then the rush of a school's morning is over."""

PERIOD_MS = 24 * 60 * 60 * 1000
"""Between two comparisons of one run of the program, by its monotonic clock."""

_logger = logging.getLogger("sync.repairing")


class Checks:
    """When the next comparison is due in this run of the program; no wall clock decides."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._next_ms = FIRST_MS

    def take(self) -> bool:
        """Return whether a comparison is due, and count it as done."""
        now = self._clock.elapsed_ms()
        if now < self._next_ms:
            return False
        self._next_ms = now + PERIOD_MS
        return True


class _MovedError(Exception):
    """The feed went on meanwhile, or the scope changed: what was heard is of another state."""


def repair(store: Store, portal: Witness, *, told: Callable[[Changes], None], stop: threading.Event) -> int:
    """Compare the confirmed rows with the portal's and put right what differs; return in how many buckets.

    Nothing is compared while an entry waits, and it ends where the feed has moved: the next time will do. A portal that
    does not answer this question, such as an older one, ends it too; the round before it was complete.

    Raises:
        StoreError: the journal cannot be read or written.
    """
    course = _Course(store, portal, told, stop)
    try:
        course.run()
    except (_MovedError, SyncError) as error:
        _logger.info("comparison ended early: %s", type(error).__name__)
    return course.repaired


class _Course:
    """A comparison under way."""

    def __init__(self, store: Store, portal: Witness, told: Callable[[Changes], None], stop: threading.Event) -> None:
        self._store, self._portal, self._told, self._stop = store, portal, told, stop
        self._checked: list[str] = []
        self._agree: list[str] = []
        self.repaired = 0

    def run(self) -> None:
        with self._store.reading() as unit:
            parts, self._cursor = parts_to_check(unit, MOST_PARTS), cursor_of(unit)
        for first in range(0, len(parts), PARTS_AT_ONCE):
            asked = parts[first : first + PARTS_AT_ONCE]
            answer = self._portal.digests(DigestsAsk(asked, FIELDS))
            if answer.as_of != self._cursor:
                raise _MovedError
            if answer.buckets.keys() != set(asked):
                raise NotThePortalError
            for part in asked:
                self._check(part, answer)
        if self._checked:
            with self._store.unit() as unit:
                note_checked(unit, self._checked, agree=self._agree)

    def _check(self, part: str, answer: DigestsAnswer) -> None:
        if self._stop.is_set():
            raise _MovedError
        with self._store.reading() as unit:
            if cursor_of(unit) != self._cursor:
                raise _MovedError
            lines = confirmed(unit, part, answer.fields)
        mine, theirs = lines.digests(), answer.buckets[part]
        wrong = sorted(name for name in mine.keys() | theirs.keys() if mine.get(name) != theirs.get(name))
        if wrong:
            self._put_right(part, wrong, lines)
        else:
            self._agree.append(part)
        self._checked.append(part)

    def _put_right(self, part: str, wrong: Sequence[str], lines: Lines) -> None:
        fetched = {name: self._fetch(part, name) for name in wrong}
        brought: set[Key] = {(type(row), row.id) for rows in fetched.values() for row in rows}
        for name, rows in fetched.items():
            self._put_bucket(part, name, difference(lines, name, rows, brought))

    def _put_bucket(self, part: str, bucket: str, found: Difference) -> None:
        with self._store.unit() as unit:
            if cursor_of(unit) != self._cursor:
                raise _MovedError
            changes = put_right(unit, part, found)
        if not changes:
            return
        self.repaired += 1
        _logger.warning("repaired %s %s: %d rows, %d gone", part, bucket, len(found.rows), len(found.gone))
        self._told(changes)

    def _fetch(self, part: str, bucket: str) -> list[Record]:
        rows: list[Record] = []
        after, more = "", True
        while more:
            answer = self._portal.snapshot(SnapshotAsk(part, after, PAGE_ROWS, bucket))
            if answer.as_of != self._cursor:
                raise _MovedError
            rows += rows_of(answer)
            after, more = answer.next, bool(answer.next)
        return rows
