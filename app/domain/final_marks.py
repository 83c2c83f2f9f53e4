"""Final marks «итоговые»: what is proposed for a term, a year and a course, and when a decision asks for a reason."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from app.domain.counting import CountedMark, Sums, sums_of
from app.domain.earlier_marks import NOT_GIVEN
from app.domain.marks import SCALE, as_shown
from app.domain.periods import EXAM
from app.domain.rules import MarkingRules
from app.domain.scales import FAILED, FIVE, PASSED, Scale

NOT_ASSESSED = "н/а"
"""Not assessed «не аттестован»."""

RELEASED = "осв"
"""Released from the subject «освобождён»."""

LOWEST = "2"
"""What is proposed below every threshold; a 1 is given by the teacher only."""

FINAL_VALUES = (*SCALE, NOT_ASSESSED, RELEASED, PASSED, FAILED)
"""Everything that a final mark may be."""


class Ground(StrEnum):
    """What a proposal rests on."""

    AVERAGE = "average"
    """The average as shown, or the mean of the marks below it."""
    PASSES = "passes"
    """«Зач» outweighs «незач», or weighs as much, or does not."""
    MISSED = "missed"
    """Too many lessons were missed and the marks are not enough."""
    RELEASED = "released"
    """From every lesson, and no mark was given in spite of it."""
    UNMARKED = "unmarked"
    """The class has no marks; nothing is proposed."""
    NOTHING = "nothing"
    """No mark counts; nothing is proposed."""
    INCOMPLETE = "incomplete"
    """A mark that is needed has not been set; nothing is proposed."""
    DEPUTY_HEAD = "deputy_head"
    """The deputy head decides; nothing is proposed."""
    TENTH = "tenth"
    """Marks of the tenth class count too, and some are not known; nothing is proposed."""


@dataclass(frozen=True, slots=True)
class TermFacts:
    """What else decides a pupil's mark of a term.

    lessons: that the pupil had to attend, from arrival to leaving, cancelled ones and releases left out. missed: of
    them. hours_a_week: lessons a week. grade: 1..11. released: further lessons from which the pupil was released.
    scale: of the subject.
    """

    lessons: int
    missed: int
    hours_a_week: int
    grade: int
    released: int = 0
    scale: Scale = FIVE

    @property
    def is_released(self) -> bool:
        """Whether the pupil was released from every lesson."""
        return self.released > 0 and self.lessons == 0

    def needed(self, rules: MarkingRules) -> int:
        """Return how many marks the term needs: of whoever was released, the share of the lessons to be attended."""
        enough = rules.enough(self.hours_a_week)
        share = enough * self.lessons // (self.lessons + self.released) if self.released else enough
        return max(share, 1) if self.lessons or not self.released else 0


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the rules propose for a term.

    value: one of FINAL_VALUES, None where nothing is proposed. average: as shown, None where no mark counts into it.
    threshold: the one that the average reached, in hundredths; None below every one, or on another ground.
    marks: how many count. needed: how many a term needs.
    """

    value: str | None
    ground: Ground
    average: Decimal | None
    threshold: int | None
    marks: int
    needed: int

    @property
    def is_enough(self) -> bool:
        """Whether the marks suffice for a term; where not, the teacher is warned."""
        return self.marks >= self.needed


@dataclass(frozen=True, slots=True)
class MeanMark:
    """What is proposed from other final marks. mean: of those that are numbers, to two places, None without one."""

    value: str | None
    ground: Ground
    mean: Decimal | None = None


def term_proposal(marks: Iterable[CountedMark], facts: TermFacts, rules: MarkingRules) -> Proposal:
    """Propose a term's mark. marks: of the pupil, the subject and the term, in any order."""
    return propose(sums_of(marks, facts.scale, rules), facts, rules)


def propose(sums: Sums, facts: TermFacts, rules: MarkingRules) -> Proposal:
    """Propose a term's mark from what its marks add up to.

    The average is compared as it is shown, so that the screen never contradicts itself. Whoever was released from
    every lesson and has no mark that counts is proposed «осв»; marks given in spite of it count as usual, and whoever
    was released from a part of the lessons is judged by the others.
    """
    needed = facts.needed(rules)
    reached, threshold = _reached(sums.average, rules)
    ground = _ground(sums, facts, rules)
    value = {
        Ground.RELEASED: RELEASED,
        Ground.MISSED: NOT_ASSESSED,
        Ground.AVERAGE: reached,
        Ground.PASSES: PASSED if sums.passed >= sums.failed else FAILED,
    }.get(ground)
    return Proposal(value, ground, sums.average, threshold if ground is Ground.AVERAGE else None, sums.marks, needed)


def _ground(sums: Sums, facts: TermFacts, rules: MarkingRules) -> Ground:
    """Return what decides, the strongest first."""
    much_missed = facts.missed * rules.missed_of > facts.lessons * rules.missed_share
    grounds = (
        (rules.is_unmarked(facts.grade), Ground.UNMARKED),
        (facts.is_released and not sums.marks, Ground.RELEASED),
        (much_missed and sums.marks < facts.needed(rules), Ground.MISSED),
        (sums.weight > 0, Ground.AVERAGE),
        (sums.marks > 0, Ground.PASSES),
    )
    return next((ground for holds, ground in grounds if holds), Ground.NOTHING)


def _reached(average: Decimal | None, rules: MarkingRules) -> tuple[str, int | None]:
    """Return the value that an average as shown deserves, and the threshold it reached."""
    hundredths = int((average or 0) * 100)
    return next(((value, least) for value, least in rules.thresholds if hundredths >= least), (LOWEST, None))


def year_mark(terms: Sequence[str | None], rules: MarkingRules) -> MeanMark:
    """Propose a year's mark: the mean of the term marks, halves up. terms: None for one that has not been set.

    «Н/а» and «осв» are left out; with too many «н/а» (the school's rule: two), or where they leave no mark, the deputy
    head decides. «Осв» is none of the too many; a year of nothing else is «осв».
    Source: the default of the school's regulation on assessment.
    """
    if None in terms or not terms:
        return MeanMark(None, Ground.INCOMPLETE, _mean([value for value in terms if value in SCALE]))
    values = [value for value in terms if value is not None]
    if values.count(NOT_ASSESSED) >= rules.not_assessed_terms:
        return MeanMark(None, Ground.DEPUTY_HEAD, _mean([value for value in values if value in SCALE]))
    if NOT_ASSESSED in values and set(values) <= {NOT_ASSESSED, RELEASED}:
        return MeanMark(None, Ground.DEPUTY_HEAD)
    return _mean_mark([value for value in values if value != NOT_ASSESSED])


def final_mark(year: str | None, exam: str | None) -> MeanMark:
    """Propose a ninth class's final mark: the mean of the year's and the exam's, halves up; without an exam the year's.

    None: not set, for an exam also that there is none. Where one of the two is no number the deputy head decides.
    Source: the ministry's order 546 of 05.10.2020 on certificates.
    """
    if year is None:
        return MeanMark(None, Ground.INCOMPLETE)
    if exam is None and year != NOT_ASSESSED:
        return _mean_mark([year])
    if year in SCALE and exam in SCALE:
        return _mean_mark([year, exam])
    return MeanMark(None, Ground.DEPUTY_HEAD)


def school_leaving_mark(tenth: Sequence[str], eleventh: Sequence[str | None], rules: MarkingRules) -> MeanMark:
    """Propose an eleventh class's final mark: the mean of the marks for every term and year of both classes, halves up.

    tenth, eleventh: marks of the terms, the year's last. Of the tenth an empty one is not known, and NOT_GIVEN is left
    out: the subject was not taught then. Of the eleventh None has not been set. «Н/а», «осв» and passes count as in a
    year's mark; after a year that was not assessed the deputy head decides. The state's examination does not count.
    Source: the ministry's order 546 of 05.10.2020 on certificates.
    """
    if "" in tenth:
        return MeanMark(None, Ground.TENTH)
    if NOT_ASSESSED in {*tenth[-1:], *eleventh[-1:]}:
        values = (*tenth, *(value or "" for value in eleventh))
        return MeanMark(None, Ground.DEPUTY_HEAD, _mean([value for value in values if value in SCALE]))
    return year_mark([*(value for value in tenth if value != NOT_GIVEN), *eleventh], rules)


def _mean_mark(values: Sequence[str]) -> MeanMark:
    """Return what marks without «н/а» come to: numbers decide over passes, passes over releases."""
    numbers = [int(value) for value in values if value in SCALE]
    if numbers:
        half_up = (2 * sum(numbers) + len(numbers)) // (2 * len(numbers))
        return MeanMark(str(half_up), Ground.AVERAGE, as_shown(sum(numbers), len(numbers)))
    passes = [value for value in values if value in {PASSED, FAILED}]
    if passes:
        return MeanMark(PASSED if 2 * passes.count(PASSED) >= len(passes) else FAILED, Ground.PASSES)
    return MeanMark(RELEASED, Ground.RELEASED) if values else MeanMark(None, Ground.DEPUTY_HEAD)


def _mean(values: Sequence[str | None]) -> Decimal | None:
    numbers = [int(value) for value in values if value is not None]
    return as_shown(sum(numbers), len(numbers))


def needs_reason(chosen: str, proposed: str | None, period: str, rules: MarkingRules) -> bool:
    """Whether a decision is so far from the proposal that it asks for a reason.

    Two numbers: further apart than the school's rule allows (default: one mark). Otherwise: of another kind than
    proposed; where nothing is proposed «н/а» and «осв» need no reason and a mark does. An exam's mark is written down
    from the exam's record, and needs none. period: as in FinalMark.
    """
    if period == EXAM:
        return False
    if chosen in SCALE and proposed in SCALE:
        return abs(int(chosen) - int(proposed)) > rules.reason_beyond
    if proposed is None:
        return chosen not in {NOT_ASSESSED, RELEASED}
    return chosen != proposed
