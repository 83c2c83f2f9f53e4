"""Judges remarks and praise for the diary, and that a family has read in it."""

from msgspec.structs import replace

from app.domain.classroom import DiaryRead, Remark, diary_read_id
from app.domain.records import Lesson
from app.judging.verdicts import SAME, TEXT_LIMIT, Outcome, Rows, Verdict, Written, rejected
from app.operations import Operation, RemarkAdd, RemarkAnnul
from app.planning import DiarySeen

REMARK, WEEK, TERM = "remark", "week", "term"
READ = frozenset({REMARK, WEEK, TERM})
"""What of a diary can be said to have been read."""


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


def judge_reading(args: DiarySeen, written: Written, rows: Rows) -> Verdict:
    """Judge that something of a diary was read; the first time counts."""
    if not rows.enrols(args.journal, args.pupil):
        return rejected("no_pupil")
    if args.what not in READ:
        return rejected("malformed")
    if args.what == REMARK and not _is_readable(args, rows):
        return rejected("no_remark")
    key = diary_read_id(args.pupil, args.what, args.key)
    if rows.of(DiaryRead, key) is not None:
        return SAME
    read = DiaryRead(key, written.id, args.journal, args.pupil, args.what, args.key, written.wall)
    return Verdict(Outcome.APPLIED, (read,))


def _is_readable(args: DiarySeen, rows: Rows) -> bool:
    remark = rows.of(Remark, args.key)
    return remark is not None and (remark.pupil, remark.journal) == (args.pupil, args.journal) and not remark.annulled
