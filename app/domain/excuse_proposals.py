"""What a parent tells the school of a child's absence: how it is said, what is decided, and what may follow what."""

from datetime import date, timedelta
from enum import StrEnum
from typing import ClassVar

from msgspec import Struct

from app.domain.parts import Part
from app.ids import ClassId, OperationId, ProposalId, PupilId, TeacherId

UNDECIDED, ACCEPTED, DECLINED, WITHDRAWN = "", "accepted", "declined", "withdrawn"
"""What is decided about a proposal; only the family withdraws."""

NEXT: dict[str, frozenset[str]] = {
    UNDECIDED: frozenset({ACCEPTED, DECLINED, WITHDRAWN}),
    ACCEPTED: frozenset({DECLINED, UNDECIDED}),
    DECLINED: frozenset({ACCEPTED, UNDECIDED}),
    WITHDRAWN: frozenset(),
}
"""What may follow a decision: a paper may turn up later, or turn out to be none; who slipped takes it back."""

DAYS_BACK, DAYS_AHEAD = 30, 60
"""How far from today a day may lie: a long illness has just ended, a family's journey is planned for next month."""

LONGEST_DAYS = 60
"""Days of one proposal, weekends included; whoever is away longer brings an order to the office."""

LONGEST_DOCUMENT, LONGEST_NAME = 200, 100
"""Letters of a paper's name, as on the class teacher's desk, and of who proposes."""

MOST_WAITING = 5
"""Of one child, not decided yet; more of them is somebody's slip or somebody's play."""


class Slip(StrEnum):
    """Why a proposal cannot be sent as it was typed."""

    BACKWARDS = "backwards"
    TOO_LONG = "too_long"
    TOO_OLD = "too_old"
    TOO_FAR = "too_far"


class ExcuseProposal(Struct, frozen=True, array_like=True, tag="excuse_proposal", tag_field="tag"):
    """A parent's word why a child is away «сообщение о пропуске»; the portal makes it.

    school_class: whose class teacher decides, the same for as long as the proposal stands. first, last: days, both
    included. sign: a value of Absence, ILL or EXCUSED. document: the paper as it is called, or the reason in words, may
    be empty. document_day: the paper's date. proposer: who has signed it, in the parent's own words. filed: when, by
    the portal's clock, ISO 8601. decided_by: the teacher or the office. answer: why it was declined.
    """

    PART: ClassVar[Part] = Part.ACCESS
    id: ProposalId
    token: OperationId
    pupil: PupilId
    school_class: ClassId
    first: date
    last: date
    sign: str
    document: str
    document_day: date | None
    proposer: str
    filed: str
    decision: str = UNDECIDED
    decided_by: TeacherId = TeacherId("")
    answer: str = ""


def slip_of(first: date, last: date, today: date) -> Slip | None:
    """Return what is wrong with the days of a proposal that is made today, None where nothing is."""
    found = (
        (last < first, Slip.BACKWARDS),
        (first < today - timedelta(DAYS_BACK), Slip.TOO_OLD),
        (last > today + timedelta(DAYS_AHEAD), Slip.TOO_FAR),
        (last - first >= timedelta(LONGEST_DAYS), Slip.TOO_LONG),
    )
    return next((slip for holds, slip in found if holds), None)
