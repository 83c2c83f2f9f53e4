"""Keeps what the portal's backup has not got, and lets go of what it has held for long."""

from typing import Protocol

from app.store.coverage import is_due, let_go, note_coverage
from app.store.unit import Store
from sync.answers import Reach


class Reaching(Protocol):
    """Knows what the last exchange told of the portal's backup; None before the first one."""

    @property
    def reach(self) -> Reach | None:
        """How far it reaches."""
        ...


def keep_what_no_backup_holds(store: Store, portal: Reaching) -> int:
    """Write down how far the portal's backup reaches; return how many own operations were let go, some at a time.

    To be called after a round that went to its end: then the answer is of the history that is read here.

    Raises:
        StoreError: the journal cannot be written.
    """
    reach = portal.reach
    if reach is None:
        return 0
    with store.reading() as unit:
        if not is_due(unit, epoch=reach.epoch, seq=reach.seq, day=reach.day):
            return 0
    with store.unit() as unit:
        note_coverage(unit, epoch=reach.epoch, seq=reach.seq, day=reach.day)
        return let_go(unit)
