"""What judging says of an operation, and the rows that it looks at."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from app.domain.records import Attendance, Closing, Conflict, FinalMark, Lesson, Mark, Record, Work
from app.ids import JournalId, LessonId, OperationId, PupilId, ReplicaId, TeacherId

NO_LESSON = LessonId("")
"""Stands where a collision is about no lesson."""

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

    def work(self, work: str) -> Work | None:
        """Return a work, annulled or not."""
        ...

    def final_mark(self, final_mark: str) -> FinalMark | None:
        """Return a pupil's mark for a period by its derived id."""
        ...

    def closing(self, closing: str) -> Closing | None:
        """Return whether a term is closed for a class, by its derived id."""
        ...

    def conflict(self, conflict: str) -> Conflict | None:
        """Return a collision, decided or not."""
        ...

    def has_marks(self, work: str) -> bool:
        """Return whether a mark stands for a work."""
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


def collision(  # noqa: PLR0913 (the facts of a collision)
    written: Written,
    *,
    journal: JournalId,
    entity: str,
    field: str,
    value: str,
    lesson: LessonId = NO_LESSON,
    pupil: PupilId | None = None,
) -> Verdict:
    """Return the verdict that keeps what an operation wanted beside what another one had written before (I8)."""
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
