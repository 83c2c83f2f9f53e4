"""The one door of our own operations: judged, written over the confirmed rows, and told to the views."""

from sqlalchemy import Connection, bindparam
from sqlalchemy.dialects.sqlite import insert

from app.changes import NOTHING, Cell, Changes, Recorded, Undoable
from app.domain.access import AccessRequest
from app.domain.classroom import CarriedMark, Debt, DiaryRead, LessonNote, Remark, Seating
from app.domain.disputes import Conflict, HeldEntry, Revision
from app.domain.excuse_proposals import ExcuseProposal
from app.domain.parts import Part
from app.domain.records import Attendance, FinalMark, Lesson, Mark, PlanItem, Record, Work, tag_of
from app.errors import (
    BadWeightError,
    ChangedSinceError,
    EmptyTextError,
    NoSuchThingError,
    ReasonNeededError,
    RuleError,
    TooLongError,
    UnknownMarkError,
    WorkHasMarksError,
)
from app.ids import OperationId
from app.judging.judge import judge
from app.judging.verdicts import TEXT_LIMIT, Outcome, Verdict, Written
from app.operations import Operation
from app.store.rows import RowsOnce, StoredRows, packed, write
from app.store.tables import strays, underlay

OfCell = Mark | Attendance | Debt | Remark
"""The rows that a cell of the journal's page shows."""

_KEEP_UNDER = insert(underlay).values(kind=bindparam("kind"), id=bindparam("id"), body=bindparam("body"))
_KEEP_UNDER = _KEEP_UNDER.on_conflict_do_nothing()
_NOTE_STRAY = insert(strays).values(op=bindparam("op"), kind=bindparam("kind"), id=bindparam("id"))
_NOTE_STRAY = _NOTE_STRAY.on_conflict_do_nothing()


def apply_own(connection: Connection, operation: Operation, written: Written) -> Changes:
    """Apply an operation of our own to what the screen shows; one that changes nothing is not applied.

    Raises:
        ChangedSinceError: what its author saw is not there any more.
        RuleError: it was refused; the kind says why.
    """
    rows = RowsOnce(connection)
    verdict = judged_own(operation, written, rows)
    if not verdict.rows:
        return NOTHING
    changes = Changes(outbox=True)
    for after in verdict.rows:
        before = rows.of(type(after), after.id)
        if isinstance(after, Undoable) and isinstance(before, Undoable | None):
            changes |= Changes(recorded=(Recorded(written.id, before, after),))
        changes |= change_of(before, after)
    lay_over(connection, rows, verdict, written.id, operation.entity(written.id))
    return changes


def judged_own(operation: Operation, written: Written, rows: StoredRows) -> Verdict:
    """Return what an operation of our own does: rows, or none where all is as it says already.

    Raises:
        ChangedSinceError: what its author saw is not there any more.
        RuleError: it was refused; the kind says why.
    """
    verdict = judge(operation, written, rows)
    if verdict.outcome is Outcome.CONFLICT:
        raise ChangedSinceError
    if verdict.outcome not in {Outcome.APPLIED, Outcome.SAME}:
        raise refusal(verdict, operation)
    return verdict


def lay_over(connection: Connection, rows: StoredRows, verdict: Verdict, key: OperationId, entity: str) -> None:
    """Write the rows of an own operation's verdict over the confirmed ones, which are kept underneath.

    key, entity: the operation, and what it is about; what else it changes is noted, to be found again with it.
    """
    for after in verdict.rows:
        kind = tag_of(type(after))
        kept = {"kind": kind, "id": after.id, "body": packed(rows.of(type(after), after.id))}
        connection.execute(_KEEP_UNDER, kept)
        if after.id != entity:
            connection.execute(_NOTE_STRAY, {"op": key, "kind": kind, "id": after.id})
    write(connection, verdict.rows)


def change_of(before: Record | None, after: Record) -> Changes:  # noqa: C901, PLR0911, PLR0912 (a line for each kind)
    """Return what a row that becomes another one touches on the screens. before: None where there was none."""
    match after:
        case _ if before == after:
            return NOTHING
        case _ if isinstance(after, OfCell):
            return Changes(cells=frozenset({Cell(after.journal, after.pupil, after.lesson)}))
        case Revision():
            # the row that it tells of is touched by itself
            return NOTHING
        case FinalMark() | DiaryRead():
            return Changes(finals=frozenset({after.journal}))
        case Conflict(lesson=at) | HeldEntry(lesson=at) if not at:
            return Changes(finals=frozenset({after.journal}))
        case CarriedMark():
            return Changes(shapes=frozenset({after.journal}), finals=frozenset({after.journal}))
        case Seating():
            return Changes(shapes=frozenset({after.journal}))
        case AccessRequest() | ExcuseProposal():
            return Changes(access=True)
        case LessonNote():
            return Changes(lessons=frozenset({after.lesson}))
        case Conflict() | HeldEntry():
            cells = {Cell(after.journal, after.pupil, after.lesson)} if after.pupil else set()
            return Changes(cells=frozenset(cells), lessons=frozenset({after.lesson}))
        case Lesson() if isinstance(before, Lesson) and _place(before) == _place(after):
            return Changes(lessons=frozenset({after.id}))
        case Lesson() | Work() | PlanItem():
            return Changes(shapes=frozenset({after.journal}))
        case _:
            return Changes(school=after.PART in {Part.SCHOOL, Part.ROSTER})


def refusal(verdict: Verdict, operation: Operation) -> RuleError:  # noqa: PLR0911 (a line for each reason)
    """Return the error that tells why an operation of our own was refused here."""
    match verdict.reason:
        case "too_long":
            return TooLongError(TEXT_LIMIT)
        case "bad_value":
            return UnknownMarkError(str(getattr(operation.args, "value", getattr(operation.args, "code", ""))))
        case "bad_weight":
            return BadWeightError(int(getattr(operation.args, "weight", 0)))
        case "has_marks":
            return WorkHasMarksError()
        case "no_reason":
            return ReasonNeededError()
        case "empty":
            return EmptyTextError()
        case reason:
            return NoSuchThingError(reason)


def _place(lesson: Lesson) -> tuple[object, ...]:
    return lesson.journal, lesson.day, lesson.number, lesson.room, lesson.cancelled, lesson.removed
