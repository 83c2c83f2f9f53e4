"""What an operation does to the rows it is about: applied, already so, a collision, or refused; for both ends alike.

Rights, terms and windows of correction are judged before, by the portal; here only the school's content counts.
"""

from app.judging.conflicts import judge_resolution
from app.judging.final_marks import judge_closing, judge_final
from app.judging.lessons import judge_attendance, judge_text
from app.judging.lists import judge_lists
from app.judging.marks import judge_change, judge_mark
from app.judging.verdicts import Rows, Verdict, Written
from app.judging.works import judge_work
from app.operations import (
    AttendanceSet,
    ConflictResolve,
    FinalSet,
    HomeworkSet,
    MarkAdd,
    MarkAnnul,
    MarkComment,
    MarkSet,
    Operation,
    RecordsPut,
    TermClose,
    TopicSet,
    WorkAnnul,
    WorkCreate,
    WorkSet,
)


def judge(operation: Operation, written: Written, rows: Rows) -> Verdict:  # noqa: C901, PLR0911, PLR0912 (a line for each kind)
    """Return what the operation does; nothing is changed here.

    A base that differs from the row's token never overwrites (I8): the verdict is a conflict and carries the
    other side as a Conflict record.
    """
    match operation.args:
        case MarkAdd():
            return judge_mark(operation.args, written, rows)
        case AttendanceSet():
            return judge_attendance(operation, operation.args, written, rows)
        case MarkSet() | MarkAnnul() | MarkComment():
            return judge_change(operation, written, rows)
        case TopicSet() | HomeworkSet():
            return judge_text(operation, written, rows)
        case WorkCreate() | WorkSet() | WorkAnnul():
            return judge_work(operation, written, rows)
        case FinalSet():
            return judge_final(operation, operation.args, written, rows)
        case ConflictResolve():
            return judge_resolution(operation, written, rows)
        case TermClose():
            return judge_closing(operation, operation.args, written, rows)
        case RecordsPut(rows=wanted):
            return judge_lists(wanted, written, rows)
