"""What a teacher says of who is at a lesson."""

from sqlalchemy import bindparam, select

from app.changes import NOTHING, Changes, merged
from app.domain.attendance import Absence
from app.domain.pages import ShownCell
from app.ids import LessonId, OperationId, PupilId
from app.operations import AttendanceSet, Operation
from app.store.tables import attendance
from app.store.unit import Unit

_MISSING = select(attendance.c.pupil, attendance.c.code, attendance.c.token).where(
    attendance.c.lesson == bindparam("lesson"), attendance.c.code != ""
)


def set_absence(  # noqa: PLR0913 (a cell, a sign and how late)
    unit: Unit, *, pupil: PupilId, lesson: LessonId, absence: Absence, seen: ShownCell, minutes: int = 0
) -> Changes:
    """Write a pupil's sign of absence at a lesson; PRESENT takes it away. minutes: late by, 0 where not said.

    Raises:
        ChangedSinceError: somebody changed the sign that was shown.
    """
    if (seen.absence, seen.minutes) == (absence, minutes):
        return NOTHING
    said = AttendanceSet(lesson, pupil, absence.value, minutes)
    return unit.record(Operation(said, base=seen.attendance_token))


def all_present(unit: Unit, *, lesson: LessonId) -> Changes:
    """Take away every sign that says that somebody missed the lesson; who was late or released stays so."""
    listed = unit.connection.execute(_MISSING, {"lesson": lesson}).all()
    return merged(
        unit.record(Operation(AttendanceSet(lesson, PupilId(row.pupil), ""), base=OperationId(row.token)))
        for row in listed
        if Absence(row.code).is_missed
    )
