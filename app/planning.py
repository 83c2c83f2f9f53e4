"""The operations of timetable, thematic plan and seating, and of the diary: what families ask, and have read."""

from datetime import date
from typing import ClassVar

from msgspec import Struct

from app.ids import JournalId, LessonId, PupilId, TeacherId


class LessonCreate(Struct, frozen=True, array_like=True):
    """Put one more lesson into the timetable."""

    KIND: ClassVar[tuple[str, int]] = ("lesson.create", 1)
    journal: JournalId
    day: date
    number: int
    room: str


class LessonMove(Struct, frozen=True, array_like=True):
    """Move a lesson to another time or room; the timetable is the office's, so it needs no base."""

    KIND: ClassVar[tuple[str, int]] = ("lesson.move", 1)
    day: date
    number: int
    room: str
    reason: str = ""


class LessonCancel(Struct, frozen=True, array_like=True):
    """Cancel a lesson, or let it be held after all; what was entered for it stays."""

    KIND: ClassVar[tuple[str, int]] = ("lesson.cancel", 1)
    cancelled: bool
    reason: str = ""


class LessonSubstitute(Struct, frozen=True, array_like=True):
    """Say who takes a lesson instead of its teacher; an empty teacher ends it."""

    KIND: ClassVar[tuple[str, int]] = ("lesson.substitute", 1)
    lesson: LessonId
    teacher: TeacherId


class PlanLine(Struct, frozen=True, array_like=True):
    """An item of a plan as it shall be. id: of the item that it changes, or a new one."""

    id: str
    number: int
    section: str
    topic: str
    hours: int
    control: str


class PlanPut(Struct, frozen=True, array_like=True):
    """A journal's whole plan as it shall be; items that it does not name are removed."""

    KIND: ClassVar[tuple[str, int]] = ("plan.put", 1)
    journal: JournalId
    items: tuple[PlanLine, ...]


class DiarySeen(Struct, frozen=True, array_like=True):
    """Say that the family has read «прочитано» a remark, a week or a term. what, key, journal: as in a DiaryRead."""

    KIND: ClassVar[tuple[str, int]] = ("diary.seen", 1)
    journal: JournalId
    pupil: PupilId
    what: str
    key: str


class SeatingSet(Struct, frozen=True, array_like=True):
    """Seat a journal's pupils. teacher: the author. layout: see domain/seating.py; empty for the usual rows."""

    KIND: ClassVar[tuple[str, int]] = ("seating.set", 1)
    journal: JournalId
    teacher: TeacherId
    layout: str


class AccessDecide(Struct, frozen=True, array_like=True):
    """Decide an application for access to a diary, or end or restore what was granted; base is the application's token.

    decision: "granted", "refused" or "ended". answer: why, or how the identity was checked; see domain/access.py.
    """

    KIND: ClassVar[tuple[str, int]] = ("access.decide", 1)
    decision: str
    answer: str = ""


class ProposalDecide(Struct, frozen=True, array_like=True):
    """Accept or decline a parent's reason of an absence, or decide it anew; base is the proposal's token.

    decision: "accepted" or "declined"; empty takes a decision back, so that it waits again. answer: why it is declined;
    see domain/excuse_proposals.py. The reasons that follow from it are operations of their own.
    """

    KIND: ClassVar[tuple[str, int]] = ("proposal.decide", 1)
    decision: str
    answer: str = ""


AroundLessons = (
    LessonCreate
    | LessonMove
    | LessonCancel
    | LessonSubstitute
    | PlanPut
    | DiarySeen
    | SeatingSet
    | AccessDecide
    | ProposalDecide
)
"""Every kind of operation of this file."""
