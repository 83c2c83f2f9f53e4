"""Marks of cancelled lessons «вне расписания»: finding them, and moving them to another lesson of the journal."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, func, or_, select

from app.changes import Changes, merged
from app.columns import record_of
from app.domain.records import NEVER, Lesson, Mark, Work
from app.errors import NoSuchThingError
from app.ids import JournalId, LessonId, MarkId, WorkId
from app.operations import MarkAdd, MarkAnnul, MarkComment, Operation, WorkAnnul, WorkCreate
from app.services.group_classes import CLASSES
from app.services.reading import title_of
from app.services.terms import demand_open
from app.store.rows import read
from app.store.tables import assignment, group, identity, journal, lesson, mark, school_class, subject, work
from app.store.unit import Unit

_FOUND = (
    select(
        lesson.c.id,
        lesson.c.journal,
        lesson.c.day,
        lesson.c.number,
        lesson.c.reason,
        group.c.name,
        CLASSES,
        school_class.c.grade,
        school_class.c.letter,
        subject.c.name.label("subject"),
        func.count(mark.c.id).label("marks"),
    )
    .join(mark, mark.c.lesson == lesson.c.id)
    .join(journal, journal.c.id == lesson.c.journal)
    .join(group, group.c.id == journal.c.group)
    .join(school_class, school_class.c.id == group.c.school_class)
    .join(subject, subject.c.id == journal.c.subject)
    .join(assignment, assignment.c.journal == journal.c.id)
    .join(identity, identity.c.teacher == assignment.c.teacher)
    .where(
        lesson.c.cancelled.is_(True),
        mark.c.annulled.is_(False),
        assignment.c.first <= lesson.c.day,
        or_(assignment.c.last.is_(None), assignment.c.last >= lesson.c.day),
    )
    .group_by(lesson.c.id)
    .order_by(lesson.c.day, lesson.c.number, lesson.c.id)
)
_MARKS = select(mark).where(mark.c.lesson == bindparam("lesson"), mark.c.annulled.is_(False)).order_by(mark.c.id)
_WORKS = select(work).where(work.c.lesson == bindparam("lesson"), work.c.annulled.is_(False)).order_by(work.c.id)
_TARGETS = (
    select(lesson.c.id, lesson.c.day, lesson.c.number, lesson.c.topic)
    .where(lesson.c.journal == bindparam("journal"), lesson.c.cancelled.is_(False))
    .order_by(func.abs(func.julianday(lesson.c.day) - func.julianday(bindparam("day"))), lesson.c.day, lesson.c.number)
    .limit(bindparam("most"))
)
NEAREST = 12
"""Lessons that are offered: two weeks to either side at three a week."""


@dataclass(frozen=True, slots=True)
class OffTimetable:
    """A cancelled lesson of an own journal with marks. reason: why it was cancelled. marks: how many stand there."""

    lesson: LessonId
    journal: JournalId
    title: str
    subject: str
    day: date
    number: int
    reason: str
    marks: int


@dataclass(frozen=True, slots=True)
class Target:
    """A lesson that marks can be moved to."""

    lesson: LessonId
    day: date
    number: int
    topic: str


def read_off_timetable(unit: Unit) -> tuple[OffTimetable, ...]:
    """Return the cancelled lessons of one's journals at which marks stand, by day and number."""
    return tuple(
        OffTimetable(
            LessonId(row.id),
            JournalId(row.journal),
            title_of(row),
            row.subject,
            row.day,
            row.number,
            row.reason,
            row.marks,
        )
        for row in unit.connection.execute(_FOUND)
    )


def read_targets(unit: Unit, *, found: OffTimetable) -> tuple[Target, ...]:
    """Return the lessons of the same journal that are nearest to a cancelled one, by day and number."""
    rows = unit.connection.execute(_TARGETS, {"journal": found.journal, "day": found.day, "most": NEAREST})
    targets = [Target(LessonId(row.id), row.day, row.number, row.topic) for row in rows]
    return tuple(sorted(targets, key=lambda each: (each.day, each.number)))


def move_marks(unit: Unit, *, source: LessonId, target: LessonId) -> Changes:
    """Move every mark of a cancelled lesson, with its work and comment, to another lesson of the journal.

    The old ones are taken back and stay in the history.

    Raises:
        NotYoursToWriteError: another teacher has one of the lessons.
        TermClosedError: the term of one of them is closed; nothing was written.
        NoSuchThingError: the target is not there, is cancelled too, or of another journal.
    """
    demand_open(unit, source)
    demand_open(unit, target)
    before, after = read(unit.connection, Lesson, source), read(unit.connection, Lesson, target)
    if before is None or after is None or after.cancelled or before.journal != after.journal:
        raise NoSuchThingError(kind="lesson")
    return merged(_move(unit, source, target))


def _move(unit: Unit, source: LessonId, target: LessonId) -> Iterator[Changes]:
    marks = [record_of(Mark, row) for row in unit.connection.execute(_MARKS, {"lesson": source})]
    wanted = {each.work for each in marks}
    works = [record_of(Work, row) for row in unit.connection.execute(_WORKS, {"lesson": source})]
    renewed: dict[WorkId | None, WorkId | None] = {None: None}
    for old in works:
        if old.id in wanted:
            made = unit.record(Operation(WorkCreate(target, old.type, old.title, old.weight)))
            renewed[old.id] = WorkId(made.recorded[0].after.id)
            yield made
    for each in marks:
        yield from _move_mark(unit, each, target, renewed.get(each.work))
    for old in works:
        if old.id in wanted:
            yield unit.record(Operation(WorkAnnul(), ent=old.id, base=old.token))


def _move_mark(unit: Unit, old: Mark, target: LessonId, to: WorkId | None) -> Iterator[Changes]:
    added = unit.record(Operation(MarkAdd(target, old.pupil, to, old.value, old.reason, old.retakes)))
    yield added
    if old.comment:
        key = MarkId(added.recorded[0].after.id)
        yield unit.record(Operation(MarkComment(old.comment, old.comment_private), ent=key, base=NEVER))
    yield unit.record(Operation(MarkAnnul(""), ent=old.id, base=old.token))
