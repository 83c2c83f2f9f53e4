"""Which marks were re-taken: another one of the pupil stands instead of them."""

from sqlalchemy import ColumnElement, exists

from app.domain.records import Mark
from portal.store.tables import TABLES

mark = TABLES[Mark]
_newer = mark.alias("newer")


def is_retaken() -> ColumnElement[bool]:
    """Return whether a mark of the statement was re-taken; the pupil's own index finds the other one."""
    return exists().where(
        _newer.c.school_id == mark.c.school_id,
        _newer.c.pupil == mark.c.pupil,
        _newer.c.retakes == mark.c.id,
        _newer.c.annulled.is_(False),
    )
