"""Which terms are closed, what that forbids, and who closes and opens them."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import Date, and_, bindparam, or_, select

from app.changes import Changes, merged
from app.errors import TermClosedError
from app.ids import ClassId, JournalId, LessonId, PupilId
from app.operations import Operation, TermClose
from app.services.group_classes import is_class_on
from app.services.rights import demand_mine
from app.store.tables import closing, duty, group, identity, journal, lesson, term
from app.store.unit import Unit

DEPUTY_HEAD = "deputy_head"
"""The duty «завуч» that lets close and open terms."""

_DAY = bindparam("day", type_=Date)
_CLOSED = (
    select(term.c.name)
    .join(closing, and_(closing.c.term == term.c.id, closing.c.closed.is_(True)))
    .join(lesson, lesson.c.day.between(term.c.first, term.c.last))
    .join(journal, journal.c.id == lesson.c.journal)
    .join(group, group.c.id == journal.c.group)
    .where(lesson.c.id == bindparam("lesson"))
    .limit(1)
)
_CLOSED_FOR_ANY = _CLOSED.where(is_class_on(closing.c.school_class, lesson.c.day))
_CLOSED_FOR = _CLOSED.where(is_class_on(closing.c.school_class, lesson.c.day, bindparam("pupil")))
_CLOSED_ON = (
    select(term.c.name)
    .join(closing, and_(closing.c.term == term.c.id, closing.c.closed.is_(True)))
    .join(journal, journal.c.id == bindparam("journal"))
    .join(group, group.c.id == journal.c.group)
    .where(term.c.first <= _DAY, term.c.last >= _DAY, is_class_on(closing.c.school_class, _DAY))
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


def close_terms(unit: Unit, *, term_id: str, classes: Iterable[ClassId]) -> Changes:
    """Freeze the marks of a term for several classes, as one command."""
    return merged(close_term(unit, term_id=term_id, school_class=each) for each in classes)


def open_terms(unit: Unit, *, term_id: str, classes: Iterable[ClassId], reason: str) -> Changes:
    """Let the marks of a term be changed again in several classes, as one command.

    Raises:
        ReasonNeededError: no reason was given.
    """
    return merged(open_term(unit, term_id=term_id, school_class=each, reason=reason) for each in classes)


def close_term(unit: Unit, *, term_id: str, school_class: ClassId) -> Changes:
    """Freeze the marks of a term for a class; closing a closed one changes nothing."""
    return unit.record(Operation(TermClose(term_id, school_class, closed=True)))


def open_term(unit: Unit, *, term_id: str, school_class: ClassId, reason: str) -> Changes:
    """Let the marks of a closed term be changed again; opening an open one changes nothing.

    Raises:
        ReasonNeededError: no reason was given.
    """
    return unit.record(Operation(TermClose(term_id, school_class, closed=False, reason=reason.strip())))


def demand_open(unit: Unit, lesson_id: LessonId, pupil: PupilId | None = None) -> None:
    """Check that a lesson's marks may be changed, and by oneself.

    pupil: whose class decides; None for what is about everybody at the lesson.

    Raises:
        NotYoursToWriteError: another teacher has the lesson.
        TermClosedError: its term is closed for the class, or for one of the classes.
    """
    demand_mine(unit, lesson_id)
    closed = _CLOSED_FOR_ANY if pupil is None else _CLOSED_FOR
    found = unit.connection.execute(closed, {"lesson": lesson_id, "pupil": pupil}).scalar()
    if found is not None:
        raise TermClosedError(found)


def demand_open_on(unit: Unit, journal_id: JournalId, day: date) -> None:
    """Check that a day of a journal is in no closed term, whoever has the lesson.

    Raises:
        TermClosedError: the day's term is closed for the class, or for one of the classes.
    """
    found = unit.connection.execute(_CLOSED_ON, {"journal": journal_id, "day": day}).scalar()
    if found is not None:
        raise TermClosedError(found)
