"""Judges what is decided about what a family asks: access to a diary, or to let a reason of an absence stand."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from msgspec.structs import replace

from app.domain import access, excuse_proposals
from app.domain.access import AccessRequest
from app.domain.excuse_proposals import ACCEPTED, DECLINED, UNDECIDED, ExcuseProposal
from app.ids import ProposalId, TeacherId
from app.judging.verdicts import SAME, TEXT_LIMIT, Outcome, Rows, Verdict, Written, rejected
from app.operations import Operation
from app.planning import AccessDecide, ProposalDecide

A = TypeVar("A", AccessRequest, ExcuseProposal)

NOBODY = TeacherId("")
"""Who has decided what waits."""

Decision = AccessDecide | ProposalDecide
"""What the school says to a family that asks."""


@dataclass(frozen=True, slots=True)
class _Sort:
    """How one sort of asking is decided. unknown: what is said of one that is not there.

    decisions: of the school; only the family withdraws; an empty one takes a decision back. following: what may follow
    what. needs_answer: whether a decision, after the one before, has to say why.
    """

    kind: type[AccessRequest | ExcuseProposal]
    unknown: str
    decisions: frozenset[str]
    following: Mapping[str, frozenset[str]]
    needs_answer: Callable[[str, str], bool]


_SORTS: dict[type[Decision], _Sort] = {
    AccessDecide: _Sort(
        AccessRequest,
        "no_request",
        frozenset({access.GRANTED, access.REFUSED, access.ENDED}),
        access.NEXT,
        access.needs_answer,
    ),
    ProposalDecide: _Sort(
        ExcuseProposal,
        "no_proposal",
        frozenset({ACCEPTED, DECLINED, UNDECIDED}),
        excuse_proposals.NEXT,
        lambda _, decision: decision == DECLINED,
    ),
}


def judge_asked(operation: Operation, args: Decision, written: Written, rows: Rows) -> Verdict:
    """Judge a decision: the first one stands, and who says the same changes nothing.

    What was decided is decided otherwise only by somebody who has seen that: another base is refused as decided.
    """
    sort = _SORTS[type(args)]
    asked = rows.of(sort.kind, operation.ent or "")
    if asked is None:
        return rejected(sort.unknown)
    if asked.decision == args.decision:
        return SAME
    if reason := _refusal(operation, args, asked, sort):
        return rejected(reason)
    decided = replace(
        asked,
        token=written.id,
        decision=args.decision,
        decided_by=written.author if args.decision else NOBODY,
        answer=args.answer.strip() if args.decision else "",
    )
    return Verdict(Outcome.APPLIED, (decided,))


_FOLLOWING = {sort.kind: sort.following for sort in _SORTS.values()}


def listed(fresh: A, found: A | None) -> A:
    """Return what a family asks as the portal puts it: what was decided meanwhile stays, unless this may follow it.

    That nothing is decided is no decision: what was sent before it takes none back.
    """
    if found is None or fresh.decision == found.decision:
        return fresh
    if fresh.decision and fresh.decision in _FOLLOWING[type(fresh)][found.decision]:
        return fresh
    return replace(fresh, decision=found.decision, decided_by=found.decided_by, answer=found.answer)


def is_overtaken(proposal: ProposalId, code: str, rows: Rows) -> bool:
    """Return whether a reason follows from a decision that does not stand. code: empty where it is taken back."""
    if not proposal:
        return False
    found = rows.of(ExcuseProposal, proposal)
    return found is None or (found.decision == ACCEPTED) is not bool(code)


def _refusal(operation: Operation, args: Decision, asked: AccessRequest | ExcuseProposal, sort: _Sort) -> str:
    """Return why a decision is refused, empty where it is not."""
    if args.decision not in sort.decisions:
        return "bad_value"
    if len(args.answer) > TEXT_LIMIT:
        return "too_long"
    if args.decision not in sort.following[asked.decision] or (asked.decision and operation.base != asked.token):
        return "decided"
    return "no_reason" if sort.needs_answer(asked.decision, args.decision) and not args.answer.strip() else ""
