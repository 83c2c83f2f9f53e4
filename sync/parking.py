"""Hands in what waits for a portal that no longer speaks with this version: it keeps it for a newer one (I17)."""

from app.store.spool import Spool
from app.store.unit import Store
from app.wire.framing import to_base64
from app.wire.messages import ParkAsk
from sync.courier import loads
from sync.portal import Attic


class Parking:
    """Hands each record in once in a run of the program; nothing is removed anywhere until it has an outcome."""

    def __init__(self, store: Store, spool: Spool) -> None:
        self._store, self._spool = store, spool
        self._kept: set[bytes] = set()

    def park(self, portal: Attic) -> int:
        """Hand in what was not kept yet; return how many of the entries that wait the portal keeps.

        Raises:
            SyncError: the portal was not reached; what it has confirmed before it keeps.
            StoreError: the journal or the spool cannot be read or written.
        """
        self._spool.keep_up(self._store)
        records = self._spool.read()
        for load in loads(each for each in records if each.sealed not in self._kept):
            answer = portal.park(ParkAsk(tuple(to_base64(each.sealed) for each in load)))
            kept = {(each.replica, each.n) for each in answer.kept}
            self._kept.update(each.sealed for each in load if (each.replica, each.n) in kept)
        return sum(each.sealed in self._kept for each in records)
