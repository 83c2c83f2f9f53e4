"""Which terms are closed, what that forbids, and who closes and opens them."""

from datetime import date

from sqlalchemy import and_, bindparam, or_, select

from app.changes import Changes
from app.errors import TermClosedError
from app.ids import ClassId, LessonId
from app.operations import Operation, TermClose
from app.services.rights import demand_mine
from app.store.tables import closing, duty, group, identity, journal, lesson, term
from app.store.unit import Unit

DEPUTY_HEAD = "deputy_head"
"""The duty «завуч» that lets close and open terms."""

_CLOSED = (
    select(term.c.name)
    .join(closing, and_(closing.c.term == term.c.id, closing.c.closed.is_(True)))
    .join(group, group.c.school_class == closing.c.school_class)
    .join(journal, journal.c.group == group.c.id)
    .join(lesson, lesson.c.journal == journal.c.id)
    .where(lesson.c.id == bindparam("lesson"), lesson.c.day.between(term.c.first, term.c.last))
    .limit(1)
)
_DUTY = (
    select(duty.c.id)
    .join(identity, identity.c.teacher == duty.c.teacher)
    .where(
        duty.c.role == DEPUTY_HEAD,
        duty.c.first <= bindparam("today"),
        or_(duty.c.last.is_(None), duty.c.last >= bindparam("today")),
    )
    .limit(1)
)


def is_deputy_head(unit: Unit, *, today: date) -> bool:
    """Return whether this profile's teacher may close terms; the portal has the last word, by its own clock."""
    return unit.connection.execute(_DUTY, {"today": today}).scalar() is not None


def close_term(unit: Unit, *, term_id: str, school_class: ClassId) -> Changes:
    """Freeze the marks of a term for a class; closing a closed one changes nothing."""
    return unit.record(Operation(TermClose(term_id, school_class, closed=True)))


def open_term(unit: Unit, *, term_id: str, school_class: ClassId, reason: str) -> Changes:
    """Let the marks of a closed term be changed again; opening an open one changes nothing.

    Raises:
        ReasonNeededError: no reason was given.
    """
    return unit.record(Operation(TermClose(term_id, school_class, closed=False, reason=reason.strip())))


def demand_open(unit: Unit, lesson_id: LessonId) -> None:
    """Check that a lesson's marks may be changed, and by oneself.

    Raises:
        NotYoursToWriteError: another teacher has the lesson.
        TermClosedError: its term is closed for the class.
    """
    demand_mine(unit, lesson_id)
    found = unit.connection.execute(_CLOSED, {"lesson": lesson_id}).scalar()
    if found is not None:
        raise TermClosedError(found)
