"""Whose a journal is to write in, as far as this PC knows; the portal has the last word."""

from datetime import date
from typing import Any

from sqlalchemy import Select, and_, bindparam, exists, or_, select

from app.errors import NotYoursToWriteError
from app.ids import JournalId, LessonId, MarkId
from app.services.group_classes import teaches_class
from app.store.tables import (
    assignment,
    conflict,
    duty,
    group,
    identity,
    journal,
    lesson,
    mark,
    school_class,
    substitution,
)
from app.store.unit import Unit

_ME = select(identity.c.teacher).scalar_subquery()
_TEACHES = exists().where(
    assignment.c.journal == lesson.c.journal,
    assignment.c.teacher == _ME,
    assignment.c.first <= lesson.c.day,
    or_(assignment.c.last.is_(None), assignment.c.last >= lesson.c.day),
)
_STANDS_IN = exists().where(
    substitution.c.journal == lesson.c.journal, substitution.c.teacher == _ME, substitution.c.day == lesson.c.day
)
_OTHERS = select(lesson.c.id).where(lesson.c.id == bindparam("lesson"), ~_TEACHES, ~_STANDS_IN)
_OTHERS_MARK = (
    select(mark.c.id)
    .join(lesson, lesson.c.id == mark.c.lesson)
    .where(mark.c.id == bindparam("mark"), ~_TEACHES, ~_STANDS_IN)
)
_OTHERS_JOURNAL = select(journal.c.id).where(
    journal.c.id == bindparam("journal"),
    ~exists().where(assignment.c.journal == journal.c.id, assignment.c.teacher == _ME),
)
_LEADS = select(school_class.c.id).where(school_class.c.teacher == _ME).limit(1)
_OWN_CLASS_JOURNALS = (
    select(journal.c.id)
    .join(group, group.c.id == journal.c.group)
    .join(school_class, teaches_class(school_class.c.id))
    .where(school_class.c.teacher == _ME)
)

CONCERNS_ME = or_(
    conflict.c.author == _ME,
    conflict.c.journal.in_(select(assignment.c.journal).where(assignment.c.teacher == _ME)),
    conflict.c.journal.in_(select(substitution.c.journal).where(substitution.c.teacher == _ME)),
    and_(conflict.c.field == "excuse", conflict.c.journal.in_(_OWN_CLASS_JOURNALS)),
    exists().where(duty.c.teacher == _ME),
)
"""Which collisions this profile can do something about: a class teacher reads those of other subjects too."""


def demand_mine(unit: Unit, lesson_id: LessonId) -> None:
    """Check that one teaches a lesson, or stands in on its day.

    Raises:
        NotYoursToWriteError: another teacher does.
    """
    _demand(unit, _OTHERS, lesson=lesson_id)


def demand_my_mark(unit: Unit, mark_id: MarkId) -> None:
    """Check that one teaches the lesson of a mark, or stands in on its day.

    Raises:
        NotYoursToWriteError: another teacher does.
    """
    _demand(unit, _OTHERS_MARK, mark=mark_id)


def demand_my_journal(unit: Unit, journal_id: JournalId) -> None:
    """Check that one is or was a teacher of a journal; its marks for periods are about no day.

    Raises:
        NotYoursToWriteError: one never was.
    """
    _demand(unit, _OTHERS_JOURNAL, journal=journal_id)


def is_mine(unit: Unit, lesson_id: LessonId) -> bool:
    """Return whether one teaches a lesson, or stands in on its day."""
    return unit.connection.execute(_OTHERS, {"lesson": lesson_id}).scalar() is None


def is_my_journal(unit: Unit, journal_id: JournalId) -> bool:
    """Return whether one is or was a teacher of a journal."""
    return unit.connection.execute(_OTHERS_JOURNAL, {"journal": journal_id}).scalar() is None


def is_class_teacher(unit: Unit, today: date) -> bool:  # noqa: ARG001 (a page asks for whom it is on a day)
    """Return whether this profile's teacher has a class «классный руководитель»."""
    return unit.connection.execute(_LEADS).scalar() is not None


def _demand(unit: Unit, others: Select[Any], **bound: str) -> None:
    if unit.connection.execute(others, bound).scalar() is not None:
        raise NotYoursToWriteError
