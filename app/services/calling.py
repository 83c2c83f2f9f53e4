"""Whom chance has called at a lesson: kept on this PC until the lesson is long over."""

from sqlalchemy import bindparam, delete, func, insert, select

from app.changes import NOTHING, Changes
from app.ids import LessonId, PupilId
from app.store.tables import called
from app.store.unit import Unit

KEPT = 2_000
"""Calls that are kept: some fifty lessons."""

_CALLED = select(called.c.pupil).where(called.c.lesson == bindparam("lesson")).order_by(called.c.n)


def read_called(unit: Unit, lesson: LessonId) -> tuple[PupilId, ...]:
    """Return whom chance has called at a lesson, in this order."""
    return tuple(unit.connection.execute(_CALLED, {"lesson": lesson}).scalars())


def call_pupil(unit: Unit, *, lesson: LessonId, pupil: PupilId) -> Changes:
    """Note that chance has called a pupil."""
    unit.connection.execute(insert(called), {"lesson": lesson, "pupil": pupil})
    last = unit.connection.execute(select(func.max(called.c.n))).scalar_one()
    unit.connection.execute(delete(called).where(called.c.n <= last - KEPT))
    return NOTHING


def forget_called(unit: Unit, *, lesson: LessonId) -> Changes:
    """Begin a lesson's calling anew."""
    unit.connection.execute(delete(called).where(called.c.lesson == lesson))
    return NOTHING
