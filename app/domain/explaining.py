"""Why this mark: an average and a proposal explained as data, and what further marks would make of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from app.domain.counting import CountedMark, Counting, Sums, counting_of, sums_of
from app.domain.final_marks import Ground, Proposal, TermFacts, propose
from app.domain.marks import weight_as_counted
from app.domain.rules import MarkingRules, Preset
from app.domain.scales import FAILED, PASSED, Scale

LIMIT = 20
"""Marks of one kind after which a better proposal counts as out of reach in a term."""

WEIGHTS = (1, 2, 3, 4)
"""Weights of the further marks that are tried: an answer to a test «контрольная»."""


@dataclass(frozen=True, slots=True)
class Line:
    """One mark of the explanation.

    five: its value on the five-point scale, None where it has none. weight: as it counts, 0 where it does not.
    product: five × weight, 0 where it does not count.
    """

    mark: CountedMark
    counting: Counting
    five: str | None
    weight: int
    product: int


@dataclass(frozen=True, slots=True)
class Needed:
    """How many further marks reach a proposal at least as good as *target*; None: not within LIMIT."""

    target: str
    count: int | None


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What further marks of one value and weight would change.

    value: of the subject's scale. average, proposal: with one such mark more. needed: for each better value, nearest
    first.
    """

    value: str
    weight: int
    average: Decimal | None
    proposal: str | None
    needed: tuple[Needed, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Where an average and a proposal come from.

    lines: every mark, by day, those of a day as given. quotient: sums.products / sums.weight to 28 digits, None where
    nothing counts; proposal.average is the same as shown. preset: of the thresholds. next_value, next_threshold: what
    comes above the average's own, in hundredths; distance: from the average as shown to it; all None where there is
    none or the average does not decide.
    what_if: by value, best first, then by weight.
    """

    lines: tuple[Line, ...]
    sums: Sums
    quotient: Decimal | None
    proposal: Proposal
    preset: Preset
    next_value: str | None
    next_threshold: int | None
    distance: Decimal | None
    what_if: tuple[WhatIf, ...]


def explain(marks: Iterable[CountedMark], facts: TermFacts, rules: MarkingRules) -> Explanation:
    """Explain a pupil's average and the proposal for a term. marks: of the pupil, the subject and the term."""
    listed = sorted(marks, key=lambda mark: mark.day)
    sums = sums_of(listed, facts.scale, rules)
    proposal = propose(sums, facts, rules)
    value, threshold = _next(proposal, rules)
    distance = None if threshold is None or proposal.average is None else Decimal(threshold) / 100 - proposal.average
    return Explanation(
        lines=tuple(line_of(mark, facts.scale, rules) for mark in listed),
        sums=sums,
        quotient=Decimal(sums.products) / sums.weight if sums.weight else None,
        proposal=proposal,
        preset=rules.preset,
        next_value=value,
        next_threshold=threshold,
        distance=distance,
        what_if=_what_if(sums, proposal, facts, rules),
    )


def line_of(mark: CountedMark, scale: Scale, rules: MarkingRules) -> Line:
    """Return how one mark counts."""
    counting = counting_of(mark, scale, rules)
    five = scale.five(mark.value)
    if counting is not Counting.COUNTS:
        return Line(mark, counting, five, 0, 0)
    weight = weight_as_counted(mark.weight, weights_count=rules.weights_count)
    return Line(mark, counting, five, weight, int(five) * weight if five else 0)


def _next(proposal: Proposal, rules: MarkingRules) -> tuple[str | None, int | None]:
    """Return the value and the threshold just above those of a proposal by average."""
    if proposal.ground is not Ground.AVERAGE:
        return None, None
    above = [(value, least) for value, least in rules.thresholds if least > (proposal.threshold or 0)]
    return above[-1] if above else (None, None)


def _what_if(sums: Sums, proposal: Proposal, facts: TermFacts, rules: MarkingRules) -> tuple[WhatIf, ...]:
    better = _better(proposal, facts.scale)
    weights = WEIGHTS if rules.weights_count else WEIGHTS[:1]
    rows = []
    for value, summed in facts.scale.candidates:
        for weight in weights:
            after = [propose(sums.plus(summed, weight, times), facts, rules) for times in range(1, LIMIT + 1)]
            needed = tuple(Needed(target, _reaching(target, after, facts.scale)) for target in better)
            rows.append(WhatIf(value, weight, after[0].average, after[0].value, needed))
    return tuple(rows)


def _reaching(target: str, after: list[Proposal], scale: Scale) -> int | None:
    """Return how many marks it takes until the proposal is at least the target. after: with one, two, … marks more."""
    ladder = _ladder(scale)
    reached = set(ladder[ladder.index(target) :])
    return next((times for times, proposal in enumerate(after, 1) if proposal.value in reached), None)


def _better(proposal: Proposal, scale: Scale) -> tuple[str, ...]:
    """Return the values above a proposal, nearest first; none where no mark can change it."""
    if proposal.ground in {Ground.RELEASED, Ground.UNMARKED}:
        return ()
    ladder = _ladder(scale)
    return ladder[ladder.index(proposal.value) + 1 :] if proposal.value in ladder else ladder


def _ladder(scale: Scale) -> tuple[str, ...]:
    """Return what can be proposed in a subject of this scale, the least first."""
    return ("2", "3", "4", "5") if any(five for _, five in scale.values) else (FAILED, PASSED)
