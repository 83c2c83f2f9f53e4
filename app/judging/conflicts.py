"""Judges the end of a collision: it is decided once, and both sides stay readable."""

from msgspec.structs import replace

from app.domain.disputes import Conflict
from app.judging.verdicts import SAME, Outcome, Rows, Verdict, Written, rejected
from app.operations import Operation


def judge_resolution(operation: Operation, written: Written, rows: Rows) -> Verdict:
    """Judge that somebody has decided a collision; the second to say so changes nothing."""
    conflict = rows.of(Conflict, operation.ent or "")
    if conflict is None:
        return rejected("no_conflict")
    if conflict.resolved:
        return SAME
    return Verdict(Outcome.APPLIED, (replace(conflict, resolved=True, token=written.id),))
