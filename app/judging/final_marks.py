"""Judges marks for a period, and the closing of terms."""

from app.domain.final_marks import FINAL_VALUES
from app.domain.records import NEVER, Closing, FinalMark
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
from app.operations import FinalSet, Operation, TermClose

KEY_LIMIT = 64
"""Longest name of a period and longest average, in characters."""


def judge_final(operation: Operation, args: FinalSet, written: Written, rows: Rows) -> Verdict:
    """Judge a pupil's mark for a period: it is compared with what its author saw, and never overwrites."""
    if not rows.enrols(args.journal, args.pupil):
        return rejected("no_pupil")
    if args.value and args.value not in FINAL_VALUES:
        return rejected("bad_value")
    if len(args.reason) > TEXT_LIMIT or max(len(args.period), len(args.average)) > KEY_LIMIT:
        return rejected("too_long")
    key = operation.entity(written.id)
    found = rows.of(FinalMark, key)
    if args.value == (found.value if found else ""):
        return SAME
    wanted = FinalMark(
        id=key,
        token=written.id,
        journal=args.journal,
        pupil=args.pupil,
        period=args.period,
        value=args.value,
        average=args.average,
        reason=args.reason,
        author=written.author,
    )
    where = Where(args.journal, key, "final_mark", pupil=args.pupil, period=args.period)
    if (operation.base or NEVER) != (found.token if found else NEVER):
        return collision(written, where, args.value)
    stood = Stood(found.value, found.author) if found else None
    return changed(written, where, wanted, stood, (args.value, args.reason))


def judge_closing(operation: Operation, args: TermClose, written: Written, rows: Rows) -> Verdict:
    """Judge the closing or opening of a term for a class; the later one counts, and opening needs a reason."""
    key = operation.entity(written.id)
    found = rows.of(Closing, key)
    if args.closed == (found.closed if found else False):
        return SAME
    if not args.closed and not args.reason.strip():
        return rejected("no_reason")
    wanted = Closing(key, written.id, args.term, args.school_class, args.closed, args.reason.strip(), written.author)
    return Verdict(Outcome.APPLIED, (wanted,))
