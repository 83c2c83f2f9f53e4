"""What an operation does to the rows it is about: applied, already so, a collision, or refused; for both ends alike.

Rights, terms and windows of correction are judged before, by the portal; here only the school's content counts.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from msgspec.structs import replace

from app.domain.attendance import Absence
from app.domain.marks import SCALE
from app.domain.records import NEVER, Attendance, Conflict, Lesson, Mark, Record
from app.ids import JournalId, LessonId, MarkId, OperationId, PupilId, ReplicaId, TeacherId
from app.operations import (
    Args,
    AttendanceSet,
    HomeworkSet,
    MarkAdd,
    MarkAnnul,
    MarkComment,
    MarkSet,
    Operation,
    RecordsPut,
    TopicSet,
)

TEXT_LIMIT = 4_000
"""Longest topic, homework or comment in characters; a page of typed text."""


class Outcome(StrEnum):
    """What became of an operation; the first five are final and stored."""

    APPLIED = "applied"
    SAME = "same"
    CONFLICT = "conflict"
    HELD = "held"
    REJECTED = "rejected"
    BLOCKED = "blocked"
    DEFERRED = "deferred"


@dataclass(frozen=True, slots=True)
class Written:
    """Who wrote an operation, under which id, and what time the PC claimed."""

    id: OperationId
    author: TeacherId
    replica: ReplicaId
    wall: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """An operation's outcome and the rows that it leaves behind. reason: a word, empty where none is needed."""

    outcome: Outcome
    rows: tuple[Record, ...] = ()
    reason: str = ""


class Rows(Protocol):
    """The rows as they are just before the operation."""

    def mark(self, mark: str) -> Mark | None:
        """Return a mark, annulled or not."""
        ...

    def attendance(self, attendance: str) -> Attendance | None:
        """Return a pupil's attendance of a lesson by its derived id."""
        ...

    def lesson(self, lesson: str) -> Lesson | None:
        """Return a lesson."""
        ...

    def enrols(self, journal: JournalId, pupil: PupilId) -> bool:
        """Return whether the pupil is or was a member of the journal's group."""
        ...

    def existing(self, record: Record) -> Record | None:
        """Return the row of the same kind and id."""
        ...


SAME = Verdict(Outcome.SAME)


def rejected(reason: str) -> Verdict:
    """Return the verdict that refuses an operation for good."""
    return Verdict(Outcome.REJECTED, reason=reason)


def judge(operation: Operation, written: Written, rows: Rows) -> Verdict:
    """Return what the operation does; nothing is changed here.

    A base that differs from the row's token never overwrites (I8): the verdict is a conflict and carries the
    other side as a Conflict record.
    """
    match operation.args:
        case MarkAdd():
            return _add(operation.args, written, rows)
        case AttendanceSet():
            return _attend(operation, operation.args, written, rows)
        case MarkSet() | MarkAnnul() | MarkComment():
            return _change_mark(operation, written, rows)
        case TopicSet() | HomeworkSet():
            return _change_lesson(operation, written, rows)
        case RecordsPut(rows=wanted):
            return _put(wanted, written, rows)


def _add(args: MarkAdd, written: Written, rows: Rows) -> Verdict:
    lesson = rows.lesson(args.lesson)
    if lesson is None:
        return rejected("no_lesson")
    if not rows.enrols(lesson.journal, args.pupil):
        return rejected("no_pupil")
    if args.value not in SCALE:
        return rejected("bad_value")
    mark = Mark(
        id=MarkId(written.id),
        token=written.id,
        journal=lesson.journal,
        lesson=args.lesson,
        pupil=args.pupil,
        work=args.work,
        value=args.value,
        author=written.author,
    )
    return Verdict(Outcome.APPLIED, (mark,))


def _change_mark(operation: Operation, written: Written, rows: Rows) -> Verdict:
    mark = rows.mark(operation.ent or "")
    if mark is None:
        return rejected("no_mark")
    wanted, field, said = _mark_wanted(operation.args, mark, written)
    if wanted.value not in SCALE:
        return rejected("bad_value")
    if len(wanted.comment) > TEXT_LIMIT or len(wanted.reason) > TEXT_LIMIT:
        return rejected("too_long")
    if (wanted.value, wanted.annulled, wanted.comment) == (mark.value, mark.annulled, mark.comment):
        return SAME
    seen = mark.comment_token if field == "comment" else mark.token
    if (operation.base or NEVER) == seen:
        return Verdict(Outcome.APPLIED, (wanted,))
    return _collision(written, mark.journal, mark.id, mark.lesson, mark.pupil, field, said)


def _mark_wanted(args: Args, mark: Mark, written: Written) -> tuple[Mark, str, str]:
    match args:
        case MarkSet(value=value):
            changed = replace(mark, value=value, annulled=False, reason="", token=written.id, author=written.author)
            return changed, "value", value
        case MarkAnnul(reason=reason):
            return replace(mark, annulled=True, reason=reason, token=written.id), "value", ""
        case MarkComment(comment=comment):
            return replace(mark, comment=comment, comment_token=written.id), "comment", comment
        case _:
            return mark, "", ""


def _attend(operation: Operation, args: AttendanceSet, written: Written, rows: Rows) -> Verdict:
    lesson = rows.lesson(args.lesson)
    if lesson is None:
        return rejected("no_lesson")
    if not rows.enrols(lesson.journal, args.pupil):
        return rejected("no_pupil")
    if args.code not in set(Absence) or not 0 <= args.minutes <= 45:  # noqa: PLR2004 (a lesson's length)
        return rejected("bad_value")
    entity = operation.entity(written.id)
    wanted = Attendance(
        id=entity,
        token=written.id,
        journal=lesson.journal,
        lesson=args.lesson,
        pupil=args.pupil,
        code=args.code,
        minutes=args.minutes,
        author=written.author,
    )
    seen = rows.attendance(entity)
    if seen is not None and (seen.code, seen.minutes) == (args.code, args.minutes):
        return SAME
    if seen is None or operation.base == seen.token:
        return Verdict(Outcome.APPLIED, (wanted,))
    return _collision(written, lesson.journal, entity, lesson.id, args.pupil, "attendance", args.code)


def _change_lesson(operation: Operation, written: Written, rows: Rows) -> Verdict:
    lesson = rows.lesson(operation.ent or "")
    if lesson is None:
        return rejected("no_lesson")
    match operation.args:
        case TopicSet(topic=said):
            wanted = replace(lesson, topic=said, topic_token=written.id)
            field, now, seen = "topic", lesson.topic, lesson.topic_token
        case HomeworkSet(homework=said):
            wanted = replace(lesson, homework=said, homework_token=written.id)
            field, now, seen = "homework", lesson.homework, lesson.homework_token
        case _:
            return rejected("no_lesson")
    if len(said) > TEXT_LIMIT:
        return rejected("too_long")
    # an empty text written by nobody and one emptied by somebody look alike, but only the latter has a token
    if said == now and not (said == "" and seen == NEVER):
        return SAME
    if (operation.base or NEVER) == seen:
        return Verdict(Outcome.APPLIED, (wanted,))
    return _collision(written, lesson.journal, lesson.id, lesson.id, None, field, said)


def _put(wanted: tuple[Record, ...], written: Written, rows: Rows) -> Verdict:
    """Put the office's rows; what teachers wrote since (marks, attendance, topics, homework) stays as it is."""
    changed = tuple(
        fresh for record in wanted if (fresh := _fresh(record, rows.existing(record), written.id)) is not None
    )
    return Verdict(Outcome.APPLIED, changed) if changed else SAME


def _fresh(record: Record, found: Record | None, token: OperationId) -> Record | None:
    fresh = replace(record, token=token)
    if isinstance(fresh, Lesson):
        fresh = _with_texts_kept(fresh, found if isinstance(found, Lesson) else None, token)
    if found is None:
        return fresh
    if isinstance(found, Mark | Attendance) or replace(fresh, token=found.token) == found:
        return None
    return fresh


def _with_texts_kept(fresh: Lesson, found: Lesson | None, token: OperationId) -> Lesson:
    """Return the lesson with the texts that somebody wrote; one that nobody has written yet is the office's to give."""
    topic = fresh.topic, token if fresh.topic else NEVER
    homework = fresh.homework, token if fresh.homework else NEVER
    if found and found.topic_token != NEVER:
        topic = found.topic, found.topic_token
    if found and found.homework_token != NEVER:
        homework = found.homework, found.homework_token
    return replace(fresh, topic=topic[0], topic_token=topic[1], homework=homework[0], homework_token=homework[1])


def _collision(  # noqa: PLR0913, PLR0917 (the facts of a collision, used in this module only)
    written: Written,
    journal: JournalId,
    entity: str,
    lesson: LessonId,
    pupil: PupilId | None,
    field: str,
    value: str,
) -> Verdict:
    other = Conflict(
        id=written.id,
        token=written.id,
        journal=journal,
        entity=entity,
        lesson=lesson,
        pupil=pupil,
        field=field,
        value=value,
        author=written.author,
        replica=written.replica,
        wall=written.wall,
    )
    return Verdict(Outcome.CONFLICT, (other,))
