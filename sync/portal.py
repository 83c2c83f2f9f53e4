"""The portal as a synchronisation round sees it."""

from typing import Protocol

from app.services.forking import NO_LEASE, Lease
from app.services.profile import Profile
from app.wire.messages import (
    CourierAnswer,
    CourierAsk,
    DigestsAnswer,
    DigestsAsk,
    ExchangeAnswer,
    ExchangeAsk,
    ForkAnswer,
    ForkAsk,
    HelloAnswer,
    HelloAsk,
    KnownAnswer,
    KnownAsk,
    ParkAnswer,
    ParkAsk,
    PingAnswer,
    SnapshotAnswer,
    SnapshotAsk,
)
from app.wire.witnesses import WitnessAnswer, WitnessAsk


class Portal(Protocol):
    """Asks and answers; an answer is complete, of this request, and said by the pinned portal.

    Every question raises SyncError where there is no such answer; nothing that was asked may be taken as done.
    """

    def ping(self) -> PingAnswer:
        """Ask whether this is the portal."""
        ...

    def hello(self, ask: HelloAsk) -> HelloAnswer:
        """Ask what both sides can do, and what this PC's teacher may read."""
        ...

    def exchange(self, ask: ExchangeAsk, lease: Lease = NO_LEASE) -> ExchangeAnswer:
        """Push operations and pull the feed in one round trip. lease: by which this copy of the PC is known.

        Raises:
            TooLargeError: fewer operations at once may pass.
            CursorLostError: the portal does not know the cursor.
            ForkedError: another copy of this PC speaks under its name.
        """
        ...

    def known(self, ask: KnownAsk) -> KnownAnswer:
        """Ask which of the own operations the portal holds."""
        ...

    def fork(self, ask: ForkAsk) -> ForkAnswer:
        """Ask for a name of this copy's own."""
        ...

    def become(self, profile: Profile) -> None:
        """Ask under this profile's name from now on."""
        ...

    def snapshot(self, ask: SnapshotAsk) -> SnapshotAnswer:
        """Ask for a page of a part of the scope."""
        ...


class Knowing(Protocol):
    """Says which of the own operations the portal holds."""

    def known(self, ask: KnownAsk) -> KnownAnswer:
        """Ask for some of them.

        Raises:
            SyncError: there is no answer of the pinned portal; nothing may be taken as held.
        """
        ...


class Hearing(Protocol):
    """Hears what others had written before the portal was put back."""

    def witness(self, ask: WitnessAsk) -> WitnessAnswer:
        """Tell some of it.

        Raises:
            SyncError: nothing may be taken as heard; a portal that is older does not know this question.
        """
        ...


class Carrier(Protocol):
    """Takes sealed operations to the portal; whoever may ask nothing else can do that."""

    def courier(self, ask: CourierAsk) -> CourierAnswer:
        """Hand in sealed operations of any author, and hear how far each PC's are with the portal.

        Raises:
            SyncError: there is no answer of the pinned portal; nothing may be taken as done.
        """
        ...


class Witness(Protocol):
    """Says what the portal holds, and tells single buckets of it again.

    Every question raises SyncError where there is no answer of the pinned portal; one that is older does not know it.
    """

    def digests(self, ask: DigestsAsk) -> DigestsAnswer:
        """Ask for the digests of some parts."""
        ...

    def snapshot(self, ask: SnapshotAsk) -> SnapshotAnswer:
        """Ask for a page of a part or of one of its buckets."""
        ...


class Attic(Protocol):
    """Keeps sealed operations even of a program whose version it does not speak with."""

    def park(self, ask: ParkAsk) -> ParkAnswer:
        """Hand in sealed operations to be kept.

        Raises:
            SyncError: there is no answer of the pinned portal; nothing may be taken as kept.
        """
        ...
