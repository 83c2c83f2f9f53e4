"""What the diary's pages work with where they write: transactions, the clock, the portal's own address."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sqlalchemy import Connection

from app.ids import SchoolId
from portal.diary.opening import Visit, visit_of
from portal.limits import Tries
from portal.store.dialects import NO_SCHOOL, take_turn

Opening = Callable[[SchoolId], AbstractContextManager[Connection]]
"""Opens a transaction; one that may write waits behind those that wait already."""


class Limits:
    """How often an account may take a file of a pupil's data, which is long to make, and write to the school's log."""

    def __init__(self) -> None:
        self.taken = Tries()
        self.proposed = Tries()


@dataclass(frozen=True)
class DiaryDesk:
    """What the pages read from and write to. now_ms: the portal's clock. issuer: its address, without a slash."""

    reading: Opening
    writing: Opening
    now_ms: Callable[[], int]
    issuer: str
    limits: Limits = field(default_factory=Limits)

    @contextmanager
    def visit(self, code: str) -> Iterator[Visit]:
        """Open the diary behind a link to read in it.

        Raises:
            UnknownLinkError: the link is unknown or revoked.
        """
        with self.reading(NO_SCHOOL) as connection:
            yield visit_of(connection, code, self.now())

    @contextmanager
    def writing_visit(self, code: str, *, in_turn: bool = False) -> Iterator[Visit]:
        """Open it to write. in_turn: what is written has its place in the school's order.

        Raises:
            UnknownLinkError: the link is unknown or revoked.
        """
        with self.writing(NO_SCHOOL) as connection:
            visit = visit_of(connection, code, self.now())
            if in_turn:
                take_turn(connection, visit.owner.school_id)
            yield visit

    def now(self) -> datetime:
        """Return the portal's time, aware."""
        return datetime.fromtimestamp(self.now_ms() / 1000, UTC)
