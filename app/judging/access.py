"""Judges what is decided about an application for access to a diary."""

from msgspec.structs import replace

from app.domain.access import ENDED, GRANTED, NEXT, REFUSED, AccessRequest, needs_answer
from app.judging.verdicts import SAME, TEXT_LIMIT, Outcome, Rows, Verdict, Written, rejected
from app.operations import Operation
from app.planning import AccessDecide

DECISIONS = frozenset({GRANTED, REFUSED, ENDED})
"""What the school decides; only the applicant withdraws."""


def judge_access(operation: Operation, args: AccessDecide, written: Written, rows: Rows) -> Verdict:
    """Judge a decision: the first one stands, and who says the same changes nothing.

    What was granted is ended, and what has ended is restored, only by somebody who has seen that: another base is
    refused as decided.
    """
    request = rows.of(AccessRequest, operation.ent or "")
    if request is None:
        return rejected("no_request")
    if request.decision == args.decision:
        return SAME
    if reason := _refusal(operation, args, request):
        return rejected(reason)
    decided = replace(
        request,
        token=written.id,
        decision=args.decision,
        decided_by=written.author,
        answer=args.answer.strip(),
    )
    return Verdict(Outcome.APPLIED, (decided,))


def listed(fresh: AccessRequest, found: AccessRequest | None) -> AccessRequest:
    """Return an application as the portal puts it: what was decided meanwhile stays, unless this may follow that."""
    if found is None or fresh.decision == found.decision or fresh.decision in NEXT[found.decision]:
        return fresh
    return replace(fresh, decision=found.decision, decided_by=found.decided_by, answer=found.answer)


def _refusal(operation: Operation, args: AccessDecide, request: AccessRequest) -> str:
    """Return why a decision is refused, empty where it is not."""
    if args.decision not in DECISIONS:
        return "bad_value"
    if len(args.answer) > TEXT_LIMIT:
        return "too_long"
    if args.decision not in NEXT[request.decision] or (request.decision and operation.base != request.token):
        return "decided"
    return "no_reason" if needs_answer(request.decision, args.decision) and not args.answer.strip() else ""
