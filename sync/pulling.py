"""The incoming half: the parts of the scope page by page, and the entries of the feed."""

import hashlib
import threading
from collections.abc import Callable
from typing import TypeVar

import msgspec

from app.changes import Changes
from app.domain.records import RECORD_TYPES, Record, tag_of
from app.errors import NotThePortalError, PortalTooNewError
from app.ids import ID_BYTES, text_of
from app.operations import ARGS
from app.services.receiving import PartFetch, keep_scope, parts_to_fetch, take_part
from app.services.removing import leave_scope, remove_some
from app.store.unit import Store
from app.wire.messages import Entry, HelloAsk, SnapshotAnswer, SnapshotAsk
from app.wire.rows import read_entries, read_rows
from sync.portal import Portal

PAGE_ROWS = 2_000
"""Rows asked for at once: some 80 kB on the wire."""

KINDS = {kind: max(kv for named, kv in ARGS if named == kind) for kind, _ in ARGS}
"""The newest version of each kind of operation that this program writes."""

RECORDS = tuple(map(tag_of, RECORD_TYPES))
"""The kinds of records that this program reads."""

T = TypeVar("T")

Taken = Callable[[int, Changes], None]
"""Told after each page: how many rows it had, and what it touched."""


def fetch_scope(
    store: Store, portal: Portal, *, begun: Callable[[int, int], None], taken: Taken, stop: threading.Event
) -> bool:
    """Fetch what this PC lacks of the reader's scope; return whether everything is here now.

    A part is taken up where it was left, even by an earlier run of the program. A part that changes while it is
    read makes the scope incomplete: ask again. begun: told how many rows are here, and how many there are in all.

    Raises:
        SyncError: the pages that came before are kept.
    """
    hello = portal.hello(HelloAsk(kinds=KINDS, records=RECORDS))
    with store.unit() as unit:
        leaving = leave_scope(unit, hello=hello)
        parts = parts_to_fetch(unit, hello=hello)
    for part in leaving:
        _remove(store, part, taken)
    begun(sum(part.received for part in parts), sum(part.rows for part in parts))
    whole = all(_fetch_part(store, portal, part, taken, stop) for part in parts)
    if whole:
        with store.unit() as unit:
            keep_scope(unit, scope=hello.scope)
    return whole


def entries_of(feed: msgspec.Raw) -> tuple[Entry, ...]:
    """Read the entries of a feed.

    Raises:
        PortalTooNewError: this version cannot read them.
    """
    return _read(feed, read_entries)


def _fetch_part(store: Store, portal: Portal, part: PartFetch, taken: Taken, stop: threading.Event) -> bool:
    after = part.after
    while not stop.is_set():
        ask = SnapshotAsk(part.part, after, PAGE_ROWS)
        answer = portal.snapshot(ask)
        rows = rows_of(answer)
        with store.unit() as unit:
            changes = take_part(unit, ask=ask, answer=answer, rows=rows)
        taken(len(rows), changes)
        if answer.version != part.version or not answer.next:
            return answer.version == part.version
        after = answer.next
    return False


def _remove(store: Store, part: str, taken: Taken) -> None:
    changes = Changes(school=True)
    while changes:
        taken(0, changes)
        with store.unit() as unit:
            changes = remove_some(unit, part=part)


def rows_of(answer: SnapshotAnswer) -> tuple[Record, ...]:
    """Read the rows of a page.

    Raises:
        NotThePortalError: they are not those of which the page tells the digest.
        PortalTooNewError: this version cannot read them.
    """
    digest = hashlib.blake2b(answer.rows, digest_size=ID_BYTES).digest()
    if text_of(digest) != answer.digest:
        raise NotThePortalError
    return _read(answer.rows, read_rows)


def _read(text: msgspec.Raw, read: Callable[[bytes], T]) -> T:
    try:
        return read(bytes(text))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise PortalTooNewError from error
