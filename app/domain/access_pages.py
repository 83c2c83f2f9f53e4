"""What the lists of applications for access to a diary show, as plain values."""

from dataclasses import dataclass
from datetime import date

from app.domain.access import ENDED, GRANTED, UNDECIDED
from app.domain.pages import PupilRow, Standing
from app.ids import RequestId

INFORMING = frozenset({"others_have_access"})
"""Codes of doubts that only inform: a second parent is nothing to be checked."""


@dataclass(frozen=True, slots=True)
class ShownRequest:
    """One application. pupil: None where the lists of this PC do not have the pupil (yet). title: of the class.

    doubts: codes. is_overdue: it still waits after its day. decided_by: short name, empty where it is oneself, the
    office or nobody; by_office, by_me: which of these. standing: WAITING while the own decision is not sent.
    """

    id: RequestId
    pupil: PupilRow | None
    title: str
    role: str
    applicant: str
    ground: str
    doubts: tuple[str, ...]
    filed: str
    due: date
    is_overdue: bool
    decision: str
    decided_by: str
    by_office: bool
    by_me: bool
    answer: str
    standing: Standing

    @property
    def is_waiting(self) -> bool:
        """Whether nobody has decided yet."""
        return self.decision == UNDECIDED

    @property
    def can_open(self) -> bool:
        """Whether the access can be granted, or restored."""
        return self.decision in {UNDECIDED, ENDED}

    @property
    def can_close(self) -> bool:
        """Whether the application can be refused, or the access ended."""
        return self.decision in {UNDECIDED, GRANTED}

    @property
    def is_doubtful(self) -> bool:
        """Whether somebody has to check more than the portal could."""
        return bool(set(self.doubts) - INFORMING)


@dataclass(frozen=True, slots=True)
class WaitingRequests:
    """How many applications wait for a decision, and how many of them wait longer than they may."""

    count: int = 0
    overdue: int = 0
