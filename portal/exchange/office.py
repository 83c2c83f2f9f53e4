"""The school office's lists, on their way through the same door as every teacher's operations."""

import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime

import msgspec
from sqlalchemy import Connection

from app.domain.records import Attendance, Record
from app.ids import OFFICE, ReplicaId, SchoolId, text_of
from app.judging.verdicts import Verdict
from app.operations import Operation, RecordsPut, Session, to_bytes
from portal.exchange.appending import Appended, append, changed_by
from portal.exchange.copies import last_number
from portal.exchange.cursors import read_head
from portal.exchange.following import concerned, following
from portal.exchange.unpacking import Sender, sent_by
from portal.rights import Role

MAX_ROWS = 500
"""Records in one operation."""

MAX_BYTES = 256 * 1024
"""Bytes of one operation's records, so that its effects fit into one answer of the feed."""

SLICE = 20
"""Operations that are judged and written together."""

BOOT_BYTES = 8


def put_records(connection: Connection, school: SchoolId, records: Sequence[Record], *, received_ms: int) -> int:
    """Put the office's records; return how many rows were new or different.

    What teachers wrote since is kept: marks, attendance, topics, homework. received_ms: now, Unix milliseconds.
    """
    return len(put_rows(connection, school, records, received_ms=received_ms))


def put_rows(connection: Connection, school: SchoolId, records: Sequence[Record], *, received_ms: int) -> list[Record]:
    """Put the office's records; return the rows that were new or different, as they stand now.

    Marks that follow a pupil by that are put too, and are not among them.
    """
    written = _put(connection, school, records, received_ms)
    follow(connection, school, written, received_ms=received_ms)
    return written


def decide_asked(connection: Connection, school: SchoolId, decision: Operation, *, received_ms: int) -> Verdict:
    """Let the office decide what a family asks; return what became of the decision.

    decision: an AccessDecide or a ProposalDecide, on what somebody of the office saw. received_ms: Unix milliseconds.
    """
    body = to_bytes(decision, base=decision.base, ms=0)
    (appended,) = _append(connection, school, [body], received_ms)
    return appended.verdict


def put_reasons(
    connection: Connection, school: SchoolId, reasons: Sequence[Operation], *, received_ms: int
) -> list[Attendance]:
    """Give absences their reasons, or take them back; return the signs that are different by that, as they stand now.

    reasons: an AbsenceExcuse each, on the reason as somebody of the office saw it. received_ms: now, Unix milliseconds.
    """
    bodies = [to_bytes(each, base=each.base, ms=0) for each in reasons]
    changed = changed_by(_append(connection, school, bodies, received_ms))
    return [each for each in changed if isinstance(each, Attendance)]


def follow(connection: Connection, school: SchoolId, changed: Iterable[Record], *, received_ms: int) -> None:
    """Let marks count where their pupils are taught now, after these rows have changed."""
    pupils = concerned(connection, school, changed)
    if pupils and (rows := following(connection, school, pupils)):
        _put(connection, school, rows, received_ms)


def _put(connection: Connection, school: SchoolId, records: Sequence[Record], received_ms: int) -> list[Record]:
    bodies = [to_bytes(Operation(RecordsPut(rows)), base=None, ms=0) for rows in _operations(records)]
    return list(changed_by(_append(connection, school, bodies, received_ms)))


def _append(connection: Connection, school: SchoolId, bodies: Sequence[bytes], received_ms: int) -> Iterator[Appended]:
    """Append the office's operations, and yield what became of them."""
    wall = datetime.fromtimestamp(received_ms / 1000, UTC).isoformat(timespec="seconds")
    boot = text_of(os.urandom(BOOT_BYTES))
    sender = Sender(school, Role.OFFICE, Session(ReplicaId(OFFICE), OFFICE, boot, wall))
    for first in range(0, len(bodies), SLICE):
        head = read_head(connection, school, lock=True)
        sent = sent_by(
            sender.session, last_number(connection, school, sender.session.replica) + 1, bodies[first : first + SLICE]
        )
        yield from append(connection, sender, head, sent, received_ms=received_ms)


def _operations(records: Sequence[Record]) -> Iterator[tuple[Record, ...]]:
    rows: list[Record] = []
    size = 0
    for record in records:
        length = len(msgspec.json.encode(record))
        if rows and (len(rows) == MAX_ROWS or size + length > MAX_BYTES):
            yield tuple(rows)
            rows, size = [], 0
        rows.append(record)
        size += length
    if rows:
        yield tuple(rows)
