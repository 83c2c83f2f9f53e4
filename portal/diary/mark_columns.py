"""What a statement of marks says to a family: which were re-taken, and what a teacher wrote for it."""

from sqlalchemy import ColumnElement, case, exists

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


def comment_for_family() -> ColumnElement[str]:
    """Return a mark's comment, empty where it is for the teacher only."""
    return case((mark.c.comment_private.is_(True), ""), else_=mark.c.comment)
