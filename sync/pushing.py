"""The outgoing half of an exchange: the oldest operations that wait, signed by their author."""

from dataclasses import dataclass

import msgspec
from nacl.signing import SigningKey

from app.domain.records import NEVER
from app.errors import NotThePortalError
from app.ids import OperationId
from app.judging.verdicts import Outcome
from app.operations import Session
from app.store.outbox import Batch, next_batch
from app.store.unit import Unit
from app.wire.framing import to_base64
from app.wire.messages import Judged

MOST_OPERATIONS = 1_000
"""In one request; the portal works some 0.1 s on them, and the answer of a slow line comes in time."""

FINAL = frozenset({Outcome.APPLIED, Outcome.SAME, Outcome.CONFLICT, Outcome.HELD, Outcome.REJECTED})
"""Outcomes after which an operation is not sent again."""


@dataclass(frozen=True, slots=True)
class Push:
    """What an exchange sends; nothing where session is None."""

    session: Session | None = None
    first_n: int = 0
    ops: tuple[msgspec.Raw, ...] = ()
    sig: str = ""
    prev: OperationId = NEVER

    @property
    def next_n(self) -> int:
        """The number after the last one sent, 0 where nothing is."""
        return self.first_n + len(self.ops)

    def check(self, outcomes: tuple[Judged, ...]) -> None:
        """Check that the outcomes are of these operations.

        Raises:
            NotThePortalError: there are others among them.
        """
        sent = range(self.first_n, self.next_n)
        if any(each.n not in sent for each in outcomes):
            raise NotThePortalError

    def settled(self, outcomes: tuple[Judged, ...]) -> bool:
        """Return whether every operation has its final outcome, so that the next ones may follow."""
        return len(outcomes) == len(self.ops) and all(each.outcome in FINAL for each in outcomes)


NO_PUSH = Push()


def next_push(unit: Unit, author: SigningKey, limit: int, after: int = 0) -> Push:
    """Return the oldest operations that wait: of one run of the program, at most *limit*, without gaps.

    after: the number up to which all has been sent.
    """
    batch = next_batch(unit, limit, after)
    return _signed(batch, author) if batch else NO_PUSH


def _signed(batch: Batch, author: SigningKey) -> Push:
    sig = to_base64(author.sign("".join(batch.ids).encode()).signature)
    return Push(batch.session, batch.first_n, tuple(msgspec.Raw(op) for op in batch.ops), sig, batch.prev)
