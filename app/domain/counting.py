"""Which marks of a term count, and what they add up to.

Source: the default of the school's regulation on assessment; 273-ФЗ, art. 28, 30 and 58 leave its form to the school.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from operator import attrgetter
from typing import NamedTuple, Protocol

from app.domain.marks import as_shown, weight_as_counted
from app.domain.rules import MarkingRules
from app.domain.scales import FAILED, PASSED, Scale


class Countable(Protocol):
    """What decides whether and how much a mark counts."""

    @property
    def value(self) -> str:
        """The value, of the subject's scale."""
        ...

    @property
    def weight(self) -> int:
        """The weight of its work, 0..10."""
        ...

    @property
    def counts(self) -> bool:
        """Whether it is in force."""
        ...

    @property
    def retaken(self) -> bool:
        """Whether another mark was given in its place."""
        ...


class _Alike(NamedTuple):
    """What is the same of marks that count alike."""

    value: str
    weight: int
    counts: bool
    retaken: bool


_FACTS = attrgetter(*_Alike._fields)


@dataclass(frozen=True, slots=True)
class CountedMark:
    """A mark of one pupil in one subject and term.

    value: of the subject's scale. weight: 0..10, of its work. day: of its lesson. label: what the work is called.
    counts: False for one that the portal holds or refused. retaken: another mark was given in its place. source: the
    class or the school that it came from with the pupil, empty for one of the journal itself.
    """

    value: str
    weight: int
    day: date
    label: str = ""
    counts: bool = True
    retaken: bool = False
    source: str = ""


class Counting(StrEnum):
    """Whether a mark counts, and if not, why; the first that applies."""

    COUNTS = "counts"
    NOT_IN_FORCE = "not_in_force"
    """The portal holds or refused it."""
    RETAKEN = "retaken"
    """Another was given in its place, and the school's rule leaves the old one out."""
    OFF_SCALE = "off_scale"
    """Its value is none of the scale that averages are made of; it informs only."""
    WEIGHTLESS = "weightless"
    """Its work has weight 0; it informs only."""


@dataclass(frozen=True, slots=True)
class Sums:
    """What counting marks add up to.

    products: Σ value × weight over the marks that have a value on the five-point scale. weight: Σ of their weights.
    marks: how many count. passed, failed: Σ of the weights of «зач» and of «незач».
    """

    products: int = 0
    weight: int = 0
    marks: int = 0
    passed: int = 0
    failed: int = 0

    @property
    def average(self) -> Decimal | None:
        """Return the weighted average as shown, None where no mark has a value on the five-point scale."""
        return as_shown(self.products, self.weight)

    def plus(self, value: str, weight: int, times: int = 1) -> "Sums":
        """Return the sums with so many more marks that count. value: "5".."1", PASSED or FAILED. weight: 1..10."""
        added = weight * times
        graded = value not in {PASSED, FAILED}
        return Sums(
            self.products + (int(value) * added if graded else 0),
            self.weight + (added if graded else 0),
            self.marks + times,
            self.passed + (added if value == PASSED else 0),
            self.failed + (added if value == FAILED else 0),
        )


def counting_of(mark: Countable, scale: Scale, rules: MarkingRules) -> Counting:
    """Return whether a mark counts, and if not, why."""
    if not mark.counts:
        return Counting.NOT_IN_FORCE
    if mark.retaken and not rules.retaken_counts:
        return Counting.RETAKEN
    if summed_value(mark.value, scale) is None:
        return Counting.OFF_SCALE
    return Counting.COUNTS if mark.weight else Counting.WEIGHTLESS


def summed_value(value: str, scale: Scale) -> str | None:
    """Return what a value adds to the sums: "5".."1", PASSED or FAILED; None where it informs only."""
    if value in {PASSED, FAILED} and value in scale:
        return scale.five(value) or value
    return scale.five(value)


def sums_of(marks: Iterable[Countable], scale: Scale, rules: MarkingRules) -> Sums:
    """Add up the marks that count."""
    weights: dict[str, int] = {}
    count = 0
    # a page has thousands of marks and few kinds of them: each kind is judged once
    for facts, times in Counter(map(_FACTS, marks)).items():
        mark = _Alike(*facts)
        if counting_of(mark, scale, rules) is Counting.COUNTS:
            value = summed_value(mark.value, scale) or ""
            weight = weight_as_counted(mark.weight, weights_count=rules.weights_count)
            weights[value] = weights.get(value, 0) + weight * times
            count += times
    passed, failed = weights.pop(PASSED, 0), weights.pop(FAILED, 0)
    products = sum(int(value) * weight for value, weight in weights.items())
    return Sums(products, sum(weights.values()), count, passed, failed)
