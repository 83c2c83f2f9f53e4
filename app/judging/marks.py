"""Judges marks: one more, another value, taken back, a comment."""

from msgspec.structs import replace

from app.domain.marks import SCALE
from app.domain.records import NEVER, Mark
from app.ids import MarkId
from app.judging.verdicts import SAME, TEXT_LIMIT, Outcome, Rows, Verdict, Written, collision, rejected
from app.operations import Args, MarkAdd, MarkAnnul, MarkComment, MarkSet, Operation


def judge_mark(args: MarkAdd, written: Written, rows: Rows) -> Verdict:
    """Judge one more mark in a cell."""
    lesson = rows.lesson(args.lesson)
    if lesson is None:
        return rejected("no_lesson")
    if not rows.enrols(lesson.journal, args.pupil):
        return rejected("no_pupil")
    if args.value not in SCALE:
        return rejected("bad_value")
    mark = Mark(
        id=MarkId(written.id),
        token=written.id,
        journal=lesson.journal,
        lesson=args.lesson,
        pupil=args.pupil,
        work=args.work,
        value=args.value,
        author=written.author,
    )
    return Verdict(Outcome.APPLIED, (mark,))


def judge_change(operation: Operation, written: Written, rows: Rows) -> Verdict:
    """Judge what changes a mark: its value, its comment, or whether it counts."""
    mark = rows.mark(operation.ent or "")
    if mark is None:
        return rejected("no_mark")
    wanted, field, said = _mark_wanted(operation.args, mark, written)
    if wanted.value not in SCALE:
        return rejected("bad_value")
    if len(wanted.comment) > TEXT_LIMIT or len(wanted.reason) > TEXT_LIMIT:
        return rejected("too_long")
    if (wanted.value, wanted.annulled, wanted.comment) == (mark.value, mark.annulled, mark.comment):
        return SAME
    seen = mark.comment_token if field == "comment" else mark.token
    if (operation.base or NEVER) == seen:
        return Verdict(Outcome.APPLIED, (wanted,))
    return collision(
        written, journal=mark.journal, entity=mark.id, lesson=mark.lesson, pupil=mark.pupil, field=field, value=said
    )


def _mark_wanted(args: Args, mark: Mark, written: Written) -> tuple[Mark, str, str]:
    match args:
        case MarkSet(value=value):
            changed = replace(mark, value=value, annulled=False, reason="", token=written.id, author=written.author)
            return changed, "value", value
        case MarkAnnul(reason=reason):
            return replace(mark, annulled=True, reason=reason, token=written.id), "value", ""
        case MarkComment(comment=comment):
            return replace(mark, comment=comment, comment_token=written.id), "comment", comment
        case _:
            return mark, "", ""
