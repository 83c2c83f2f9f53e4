"""Which pupils a class teacher should look at, by rules that are stated and can be adjusted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from itertools import takewhile

from app.domain.absences import LessonSums
from app.domain.class_page import OwnClass
from app.domain.counting import CountedMark, Counting, counting_of, summed_value, sums_of
from app.domain.figures import FAILING
from app.domain.final_marks import Ground, TermFacts, propose
from app.domain.finals import Period
from app.domain.pages import PupilRow
from app.domain.risk_rules import RiskRules
from app.domain.rules import MarkingRules
from app.domain.scales import FIVE, Scale
from app.ids import JournalId


class RiskKind(StrEnum):
    """Why a pupil is on the list, the gravest first."""

    FAILING = "failing"
    NOT_ASSESSED = "not_assessed"
    TWOS = "twos"
    WEAK = "weak"
    DEBTS = "debts"
    UNEXCUSED = "unexcused"


GRAVITY = tuple(RiskKind)
"""In which order the grounds of a pupil are told."""


@dataclass(frozen=True, slots=True)
class Risk:
    """A ground with its facts. average: of the subject. count, of: how many, of how many; limit: of the rule."""

    kind: RiskKind
    limit: int = 0
    average: Decimal | None = None
    count: int = 0
    of: int = 0


@dataclass(frozen=True, slots=True)
class SubjectStand:
    """How a pupil stands in a subject so far. marks: of the term, by day. lessons: of the term until today.

    hours: lessons a week. overdue: debts whose day is past.
    """

    marks: tuple[CountedMark, ...] = ()
    lessons: LessonSums = field(default_factory=LessonSums)
    hours: int = 1
    overdue: int = 0
    scale: Scale = FIVE


@dataclass(frozen=True, slots=True)
class RiskRow:
    """A ground with whose and where it is. subject: empty for all. lesson: where to look, empty for the last one."""

    pupil: PupilRow
    subject: str
    journal: JournalId
    lesson: str
    risk: Risk


@dataclass(frozen=True, slots=True)
class RiskPage:
    """Who of a class stands at risk in a term, by name, the gravest ground first. pupils: how many were looked at.

    rules: by which they were looked for. school: the school's.
    """

    school_class: OwnClass
    period: Period
    rows: tuple[RiskRow, ...]
    pupils: int
    rules: RiskRules
    school: RiskRules


def subject_risks(stand: SubjectStand, grade: int, rules: RiskRules, marking: MarkingRules) -> Iterator[Risk]:
    """Yield what threatens in one subject, the gravest first. grade: 1..11."""
    sums = sums_of(stand.marks, stand.scale, marking)
    lessons = stand.lessons
    facts = TermFacts(lessons.lessons, lessons.missed, stand.hours, grade, lessons.released, stand.scale)
    yield from _low(sums.average, rules)
    if rules.not_assessed and propose(sums, facts, marking).ground is Ground.MISSED:
        yield Risk(RiskKind.NOT_ASSESSED, count=stand.lessons.missed, of=stand.lessons.lessons)
    twos = _trailing_twos(stand.marks, stand.scale, marking)
    if rules.twos_in_a_row and twos >= rules.twos_in_a_row:
        yield Risk(RiskKind.TWOS, rules.twos_in_a_row, count=twos)
    yield from _weak(sums.average, rules)
    if rules.overdue_debts and stand.overdue >= rules.overdue_debts:
        yield Risk(RiskKind.DEBTS, rules.overdue_debts, count=stand.overdue)


def unexcused_risk(lessons: LessonSums, rules: RiskRules) -> Iterator[Risk]:
    """Yield that too many lessons of all subjects were missed without a reason."""
    if rules.unexcused_lessons and lessons.unexcused >= rules.unexcused_lessons:
        yield Risk(RiskKind.UNEXCUSED, rules.unexcused_lessons, count=lessons.unexcused, of=lessons.lessons)


def _low(average: Decimal | None, rules: RiskRules) -> Iterator[Risk]:
    if average is not None and 100 * average < rules.failing_below:
        yield Risk(RiskKind.FAILING, rules.failing_below, average)


def _weak(average: Decimal | None, rules: RiskRules) -> Iterator[Risk]:
    if average is not None and rules.failing_below <= 100 * average < rules.weak_below:
        yield Risk(RiskKind.WEAK, rules.weak_below, average)


def _trailing_twos(marks: Sequence[CountedMark], scale: Scale, marking: MarkingRules) -> int:
    """Count the failed marks after the last good one; marks that do not count neither lengthen nor end them."""
    counted = [mark for mark in marks if counting_of(mark, scale, marking) is Counting.COUNTS]
    return len(list(takewhile(lambda mark: summed_value(mark.value, scale) in FAILING, reversed(counted))))
