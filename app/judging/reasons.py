"""What gives an absence its reason: a class teacher and the school's office say it with the same operation."""

from app.domain.class_absences import Reason, StandingSign
from app.operations import AbsenceExcuse, Operation


def reasoned(sign: StandingSign, reason: Reason) -> Operation:
    """Return what gives a sign this reason, on the one that was seen; PRESENT as the reason's sign takes it back."""
    said = AbsenceExcuse(sign.lesson, sign.pupil, reason.sign.value, reason.document.strip(), reason.day)
    return Operation(said, base=sign.token)
