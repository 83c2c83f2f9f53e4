"""Judges a batch in its order: rights first, then what the operation does to the rows."""

from collections.abc import Iterable, Iterator

from app.domain.records import Lesson
from app.judging import Outcome, Verdict, Written, judge, rejected
from app.operations import AttendanceSet, HomeworkSet, MarkAdd, MarkAnnul, MarkComment, MarkSet, Operation, TopicSet
from portal.exchange.gathering import Gathered
from portal.exchange.unpacking import Prepared, Sender
from portal.rights import ACTIONS, ALLOWED, NotYoursError, RightEndedError, Role, authorize

NOT_ALLOWED = rejected("not_allowed")
RIGHT_ENDED = Verdict(Outcome.HELD, reason="right_ended")
NO_LESSON, NO_MARK, NO_WORK = rejected("no_lesson"), rejected("no_mark"), rejected("no_work")


def adjudicate(sender: Sender, batch: Iterable[Prepared], rows: Gathered) -> Iterator[Verdict]:
    """Yield the verdict on each operation; each one sees what those before it have left behind."""
    session = sender.session
    for each in batch:
        written = Written(each.sent.id, session.author, session.replica, session.wall)
        verdict = each.meant
        if isinstance(verdict, Operation):
            verdict = _forbidden(sender, verdict, rows) or judge(verdict, written, rows)
        rows.take(each.entity, verdict)
        yield verdict


def _forbidden(sender: Sender, operation: Operation, rows: Gathered) -> Verdict | None:
    """Return why the sender may not do this, None where it may or where there is nothing to judge a right by."""
    action = ACTIONS[type(operation.args)]
    if action not in ALLOWED[sender.role]:
        return NOT_ALLOWED
    if sender.role is Role.OFFICE:
        return None
    lesson = _lesson_of(operation, rows)
    if lesson is None:
        return _held_with(operation, rows)
    try:
        authorize(sender.rights, action, journal=lesson.journal, on=lesson.day)
    except RightEndedError:
        return RIGHT_ENDED
    except NotYoursError:
        return _as_unknown(operation)
    return _foreign_work(operation, lesson, rows)


def _lesson_of(operation: Operation, rows: Gathered) -> Lesson | None:
    match operation.args:
        case MarkAdd(lesson=lesson) | AttendanceSet(lesson=lesson):
            return rows.lesson(lesson)
        case TopicSet() | HomeworkSet():
            return rows.lesson(operation.ent or "")
        case _:
            mark = rows.mark(operation.ent or "")
            return rows.lesson(mark.lesson) if mark else None


def _held_with(operation: Operation, rows: Gathered) -> Verdict | None:
    """Hold what is about a thing that a held operation would have made."""
    reason = rows.held(operation.ent or "")
    return Verdict(Outcome.HELD, reason=reason) if reason else None


def _as_unknown(operation: Operation) -> Verdict:
    """Return what is said of a thing that does not exist, so that nobody learns what another journal holds."""
    return NO_MARK if isinstance(operation.args, MarkSet | MarkAnnul | MarkComment) else NO_LESSON


def _foreign_work(operation: Operation, lesson: Lesson, rows: Gathered) -> Verdict | None:
    if not isinstance(operation.args, MarkAdd) or operation.args.work is None:
        return None
    work = rows.work(operation.args.work)
    return None if work is not None and work.lesson == lesson.id else NO_WORK
