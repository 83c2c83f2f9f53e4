"""Judges a batch in its order: rights first, then closed terms, then what the operation does to the rows."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from app.clock import claimed_at
from app.domain.records import Lesson
from app.ids import JournalId
from app.judging.judge import judge
from app.judging.verdicts import Outcome, Verdict, Written, rejected
from app.operations import (
    AttendanceSet,
    ConflictResolve,
    FinalSet,
    HomeworkSet,
    MarkAdd,
    MarkAnnul,
    MarkComment,
    MarkSet,
    Operation,
    RecordsPut,
    TermClose,
    TopicSet,
    WorkAnnul,
    WorkCreate,
    WorkSet,
)
from portal.exchange.gathering import Gathered
from portal.exchange.unpacking import Prepared, Sender
from portal.rights import ACTIONS, ALLOWED, NotYoursError, RightEndedError, Role, authorize

NOT_ALLOWED = rejected("not_allowed")
RIGHT_ENDED, TERM_CLOSED = (Verdict(Outcome.HELD, reason=reason) for reason in ("right_ended", "term_closed"))
NO_LESSON, NO_MARK, NO_WORK, NO_PUPIL, NO_CONFLICT = (
    rejected(reason) for reason in ("no_lesson", "no_mark", "no_work", "no_pupil", "no_conflict")
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where an operation belongs. journal: None for the whole school. day: None where no day matters."""

    journal: JournalId | None = None
    day: date | None = None


def adjudicate(sender: Sender, batch: Iterable[Prepared], rows: Gathered) -> Iterator[Verdict]:
    """Yield the verdict on each operation; each one sees what those before it have left behind."""
    session = sender.session
    for each in batch:
        written = Written(each.sent.id, session.author, session.replica, claimed_at(session.wall, each.ms))
        verdict = each.meant
        if isinstance(verdict, Operation):
            verdict = _forbidden(sender, verdict, rows) or judge(verdict, written, rows)
        rows.take(each.entity, verdict)
        yield verdict


def _forbidden(sender: Sender, operation: Operation, rows: Gathered) -> Verdict | None:
    """Return why the sender may not do this now, None where it may or where there is nothing to judge a right by."""
    action = ACTIONS[type(operation.args)]
    if sender.role is Role.OFFICE:
        return None if action in ALLOWED[Role.OFFICE] else NOT_ALLOWED
    place = _place_of(operation, rows)
    if place is None:
        return _held_with(operation, rows)
    try:
        authorize(sender.rights, action, journal=place.journal, on=place.day)
    except RightEndedError:
        return RIGHT_ENDED
    except NotYoursError:
        return _as_unknown(operation)
    return TERM_CLOSED if _is_closed(operation, place, rows) else _foreign_work(operation, rows)


def _place_of(operation: Operation, rows: Gathered) -> Place | None:
    match operation.args:
        case FinalSet(journal=journal):
            return Place(journal)
        case TermClose() | RecordsPut():
            return Place()
        case ConflictResolve():
            conflict = rows.conflict(operation.ent or "")
            return Place(conflict.journal) if conflict else None
        case _:
            lesson = _lesson_of(operation, rows)
            return Place(lesson.journal, lesson.day) if lesson else None


def _lesson_of(operation: Operation, rows: Gathered) -> Lesson | None:
    match operation.args:
        case MarkAdd(lesson=key) | AttendanceSet(lesson=key) | WorkCreate(lesson=key):
            return rows.lesson(key)
        case TopicSet() | HomeworkSet():
            return rows.lesson(operation.ent or "")
        case WorkSet() | WorkAnnul():
            work = rows.work(operation.ent or "")
            return rows.lesson(work.lesson) if work else None
        case _:
            mark = rows.mark(operation.ent or "")
            return rows.lesson(mark.lesson) if mark else None


def _is_closed(operation: Operation, place: Place, rows: Gathered) -> bool:
    """Return whether the operation changes marks of a term that is closed: they are frozen until it is opened."""
    match operation.args:
        case FinalSet(journal=journal, period=period):
            return rows.is_period_closed(journal, period)
        case MarkAdd() | MarkSet() | MarkAnnul() | WorkCreate() | WorkSet() | WorkAnnul():
            return place.journal is not None and place.day is not None and rows.is_closed(place.journal, place.day)
        case _:
            return False


def _held_with(operation: Operation, rows: Gathered) -> Verdict | None:
    """Hold what is about a thing that a held operation would have made."""
    reason = rows.held(operation.ent or "")
    return Verdict(Outcome.HELD, reason=reason) if reason else None


def _as_unknown(operation: Operation) -> Verdict:
    """Return what is said of a thing that does not exist, so that nobody learns what another journal holds."""
    match operation.args:
        case RecordsPut() | TermClose():
            return NOT_ALLOWED
        case MarkSet() | MarkAnnul() | MarkComment():
            return NO_MARK
        case WorkSet() | WorkAnnul():
            return NO_WORK
        case FinalSet():
            return NO_PUPIL
        case ConflictResolve():
            return NO_CONFLICT
        case _:
            return NO_LESSON


def _foreign_work(operation: Operation, rows: Gathered) -> Verdict | None:
    if not isinstance(operation.args, MarkAdd) or operation.args.work is None:
        return None
    work = rows.work(operation.args.work)
    fits = work is not None and work.lesson == operation.args.lesson and not work.annulled
    return None if fits else NO_WORK
