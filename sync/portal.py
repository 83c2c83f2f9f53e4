"""The portal as a synchronisation round sees it."""

from typing import Protocol

from app.wire.messages import (
    CourierAnswer,
    CourierAsk,
    ExchangeAnswer,
    ExchangeAsk,
    HelloAnswer,
    HelloAsk,
    PingAnswer,
    SnapshotAnswer,
    SnapshotAsk,
)


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

    def exchange(self, ask: ExchangeAsk) -> ExchangeAnswer:
        """Push operations and pull the feed in one round trip.

        Raises:
            TooLargeError: fewer operations at once may pass.
            CursorLostError: the portal does not know the cursor.
        """
        ...

    def snapshot(self, ask: SnapshotAsk) -> SnapshotAnswer:
        """Ask for a page of a part of the scope."""
        ...


class Carrier(Protocol):
    """Takes sealed operations to the portal; whoever may ask nothing else can do that."""

    def courier(self, ask: CourierAsk) -> CourierAnswer:
        """Hand in sealed operations of any author, and hear how far each PC's are with the portal.

        Raises:
            SyncError: there is no answer of the pinned portal; nothing may be taken as done.
        """
        ...
