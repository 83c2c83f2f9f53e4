"""Reasons of absences that parents propose, as the portal makes them: a test says what is different."""

from datetime import date

from app.domain.excuse_proposals import ExcuseProposal
from app.domain.records import NEVER
from app.ids import ClassId, ProposalId, PupilId
from tests.small_school import CLASS, PUPILS

FILED = "2026-09-21T08:00:00+00:00"
FIRST, LAST = date(2026, 9, 10), date(2026, 9, 12)
"""Thursday to Saturday: LESSONS[9] to LESSONS[11]."""

PAPER = "справка № 5", date(2026, 9, 14)
MOTHER = "Иванова Мария Петровна, мама"


def a_proposal(key: str = "proposal", pupil: PupilId = PUPILS[0], school_class: ClassId = CLASS) -> ExcuseProposal:
    """Return a mother's word that the child was ill, which nobody has decided."""
    return ExcuseProposal(ProposalId(key), NEVER, pupil, school_class, FIRST, LAST, "б", *PAPER, MOTHER, FILED)
