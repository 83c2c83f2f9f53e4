"""What the lists of parents' reasons of absences show, as plain values."""

from dataclasses import dataclass
from datetime import date

from app.domain.attendance import Absence
from app.domain.excuse_proposals import ACCEPTED, DECLINED, UNDECIDED
from app.domain.pages import PupilRow, Standing
from app.ids import ProposalId


@dataclass(frozen=True, slots=True)
class BareLesson:
    """A lesson of a proposal's days at which «н» stands without a reason."""

    day: date
    number: int
    subject: str


@dataclass(frozen=True, slots=True)
class ShownProposal:
    """One proposal. pupil: None where the lists of this PC do not have the pupil (yet). title: of the class.

    bare: by day and number, what an acceptance gives a reason. is_coming: not all of its days are over. decided_by:
    short name, empty where it is oneself, the office or nobody; by_office, by_me: which of these. standing: WAITING
    while the own decision is not sent.
    """

    id: ProposalId
    pupil: PupilRow | None
    title: str
    first: date
    last: date
    sign: Absence
    document: str
    document_day: date | None
    proposer: str
    filed: str
    bare: tuple[BareLesson, ...]
    is_coming: bool
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
    def is_followed_up(self) -> bool:
        """Whether it was accepted, and «н» stands without a reason all the same: its teachers have written it since."""
        return self.decision == ACCEPTED and bool(self.bare)

    @property
    def is_open(self) -> bool:
        """Whether something is to be done, or may come to be."""
        return self.is_waiting or self.is_followed_up or (self.decision == ACCEPTED and self.is_coming)

    @property
    def can_accept(self) -> bool:
        """Whether it can be accepted, or reasons be given to what has come since."""
        return self.decision in {UNDECIDED, DECLINED} or self.is_followed_up

    @property
    def can_decline(self) -> bool:
        """Whether it can be declined."""
        return self.decision in {UNDECIDED, ACCEPTED}
