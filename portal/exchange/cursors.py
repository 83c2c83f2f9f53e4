"""Points of a school's order: its lock, its hash chain, and what a client's cursor must agree with."""

import hashlib
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, select

from app.ids import ID_BYTES, OperationId, SchoolId, text_of
from app.wire.messages import NOWHERE, Cursor
from portal.refusals import Code, RefusedError
from portal.store.tables import operations, schools

BEGINNING = ""
"""The chain before the first operation."""

_STATE = select(schools.c.epoch, schools.c.head, schools.c.chain, schools.c.roster, schools.c.backed_up_seq).where(
    schools.c.school_id == bindparam("school")
)
_CHAIN = select(operations.c.chain).where(
    operations.c.school_id == bindparam("school"), operations.c.seq == bindparam("seq")
)


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a school's order. roster: seq of the last operation that touched the roster.

    backed_up_seq: up to where a proved backup reaches.
    """

    epoch: str
    seq: int
    chain: str
    roster: int
    backed_up_seq: int = 0

    @property
    def cursor(self) -> Cursor:
        """The point of the feed at which everything has been read."""
        return Cursor(self.epoch, self.seq, self.chain)


def is_school(connection: Connection, school: SchoolId) -> bool:
    """Return whether a school has an order here."""
    return connection.execute(_STATE, {"school": school}).one_or_none() is not None


def read_head(connection: Connection, school: SchoolId, *, lock: bool = False) -> Head:
    """Return the end of the order. lock: nobody else moves it before this transaction ends (I5)."""
    statement = _STATE.with_for_update() if lock else _STATE
    return Head(*connection.execute(statement, {"school": school}).one())


def chain_after(chain: str, operation: OperationId) -> str:
    """Return the hash over everything up to an operation: BLAKE2b-128 over the chain before it and its id."""
    return text_of(hashlib.blake2b((chain + operation).encode(), digest_size=ID_BYTES).digest())


def cursor_at(connection: Connection, school: SchoolId, head: Head, seq: int) -> Cursor:
    """Return the point of the feed behind an operation. seq: 0..head.seq."""
    if seq == head.seq:
        return head.cursor
    if not seq:
        return Cursor(head.epoch, 0, BEGINNING)
    return Cursor(head.epoch, seq, connection.execute(_CHAIN, {"school": school, "seq": seq}).scalar_one())


def check_cursor(connection: Connection, school: SchoolId, head: Head, cursor: Cursor) -> None:
    """Check that a client's cursor is a point of this order; a new client's is the beginning.

    Raises:
        RefusedError: unknown_cursor; another history was read.
    """
    if cursor == NOWHERE:
        return
    known = cursor.epoch == head.epoch and 0 <= cursor.seq <= head.seq
    if not known or cursor_at(connection, school, head, cursor.seq).chain != cursor.chain:
        raise RefusedError(Code.UNKNOWN_CURSOR, "body.cursor")
