"""Takes a step back by operations of its own, unless somebody has changed the same thing since."""

from collections.abc import Iterator, Sequence

from app.changes import Changes, Recorded, Undoable, merged
from app.domain.records import Attendance, Lesson, Mark
from app.errors import ChangedSinceError
from app.operations import AttendanceSet, HomeworkSet, MarkAnnul, MarkComment, MarkSet, Operation, TopicSet
from app.store.rows import read
from app.store.unit import Unit

FIELDS: dict[type[Undoable], tuple[str, ...]] = {
    Mark: ("value", "annulled", "comment"),
    Attendance: ("code", "minutes"),
    Lesson: ("topic", "homework"),
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
    match before, after:
        case ((None | Mark(annulled=True)), Mark(annulled=False)):
            yield Operation(MarkAnnul(""), ent=after.id, base=now.token)
        case Mark(), Mark() if (before.value, before.annulled) != (after.value, after.annulled):
            yield Operation(MarkSet(before.value), ent=after.id, base=now.token)
        case Mark(), Mark() if isinstance(now, Mark):
            yield Operation(MarkComment(before.comment), ent=after.id, base=now.comment_token)
        case ((Attendance() | None), Attendance()):
            code, minutes = (before.code, before.minutes) if before else ("", 0)
            yield Operation(AttendanceSet(after.lesson, after.pupil, code, minutes), base=now.token)
        case Lesson(), Lesson() if isinstance(now, Lesson):
            if before.topic != after.topic:
                yield Operation(TopicSet(before.topic), ent=after.id, base=now.topic_token)
            if before.homework != after.homework:
                yield Operation(HomeworkSet(before.homework), ent=after.id, base=now.homework_token)
