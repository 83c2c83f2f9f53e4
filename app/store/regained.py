"""Own operations that the journal has lost and the portal holds: nobody carries those any more (I2, I15)."""

from collections.abc import Iterable, Mapping

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.sqlite import insert as upsert

from app.store.tables import reading_point, regained
from app.store.unit import Unit
from app.wire.messages import Found


def keep_regained(unit: Unit, found: Iterable[Found]) -> None:
    """Write down what the portal holds, as far as the feed was read: a portal that is put back shows itself there."""
    upto = unit.connection.execute(select(func.max(reading_point.c.seq))).scalar() or 0
    rows = [{"n": each.n, "id": each.id, "seq": each.seq} for each in found if 1 <= each.seq <= upto]
    if rows:
        kept = upsert(regained)
        fresh = {"id": kept.excluded.id, "seq": kept.excluded.seq}
        unit.connection.execute(kept.on_conflict_do_update(index_elements=["n"], set_=fresh), rows)


def forget_regained(unit: Unit) -> None:
    """Believe nothing of that any more: the portal may have been put back, or knows this PC under another name."""
    unit.connection.execute(delete(regained))


def without_regained(unit: Unit, lost: Mapping[int, str]) -> set[int]:
    """Return the numbers of the lost operations that are still to be carried.

    lost: the id of each, empty where it is not known.
    """
    if not lost:
        return set()
    known = dict(unit.connection.execute(select(regained.c.n, regained.c.id)).all())
    return {n for n, key in lost.items() if not key or known.get(n) != key}
