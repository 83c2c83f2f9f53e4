"""Own operations on their way to the portal: what waits, what was answered, what leaves the overlay."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, and_, bindparam, func, select, text, update

from app.bulk import Bulk
from app.clock import claimed_at
from app.ids import OperationId
from app.judging.verdicts import Outcome, Written
from app.operations import Operation, Session, read_args, read_envelope, session_in
from app.store.rows import AnyRow, among, listed
from app.store.tables import outbox, sessions
from app.store.unit import Unit
from app.wire.messages import Judged

ATTENTION = (Outcome.HELD.value, Outcome.REJECTED.value)
"""Outcomes after which an entry is shown to its author until somebody has dealt with it."""

LAST_GIVEN = text("SELECT seq FROM sqlite_sequence WHERE name = 'outbox'")
"""The last number that an own operation has got, or that is kept for one which the journal has lost; none at first."""

_WAITING = select(func.count()).select_from(outbox).where(outbox.c.outcome.is_(None))
_OLDEST = (
    select(outbox.c.n, outbox.c.id, outbox.c.body, outbox.c.boot)
    .where(outbox.c.outcome.is_(None), outbox.c.n > bindparam("after"))
    .order_by(outbox.c.n)
    .limit(bindparam("limit"))
)
_HEADER = select(sessions.c.header).where(sessions.c.boot == bindparam("boot"))
_OF_NUMBER = select(outbox.c.id).where(outbox.c.n == bindparam("n"))
_ANSWER = Bulk(
    update(outbox)
    .where(outbox.c.n == bindparam("of"))
    .values(outcome=bindparam("said"), reason=bindparam("why"), seq=bindparam("place")),
    ("said", "why", "place", "of"),
)
# what waits has no place yet: the index passes over it, however much there is
_ANSWERED = and_(outbox.c.shown == 1, outbox.c.outcome.is_not(None), outbox.c.seq.between(1, bindparam("upto")))
_LEAVING = select(outbox.c.id, outbox.c.entity).where(_ANSWERED)
_RETIRE = update(outbox).where(_ANSWERED).values(shown=0)
_SHOWN = (
    select(outbox.c.id, outbox.c.entity, outbox.c.base, outbox.c.body, sessions.c.header)
    .join(sessions, sessions.c.boot == outbox.c.boot)
    .where(outbox.c.shown == 1, among(outbox.c.entity))
    .order_by(outbox.c.n)
)
_REOPEN = (
    update(outbox)
    .where(outbox.c.n > bindparam("last"), outbox.c.outcome.is_not(None))
    .values(outcome=None, reason="", seq=0, shown=1 - outbox.c.asked)
)


@dataclass(frozen=True, slots=True)
class Batch:
    """The oldest operations that wait, of one run of the program and without gaps in their numbers.

    prev: the one before them, empty where the journal has none of that number.
    """

    session: Session
    first_n: int
    ids: tuple[OperationId, ...]
    ops: tuple[bytes, ...]
    prev: OperationId


def waiting(unit: Unit) -> int:
    """Return how many operations have no outcome yet."""
    return int(unit.connection.execute(_WAITING).scalar_one())


def next_batch(unit: Unit, limit: int, after: int = 0) -> Batch | None:
    """Return what is to be sent next, None where nothing waits. after: the number up to which all has been sent."""
    rows = unit.connection.execute(_OLDEST, {"limit": limit, "after": after}).all()
    if not rows:
        return None
    first = rows[0]
    run = [row for place, row in enumerate(rows) if row.boot == first.boot and row.n == first.n + place]
    header = unit.connection.execute(_HEADER, {"boot": first.boot}).scalar_one()
    before = unit.connection.execute(_OF_NUMBER, {"n": first.n - 1}).scalar()
    return Batch(
        session_in(header),
        first.n,
        tuple(OperationId(row.id) for row in run),
        tuple(row.body for row in run),
        OperationId(before or ""),
    )


def keep_outcomes(connection: Connection, outcomes: Iterable[Judged]) -> None:
    """Write down what the portal said of own operations; only what is final is one."""
    said = [
        (each.outcome, each.reason, each.seq, each.n)
        for each in outcomes
        if each.outcome not in {Outcome.BLOCKED, Outcome.DEFERRED}
    ]
    _ANSWER.execute(connection, said)


def leaving(connection: Connection, seq: int) -> dict[OperationId, str]:
    """Return the own operations that the feed up to seq has confirmed or refused, each with what it is about."""
    return {OperationId(key): entity for key, entity in connection.execute(_LEAVING, {"upto": seq})}


def retire(connection: Connection, seq: int) -> None:
    """Replay these operations no longer (I7: their outcome is here and so are its effects)."""
    connection.execute(_RETIRE, {"upto": seq})


def reopen(connection: Connection, last: int) -> None:
    """Send again, and show until then, what the portal no longer holds: the operations after its last one (I15)."""
    connection.execute(_REOPEN, {"last": last})


def shown_over(connection: Connection, entities: Collection[str]) -> Sequence[AnyRow]:
    """Return the own operations that are replayed over these things, oldest first."""
    return connection.execute(_SHOWN, listed(entities)).all()


def meant_by(row: AnyRow) -> tuple[Operation, Written]:
    """Return an own operation and who wrote it. row: of `shown_over`; entity and base: as they were resolved."""
    key, entity, base, body, header = row
    envelope, session = read_envelope(body), session_in(header)
    operation = Operation(read_args(envelope), ent=entity, base=OperationId(base) if base else None)
    wall = claimed_at(session.wall, envelope.ms)
    return operation, Written(OperationId(key), session.author, session.replica, wall)
