"""Why this average: its marks, their sum, the rounding and one mark more, without what is proposed for the term."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from app.domain.counting import CountedMark, Sums, sums_of
from app.domain.explaining import WEIGHTS, Line, line_of
from app.domain.rules import MarkingRules
from app.domain.scales import FAILED, PASSED, Scale

UNTRIED = {"1", PASSED, FAILED}
"""What no further mark is tried with: nobody plans for a 1, and a pass is in no average."""


@dataclass(frozen=True, slots=True)
class OneMore:
    """What one further mark would make of an average. averages: as shown, with the mark's weight 1, 2, 3, 4."""

    value: str
    averages: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class AverageExplanation:
    """Where an average comes from; pupils and parents see this, the proposal is the teacher's.

    lines, quotient: as in explaining.Explanation. average: the quotient as shown, None where nothing counts. one_more:
    best first, with weight 1 only where weights do not count; empty where the scale has no marks of five.
    """

    lines: tuple[Line, ...]
    sums: Sums
    quotient: Decimal | None
    average: Decimal | None
    one_more: tuple[OneMore, ...]


def explain_average(marks: Iterable[CountedMark], scale: Scale, rules: MarkingRules) -> AverageExplanation:
    """Explain an average. marks: of a pupil, a subject and a term. scale: the subject's."""
    listed = sorted(marks, key=lambda mark: mark.day)
    sums = sums_of(listed, scale, rules)
    weights = WEIGHTS if rules.weights_count else WEIGHTS[:1]
    return AverageExplanation(
        lines=tuple(line_of(mark, scale, rules) for mark in listed),
        sums=sums,
        quotient=Decimal(sums.products) / sums.weight if sums.weight else None,
        average=sums.average,
        one_more=tuple(
            OneMore(value, tuple(sums.plus(summed, weight).average for weight in weights))
            for value, summed in scale.candidates
            if summed not in UNTRIED
        ),
    )
