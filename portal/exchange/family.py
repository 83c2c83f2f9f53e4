"""What a pupil's family says, on its way through the same door as every teacher's operations."""

import os
from datetime import UTC, date, datetime

from sqlalchemy import Connection

from app.ids import PupilId, ReplicaId, SchoolId, TeacherId, text_of
from app.judging.verdicts import Outcome
from app.operations import Operation, Session, to_bytes
from app.planning import DiarySeen
from portal.exchange.appending import append
from portal.exchange.copies import last_number
from portal.exchange.cursors import read_head
from portal.exchange.unpacking import Sender, sent_by
from portal.rights import Right, Role

FAMILY = "family"
"""The name under which families stand in the log: as the author and as the replica; no PC can be called so."""

BOOT_BYTES = 8


def say_read(connection: Connection, school: SchoolId, seen: DiarySeen, *, received_ms: int) -> bool:
    """Say that a pupil's family has read something; return whether it could be said. received_ms: Unix milliseconds.

    The transaction may write, and it is the school's turn.
    """
    wall = datetime.fromtimestamp(received_ms / 1000, UTC).isoformat(timespec="seconds")
    session = Session(ReplicaId(FAMILY), TeacherId(FAMILY), text_of(os.urandom(BOOT_BYTES)), wall)
    sender = Sender(school, Role.PARENT, session, (_right_of(seen.pupil),))
    head = read_head(connection, school, lock=True)
    body = to_bytes(Operation(seen), base=None, ms=0)
    sent = sent_by(session, last_number(connection, school, session.replica) + 1, [body])
    appended = append(connection, sender, head, sent, received_ms=received_ms)
    return appended[0].verdict.outcome in {Outcome.APPLIED, Outcome.SAME}


def _right_of(pupil: PupilId) -> Right:
    return Right(Role.PARENT, None, date.min, None, frozenset({pupil}))
