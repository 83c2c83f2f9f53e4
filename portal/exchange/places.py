"""Where operations belong: the journal and the day by which a right to them is judged, and the rows they are about."""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from app.domain.access import AccessRequest
from app.domain.attendance import attendance_id
from app.domain.classroom import Debt, DiaryRead, LessonNote, Remark, Seating, Substitution
from app.domain.disputes import Conflict, HeldEntry
from app.domain.excuse_proposals import ExcuseProposal
from app.domain.periods import EXAM, FINAL, YEAR, closing_id, final_mark_id
from app.domain.records import (
    NEVER,
    Attendance,
    Closing,
    FinalMark,
    Journal,
    Lesson,
    Mark,
    PlanItem,
    Teacher,
    Term,
    Work,
)
from app.ids import ClassId, JournalId
from app.judging.remarks import REMARK
from app.judging.verdicts import Rows
from app.operations import (
    AbsenceExcuse,
    AttendanceFill,
    AttendanceSet,
    ConflictResolve,
    DebtSet,
    FinalSet,
    HeldDecide,
    HeldWithdraw,
    HomeworkSet,
    MarkAdd,
    MarkAnnul,
    MarkComment,
    MarkSet,
    NoteSet,
    Operation,
    RecordsPut,
    RemarkAdd,
    RemarkAnnul,
    TermClose,
    TopicSet,
    WorkAnnul,
    WorkCreate,
    WorkSet,
)
from app.planning import (
    AccessDecide,
    DiarySeen,
    LessonCancel,
    LessonCreate,
    LessonMove,
    LessonSubstitute,
    PlanPut,
    ProposalDecide,
    SeatingSet,
)
from portal.store.rows import Key

AT_LESSON = (
    MarkAdd
    | DebtSet
    | AttendanceSet
    | AttendanceFill
    | AbsenceExcuse
    | WorkCreate
    | NoteSet
    | RemarkAdd
    | LessonSubstitute
)
"""What names its lesson."""

OF_LESSON = TopicSet | HomeworkSet | LessonMove | LessonCancel
"""What changes a lesson itself."""


NO_TERMS = (YEAR, EXAM, FINAL)
"""Periods that need no row of the school's lists."""


class Place(Struct, frozen=True):
    """Where an operation belongs. journal: None for the whole school. day: None where no day matters.

    school_class: of what is about a class and no journal of it.
    """

    journal: JournalId | None = None
    day: date | None = None
    school_class: ClassId | None = None


def place_of(operation: Operation, rows: Rows) -> Place | None:  # noqa: PLR0911 (a line for each sort)
    """Return where an operation belongs, None where what it is about is not there."""
    match operation.args:
        case (
            FinalSet(journal=journal)
            | PlanPut(journal=journal)
            | DiarySeen(journal=journal)
            | SeatingSet(journal=journal)
        ):
            return Place(journal)
        case LessonCreate(journal=journal, day=day):
            return Place(journal, day)
        case TermClose() | RecordsPut():
            return Place()
        case ConflictResolve():
            conflict = rows.of(Conflict, operation.ent or "")
            return Place(conflict.journal) if conflict else None
        case HeldDecide() | HeldWithdraw():
            entry = rows.of(HeldEntry, operation.ent or "")
            return Place(entry.journal) if entry else None
        case AccessDecide():
            request = rows.of(AccessRequest, operation.ent or "")
            return Place(school_class=request.school_class) if request else None
        case ProposalDecide():
            proposal = rows.of(ExcuseProposal, operation.ent or "")
            return Place(school_class=proposal.school_class) if proposal else None
        case _:
            lesson = lesson_of(operation, rows)
            return Place(lesson.journal, lesson.day) if lesson else None


def lesson_of(operation: Operation, rows: Rows) -> Lesson | None:
    """Return the lesson that an operation is about, None for one about none or about something that is not there."""
    ent = operation.ent or ""
    match operation.args:
        case args if isinstance(args, AT_LESSON):
            return rows.of(Lesson, args.lesson)
        case args if isinstance(args, OF_LESSON):
            return rows.of(Lesson, ent)
        case WorkSet() | WorkAnnul():
            owner: Work | Remark | Mark | None = rows.of(Work, ent)
        case RemarkAnnul():
            owner = rows.of(Remark, ent)
        case MarkSet() | MarkAnnul() | MarkComment():
            owner = rows.of(Mark, ent)
        case _:
            return None
    return rows.of(Lesson, owner.lesson) if owner else None


def lacks_term(operation: Operation, rows: Rows) -> bool:
    """Return whether an operation sets a mark for a term that the school does not have.

    What stands already, from whenever it was taken in, may still be changed and taken back. Of a pupil whom the journal
    does not know it says nothing: that is refused, not held.
    """
    args = operation.args
    if not isinstance(args, FinalSet) or not args.value or args.period in NO_TERMS:
        return False
    if not rows.enrols(args.journal, args.pupil):
        return False
    return rows.of(Term, args.period) is None and rows.of(FinalMark, operation.entity(NEVER)) is None


def keys_of(operation: Operation) -> Iterator[Key]:
    """Yield the rows that an operation is judged by, as far as it names them itself."""
    args, ent = operation.args, operation.ent or ""
    if isinstance(args, AT_LESSON):
        yield Lesson, args.lesson
        yield from _keys_at_lesson(operation)
        return
    match args:
        case TopicSet() | HomeworkSet() | LessonMove() | LessonCancel():
            yield Lesson, ent
        case WorkSet() | WorkAnnul():
            yield Work, ent
        case RemarkAnnul():
            yield Remark, ent
        case MarkSet() | MarkAnnul() | MarkComment():
            yield Mark, ent
        case ConflictResolve():
            yield Conflict, ent
        case HeldDecide() | HeldWithdraw():
            yield HeldEntry, ent
        case _:
            yield from _keys_elsewhere(operation)


def _keys_at_lesson(operation: Operation) -> Iterator[Key]:  # noqa: C901, PLR0912 (a line for each kind)
    match operation.args:
        case MarkAdd(work=work, retakes=retakes):
            if work is not None:
                yield Work, work
            if retakes:
                yield Mark, retakes
        case AttendanceSet() | AttendanceFill() | AbsenceExcuse():
            yield Attendance, attendance_id(operation.args.lesson, operation.args.pupil)
            if isinstance(operation.args, AbsenceExcuse) and operation.args.proposal:
                yield ExcuseProposal, operation.args.proposal
        case DebtSet(work=work):
            yield Debt, operation.entity(NEVER)
            if work is not None:
                yield Work, work
        case NoteSet():
            yield LessonNote, operation.entity(NEVER)
        case LessonSubstitute(teacher=teacher):
            yield Substitution, operation.entity(NEVER)
            yield Teacher, teacher
        case _:
            pass


def _keys_elsewhere(operation: Operation) -> Iterator[Key]:  # noqa: C901, PLR0912 (a line for each kind)
    match operation.args:
        case FinalSet(journal=key, pupil=pupil, period=period):
            yield from ((FinalMark, final_mark_id(key, pupil, period)), (Term, period))
        case TermClose(term=term, school_class=school_class):
            yield Closing, closing_id(term, school_class)
        case LessonCreate(journal=key):
            yield Journal, key
        case SeatingSet(journal=key):
            yield Journal, key
            yield Seating, operation.entity(NEVER)
        case PlanPut(journal=key, items=items):
            yield Journal, key
            yield from ((PlanItem, line.id) for line in items)
        case DiarySeen(what=what, key=key):
            yield DiaryRead, operation.entity(NEVER)
            if what == REMARK:
                yield Remark, key
        case AccessDecide():
            yield AccessRequest, operation.ent or ""
        case ProposalDecide():
            yield ExcuseProposal, operation.ent or ""
        case RecordsPut(rows=rows):
            yield from ((type(record), record.id) for record in rows)
        case _:
            pass
