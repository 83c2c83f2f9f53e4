"""Counts what the deputy head's desk says of journals: lessons, marks and results, a statement for the whole school."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date

from sqlalchemy import ColumnElement, and_, bindparam, exists, func, or_, select

from app.domain.journal_facts import GradedTerm, LessonCounts, Spans, TermCounts, spans_of
from app.domain.plan_facts import plan_fact
from app.domain.plans import PlanEntry, PlanLesson
from app.ids import GroupId, JournalId, PupilId
from app.services.answers import ANSWER_WEIGHT
from app.services.carried_marks import count_carried
from app.services.shown_lessons import IS_SHOWN
from app.store.tables import (
    attendance,
    final_mark,
    group,
    journal,
    lesson,
    mark,
    membership,
    plan_item,
    school_class,
    work,
)
from app.store.unit import Unit

_OF_GRADES = (
    select(journal.c.id)
    .join(group, group.c.id == journal.c.group)
    .join(school_class, school_class.c.id == group.c.school_class)
    .where(school_class.c.grade.between(bindparam("first_grade"), bindparam("last_grade")))
)
_TAKEN: ColumnElement[bool] = or_(
    exists().where(mark.c.lesson == lesson.c.id, mark.c.annulled.is_(False)),
    exists().where(attendance.c.lesson == lesson.c.id, attendance.c.code != ""),
)
_IN_TERM = lesson.c.day.between(bindparam("first"), bindparam("last"))
_PLANNED = (
    select(lesson.c.journal, func.count())
    .where(lesson.c.cancelled.is_(False), _IN_TERM, lesson.c.journal.in_(_OF_GRADES))
    .group_by(lesson.c.journal)
)
_HELD = (
    select(
        lesson.c.journal,
        lesson.c.day,
        lesson.c.topic,
        lesson.c.homework,
        lesson.c.homework_links,
        lesson.c.homework_token,
        _TAKEN.label("taken"),
    )
    .where(lesson.c.cancelled.is_(False), _IN_TERM, lesson.c.day < bindparam("today"), lesson.c.journal.in_(_OF_GRADES))
    .order_by(lesson.c.day, lesson.c.number)
)
_LESSONS = select(lesson.c.id).where(_IN_TERM, lesson.c.journal.in_(_OF_GRADES))
_WEIGHTLESS = or_(
    exists().where(work.c.id == mark.c.work, work.c.weight == 0), and_(mark.c.work.is_(None), ANSWER_WEIGHT == 0)
)
_MARKS = (
    select(mark.c.journal, mark.c.pupil, func.count())
    .where(mark.c.lesson.in_(_LESSONS), mark.c.annulled.is_(False), mark.c.retakes == "", ~_WEIGHTLESS)
    .group_by(mark.c.journal, mark.c.pupil)
)
_MEMBERS = select(membership.c.group, membership.c.pupil, membership.c.first, membership.c.last)
_FINALS = select(final_mark.c.journal, final_mark.c.pupil).where(
    final_mark.c.period == bindparam("period"), final_mark.c.value != ""
)
_ITEMS = (
    select(plan_item.c.journal, plan_item.c.id, plan_item.c.section, plan_item.c.topic, plan_item.c.hours)
    .where(plan_item.c.removed.is_(False))
    .order_by(plan_item.c.number, plan_item.c.id)
)
_TAUGHT = (
    select(
        lesson.c.journal,
        lesson.c.id,
        lesson.c.day,
        lesson.c.number,
        lesson.c.cancelled,
        lesson.c.topic,
        lesson.c.plan_item,
    )
    .where(lesson.c.day < bindparam("today"), IS_SHOWN)
    .order_by(lesson.c.day, lesson.c.number, lesson.c.id)
)


def count_term(unit: Unit, term: GradedTerm, today: date) -> TermCounts:
    """Count in the journals of a term's classes."""
    span = {"first": term.first, "last": term.last, "first_grade": term.first_grade, "last_grade": term.last_grade}
    lessons: dict[JournalId, LessonCounts] = defaultdict(LessonCounts)
    for key, count in unit.connection.execute(_PLANNED, span):
        lessons[key].planned = count
    for row in unit.connection.execute(_HELD, {**span, "today": today}):
        lessons[row.journal].take(row)
    marks: dict[JournalId, dict[PupilId, int]] = defaultdict(dict)
    for key, who, count in unit.connection.execute(_MARKS, span):
        marks[key][who] = count
    for (key, who), count in count_carried(unit, first=term.first, last=term.last).items():
        marks[key][who] = marks[key].get(who, 0) + count
    return TermCounts(lessons, marks)


def read_members(unit: Unit) -> Mapping[GroupId, Mapping[PupilId, Spans]]:
    """Return when each pupil was in which group."""
    return spans_of((key, who, first, last) for key, who, first, last in unit.connection.execute(_MEMBERS))


def set_for(unit: Unit, period: str) -> Mapping[JournalId, Collection[PupilId]]:
    """Return whose mark for a period is set, by journal."""
    found: dict[JournalId, set[PupilId]] = defaultdict(set)
    for key, who in unit.connection.execute(_FINALS, {"period": period}):
        found[key].add(who)
    return found


def hours_behind(unit: Unit, today: date) -> dict[JournalId, int]:
    """Return by how many hours the lessons until yesterday are behind each journal's plan; without a plan, nothing."""
    items: dict[JournalId, list[PlanEntry]] = defaultdict(list)
    for key, *facts in unit.connection.execute(_ITEMS):
        items[key].append(PlanEntry(*facts))
    taught: dict[JournalId, list[PlanLesson]] = defaultdict(list)
    for key, *facts in unit.connection.execute(_TAUGHT, {"today": today}):
        taught[key].append(PlanLesson(*facts))
    return {key: plan_fact(plan, taught[key], today).behind for key, plan in items.items()}
