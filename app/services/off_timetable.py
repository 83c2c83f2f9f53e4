"""Marks of cancelled lessons «вне расписания»: finding them, and moving them to another lesson of the journal."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, func, literal_column, or_, select

from app.changes import Changes, merged
from app.columns import record_of
from app.domain.classroom import Debt
from app.domain.records import NEVER, Lesson, Mark, Work
from app.errors import NoSuchThingError
from app.ids import JournalId, LessonId, MarkId, WorkId
from app.operations import DebtSet, MarkAdd, MarkAnnul, MarkComment, Operation, WorkAnnul, WorkCreate
from app.services.group_classes import CLASSES
from app.services.reading import title_of
from app.services.terms import demand_open
from app.store.rows import read
from app.store.tables import assignment, debt, group, identity, journal, lesson, mark, school_class, subject, work
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
_STANDING = select(mark).where(mark.c.annulled.is_(False)).order_by(literal_column("mark.rowid"))
"""In the order in which they were given: of «5/4» the first is for literature."""

_MARKS = _STANDING.where(mark.c.lesson == bindparam("lesson"))
_REPLACING = _STANDING.where(mark.c.retakes.in_(bindparam("marks", expanding=True)))
_DEBTS = select(debt).where(debt.c.lesson == bindparam("lesson"), debt.c.until.is_not(None)).order_by(debt.c.id)
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
    """Move every mark of a cancelled lesson, with its work, its comment and what others owe of the work.

    The old ones are taken back and stay in the history. What was given at another lesson instead of one of them is
    given anew there, so that the mark that it replaces goes on being re-taken.

    Raises:
        NotYoursToWriteError: another teacher has one of the lessons.
        TermClosedError: the term of one of them is closed; nothing was written.
        NoSuchThingError: the target is not there, is cancelled too, or of another journal.
    """
    marks = _in_turn(unit, source)
    for each in dict.fromkeys((source, target, *(given.lesson for given in marks))):
        demand_open(unit, each)
    before, after = read(unit.connection, Lesson, source), read(unit.connection, Lesson, target)
    if before is None or after is None or after.cancelled or before.journal != after.journal:
        raise NoSuchThingError(kind="lesson")
    return merged(_move(unit, marks, source, target))


def _in_turn(unit: Unit, source: LessonId) -> list[Mark]:
    """Return a lesson's marks and those given instead of them at any lesson, each behind the one that it replaces."""
    marks = [record_of(Mark, row) for row in unit.connection.execute(_MARKS, {"lesson": source})]
    here = {each.id for each in marks}
    found: list[Mark] = []
    following = [each for each in marks if each.retakes not in here]
    while following:
        found += following
        replaced = {"marks": [each.id for each in following]}
        following = [record_of(Mark, row) for row in unit.connection.execute(_REPLACING, replaced)]
    return found


def _move(unit: Unit, marks: Sequence[Mark], source: LessonId, target: LessonId) -> Iterator[Changes]:
    debts = [record_of(Debt, row) for row in unit.connection.execute(_DEBTS, {"lesson": source})]
    wanted = {given.work for given in marks} | {owing.work for owing in debts}
    works = [record_of(Work, row) for row in unit.connection.execute(_WORKS, {"lesson": source}) if row.id in wanted]
    renewed: dict[WorkId | None, WorkId] = {}
    for old in works:
        made = unit.record(Operation(WorkCreate(target, old.type, old.title, old.weight)))
        renewed[old.id] = WorkId(made.recorded[0].after.id)
        yield made
    again: dict[MarkId, MarkId] = {}
    for each in marks:
        moved = each.lesson == source
        place = (target, renewed.get(each.work)) if moved else (each.lesson, each.work)
        retakes = again.get(each.retakes, each.retakes)
        added = unit.record(Operation(MarkAdd(place[0], each.pupil, place[1], each.value, each.reason, retakes)))
        again[each.id] = MarkId(added.recorded[0].after.id)
        yield added
        yield from _end_mark(unit, each, again[each.id])
    for owing in debts:
        if owing.work in renewed:
            yield unit.record(Operation(DebtSet(target, owing.pupil, renewed[owing.work], owing.until)))
            yield unit.record(Operation(DebtSet(source, owing.pupil, owing.work, None)))
    for old in works:
        yield unit.record(Operation(WorkAnnul(), ent=old.id, base=old.token))


def _end_mark(unit: Unit, old: Mark, key: MarkId) -> Iterator[Changes]:
    """Take a mark back whose comment goes on with the one that was given for it. key: of that one."""
    if old.comment:
        yield unit.record(Operation(MarkComment(old.comment, old.comment_private), ent=key, base=NEVER))
    yield unit.record(Operation(MarkAnnul(""), ent=old.id, base=old.token))
