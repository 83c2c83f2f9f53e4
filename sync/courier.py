"""Carries sealed operations to the portal: of any author of the school, from this PC's spools or from a stick."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.errors import TooLargeError
from app.ids import OperationId, ReplicaId
from app.services.forking import OwnOperation
from app.store.spool import Spool
from app.store.unit import Store
from app.wire.framing import to_base64
from app.wire.messages import CourierAsk
from app.wire.spool_frames import Waiting
from sync.portal import Carrier

MOST_RECORDS = 500
"""In one request."""

MOST_BYTES = 2 * 1024 * 1024
"""Sealed bytes in one request, so that their text fits into a message."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """What became of a load. upto: the last number that the portal has of each PC. refused: records it cannot take."""

    upto: dict[ReplicaId, int]
    refused: int

    def has(self, record: Waiting) -> bool:
        """Return whether the portal has this operation."""
        return record.n <= self.upto.get(record.replica, 0)


def always(_done: int) -> bool:
    """Go on, however many were handed in."""
    return True


def carry(portal: Carrier, records: Sequence[Waiting], go_on: Callable[[int], bool] = always) -> Delivery:
    """Hand records in, those of a PC in their order; nothing is removed anywhere.

    go_on: hears how many were handed in after each request, and says whether to make the next one.

    Raises:
        SyncError: the portal was not reached; what was handed in before is there.
    """
    upto: dict[ReplicaId, int] = {}
    refused = done = 0
    for load in loads(records):
        answer = portal.courier(CourierAsk(tuple(to_base64(each.sealed) for each in load)))
        upto.update((receipt.replica, receipt.upto) for receipt in answer.receipts)
        refused += answer.refused
        done += len(load)
        if not go_on(done):
            break
    return Delivery(upto, refused)


def hand_in_lost(store: Store, spool: Spool, portal: Carrier) -> tuple[OwnOperation, ...]:
    """Hand in what the own journal has lost and the spool still holds; return that.

    They must be there before the journal's next operations: a portal takes a PC's numbers without gaps only. It is
    asked each time, for nobody else would tell a restored portal of them.

    Raises:
        SyncError: the portal was not reached.
        StoreError: the journal or the spool cannot be read.
    """
    lost = spool.lost(store)
    carry(portal, lost)
    # a record of an older program does not say which operation it is
    return tuple(OwnOperation(OperationId(each.id), each.n, waits=False) for each in lost if each.id)


class Neighbours:
    """Hands in what the other profiles of this PC have waiting, each record once in a run of the program."""

    def __init__(self, spool: Spool) -> None:
        self._spool = spool
        self._tried: set[tuple[ReplicaId, int]] = set()

    def hand_in(self, portal: Carrier) -> int:
        """Hand in what was not tried yet; return how many records the portal has of it.

        Raises:
            SyncError: the portal was not reached; the next round tries again.
            StoreError: a spool cannot be read.
        """
        fresh = [each for each in self._spool.others() if (each.replica, each.n) not in self._tried]
        if not fresh:
            return 0
        delivery = carry(portal, fresh)
        # what waits behind a gap is tried again once there is something new beside it
        self._tried.update((each.replica, each.n) for each in fresh)
        return sum(delivery.has(each) for each in fresh)


def loads(records: Iterable[Waiting]) -> Iterator[list[Waiting]]:
    """Yield records as they fit into one request each.

    Raises:
        TooLargeError: one of them fits into none.
    """
    load: list[Waiting] = []
    size = 0
    for record in records:
        if len(record.sealed) > MOST_BYTES:
            raise TooLargeError
        if load and (len(load) == MOST_RECORDS or size + len(record.sealed) > MOST_BYTES):
            yield load
            load, size = [], 0
        load.append(record)
        size += len(record.sealed)
    if load:
        yield load
