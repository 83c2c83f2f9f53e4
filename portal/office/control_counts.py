"""Counts the lessons, marks, plans and results of journals, a statement for each kind, however many journals."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, ColumnElement, Connection, and_, bindparam, func, select

from app.domain.classroom import CarriedMark
from app.domain.journal_facts import LessonCounts
from app.domain.plan_facts import plan_fact
from app.domain.plans import PlanEntry, PlanLesson
from app.domain.records import Attendance, FinalMark, Lesson, Mark, PlanItem, Record, Work
from app.ids import JournalId, LessonId, PupilId, SchoolId
from portal.answers import answer_weight, mark_weight
from portal.store.tables import TABLES
from portal.written_lessons import IS_SHOWN

lesson, mark, work, attendance = TABLES[Lesson], TABLES[Mark], TABLES[Work], TABLES[Attendance]
carried, final_mark, item = TABLES[CarriedMark], TABLES[FinalMark], TABLES[PlanItem]

Span = tuple[date, date]
"""First and last day; both included."""

_SCHOOL: BindParameter[str] = bindparam("school")
_DURING = lesson.c.day.between(bindparam("first"), bindparam("last"))


def _own(kind: type[Record]) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    table = TABLES[kind]
    return table.c.school_id == _SCHOOL, table.c.journal.in_(bindparam("journals", expanding=True))


_LESSONS = select(lesson.c.id).where(*_own(Lesson), _DURING)
_MARKS = (
    select(mark.c.journal, mark.c.lesson, mark.c.pupil, mark.c.retakes, mark_weight(_SCHOOL))
    .outerjoin(work, and_(work.c.school_id == mark.c.school_id, work.c.id == mark.c.work))
    .where(*_own(Mark), mark.c.annulled.is_(False), mark.c.lesson.in_(_LESSONS))
)
_ANSWER = select(answer_weight(_SCHOOL))
_SIGNS = (
    select(attendance.c.journal, attendance.c.lesson)
    .where(*_own(Attendance), attendance.c.code != "", attendance.c.lesson.in_(_LESSONS))
    .distinct()
)
_CARRIED = (
    select(carried.c.journal, carried.c.pupil, func.count())
    .where(*_own(CarriedMark), carried.c.annulled.is_(False), carried.c.retaken.is_(False), carried.c.weight != 0)
    .where(carried.c.day.between(bindparam("first"), bindparam("last")))
    .group_by(carried.c.journal, carried.c.pupil)
)
_STANDING = (
    select(
        lesson.c.id,
        lesson.c.journal,
        lesson.c.day,
        lesson.c.topic,
        lesson.c.homework,
        lesson.c.homework_links,
        lesson.c.homework_token,
    )
    .where(*_own(Lesson), lesson.c.cancelled.is_(False), _DURING)
    .order_by(lesson.c.day, lesson.c.number)
)
_FINALS = select(final_mark.c.journal, final_mark.c.pupil).where(
    *_own(FinalMark), final_mark.c.period == bindparam("period"), final_mark.c.value != ""
)
_ITEMS = (
    select(item.c.journal, item.c.id, item.c.section, item.c.topic, item.c.hours)
    .where(*_own(PlanItem), item.c.removed.is_(False))
    .order_by(item.c.number, item.c.id)
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
    .where(*_own(Lesson), lesson.c.day < bindparam("today"), IS_SHOWN)
    .order_by(lesson.c.day, lesson.c.number, lesson.c.id)
)


@dataclass(frozen=True, slots=True)
class Entered:
    """What teachers entered in a journal's lessons. taken: lessons with a mark or a sign.

    marks: those that have a weight, by pupil.
    """

    taken: set[LessonId] = field(default_factory=set)
    marks: dict[PupilId, int] = field(default_factory=dict)


class _Lesson(NamedTuple):
    """A lesson that was held, as its journal counts it."""

    day: date
    topic: str
    homework: str
    homework_links: str
    homework_token: str
    taken: bool


def read_entered(
    connection: Connection, school: SchoolId, journals: Collection[JournalId], span: Span
) -> dict[JournalId, Entered]:
    """Return what was entered in each of these journals in lessons of these days, marks from elsewhere too."""
    found = {key: Entered() for key in journals}
    asked = _asked(school, journals, first=span[0], last=span[1])
    for key, at, who, retakes, weight in connection.execute(_MARKS, asked):
        entered = found[key]
        entered.taken.add(at)
        if weight and not retakes:
            entered.marks[who] = entered.marks.get(who, 0) + 1
    for key, at in connection.execute(_SIGNS, asked):
        found[key].taken.add(at)
    for key, who, count in connection.execute(_CARRIED, asked):
        found[key].marks[who] = found[key].marks.get(who, 0) + count
    return found


def read_answer_weight(connection: Connection, school: SchoolId) -> int:
    """Return what a mark without a work weighs."""
    return int(connection.execute(_ANSWER, {"school": school}).scalar_one())


def read_lessons(
    connection: Connection, school: SchoolId, entered: Mapping[JournalId, Entered], span: Span, today: date
) -> dict[JournalId, LessonCounts]:
    """Return what was counted of the lessons of these days until yesterday, by journal. entered: in these days."""
    found: dict[JournalId, LessonCounts] = defaultdict(LessonCounts)
    asked = _asked(school, entered, first=span[0], last=span[1])
    for row in connection.execute(_STANDING, asked):
        counts = found[row.journal]
        counts.planned += 1
        if row.day < today:
            said = row.topic, row.homework, row.homework_links, row.homework_token
            counts.take(_Lesson(row.day, *said, row.id in entered[row.journal].taken))
    return found


def read_set(
    connection: Connection, school: SchoolId, journals: Collection[JournalId], period: str
) -> dict[JournalId, set[PupilId]]:
    """Return whose mark for a period is set, by journal."""
    found: dict[JournalId, set[PupilId]] = defaultdict(set)
    for key, who in connection.execute(_FINALS, {**_asked(school, journals), "period": period}):
        found[key].add(who)
    return found


def read_behind(
    connection: Connection, school: SchoolId, journals: Collection[JournalId], today: date
) -> dict[JournalId, int]:
    """Return by how many hours the lessons until yesterday are behind each journal's plan; without a plan, nothing."""
    items: dict[JournalId, list[PlanEntry]] = defaultdict(list)
    for key, *facts in connection.execute(_ITEMS, _asked(school, journals)):
        items[key].append(PlanEntry(*facts))
    taught: dict[JournalId, list[PlanLesson]] = defaultdict(list)
    for key, *facts in connection.execute(_TAUGHT, _asked(school, items, today=today)):
        taught[key].append(PlanLesson(*facts))
    return {key: plan_fact(plan, taught[key], today).behind for key, plan in items.items()}


def _asked(school: SchoolId, journals: Iterable[JournalId], **also: date) -> dict[str, Any]:
    return {"school": school, "journals": list(journals), **also}
