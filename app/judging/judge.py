"""What an operation does to the rows it is about: applied, already so, a collision, or refused; for both ends alike.

Rights, terms and windows of correction are judged before, by the portal; here only the school's content counts.
"""

from app.judging.asked import judge_asked
from app.judging.attendance import judge_attendance
from app.judging.conflicts import judge_resolution
from app.judging.final_marks import judge_closing, judge_final
from app.judging.held import judge_decision, judge_withdrawal
from app.judging.lessons import judge_homework, judge_note, judge_topic
from app.judging.lists import judge_lists
from app.judging.marks import judge_change, judge_debt, judge_mark
from app.judging.plans import judge_plan
from app.judging.remarks import judge_reading, judge_remark, judge_taking_back
from app.judging.seating import judge_seating
from app.judging.timetable import judge_lesson, judge_new_lesson, judge_substitution
from app.judging.verdicts import Rows, Verdict, Written
from app.judging.works import judge_work
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


def judge(operation: Operation, written: Written, rows: Rows) -> Verdict:  # noqa: C901, PLR0911, PLR0912 (a line for each kind)
    """Return what the operation does; nothing is changed here.

    A base that differs from the row's token never overwrites (I8): the verdict is a conflict and carries the
    other side as a Conflict record.
    """
    match operation.args:
        case MarkAdd():
            return judge_mark(operation.args, written, rows)
        case AttendanceSet() | AttendanceFill() | AbsenceExcuse():
            return judge_attendance(operation, operation.args, written, rows)
        case MarkSet() | MarkAnnul() | MarkComment():
            return judge_change(operation, written, rows)
        case DebtSet():
            return judge_debt(operation, operation.args, written, rows)
        case TopicSet():
            return judge_topic(operation, operation.args, written, rows)
        case HomeworkSet():
            return judge_homework(operation, operation.args, written, rows)
        case NoteSet():
            return judge_note(operation, operation.args, written, rows)
        case SeatingSet():
            return judge_seating(operation, operation.args, written, rows)
        case RemarkAdd():
            return judge_remark(operation.args, written, rows)
        case RemarkAnnul():
            return judge_taking_back(operation, operation.args, written, rows)
        case DiarySeen():
            return judge_reading(operation.args, written, rows)
        case WorkCreate() | WorkSet() | WorkAnnul():
            return judge_work(operation, written, rows)
        case FinalSet():
            return judge_final(operation, operation.args, written, rows)
        case ConflictResolve():
            return judge_resolution(operation, written, rows)
        case HeldDecide():
            return judge_decision(operation, operation.args, written, rows)
        case HeldWithdraw():
            return judge_withdrawal(operation, written, rows)
        case AccessDecide() | ProposalDecide():
            return judge_asked(operation, operation.args, written, rows)
        case TermClose():
            return judge_closing(operation, operation.args, written, rows)
        case LessonCreate():
            return judge_new_lesson(operation.args, written, rows)
        case LessonMove() | LessonCancel():
            return judge_lesson(operation, operation.args, written, rows)
        case LessonSubstitute():
            return judge_substitution(operation, operation.args, written, rows)
        case PlanPut():
            return judge_plan(operation.args, written, rows)
        case RecordsPut(rows=wanted):
            return judge_lists(wanted, written, rows)
