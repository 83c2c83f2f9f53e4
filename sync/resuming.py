"""Asks the portal which own operations it holds, and sends the others again: it may have been put back (I15)."""

from collections.abc import Sequence

from app.changes import NOTHING, Changes
from app.ids import OperationId
from app.services.forking import OwnOperation, own_operations
from app.services.receiving import is_doubtful, settle_known
from app.store.regained import keep_regained
from app.store.spool import Spool
from app.store.unit import Store
from app.wire.messages import MAX_OPERATIONS, Found, KnownAsk
from sync.portal import Knowing, Portal


def send_lost_again(store: Store, portal: Portal) -> Changes:
    """Let operations wait again that were answered and that the portal has lost since; ask only where that may be.

    The portal takes no operation before the one that its PC wrote before it, so whatever comes behind the newest one
    that it holds is lost there, and nothing else.

    Raises:
        SyncError: the portal was not reached; the next round asks again.
    """
    with store.reading() as unit:
        operations = own_operations(unit) if is_doubtful(unit) else ()
    if not operations:
        return NOTHING
    found = find_known(portal, operations)
    with store.unit() as unit:
        return settle_known(unit, found=found)


def find_known(portal: Portal, operations: Sequence[OwnOperation]) -> list[Found]:
    """Return which of these the portal holds; of those that do not wait, down to the newest that it holds.

    operations: the newest first.

    Raises:
        SyncError: the portal was not reached.
    """
    found: list[Found] = []
    for start in range(0, len(operations), MAX_OPERATIONS):
        found += portal.known(KnownAsk(tuple(each.id for each in operations[start : start + MAX_OPERATIONS]))).found
        if found and not any(each.waits for each in operations[start + MAX_OPERATIONS :]):
            break
    return found


def note_regained(store: Store, spool: Spool, portal: Knowing) -> None:
    """Ask which operations the portal holds that only the spool has still got, and carry those no more.

    To be called after a round that went to its end: then the feed was read past all that was carried.

    Raises:
        SyncError: the portal was not reached; they are carried again with the next round.
        StoreError: the journal or the spool cannot be read, or the journal not written.
    """
    # a record of an older program does not say which operation it is
    ids = tuple(OperationId(each.id) for each in spool.lost(store) if each.id)
    for start in range(0, len(ids), MAX_OPERATIONS):
        found = portal.known(KnownAsk(ids[start : start + MAX_OPERATIONS])).found
        with store.unit() as unit:
            keep_regained(unit, found)
