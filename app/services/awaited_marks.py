"""Which of the teacher's journals wait for marks of a term, and until when."""

from datetime import date, timedelta

from sqlalchemy import and_, bindparam, exists, func, or_, select

from app.domain.collation import russian_key
from app.domain.finals import AwaitedMarks
from app.domain.terms import AHEAD_DAYS, due_day
from app.ids import JournalId
from app.services.group_classes import CLASSES, is_class_on
from app.services.reading import title_of
from app.services.school_rules import read_rules
from app.store.tables import (
    assignment,
    closing,
    final_mark,
    group,
    identity,
    journal,
    lesson,
    membership,
    school_class,
    subject,
    term,
)
from app.store.unit import Unit

_MINE = exists().where(
    assignment.c.journal == journal.c.id,
    assignment.c.teacher == select(identity.c.teacher).scalar_subquery(),
    assignment.c.first <= bindparam("today"),
    or_(assignment.c.last.is_(None), assignment.c.last >= bindparam("today")),
)
_HELD = exists().where(
    lesson.c.journal == journal.c.id,
    lesson.c.cancelled.is_(False),
    lesson.c.day.between(term.c.first, func.min(term.c.last, bindparam("today"))),
)
_CLOSED = exists().where(
    closing.c.term == term.c.id,
    closing.c.closed.is_(True),
    is_class_on(closing.c.school_class, term.c.last, membership.c.pupil),
)
_SET = exists().where(
    final_mark.c.journal == journal.c.id,
    final_mark.c.period == term.c.id,
    final_mark.c.pupil == membership.c.pupil,
    final_mark.c.value != "",
)
_AWAITED = (
    select(
        journal.c.id,
        school_class.c.grade,
        school_class.c.letter,
        group.c.name,
        CLASSES,
        subject.c.name.label("subject"),
        term.c.id.label("period"),
        term.c.name.label("term"),
        term.c.last,
        func.count(membership.c.pupil.distinct()).label("waiting"),
    )
    .join(group, group.c.id == journal.c.group)
    .join(school_class, school_class.c.id == group.c.school_class)
    .join(subject, subject.c.id == journal.c.subject)
    .join(term, school_class.c.grade.between(term.c.first_grade, term.c.last_grade))
    .join(
        membership,
        and_(
            membership.c.group == group.c.id,
            membership.c.first <= term.c.last,
            or_(membership.c.last.is_(None), membership.c.last >= term.c.last),
        ),
    )
    .where(
        term.c.last <= bindparam("until"),
        school_class.c.grade > bindparam("unmarked"),
        _MINE,
        _HELD,
        ~_CLOSED,
        ~_SET,
    )
    .group_by(journal.c.id, term.c.id)
)


def read_awaited(unit: Unit, *, today: date) -> tuple[AwaitedMarks, ...]:
    """Return the terms of the teacher's journals that wait for marks, from a week before their day; oldest first."""
    rules = read_rules(unit)
    until = today + timedelta(days=rules.due_days + AHEAD_DAYS)
    rows = unit.connection.execute(_AWAITED, {"today": today, "until": until, "unmarked": rules.unmarked_grades})
    ordered = sorted(
        rows,
        key=lambda row: (row.last, row.grade, row.letter, russian_key(row.name), russian_key(row.subject), row.id),
    )
    return tuple(
        AwaitedMarks(
            JournalId(row.id),
            title_of(row),
            row.subject,
            row.period,
            row.term,
            due_day(row.last, rules),
            row.waiting,
        )
        for row in ordered
    )
