"""What a teacher says of who is at a lesson."""

from sqlalchemy import bindparam, select

from app.changes import NOTHING, Changes, merged
from app.domain.attendance import Absence
from app.domain.pages import ShownCell
from app.ids import LessonId, OperationId, PupilId
from app.operations import AttendanceSet, Operation
from app.services.entry_checks import UNSAID, EntryChecks, Said
from app.services.rights import demand_mine
from app.store.tables import attendance
from app.store.unit import Unit

_MISSING = select(attendance.c.pupil, attendance.c.code, attendance.c.token).where(
    attendance.c.lesson == bindparam("lesson"), attendance.c.code != ""
)


def set_absence(  # noqa: PLR0913 (a cell, a sign, how late, and what is said along with it)
    unit: Unit,
    *,
    pupil: PupilId,
    lesson: LessonId,
    absence: Absence,
    seen: ShownCell,
    minutes: int = 0,
    said: Said = UNSAID,
) -> Changes:
    """Write a pupil's sign of absence at a lesson; PRESENT takes it away. minutes: late by, 0 where not said.

    Raises:
        ChangedSinceError: somebody changed the sign that was shown.
        NotYoursToWriteError: another teacher has the lesson.
        RuleError: as EntryChecks.demand_sign.
    """
    demand_mine(unit, lesson)
    if absence:
        EntryChecks(unit, said).demand_sign(pupil, lesson, seen, absence)
    return write_sign(unit, pupil, lesson, seen, (absence, minutes))


def write_sign(unit: Unit, pupil: PupilId, lesson: LessonId, seen: ShownCell, sign: tuple[Absence, int]) -> Changes:
    """Write a sign and the minutes late, if they are others than those seen; the caller has checked the cell."""
    if (seen.absence, seen.minutes) == sign:
        return NOTHING
    absence, minutes = sign
    said = AttendanceSet(lesson, pupil, absence.value, minutes)
    return unit.record(Operation(said, base=seen.attendance_token))


def all_present(unit: Unit, *, lesson: LessonId) -> Changes:
    """Take away every sign that says that somebody missed the lesson; who was late or released stays so.

    Raises:
        NotYoursToWriteError: another teacher has the lesson.
    """
    demand_mine(unit, lesson)
    listed = unit.connection.execute(_MISSING, {"lesson": lesson}).all()
    return merged(
        unit.record(Operation(AttendanceSet(lesson, PupilId(row.pupil), ""), base=OperationId(row.token)))
        for row in listed
        if Absence(row.code).is_missed
    )
