"""What became of entries: collisions, entries that the portal holds, and what changes replaced."""

from typing import ClassVar

from msgspec import Struct

from app.domain.parts import Part
from app.ids import JournalId, LessonId, OperationId, PupilId, ReplicaId, TeacherId

PRIVATE = "private"
"""Said of the other side of a comment that was not for the parent."""


class Conflict(Struct, frozen=True, array_like=True, tag="conflict", tag_field="tag"):
    """The other side of a collision: what an operation wanted where another had been applied first.

    id: the operation that was not applied. entity: what it was about. field: "value", "comment", "topic", …
    wall: the time its PC claimed. also: what else the operation said, line by line: PRIVATE of a comment, the due
    lesson and the links of a homework, the date and the name of an absence's document, the minutes of a lateness.
    """

    PART: ClassVar[Part] = Part.JOURNAL
    id: OperationId
    token: OperationId
    journal: JournalId
    entity: str
    lesson: LessonId
    pupil: PupilId | None
    field: str
    value: str
    author: TeacherId
    replica: ReplicaId
    wall: str
    resolved: bool = False
    also: str = ""


def late_by(conflict: Conflict) -> int:
    """Return the minutes of a lateness that collided, 0 of anything else and where they were not said."""
    return int(conflict.also) if conflict.field == "attendance" and conflict.also.isdecimal() else 0


class HeldEntry(Struct, frozen=True, array_like=True, tag="held_entry", tag_field="tag"):
    """An entry that waits for the deputy head «завуч».

    id: the operation. kind: as in its bytes, "mark.set". field, before, value: what it would change, as in a Revision.
    period: of a final mark, else empty. ground: why it is held, "term_closed", "right_ended", "window_closed". reason:
    what its author says. decision: "" none yet, "accepted", "refused", "withdrawn".
    decided_by, answer: who decided, and what for. Of ground "witness", what a portal put back to a backup has lost: id
    follows from field, entity and the token that it had; author: whose it is; replica, seen_by: the PC that told it
    first, and the teachers whose PCs had seen it, parted by spaces; witnessed: the row as JSON. Else both are empty.
    before_minutes, value_minutes: of an attendance, late by, as in a Revision.
    """

    PART: ClassVar[Part] = Part.JOURNAL
    id: OperationId
    token: OperationId
    journal: JournalId
    entity: str
    lesson: LessonId
    pupil: PupilId | None
    period: str
    kind: str
    field: str
    before: str
    value: str
    ground: str
    reason: str
    author: TeacherId
    replica: ReplicaId
    wall: str
    decision: str = ""
    decided_by: TeacherId = TeacherId("")
    answer: str = ""
    seen_by: str = ""
    witnessed: str = ""
    before_minutes: int = 0
    value_minutes: int = 0


class Revision(Struct, frozen=True, array_like=True, tag="revision", tag_field="tag"):
    """What a change replaced; a first entry replaces nothing and has none.

    id: the operation that changed it. entity: the mark, attendance, lesson, work, final mark or debt. field: "value",
    "comment", "attendance", "excuse", "topic", "homework", "work", "final_mark", "debt". before, after: as text, empty
    for nothing; of a debt the last day for it, ISO 8601; of an excuse that has another paper as told_excuse writes it.
    period: of a final mark, else empty. author, replica, wall: who changed it, where, and when as that PC claims.
    before_author, before_wall: whose the replaced one was, and since when; empty where the row did not say.
    before_minutes, after_minutes: of an attendance, late by; beside the text, for older programs read that as a code.
    """

    PART: ClassVar[Part] = Part.JOURNAL
    id: OperationId
    token: OperationId
    journal: JournalId
    entity: str
    lesson: LessonId
    pupil: PupilId | None
    period: str
    field: str
    before: str
    after: str
    reason: str
    author: TeacherId
    replica: ReplicaId
    wall: str
    before_author: TeacherId = TeacherId("")
    before_wall: str = ""
    before_minutes: int = 0
    after_minutes: int = 0
