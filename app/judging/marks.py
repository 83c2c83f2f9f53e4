"""Judges marks: one more, another value, taken back, a comment; and what a pupil owes."""

from datetime import date

from msgspec.structs import replace

from app.domain.classroom import Debt
from app.domain.disputes import PRIVATE
from app.domain.records import NEVER, Lesson, Mark, Work
from app.ids import MarkId
from app.judging.verdicts import (
    SAME,
    TEXT_LIMIT,
    Outcome,
    Rows,
    Stood,
    Verdict,
    Where,
    Written,
    changed,
    collision,
    rejected,
)
from app.operations import Args, DebtSet, MarkAdd, MarkAnnul, MarkComment, MarkSet, Operation


def judge_mark(args: MarkAdd, written: Written, rows: Rows) -> Verdict:
    """Judge one more mark in a cell, or one that is given instead of another of the same pupil."""
    lesson = rows.of(Lesson, args.lesson)
    if lesson is None:
        return rejected("no_lesson")
    if not rows.enrols(lesson.journal, args.pupil):
        return rejected("no_pupil")
    if args.value not in rows.scale(lesson.journal):
        return rejected("bad_value")
    if len(args.reason) > TEXT_LIMIT:
        return rejected("too_long")
    if args.retakes and not _is_of(rows.of(Mark, args.retakes), lesson, args):
        return rejected("no_mark")
    mark = Mark(
        id=MarkId(written.id),
        token=written.id,
        journal=lesson.journal,
        lesson=args.lesson,
        pupil=args.pupil,
        work=args.work,
        value=args.value,
        author=written.author,
        reason=args.reason,
        retakes=args.retakes,
        wall=written.wall,
    )
    return Verdict(Outcome.APPLIED, (mark,))


def judge_change(operation: Operation, written: Written, rows: Rows) -> Verdict:
    """Judge what changes a mark: its value, its comment, or whether it counts."""
    mark = rows.of(Mark, operation.ent or "")
    if mark is None:
        return rejected("no_mark")
    wanted, field, said = _mark_wanted(operation.args, mark, written)
    if wanted.value not in rows.scale(mark.journal):
        return rejected("bad_value")
    if len(wanted.comment) > TEXT_LIMIT or len(wanted.reason) > TEXT_LIMIT:
        return rejected("too_long")
    if _content(wanted) == _content(mark):
        return SAME
    seen = mark.comment_token if field == "comment" else mark.token
    where = Where(mark.journal, mark.id, field, mark.lesson, mark.pupil)
    if (operation.base or NEVER) != seen:
        hidden = field == "comment" and wanted.comment_private
        return collision(written, where, said, PRIVATE if hidden else "")
    reason = "" if field == "comment" else wanted.reason
    return changed(written, where, wanted, _stood(mark, field), (said, reason))


def judge_debt(operation: Operation, args: DebtSet, written: Written, rows: Rows) -> Verdict:
    """Judge what a pupil owes of a work; the later word counts, for a debt is no mark and is shown with its date."""
    lesson = rows.of(Lesson, args.lesson)
    if lesson is None:
        return rejected("no_lesson")
    if not rows.enrols(lesson.journal, args.pupil):
        return rejected("no_pupil")
    # what is owed of a work that was taken back can still be forgiven
    if args.until is not None and args.work is not None and not _stands_at(rows.of(Work, args.work), lesson):
        return rejected("no_work")
    key = operation.entity(written.id)
    found = rows.of(Debt, key)
    if args.until == (found.until if found else None):
        return SAME
    wanted = Debt(key, written.id, lesson.journal, lesson.id, args.pupil, args.work, args.until, written.author)
    where = Where(lesson.journal, key, "debt", lesson.id, args.pupil)
    stood = Stood(_day_text(found.until), found.author) if found else None
    return changed(written, where, wanted, stood, (_day_text(args.until), ""))


def _day_text(day: date | None) -> str:
    return day.isoformat() if day else ""


def _is_of(mark: Mark | None, lesson: Lesson, args: MarkAdd) -> bool:
    return mark is not None and (mark.journal, mark.pupil) == (lesson.journal, args.pupil)


def _stands_at(work: Work | None, lesson: Lesson) -> bool:
    return work is not None and work.lesson == lesson.id and not work.annulled


def _stood(mark: Mark, field: str) -> Stood | None:
    if field == "comment":
        return Stood(mark.comment) if mark.comment_token != NEVER else None
    return Stood("" if mark.annulled else mark.value, mark.author, mark.wall)


def _content(mark: Mark) -> tuple[object, ...]:
    return mark.value, mark.annulled, mark.comment, mark.comment_private


def _mark_wanted(args: Args, mark: Mark, written: Written) -> tuple[Mark, str, str]:
    match args:
        case MarkSet(value=value, reason=reason):
            said = {"value": value, "annulled": False, "reason": reason}
            fresh = replace(mark, **said, token=written.id, author=written.author, wall=written.wall)
            return fresh, "value", value
        case MarkAnnul(reason=reason):
            return replace(mark, annulled=True, reason=reason, token=written.id), "value", ""
        case MarkComment(comment=comment, private=private):
            private = private and bool(comment)
            fresh = replace(mark, comment=comment, comment_private=private, comment_token=written.id)
            return fresh, "comment", comment
        case _:
            return mark, "", ""
