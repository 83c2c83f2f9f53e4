"""Judges what becomes of an entry that the portal holds: a deputy head's decision, or that its author takes it back."""

from msgspec.structs import replace

from app.domain.disputes import HeldEntry
from app.judging.verdicts import SAME, TEXT_LIMIT, Outcome, Rows, Verdict, Written, rejected
from app.operations import HeldDecide, Operation

ACCEPTED, REFUSED, WITHDRAWN = "accepted", "refused", "withdrawn"


def judge_decision(operation: Operation, args: HeldDecide, written: Written, rows: Rows) -> Verdict:
    """Judge a decision: it is made once, and a refusal says why.

    What an accepted entry does to the school's rows is the portal's to judge: it alone has the entry's bytes.
    """
    entry = rows.of(HeldEntry, operation.ent or "")
    if entry is None:
        return rejected("no_held")
    if len(args.answer) > TEXT_LIMIT:
        return rejected("too_long")
    if not args.accept and not args.answer.strip():
        return rejected("no_reason")
    decision = ACCEPTED if args.accept else REFUSED
    if entry.decision:
        return SAME if entry.decision == decision else rejected("decided")
    decided = replace(
        entry,
        token=written.id,
        decision=decision,
        decided_by=written.author,
        answer=args.answer.strip(),
    )
    return Verdict(Outcome.APPLIED, (decided,))


def judge_withdrawal(operation: Operation, written: Written, rows: Rows) -> Verdict:
    """Judge that an entry is taken back: by its author alone, as long as nobody has decided on it."""
    entry = rows.of(HeldEntry, operation.ent or "")
    if entry is None or entry.author != written.author:
        return rejected("no_held")
    if entry.decision:
        return SAME if entry.decision == WITHDRAWN else rejected("decided")
    return Verdict(Outcome.APPLIED, (replace(entry, token=written.id, decision=WITHDRAWN),))
