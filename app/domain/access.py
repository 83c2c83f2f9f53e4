"""Applications for access to a pupil's diary: what is decided about one, and what may follow what."""

from datetime import date
from typing import ClassVar

from msgspec import Struct

from app.domain.parts import Part
from app.ids import ClassId, OperationId, PupilId, RequestId, TeacherId

UNDECIDED, GRANTED, REFUSED, WITHDRAWN, ENDED = "", "granted", "refused", "withdrawn", "ended"
"""What is decided about an application; an access that was granted may end, and be restored."""

PARENT, PUPIL = "parent", "pupil"
"""For whom an application is: somebody who represents the pupil, or the pupil."""

NEXT: dict[str, frozenset[str]] = {
    UNDECIDED: frozenset({GRANTED, REFUSED, WITHDRAWN}),
    GRANTED: frozenset({ENDED}),
    ENDED: frozenset({GRANTED}),
    REFUSED: frozenset(),
    WITHDRAWN: frozenset(),
}
"""What may follow a decision; whoever is refused or has withdrawn applies anew."""


class AccessRequest(Struct, frozen=True, array_like=True, tag="access_request", tag_field="tag"):
    """An application for access to a pupil's diary «заявление о доступе»; the portal makes it.

    school_class: whose class teacher decides, the same for as long as the application stands. role: PARENT or PUPIL.
    applicant: full name, as the sign-in told it. ground: who the applicant says to be: "mother", "father", "guardian",
    "adopter", "self". doubts: what a person has to look at, codes with spaces between, such as "surname_differs".
    filed: when, by the portal's clock, ISO 8601. due: the day by which it is to be decided. decided_by: the teacher or
    the office. answer: why it was refused or ended, or how the identity was checked.
    """

    PART: ClassVar[Part] = Part.ACCESS
    id: RequestId
    token: OperationId
    pupil: PupilId
    school_class: ClassId
    role: str
    applicant: str
    ground: str
    doubts: str
    filed: str
    due: date
    decision: str = UNDECIDED
    decided_by: TeacherId = TeacherId("")
    answer: str = ""


def needs_answer(before: str, decision: str) -> bool:
    """Return whether a decision has to say why: everything but granting what was never granted."""
    return decision != GRANTED or before == ENDED


def is_overdue(request: AccessRequest, today: date) -> bool:
    """Return whether an application still waits after the day by which it was to be decided."""
    return request.decision == UNDECIDED and request.due < today
