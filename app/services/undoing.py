"""Takes a step back by operations of its own, unless somebody has changed the same thing since."""

from collections.abc import Iterator, Sequence

from app.changes import Changes, Recorded, Undoable, merged
from app.domain.records import Attendance, FinalMark, Lesson, Mark, Work
from app.errors import ChangedSinceError
from app.operations import (
    AttendanceSet,
    FinalSet,
    HomeworkSet,
    MarkAnnul,
    MarkComment,
    MarkSet,
    Operation,
    TopicSet,
    WorkAnnul,
    WorkSet,
)
from app.store.rows import read
from app.store.unit import Unit

FIELDS: dict[type[Undoable], tuple[str, ...]] = {
    Mark: ("value", "annulled", "comment"),
    Attendance: ("code", "minutes"),
    Lesson: ("topic", "homework"),
    FinalMark: ("value",),
    Work: ("type", "title", "weight", "annulled"),
}
"""What operations change of each kind of row."""


def revert(unit: Unit, *, steps: Sequence[Recorded]) -> Changes:
    """Make things as they were before these operations, the last one first.

    Raises:
        ChangedSinceError: a thing is not as the step left it; nothing was taken back.
    """
    return merged(change for step in reversed(steps) for change in _revert(unit, step))


def _revert(unit: Unit, step: Recorded) -> Iterator[Changes]:
    now = read(unit.connection, type(step.after), step.after.id)
    if now is None or any(getattr(now, each) != getattr(step.after, each) for each in _changed(step)):
        raise ChangedSinceError
    yield from (unit.record(operation) for operation in _back(step.before, step.after, now))


def _changed(step: Recorded) -> list[str]:
    """Return the fields that the step has changed."""
    fields = FIELDS[type(step.after)]
    if step.before is None:
        return list(fields)
    return [each for each in fields if getattr(step.before, each) != getattr(step.after, each)]


def _back(before: Undoable | None, after: Undoable, now: Undoable) -> Iterator[Operation]:
    match before, after, now:
        case ((Mark() | None), Mark(), Mark()):
            yield _mark_back(before, after, now)
        case ((Work() | None), Work(), Work()):
            yield _work_back(before, after, now)
        case ((Attendance() | None), Attendance(), Attendance()):
            code, minutes = (before.code, before.minutes) if before else ("", 0)
            yield Operation(AttendanceSet(after.lesson, after.pupil, code, minutes), base=now.token)
        case ((FinalMark() | None), FinalMark(), FinalMark()):
            value, average, reason = (before.value, before.average, before.reason) if before else ("", "", "")
            args = FinalSet(after.journal, after.pupil, after.period, value, average, reason)
            yield Operation(args, base=now.token)
        case Lesson(), Lesson(), Lesson():
            yield from _texts_back(before, after, now)


def _mark_back(before: Mark | None, after: Mark, now: Mark) -> Operation:
    if (before is None or before.annulled) and not after.annulled:
        return Operation(MarkAnnul(""), ent=after.id, base=now.token)
    if before is not None and (before.value, before.annulled) != (after.value, after.annulled):
        return Operation(MarkSet(before.value), ent=after.id, base=now.token)
    return Operation(MarkComment(before.comment if before else ""), ent=after.id, base=now.comment_token)


def _work_back(before: Work | None, after: Work, now: Work) -> Operation:
    if before is None or (before.annulled and not after.annulled):
        return Operation(WorkAnnul(), ent=after.id, base=now.token)
    return Operation(WorkSet(before.type, before.title, before.weight), ent=after.id, base=now.token)


def _texts_back(before: Lesson, after: Lesson, now: Lesson) -> Iterator[Operation]:
    if before.topic != after.topic:
        yield Operation(TopicSet(before.topic), ent=after.id, base=now.topic_token)
    if before.homework != after.homework:
        yield Operation(HomeworkSet(before.homework), ent=after.id, base=now.homework_token)
