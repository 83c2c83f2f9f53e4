"""Why this average: its marks, their sum, the rounding and one mark more, without what is proposed for the term."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from app.domain.counting import CountedMark, Sums, sums_of
from app.domain.explaining import WEIGHTS, Line, line_of
from app.domain.rules import MarkingRules
from app.domain.scales import FIVE

TRIED = ("5", "4", "3", "2")
"""Values of the further mark that is tried; nobody plans for a 1."""


@dataclass(frozen=True, slots=True)
class OneMore:
    """What one further mark would make of an average. averages: as shown, with the mark's weight 1, 2, 3, 4."""

    value: str
    averages: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class AverageExplanation:
    """Where an average comes from; pupils and parents see this, the proposal is the teacher's.

    lines, quotient: as in explaining.Explanation. average: the quotient as shown, None where nothing counts. one_more:
    best first, with weight 1 only where weights do not count.
    """

    lines: tuple[Line, ...]
    sums: Sums
    quotient: Decimal | None
    average: Decimal | None
    one_more: tuple[OneMore, ...]


def explain_average(marks: Iterable[CountedMark], rules: MarkingRules) -> AverageExplanation:
    """Explain an average on the five-point scale. marks: of a pupil, a subject and a term."""
    listed = sorted(marks, key=lambda mark: mark.day)
    sums = sums_of(listed, FIVE, rules)
    weights = WEIGHTS if rules.weights_count else WEIGHTS[:1]
    return AverageExplanation(
        lines=tuple(line_of(mark, FIVE, rules) for mark in listed),
        sums=sums,
        quotient=Decimal(sums.products) / sums.weight if sums.weight else None,
        average=sums.average,
        one_more=tuple(OneMore(each, tuple(sums.plus(each, weight).average for weight in weights)) for each in TRIED),
    )
