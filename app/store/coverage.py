"""What the portal's backups cover: until then, and for sixty days of exchanges more, an answered entry is kept here.

A day is one that the portal named in a signed answer; how far two of them are apart is never reckoned, so that no
clock, the portal's own included, lets anything go sooner (I9).
"""

from sqlalchemy import Select, bindparam, delete, func, insert, or_, select, update

from app.store.outbox import ATTENTION
from app.store.tables import coverage, outbox, reading_point, regained
from app.store.unit import Unit

DAYS = 60
"""Days on which the portal was reached, after the one on which its backup covered an entry: a portal may be put back to
a backup that is not its newest one."""

SLICE = 500
"""Most rows that leave in one transaction: some 5 ms of an entry that waits for it."""

_LAST = select(func.max(outbox.c.n)).where(outbox.c.outcome.is_not(None)).scalar_subquery()
# a refused or held one stays: what its author has seen of it is noted in its row
_OLD = (
    select(outbox.c.n)
    .where(
        outbox.c.n < _LAST,
        outbox.c.shown == 0,
        outbox.c.outcome.not_in(ATTENTION),
        outbox.c.seq.between(1, bindparam("upto")),
    )
    .order_by(outbox.c.n)
    .limit(SLICE)
)
_UPTO = select(func.min(reading_point.c.backed_up_seq, reading_point.c.seq)).limit(1).scalar_subquery()
_UNCOVERED = select(outbox.c.n).where(
    outbox.c.outcome.is_not(None), or_(outbox.c.shown == 1, outbox.c.seq > func.coalesce(_UPTO, 0))
)
_LAST_DAY = select(func.max(coverage.c.n)).scalar_subquery()
_LONG_COVERED: Select[int] = select(coverage.c.seq).where(coverage.c.n == _LAST_DAY - DAYS)
_LOST = select(regained.c.n).where(regained.c.seq > func.coalesce(_LONG_COVERED.scalar_subquery(), 0))
_POINT = select(reading_point.c.epoch, reading_point.c.backed_up_seq)
_OF_DAY = select(coverage.c.n).where(coverage.c.day == bindparam("day"))


def is_due(unit: Unit, *, epoch: str, seq: int, day: str) -> bool:
    """Return whether there is something to write down of such an answer, or to let go."""
    row = unit.connection.execute(_POINT).one_or_none()
    if row is None or row.epoch != epoch:
        return False
    known = unit.connection.execute(_OF_DAY, {"day": day}).first()
    return row.backed_up_seq != seq or known is None or bool(_old(unit))


def note_coverage(unit: Unit, *, epoch: str, seq: int, day: str) -> None:
    """Write down how far the portal's backup reaches, as an answer of the history that is read here told on a day.

    Another history than that is no word about what is here. day: ISO 8601, by the portal.
    """
    of_this = update(reading_point).where(reading_point.c.epoch == epoch)
    if not unit.connection.execute(of_this.values(backed_up_seq=seq)).rowcount:
        return
    if unit.connection.execute(_OF_DAY, {"day": day}).first() is None:
        unit.connection.execute(insert(coverage), {"day": day, "seq": seq})
        last = unit.connection.execute(select(func.max(coverage.c.n))).scalar_one()
        unit.connection.execute(delete(coverage).where(coverage.c.n < last - DAYS))


def uncovered(unit: Unit) -> set[int]:
    """Return the numbers of own operations that were answered and that no backup of the portal holds.

    One that the journal has lost is among them for the sixty days more: no row of it is here in the meantime.
    """
    return set(unit.connection.execute(_UNCOVERED).scalars()).union(unit.connection.execute(_LOST).scalars())


def let_go(unit: Unit) -> int:
    """Remove some own operations that a backup has held for long; return how many. The newest answered one stays."""
    old = _old(unit)
    if old:
        unit.connection.execute(delete(outbox).where(outbox.c.n.in_(old)))
    return len(old)


def _old(unit: Unit) -> list[int]:
    seq = unit.connection.execute(_LONG_COVERED).scalar() or 0
    return list(unit.connection.execute(_OLD, {"upto": seq}).scalars()) if seq else []
