"""Judges remarks and praise for the diary."""

from msgspec.structs import replace

from app.domain.classroom import Remark
from app.domain.records import Lesson
from app.judging.verdicts import SAME, TEXT_LIMIT, Outcome, Rows, Verdict, Written, rejected
from app.operations import Operation, RemarkAdd, RemarkAnnul


def judge_remark(args: RemarkAdd, written: Written, rows: Rows) -> Verdict:
    """Judge a new remark."""
    lesson = rows.of(Lesson, args.lesson)
    if lesson is None:
        return rejected("no_lesson")
    if not rows.enrols(lesson.journal, args.pupil):
        return rejected("no_pupil")
    if not args.text.strip():
        return rejected("empty")
    if len(args.text) > TEXT_LIMIT:
        return rejected("too_long")
    remark = Remark(
        written.id, written.id, lesson.journal, lesson.id, args.pupil, args.praise, args.text, written.author
    )
    return Verdict(Outcome.APPLIED, (remark,))


def judge_taking_back(operation: Operation, args: RemarkAnnul, written: Written, rows: Rows) -> Verdict:
    """Judge that a remark is taken back, or stands after all; the later word counts."""
    remark = rows.of(Remark, operation.ent or "")
    if remark is None:
        return rejected("no_remark")
    if remark.annulled == args.annulled:
        return SAME
    return Verdict(Outcome.APPLIED, (replace(remark, annulled=args.annulled, token=written.id),))
