"""What gives an absence its reason: a class teacher and the school's office say it with the same operation."""

from collections.abc import Iterable, Iterator

from app.domain.attendance import Absence
from app.domain.class_absences import Reason, StandingSign
from app.domain.excuse_proposals import ACCEPTED, ExcuseProposal
from app.domain.records import Attendance
from app.ids import ProposalId
from app.operations import AbsenceExcuse, Operation

NO_PROPOSAL = ProposalId("")
"""Stands where a reason follows from no proposal."""


def reasoned(sign: StandingSign, reason: Reason, *, proposal: ProposalId = NO_PROPOSAL) -> Operation:
    """Return what gives a sign this reason, on the one that was seen; PRESENT as the reason's sign takes it back.

    proposal: of a parent, from whose decision it follows.
    """
    paper = reason.document.strip(), reason.day
    return Operation(AbsenceExcuse(sign.lesson, sign.pupil, reason.sign.value, *paper, proposal), base=sign.token)


def reason_of(proposal: ExcuseProposal) -> Reason:
    """Return what a parent's proposal gives absences once it is accepted."""
    return Reason(Absence(proposal.sign), proposal.document, proposal.document_day)


def is_given(seen: Attendance, proposal: ExcuseProposal) -> bool:
    """Return whether an absence's reason is just what a proposal gives."""
    return (seen.excuse, seen.document, seen.document_day) == (
        proposal.sign,
        proposal.document,
        proposal.document_day,
    )


def following(decision: str, proposal: ExcuseProposal, signs: Iterable[Attendance]) -> Iterator[Operation]:
    """Yield what a decision about a proposal does to signs of its days; anybody else's sign or reason stays.

    Accepted, it gives a reason where «н» stands; declined, it takes those back that it had given. signs: of lessons
    that were not cancelled.
    """
    gives = decision == ACCEPTED
    for seen in signs:
        standing = StandingSign(seen.lesson, seen.pupil, Absence(seen.code), Absence(seen.excuse), seen.excuse_token)
        if gives and seen.code == Absence.ABSENT:
            yield reasoned(standing, reason_of(proposal), proposal=proposal.id)
        elif not gives and seen.excuse and is_given(seen, proposal):
            yield reasoned(standing, Reason(Absence.PRESENT), proposal=proposal.id)
