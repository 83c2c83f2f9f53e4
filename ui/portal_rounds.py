"""A round with this profile's portal, as a job for the synchroniser."""

import threading
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from app.changes import Changes
from app.clock import Clock
from app.errors import PortalTooNewError, SyncError
from app.services.profile import Profile, read_profile
from app.services.witnessing import tell_again
from app.store.backups import Copying
from app.store.spool import Spool
from app.store.unit import Store
from sync.courier import Neighbours, hand_in_lost
from sync.covering import keep_what_no_backup_holds
from sync.parking import Parking
from sync.repairing import Checks, repair
from sync.resuming import note_regained
from sync.rounds import Progress, Round, run_round
from sync.witnessing import tell_witnessed

if TYPE_CHECKING:
    from sync.http_portal import HttpPortal


class PortalRounds:
    """Keeps one connection to the portal; called on the synchroniser's thread only.

    copies: whether the journal is copied from time to time.
    """

    def __init__(self, store: Store, spool: Spool, profile: Profile, clock: Clock, *, copies: bool) -> None:
        self._store = store
        self._spool = spool
        self._neighbours = Neighbours(spool)
        self._profile = profile
        self._clock = clock
        self._portal: HttpPortal | None = None
        self._stale = threading.Event()
        self._checks = Checks(clock)
        self._parking = Parking(store, spool)
        self._copying = Copying(store, spool.folder, clock) if copies else None

    def __call__(self, progress: Callable[[Progress], None], stop: threading.Event) -> Round:
        """Run one round: first what the journal has lost, last what other profiles of this PC have waiting.

        The journal's log is folded here too: an entry that folded it would hold up the window.

        Raises:
            SyncError: the round ended early; nothing that waits was lost.
            StoreError: the local journal could not be read or written.
        """
        if self._portal is None or self._stale.is_set():
            self._stale.clear()
            self._portal = self._connect()
        try:
            tell_witnessed(self._store, self._portal, stop)
            done = self._exchange(self._portal, progress, stop)
            note_regained(self._store, self._spool, self._portal)
            keep_what_no_backup_holds(self._store, self._portal)
            self._neighbours.hand_in(self._portal)
            if self._checks.take():
                self._compare(self._portal, progress, stop)
            if self._copying is not None:
                self._copying.copy_if_due()
            return done
        finally:
            self._spool.keep_up(self._store)
            self._store.fold_log()

    def _exchange(self, portal: "HttpPortal", progress: Callable[[Progress], None], stop: threading.Event) -> Round:
        try:
            return run_round(
                self._store,
                portal,
                author_seed=self._profile.author_seed,
                progress=progress,
                stop=stop,
                fill_gap=partial(hand_in_lost, self._store, self._spool, portal),
            )
        except PortalTooNewError as error:
            raise self._parked(portal) from error

    def _compare(self, portal: "HttpPortal", progress: Callable[[Progress], None], stop: threading.Event) -> None:
        def told(changes: Changes) -> None:
            progress(Progress("receiving", 0, 0, changes))

        repair(self._store, portal, told=told, stop=stop)
        with self._store.unit() as unit:
            tell_again(unit)

    def _parked(self, portal: "HttpPortal") -> PortalTooNewError:
        """Return the error that says how many entries such a portal keeps for a newer version of the program."""
        try:
            return PortalTooNewError(self._parking.park(portal))
        except SyncError:
            return PortalTooNewError()

    def forget_sign_in(self) -> None:
        """Ask by what the journal says from the next round on; on any thread."""
        self._stale.set()

    def _connect(self) -> "HttpPortal":
        from sync.access import access_of  # noqa: PLC0415 - a third of the start's imports: after the first paint
        from sync.http_portal import HttpPortal  # noqa: PLC0415 - as above
        from sync.transport import new_session  # noqa: PLC0415 - as above

        with self._store.reading() as unit:
            profile = read_profile(unit) or self._profile
        session = new_session()
        return HttpPortal(
            profile.address, profile, self._clock, session, access_of(self._store, profile, session, self._clock)
        )
