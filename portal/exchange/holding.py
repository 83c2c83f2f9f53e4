"""What the portal holds for the deputy head: the entry as others can read it, and the operation once it is accepted."""

from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, select

from app.clock import claimed_at
from app.domain.disputes import HeldEntry
from app.domain.records import NEVER, Attendance, FinalMark, Lesson, Mark, Work
from app.ids import JournalId, OperationId, PupilId, SchoolId
from app.judging.verdicts import NO_LESSON, Rows, Written
from app.operations import (
    AbsenceExcuse,
    AttendanceFill,
    AttendanceSet,
    FinalSet,
    HomeworkSet,
    MarkAdd,
    MarkAnnul,
    MarkComment,
    MarkSet,
    Operation,
    TopicSet,
    WorkAnnul,
    WorkCreate,
    WorkSet,
    read_envelope,
    session_in,
)
from portal.exchange.copies import read_earlier
from portal.exchange.places import lesson_of
from portal.exchange.unpacking import Sent, numbers_needed, opened, prepared
from portal.store.tables import operations

_ENTRY = select(operations.c.id, operations.c.n, operations.c.header, operations.c.body, operations.c.replica).where(
    operations.c.school_id == bindparam("school"), operations.c.id == bindparam("id")
)


@dataclass(frozen=True, slots=True)
class Original:
    """An operation as it was meant when the portal held it, and who wrote it."""

    operation: Operation
    written: Written


@dataclass(frozen=True, slots=True)
class _Told:
    """What an entry would change, as it is shown. before, value: as text, empty for nothing. minutes: late by, both."""

    field: str
    before: str
    value: str
    reason: str = ""
    period: str = ""
    minutes: tuple[int, int] = (0, 0)


def held_entry(operation: Operation, written: Written, rows: Rows, *, journal: JournalId, ground: str) -> HeldEntry:
    """Return a held operation as its author and the deputy head read it (I10)."""
    lesson = lesson_of(operation, rows)
    told = _told(operation, rows)
    return HeldEntry(
        id=written.id,
        token=written.id,
        journal=journal,
        entity=operation.entity(written.id),
        lesson=lesson.id if lesson else NO_LESSON,
        pupil=_pupil_of(operation, rows),
        period=told.period,
        kind=operation.args.KIND[0],
        field=told.field,
        before=told.before,
        value=told.value,
        ground=ground,
        reason=told.reason,
        author=written.author,
        replica=written.replica,
        wall=written.wall,
        before_minutes=told.minutes[0],
        value_minutes=told.minutes[1],
    )


def read_original(connection: Connection, school: SchoolId, held: str) -> Original | None:
    """Return a held operation from the log, its base resolved; None where there is none that can be read."""
    row = connection.execute(_ENTRY, {"school": school, "id": held}).one_or_none()
    if row is None:
        return None
    sent = opened([Sent(row.n, OperationId(row.id), row.body)])
    (ready,) = prepared(sent, read_earlier(connection, school, row.replica, numbers_needed(sent)))
    if not isinstance(ready.meant, Operation):
        return None
    session = session_in(row.header)
    wall = claimed_at(session.wall, read_envelope(row.body).ms)
    return Original(ready.meant, Written(OperationId(row.id), session.author, session.replica, wall))


def _pupil_of(operation: Operation, rows: Rows) -> PupilId | None:
    mark = rows.of(Mark, operation.ent or "")
    return mark.pupil if mark else getattr(operation.args, "pupil", None)


def _told(operation: Operation, rows: Rows) -> _Told:
    ent = operation.ent or ""
    match operation.args:
        case MarkAdd(value=value, reason=reason):
            return _Told("value", "", value, reason)
        case MarkSet(reason=reason) | MarkAnnul(reason=reason):
            mark = rows.of(Mark, ent)
            before = mark.value if mark and not mark.annulled else ""
            return _Told("value", before, getattr(operation.args, "value", ""), reason)
        case MarkComment(comment=comment):
            mark = rows.of(Mark, ent)
            return _Told("comment", mark.comment if mark else "", comment)
        case FinalSet(value=value, reason=reason, period=period):
            final = rows.of(FinalMark, operation.entity(NEVER))
            return _Told("final_mark", final.value if final else "", value, reason, period)
        case AttendanceSet() | AttendanceFill() | AbsenceExcuse():
            return _told_of_attendance(operation.args, rows.of(Attendance, operation.entity(NEVER)))
        case _:
            return _told_of_lesson(operation, rows)


def _told_of_attendance(args: AttendanceSet | AttendanceFill | AbsenceExcuse, seen: Attendance | None) -> _Told:
    if isinstance(args, AbsenceExcuse):
        return _Told("excuse", seen.excuse if seen else "", args.code, args.document)
    minutes = seen.minutes if seen else 0, args.minutes if isinstance(args, AttendanceSet) else 0
    return _Told("attendance", seen.code if seen else "", args.code, minutes=minutes)


def _told_of_lesson(operation: Operation, rows: Rows) -> _Told:
    ent = operation.ent or ""
    match operation.args:
        case TopicSet(topic=topic):
            lesson = rows.of(Lesson, ent)
            return _Told("topic", lesson.topic if lesson else "", topic)
        case HomeworkSet(homework=homework):
            lesson = rows.of(Lesson, ent)
            return _Told("homework", lesson.homework if lesson else "", homework)
        case WorkCreate(title=title):
            return _Told("work", "", title)
        case WorkSet() | WorkAnnul():
            work = rows.of(Work, ent)
            return _Told("work", work.title if work else "", getattr(operation.args, "title", ""))
        case args:
            return _Told(args.KIND[0], "", str(getattr(args, "text", "")))
