"""One's lessons of a day."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, exists, func, or_, select

from app.domain.bells import Bells
from app.domain.pages import DayLesson, DayPage
from app.domain.records import NEVER
from app.services.group_classes import CLASSES
from app.services.names import short_name
from app.services.reading import title_of
from app.services.shown_lessons import IS_SHOWN
from app.store.rows import AnyRow
from app.store.tables import (
    assignment,
    attendance,
    bell,
    bell_day,
    group,
    holiday,
    identity,
    journal,
    lesson,
    mark,
    school_class,
    subject,
    substitution,
    teacher,
)
from app.store.unit import Unit

_ME = select(identity.c.teacher).scalar_subquery()
_TEACHES = and_(
    assignment.c.journal == lesson.c.journal,
    assignment.c.first <= lesson.c.day,
    or_(assignment.c.last.is_(None), assignment.c.last >= lesson.c.day),
)
_MINE = or_(
    exists().where(_TEACHES, assignment.c.teacher == _ME),
    exists().where(substitution.c.lesson == lesson.c.id, substitution.c.teacher == _ME),
)
_ANY = select(lesson.c.id).where(_MINE, IS_SHOWN).limit(1)
_NAMES = teacher.c.surname, teacher.c.name, teacher.c.patronymic
_SUBSTITUTES = (
    select(substitution.c.lesson, (substitution.c.teacher == _ME).label("is_me"), *_NAMES)
    .join(teacher, teacher.c.id == substitution.c.teacher)
    .where(substitution.c.lesson.in_(bindparam("lessons", expanding=True)))
)
_REPLACED = (
    select(lesson.c.id, *_NAMES)
    .join(assignment, _TEACHES)
    .join(teacher, teacher.c.id == assignment.c.teacher)
    .where(lesson.c.id.in_(bindparam("lessons", expanding=True)))
    .order_by(teacher.c.surname, teacher.c.name, teacher.c.id)
)


@dataclass(frozen=True, slots=True)
class _Instead:
    """Short names of who takes a lesson instead of me, and of whom I stand in for; empty for nobody."""

    substitute: str = ""
    instead_of: str = ""


def read_day(unit: Unit, day: date) -> DayPage:
    """Return the teacher's lessons of a day by number, those too that the teacher stands in for or is replaced at."""
    rows = unit.connection.execute(lessons_where(lesson.c.day == day, _MINE)).all()
    bells = read_bells(unit)
    taken = _taken(unit, [row.id for row in rows])
    instead = _instead(unit, [row.id for row in rows])
    lessons = tuple(_day_lesson(row, bells, row.id in taken, instead.get(row.id, _Instead())) for row in rows)
    nearest = unit.connection.execute(
        select(func.min(lesson.c.day)).where(lesson.c.day >= day, _MINE, IS_SHOWN)
    ).scalar()
    named = select(holiday.c.name).where(holiday.c.first <= day, holiday.c.last >= day).order_by(holiday.c.first)
    any_lessons = nearest is not None or unit.connection.execute(_ANY).scalar() is not None
    return DayPage(day, lessons, nearest, unit.connection.execute(named).scalar() or "", any_lessons)


def lessons_where(*where: ColumnElement[bool]) -> Select[Any]:
    """Return the statement of lessons with class, group and subject, by shift and number."""
    return (
        select(
            lesson,
            group.c.name,
            CLASSES,
            journal.c.group,
            school_class.c.grade,
            school_class.c.letter,
            school_class.c.shift,
            subject.c.name.label("subject"),
        )
        .join(journal, journal.c.id == lesson.c.journal)
        .join(group, group.c.id == journal.c.group)
        .join(school_class, school_class.c.id == group.c.school_class)
        .join(subject, subject.c.id == journal.c.subject)
        .where(*where, IS_SHOWN)
        .order_by(school_class.c.shift, lesson.c.number, lesson.c.id)
    )


def read_bells(unit: Unit) -> Bells:
    """Return the bells."""
    return Bells(unit.connection.execute(select(bell)).all(), unit.connection.execute(select(bell_day)).all())


def _taken(unit: Unit, lessons: Sequence[str]) -> set[str]:
    """Return those of the lessons with a sign of absence or a mark: somebody looked who was there."""
    signs = select(attendance.c.lesson).where(attendance.c.lesson.in_(lessons), attendance.c.code != "")
    marks = select(mark.c.lesson).where(mark.c.lesson.in_(lessons), mark.c.annulled.is_(False))
    return set(unit.connection.execute(signs.union(marks)).scalars())


def _instead(unit: Unit, lessons: Sequence[str]) -> dict[str, _Instead]:
    """Return of lessons that somebody stands in at who does, and for whom."""
    rows = unit.connection.execute(_SUBSTITUTES, {"lessons": lessons}).all()
    mine = [row.lesson for row in rows if row.is_me]
    replaced: dict[str, list[str]] = defaultdict(list)
    for row in unit.connection.execute(_REPLACED, {"lessons": mine}):
        replaced[row.id].append(short_name(row))
    given_away = {row.lesson: _Instead(substitute=short_name(row)) for row in rows if not row.is_me}
    return given_away | {key: _Instead(instead_of=", ".join(replaced[key]) or "—") for key in mine}


def _day_lesson(row: AnyRow, bells: Bells, taken: bool, instead: _Instead) -> DayLesson:  # noqa: FBT001 (a fact of the row)
    starts, ends = bells.times(row.day, row.shift, row.number)
    filled = {
        "topic": bool(row.topic),
        "homework": bool(row.homework) or row.homework_token != NEVER,
        "attendance": taken,
    }
    return DayLesson(
        lesson=row.id,
        journal=row.journal,
        number=row.number,
        starts=starts,
        ends=ends,
        title=title_of(row),
        subject=row.subject,
        room=row.room,
        cancelled=row.cancelled,
        topic=row.topic,
        missing=() if instead.substitute else tuple(name for name, done in filled.items() if not done),
        reason=row.reason,
        substitute=instead.substitute,
        instead_of=instead.instead_of,
    )
