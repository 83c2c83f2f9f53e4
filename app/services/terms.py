"""Which terms are closed, and what that forbids."""

from sqlalchemy import and_, bindparam, select

from app.errors import TermClosedError
from app.ids import LessonId
from app.store.tables import closing, group, journal, lesson, term
from app.store.unit import Unit

_CLOSED = (
    select(term.c.name)
    .join(closing, and_(closing.c.term == term.c.id, closing.c.closed.is_(True)))
    .join(group, group.c.school_class == closing.c.school_class)
    .join(journal, journal.c.group == group.c.id)
    .join(lesson, lesson.c.journal == journal.c.id)
    .where(lesson.c.id == bindparam("lesson"), lesson.c.day.between(term.c.first, term.c.last))
    .limit(1)
)


def demand_open(unit: Unit, lesson_id: LessonId) -> None:
    """Check that a lesson's marks may be changed.

    Raises:
        TermClosedError: its term is closed for the class.
    """
    found = unit.connection.execute(_CLOSED, {"lesson": lesson_id}).scalar()
    if found is not None:
        raise TermClosedError(found)
