"""Applications for access to diaries, as the portal makes them: a test says what is different."""

from datetime import date

from app.domain.access import PARENT, AccessRequest
from app.domain.records import NEVER
from app.ids import ClassId, PupilId, RequestId
from tests.small_school import CLASS, PUPILS

FILED, DUE = "2026-09-21T08:00:00+00:00", date(2026, 9, 22)


def a_request(
    key: str = "request", pupil: PupilId = PUPILS[0], school_class: ClassId = CLASS, *, doubts: str = ""
) -> AccessRequest:
    """Return an application of a mother that nobody has decided."""
    applicant = "Иванова Мария Петровна"
    told = (pupil, school_class, PARENT, applicant, "mother", doubts, FILED, DUE)
    return AccessRequest(RequestId(key), NEVER, *told)
