"""What waits for somebody's decision, as plain values."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.pages import Standing
from app.ids import JournalId, LessonId, OperationId, PupilId


class About(StrEnum):
    """What an entry is about; a collision's field is one of the first eight."""

    MARK = "value"
    COMMENT = "comment"
    ATTENDANCE = "attendance"
    EXCUSE = "excuse"
    TOPIC = "topic"
    HOMEWORK = "homework"
    FINAL_MARK = "final_mark"
    WORK = "work"
    CLOSING = "closing"
    DECISION = "decision"
    REMARK = "remark"
    DEBT = "debt"
    ACCESS = "access"
    PROPOSAL = "proposal"
    OTHER = "other"
    """What is only told of, without its content."""


@dataclass(frozen=True, slots=True)
class AttentionItem:
    """One entry to look at.

    id: of the collision, or of the own operation. standing: CONFLICT, HELD or REFUSED. shown: what stands now, as
    parents see it; other: what the entry wanted; both empty for nothing, a sign as told_sign writes it. title,
    subject: empty where the journal is not in reach. period: a term's name, or "year", "exam", "final". author: of the
    other side, short name. is_mine: whether the other side is one's own. this_pc: whether it came from this PC. wall:
    the time its PC claimed, ISO 8601, empty where unknown. reason: the portal's word, empty for a collision and for a
    request that is not sent yet.
    was: what stood when the portal held the entry. said: why its author wants it. decision: "", "accepted", "refused".
    decided_by, answer: the deputy head's short name, and what for. can_withdraw: whether its author may still take it
    back. seen_by: whose PCs had seen what the portal has lost, short names.
    """

    id: OperationId
    standing: Standing
    about: About
    entity: str
    journal: JournalId | None
    title: str
    subject: str
    lesson: LessonId | None
    day: date | None
    number: int
    pupil: PupilId | None
    pupil_name: str
    period: str
    shown: str
    other: str
    author: str
    is_mine: bool
    this_pc: bool
    wall: str
    reason: str = ""
    was: str = ""
    said: str = ""
    decision: str = ""
    decided_by: str = ""
    answer: str = ""
    can_withdraw: bool = False
    seen_by: tuple[str, ...] = ()

    @property
    def can_take(self) -> bool:
        """Whether the other side can be put in place of what stands; that of a work is not kept as a whole."""
        return self.standing is Standing.CONFLICT and self.about is not About.WORK
