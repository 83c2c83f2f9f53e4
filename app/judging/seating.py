"""Judges how a teacher seats the pupils of a journal, for oneself."""

from app.domain.classroom import Seating
from app.domain.records import Journal
from app.judging.verdicts import SAME, TEXT_LIMIT, Outcome, Rows, Verdict, Written, rejected
from app.operations import Operation
from app.planning import SeatingSet


def judge_seating(operation: Operation, args: SeatingSet, written: Written, rows: Rows) -> Verdict:
    """Judge a seating plan: only its author draws it, and the later word counts."""
    if rows.of(Journal, args.journal) is None or args.teacher != written.author:
        return rejected("no_journal")
    if len(args.layout) > TEXT_LIMIT:
        return rejected("too_long")
    key = operation.entity(written.id)
    found = rows.of(Seating, key)
    if args.layout == (found.layout if found else ""):
        return SAME
    return Verdict(Outcome.APPLIED, (Seating(key, written.id, args.journal, written.author, args.layout),))
