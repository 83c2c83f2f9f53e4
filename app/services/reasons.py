"""Reasons that a teacher has given before, to be chosen again."""

from sqlalchemy import literal_column, select

from app.store.tables import identity, revision
from app.store.unit import Unit

LOOKED_AT = 60
"""How many of the last changes are looked at."""

OFFERED = 6

_LAST = (
    select(revision.c.reason)
    .join(identity, identity.c.teacher == revision.c.author)
    .where(revision.c.reason != "", revision.c.field == "value")
    .order_by(literal_column("revision.rowid").desc())
    .limit(LOOKED_AT)
)


def read_last_reasons(unit: Unit) -> tuple[str, ...]:
    """Return one's own last reasons for changing marks, each once, the last one first."""
    found = dict.fromkeys(unit.connection.execute(_LAST).scalars())
    return tuple(found)[:OFFERED]
