"""One's lessons of a day, and one lesson with all that its panel shows."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select

from app.domain.attendance import Absence
from app.domain.pages import DayLesson, DayPage, LessonPage, Standing
from app.domain.plans import next_topics
from app.domain.records import NEVER
from app.ids import LessonId
from app.operations import HomeworkSet, TopicSet, read_args, read_envelope
from app.services.cells import read_kept
from app.services.names import short_name
from app.services.reading import read_works, title_of
from app.store.rows import AnyRow
from app.store.tables import (
    assignment,
    attendance,
    bell,
    conflict,
    group,
    holiday,
    identity,
    journal,
    lesson,
    mark,
    membership,
    outbox,
    plan_item,
    school_class,
    subject,
    teacher,
    work,
)
from app.store.unit import Unit

EVERY_DAY = 0
"""The weekday of a bell that rings on all of them."""

SUGGESTED = 8
"""Topics of the plan that are offered at once."""

Times = Mapping[tuple[int, int, int], tuple[str, str]]
"""When lessons begin and end, by shift, weekday and number."""

_MINE = exists().where(
    assignment.c.journal == lesson.c.journal,
    assignment.c.teacher == select(identity.c.teacher).scalar_subquery(),
    assignment.c.first <= lesson.c.day,
    or_(assignment.c.last.is_(None), assignment.c.last >= lesson.c.day),
)


def read_day(unit: Unit, day: date) -> DayPage:
    """Return the teacher's lessons of a day by number."""
    rows = unit.connection.execute(_lessons_where(lesson.c.day == day, _MINE)).all()
    times = _times(unit)
    taken = _taken(unit, [row.id for row in rows])
    lessons = tuple(_day_lesson(row, times, row.id in taken) for row in rows)
    nearest = unit.connection.execute(select(func.min(lesson.c.day)).where(lesson.c.day >= day, _MINE)).scalar()
    named = select(holiday.c.name).where(holiday.c.first <= day, holiday.c.last >= day).order_by(holiday.c.first)
    return DayPage(day, lessons, nearest, unit.connection.execute(named).scalar() or "")


def read_lesson(unit: Unit, lesson_id: LessonId) -> LessonPage | None:
    """Return a lesson with its plan, works and attendance; None where there is no such lesson (any more)."""
    row = unit.connection.execute(_lessons_where(lesson.c.id == lesson_id)).one_or_none()
    if row is None:
        return None
    starts, ends = _when(row, _times(unit))
    before = _before(unit, row)
    absent = _absent(unit, lesson_id)
    topic, homework = _standings(unit, row)
    return LessonPage(
        lesson=lesson_id,
        journal=row.journal,
        title=title_of(row),
        subject=row.subject,
        day=row.day,
        number=row.number,
        starts=starts,
        ends=ends,
        room=row.room,
        topic=row.topic,
        topic_token=row.topic_token,
        topic_standing=topic,
        homework=row.homework,
        homework_token=row.homework_token,
        homework_standing=homework,
        works=tuple(read_works(unit, work.c.lesson == lesson_id).get(lesson_id, ())),
        suggested=next_topics(_plan(unit, row), [each.topic for each in before])[:SUGGESTED],
        previous_homework=next((each.homework for each in reversed(before) if each.homework), ""),
        present=_members(unit, row) - absent,
        absent=absent,
        conflicts=_variants(unit, row),
    )


def _lessons_where(*where: ColumnElement[bool]) -> Select[Any]:
    return (
        select(
            lesson,
            group.c.name,
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
        .where(*where)
        .order_by(school_class.c.shift, lesson.c.number, lesson.c.id)
    )


def _times(unit: Unit) -> Times:
    rows = unit.connection.execute(select(bell))
    return {(row.shift, row.weekday, row.number): (row.starts, row.ends) for row in rows}


def _when(row: AnyRow, times: Times) -> tuple[str, str]:
    own_day = times.get((row.shift, row.day.isoweekday(), row.number))
    return own_day or times.get((row.shift, EVERY_DAY, row.number)) or ("", "")


def _taken(unit: Unit, lessons: Sequence[str]) -> set[str]:
    """Return those of the lessons with a sign of absence or a mark: somebody looked who was there."""
    signs = select(attendance.c.lesson).where(attendance.c.lesson.in_(lessons), attendance.c.code != "")
    marks = select(mark.c.lesson).where(mark.c.lesson.in_(lessons), mark.c.annulled.is_(False))
    return set(unit.connection.execute(signs.union(marks)).scalars())


def _day_lesson(row: AnyRow, times: Times, taken: bool) -> DayLesson:  # noqa: FBT001 (a fact of the row)
    starts, ends = _when(row, times)
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
        missing=tuple(name for name, done in filled.items() if not done),
    )


def _before(unit: Unit, row: AnyRow) -> Sequence[AnyRow]:
    """Return topic and homework of the journal's lessons before this one, oldest first."""
    earlier = or_(lesson.c.day < row.day, and_(lesson.c.day == row.day, lesson.c.number < row.number))
    return unit.connection.execute(
        select(lesson.c.topic, lesson.c.homework)
        .where(lesson.c.journal == row.journal, earlier, lesson.c.cancelled.is_(False))
        .order_by(lesson.c.day, lesson.c.number)
    ).all()


def _plan(unit: Unit, row: AnyRow) -> list[tuple[str, int]]:
    items = select(plan_item.c.topic, plan_item.c.hours).where(plan_item.c.journal == row.journal)
    return [(topic, hours) for topic, hours in unit.connection.execute(items.order_by(plan_item.c.number))]


def _members(unit: Unit, row: AnyRow) -> int:
    return unit.connection.execute(
        select(func.count(membership.c.pupil.distinct())).where(
            membership.c.group == row.group,
            membership.c.first <= row.day,
            or_(membership.c.last.is_(None), membership.c.last >= row.day),
        )
    ).scalar_one()


def _absent(unit: Unit, lesson_id: LessonId) -> int:
    codes = unit.connection.execute(select(attendance.c.code).where(attendance.c.lesson == lesson_id)).scalars()
    return sum(Absence(code).is_missed for code in codes)


def _standings(unit: Unit, row: AnyRow) -> tuple[Standing, Standing]:
    found = {TopicSet: Standing.SENT, HomeworkSet: Standing.SENT}
    bodies = select(outbox.c.body).where(outbox.c.entity == row.id, outbox.c.outcome.is_(None))
    for body in unit.connection.execute(bodies).scalars():
        found[type(read_args(read_envelope(body)))] = Standing.WAITING
    for each in read_kept(unit):
        if each.entity == row.id:
            found[type(each.args)] = each.standing
    for (field,) in unit.connection.execute(_open_conflicts(row.id).with_only_columns(conflict.c.field)):
        found[TopicSet if field == "topic" else HomeworkSet] = Standing.CONFLICT
    return found[TopicSet], found[HomeworkSet]


def _variants(unit: Unit, row: AnyRow) -> tuple[tuple[str, str, str], ...]:
    found = unit.connection.execute(
        _open_conflicts(row.id).join(teacher, teacher.c.id == conflict.c.author, isouter=True)
    )
    return tuple((each.field, each.value, short_name(each)) for each in found)


def _open_conflicts(entity: str) -> Select[Any]:
    shown = conflict.c.field, conflict.c.value, teacher.c.surname, teacher.c.name, teacher.c.patronymic
    return (
        select(*shown)
        .select_from(conflict)
        .where(conflict.c.entity == entity, conflict.c.resolved.is_(False))
        .order_by(conflict.c.id)
    )
