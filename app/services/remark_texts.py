"""What a teacher has written to diaries before: offered again while typing."""

from sqlalchemy import func, select

from app.store.tables import identity, lesson, remark
from app.store.unit import Unit

MOST_TEXTS = 30
"""What a teacher may want again of the last months; more is only in the way."""

_OWN = (
    select(remark.c.text)
    .join(lesson, lesson.c.id == remark.c.lesson)
    .join(identity, identity.c.teacher == remark.c.author)
    .group_by(remark.c.text)
    .order_by(func.max(lesson.c.day).desc(), remark.c.text)
    .limit(MOST_TEXTS)
)


def read_remark_texts(unit: Unit) -> tuple[str, ...]:
    """Return one's own remarks and praise, each text once, the latest first."""
    return tuple(unit.connection.execute(_OWN).scalars())
