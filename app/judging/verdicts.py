"""What judging says of an operation, and the rows that it looks at."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Protocol, TypeVar

from msgspec import Struct

from app.domain.disputes import Conflict, Revision
from app.domain.records import PlanItem, Record
from app.domain.scales import Scale
from app.ids import JournalId, LessonId, OperationId, PupilId, ReplicaId, TeacherId

R = TypeVar("R", bound=Struct)

NO_LESSON = LessonId("")
"""Stands where a collision is about no lesson."""

NOBODY = TeacherId("")
"""Stands where a row does not say who wrote it."""

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


class Written(Struct, frozen=True):
    """Who wrote an operation, under which id, and what time the PC claimed."""

    id: OperationId
    author: TeacherId
    replica: ReplicaId
    wall: str


class Verdict(Struct, frozen=True):
    """An operation's outcome and the rows that it leaves behind. reason: a word, empty where none is needed."""

    outcome: Outcome
    rows: tuple[Record, ...] = ()
    reason: str = ""


class Rows(Protocol):
    """The rows as they are just before the operation."""

    def of(self, kind: type[R], key: str) -> R | None:
        """Return the row of a kind with this id, annulled or not."""
        ...

    def has_marks(self, work: str) -> bool:
        """Return whether a mark stands for a work."""
        ...

    def enrols(self, journal: JournalId, pupil: PupilId) -> bool:
        """Return whether the pupil is or was a member of the journal's group."""
        ...

    def scale(self, journal: JournalId) -> Scale:
        """Return the scale of the journal's subject."""
        ...

    def plan(self, journal: JournalId) -> Sequence[PlanItem]:
        """Return every item that the journal's plan has or had."""
        ...


SAME = Verdict(Outcome.SAME)


def rejected(reason: str) -> Verdict:
    """Return the verdict that refuses an operation for good."""
    return Verdict(Outcome.REJECTED, reason=reason)


class Where(Struct, frozen=True):
    """What a collision or a change is about. field: as in a Revision. period: of a final mark, else empty."""

    journal: JournalId
    entity: str
    field: str
    lesson: LessonId = NO_LESSON
    pupil: PupilId | None = None
    period: str = ""


def collision(written: Written, where: Where, value: str, also: str = "") -> Verdict:
    """Return the verdict that keeps what an operation wanted beside what another one had written before (I8).

    also: what else it said, as in a Conflict.
    """
    other = Conflict(
        id=written.id,
        token=written.id,
        journal=where.journal,
        entity=where.entity,
        lesson=where.lesson,
        pupil=where.pupil,
        field=where.field,
        value=value,
        author=written.author,
        replica=written.replica,
        wall=written.wall,
        also=also,
    )
    return Verdict(Outcome.CONFLICT, (other,))


class Stood(Struct, frozen=True):
    """What an entry replaces, as the history shows it. text: empty for what was taken back.

    author, wall: whose it was and since when, empty where the row does not say. minutes: late by.
    """

    text: str
    author: TeacherId = NOBODY
    wall: str = ""
    minutes: int = 0


def changed(  # noqa: PLR0913 (who, where, and both sides)
    written: Written, where: Where, row: Record, stood: Stood | None, said: tuple[str, str], *, minutes: int = 0
) -> Verdict:
    """Return the verdict that writes a row, and tells the history what stood there.

    stood: None where nobody had written anything yet. said: what stands now, as the history shows it, and why.
    minutes: late by, of what stands now. Nothing is told of a first entry, or where text and minutes stay the same.
    """
    after, reason = said
    if stood is None or (stood.text, stood.minutes) == (after, minutes):
        return Verdict(Outcome.APPLIED, (row,))
    revision = Revision(
        id=written.id,
        token=written.id,
        journal=where.journal,
        entity=where.entity,
        lesson=where.lesson,
        pupil=where.pupil,
        period=where.period,
        field=where.field,
        before=stood.text,
        after=after,
        reason=reason,
        author=written.author,
        replica=written.replica,
        wall=written.wall,
        before_author=stood.author,
        before_wall=stood.wall,
        before_minutes=stood.minutes,
        after_minutes=minutes,
    )
    return Verdict(Outcome.APPLIED, (row, revision))
