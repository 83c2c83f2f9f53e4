"""What a deputy head decides on the portal's pages, through the same door as from the own desktop."""

import os
from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection

from app.ids import OperationId, ReplicaId, SchoolId, TeacherId, text_of
from app.judging.verdicts import Verdict
from app.operations import HeldDecide, Operation, Session, to_bytes
from portal.exchange.appending import append, changed_by
from portal.exchange.copies import last_number
from portal.exchange.cursors import read_head
from portal.exchange.late_entries import day_at
from portal.exchange.office import follow
from portal.exchange.scopes import read_rights
from portal.exchange.unpacking import Sender, sent_by
from portal.rights import About, Action, NotYoursError, RightEndedError, Role, authorize

PAGES = "pages"
"""The name under which the portal's own pages stand in the log where a teacher writes there; no PC can be called so."""

BOOT_BYTES = 8


def may_decide(connection: Connection, school: SchoolId, teacher: TeacherId, *, now_ms: int) -> bool:
    """Return whether a teacher is a deputy head today, by the portal's clock."""
    arrived = About(None, arrived=day_at(connection, school, now_ms))
    try:
        authorize(read_rights(connection, school, teacher), Action.DECIDE_HELD, arrived)
    except (NotYoursError, RightEndedError):
        return False
    return True


def decide_held(  # noqa: PLR0913 (who decides, where, what, and when)
    connection: Connection,
    school: SchoolId,
    deputy: TeacherId,
    entries: Sequence[OperationId],
    decision: HeldDecide,
    *,
    received_ms: int,
) -> list[Verdict]:
    """Decide held entries as a deputy head; return what became of each decision, in their order.

    The deputy head's rights are read as for any PC. The transaction may write. received_ms: now, Unix milliseconds.
    """
    wall = datetime.fromtimestamp(received_ms / 1000, UTC).isoformat(timespec="seconds")
    session = Session(ReplicaId(PAGES), deputy, text_of(os.urandom(BOOT_BYTES)), wall)
    sender = Sender(school, Role.TEACHER, session, read_rights(connection, school, deputy))
    bodies = [to_bytes(Operation(decision, ent=each), base=None, ms=0) for each in entries]
    head = read_head(connection, school, lock=True)
    sent = sent_by(session, last_number(connection, school, session.replica) + 1, bodies)
    appended = append(connection, sender, head, sent, received_ms=received_ms)
    follow(connection, school, changed_by(appended), received_ms=received_ms)
    return [each.verdict for each in appended]
