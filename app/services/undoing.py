"""Takes a step back by operations of its own, unless somebody has changed the same thing since."""

from collections.abc import Iterator, Sequence

from app.changes import Asked, Changes, Recorded, Undoable, merged
from app.domain.classroom import Debt, Remark, Seating, Substitution
from app.domain.records import Attendance, FinalMark, Lesson, Mark, PlanItem, Work
from app.errors import ChangedSinceError, NoSuchThingError
from app.ids import TeacherId
from app.operations import (
    AbsenceExcuse,
    AttendanceFill,
    AttendanceSet,
    DebtSet,
    FinalSet,
    HomeworkSet,
    MarkAnnul,
    MarkComment,
    MarkSet,
    Operation,
    RemarkAnnul,
    TopicSet,
    WorkAnnul,
    WorkSet,
)
from app.planning import LessonCancel, LessonMove, LessonSubstitute, SeatingSet
from app.services.requesting import ask_again, withdraw
from app.services.undoing_plans import FIELDS as PLAN_FIELDS
from app.services.undoing_plans import plan_back
from app.store.rows import read
from app.store.unit import Unit

_TOPIC = ("topic", "plan_item")
_HOMEWORK = ("homework", "homework_links", "homework_due")
_TIME = ("day", "number", "room")

FIELDS: dict[type[Undoable], tuple[str, ...]] = {
    Mark: ("value", "annulled", "comment", "comment_private"),
    Attendance: ("code", "minutes", "filled", "excuse", "document", "document_day"),
    Lesson: (*_TOPIC, *_HOMEWORK, *_TIME, "cancelled"),
    FinalMark: ("value",),
    Work: ("type", "title", "weight", "annulled"),
    Debt: ("until",),
    Remark: ("annulled",),
    PlanItem: PLAN_FIELDS,
    Substitution: ("teacher",),
    Seating: ("layout",),
}
"""What operations change of each kind of row."""


def revert(unit: Unit, *, steps: Sequence[Recorded | Asked]) -> Changes:
    """Make things as they were before these operations, the last one first.

    Raises:
        ChangedSinceError: a thing is not as the step left it; nothing was taken back.
    """
    # the items of a plan are put together, and an operation on a plan changes nothing else
    plan = [step for step in steps if isinstance(step, Recorded) and isinstance(step.after, PlanItem)]
    if plan:
        return unit.record(plan_back(unit, plan))
    return merged(change for step in reversed(steps) for change in _revert(unit, step))


def _revert(unit: Unit, step: Recorded | Asked) -> Iterator[Changes]:
    if isinstance(step, Asked):
        yield _request_back(unit, step)
        return
    now = read(unit.connection, type(step.after), step.after.id)
    if now is None or any(getattr(now, each) != getattr(step.after, each) for each in _changed(step)):
        raise ChangedSinceError
    yield from (unit.record(operation) for operation in _back(step.before, step.after, now))


def _request_back(unit: Unit, step: Asked) -> Changes:
    try:
        return ask_again(unit, request=step.request) if step.is_withdrawn else withdraw(unit, request=step.request)
    except NoSuchThingError as error:
        raise ChangedSinceError from error


def _changed(step: Recorded) -> list[str]:
    """Return the fields that the step has changed."""
    fields = FIELDS[type(step.after)]
    if step.before is None:
        return list(fields)
    return [each for each in fields if getattr(step.before, each) != getattr(step.after, each)]


def _back(before: Undoable | None, after: Undoable, now: Undoable) -> Iterator[Operation]:  # noqa: C901, PLR0912 (a line for each kind)
    match before, after, now:
        case ((Mark() | None), Mark(), Mark()):
            yield _mark_back(before, after, now)
        case ((Work() | None), Work(), Work()):
            yield _work_back(before, after, now)
        case ((Attendance() | None), Attendance(), Attendance()):
            yield _attendance_back(before, after, now)
        case ((FinalMark() | None), FinalMark(), FinalMark()):
            value, average, reason = (before.value, before.average, before.reason) if before else ("", "", "")
            args = FinalSet(after.journal, after.pupil, after.period, value, average, reason)
            yield Operation(args, base=now.token)
        case None, Lesson(), Lesson():
            yield Operation(LessonCancel(cancelled=True), ent=after.id)
        case Lesson(), Lesson(), Lesson():
            yield from _lesson_back(before, after, now)
        case ((Debt() | None), Debt(), Debt()):
            yield Operation(DebtSet(after.lesson, after.pupil, after.work, before.until if before else None))
        case ((Remark() | None), Remark(), Remark()):
            yield Operation(RemarkAnnul(annulled=before.annulled if before else True), ent=after.id)
        case ((Substitution() | None), Substitution(), Substitution()):
            yield Operation(LessonSubstitute(after.lesson, before.teacher if before else TeacherId("")))
        case ((Seating() | None), Seating(), Seating()):
            yield Operation(SeatingSet(after.journal, after.author, before.layout if before else ""))


def _mark_back(before: Mark | None, after: Mark, now: Mark) -> Operation:
    if (before is None or before.annulled) and not after.annulled:
        return Operation(MarkAnnul(""), ent=after.id, base=now.token)
    if before is not None and (before.value, before.annulled) != (after.value, after.annulled):
        return Operation(MarkSet(before.value), ent=after.id, base=now.token)
    comment, private = (before.comment, before.comment_private) if before else ("", False)
    return Operation(MarkComment(comment, private), ent=after.id, base=now.comment_token)


def _attendance_back(before: Attendance | None, after: Attendance, now: Attendance) -> Operation:
    place = after.lesson, after.pupil
    if before is not None and _reason_of(before) != _reason_of(after):
        args = AbsenceExcuse(*place, before.excuse, before.document, before.document_day)
        return Operation(args, base=now.excuse_token)
    code, minutes = (before.code, before.minutes) if before else ("", 0)
    if after.filled and (before is None or before.filled):
        return Operation(AttendanceFill(*place, code))
    return Operation(AttendanceSet(*place, code, minutes), base=now.token)


def _reason_of(sign: Attendance) -> tuple[object, ...]:
    return sign.excuse, sign.document, sign.document_day


def _work_back(before: Work | None, after: Work, now: Work) -> Operation:
    if before is None or (before.annulled and not after.annulled):
        return Operation(WorkAnnul(), ent=after.id, base=now.token)
    return Operation(WorkSet(before.type, before.title, before.weight), ent=after.id, base=now.token)


def _lesson_back(before: Lesson, after: Lesson, now: Lesson) -> Iterator[Operation]:
    def differs(names: Sequence[str]) -> bool:
        return any(getattr(before, name) != getattr(after, name) for name in names)

    if differs(_TOPIC):
        yield Operation(TopicSet(before.topic, before.plan_item), ent=after.id, base=now.topic_token)
    if differs(_HOMEWORK):
        args = HomeworkSet(before.homework, before.homework_links, before.homework_due)
        yield Operation(args, ent=after.id, base=now.homework_token)
    if differs(_TIME):
        yield Operation(LessonMove(before.day, before.number, before.room, before.reason), ent=after.id)
    if before.cancelled != after.cancelled:
        yield Operation(LessonCancel(cancelled=before.cancelled, reason=before.reason), ent=after.id)
