"""The school's rules, each a setting: their defaults, their presets, and which of them are impossible."""

from dataclasses import dataclass, fields, replace
from enum import StrEnum

from app.domain.attendance import MOST_MINUTES
from app.domain.risk_rules import RISK_RANGES, RiskRules

HELD = "held"
"""A late entry waits for the deputy head «завуч»."""

MARKED = "marked"
"""A late entry is accepted and shown as late."""


class Preset(StrEnum):
    """A known set of thresholds."""

    USUAL = "usual"
    STRICT = "strict"
    OWN = "own"
    """The school's own, of no preset."""


USUAL = (450, 350, 250)
"""Half up: 4.50, 3.50, 2.50. In one school 94 % of 1,851 term marks followed it."""

STRICT = (460, 360, 260)
"""The stricter custom of many schools: 4.60, 3.60, 2.60."""

PRESETS: dict[Preset, tuple[int, int, int]] = {Preset.USUAL: USUAL, Preset.STRICT: STRICT}
"""Least averages for 5, 4 and 3 in hundredths."""

_RISK = RiskRules()
_RISK_PREFIX = "risk_"


@dataclass(frozen=True, slots=True)
class MarkingRules:
    """How a school assesses and controls; every default is that of domain.md, the school's own act decides.

    five_from, four_from, three_from: least average as shown, in hundredths, for a proposal; 100..500, descending.
    weights_count: whether a mark counts as often as its weight says; else each counts once. Weight 0 informs only.
    reason_after_days: 0..366; a mark changed later than this after its lesson asks for a reason, 366 asks for none.
    correction_days: 0..366; days after the lesson in which its marks may be set or changed, 0 for no such window.
    late_entry: "held" or "marked"; what becomes of an entry that reaches the portal after the window.
    enough_once, enough_twice, enough_often: 0..99; marks that a term needs at 1, at 2, at 3 and more lessons a week.
    missed_share, missed_of: 1..100; «н/а» is proposed where more than this share (2 of 3) of the lessons was missed.
    retaken_counts: whether the old one of a re-taken mark counts too.
    reason_beyond: 0..4; a final mark further than this from the proposal asks for a reason.
    unmarked_grades: 0..11; classes up to this grade have no marks «безотметочное обучение», 0 for none.
    not_assessed_terms: 1..12; with so many «н/а» the deputy head decides the year's mark.
    due_days: 0..31; term marks are expected so many days before the term ends.
    lesson_minutes: 10..90; who comes later than this was not at the lesson, and is no «о» but «н».
    days_to_pay: 1..366; how long a debt may stand where its teacher says nothing, unless the term ends before.
    risk_...: when a pupil is at risk, each as RiskRules has it.
    empty_days: 1..60; the last lessons without any mark and any absence are late so many days after their first one.
    plan_tolerance: 0..99; hours by which a plan may be behind before the control of journals tells it.

    Source: 273-ФЗ, art. 28, 30 and 58 leave the form of assessment to the school's act; the window of correction and
    the reasons follow the letter АП-147/07 of 15.02.2012 (entry on the day of the lesson, history of corrections). The
    control's defaults are customs: every journal has a lesson a week, and two cancelled lessons can be made up for. A
    lesson lasts no longer than 45 minutes by the sanitary rules (СанПиН 1.2.3685-21, table 6.6).
    """

    five_from: int = 450
    four_from: int = 350
    three_from: int = 250
    weights_count: bool = True
    reason_after_days: int = 7
    correction_days: int = 0
    late_entry: str = HELD
    enough_once: int = 3
    enough_twice: int = 5
    enough_often: int = 7
    missed_share: int = 2
    missed_of: int = 3
    retaken_counts: bool = False
    reason_beyond: int = 1
    unmarked_grades: int = 1
    not_assessed_terms: int = 2
    due_days: int = 2
    lesson_minutes: int = 45
    days_to_pay: int = 14
    risk_failing_below: int = _RISK.failing_below
    risk_weak_below: int = _RISK.weak_below
    risk_twos_in_a_row: int = _RISK.twos_in_a_row
    risk_overdue_debts: int = _RISK.overdue_debts
    risk_unexcused_lessons: int = _RISK.unexcused_lessons
    risk_not_assessed: bool = _RISK.not_assessed
    empty_days: int = 7
    plan_tolerance: int = 2

    @property
    def thresholds(self) -> tuple[tuple[str, int], ...]:
        """Return each value above the lowest with the least average for it in hundredths, best first."""
        return ("5", self.five_from), ("4", self.four_from), ("3", self.three_from)

    @property
    def preset(self) -> Preset:
        """Return the preset that the thresholds are of."""
        chosen = self.five_from, self.four_from, self.three_from
        return next((preset for preset, wanted in PRESETS.items() if wanted == chosen), Preset.OWN)

    def with_preset(self, preset: Preset) -> "MarkingRules":
        """Return these rules with the thresholds of a preset; OWN keeps them as they are."""
        five, four, three = PRESETS.get(preset, (self.five_from, self.four_from, self.three_from))
        return replace(self, five_from=five, four_from=four, three_from=three)

    def enough(self, hours_a_week: int) -> int:
        """Return how many marks a term needs. hours_a_week: lessons a week; less than one counts as one."""
        if hours_a_week <= 1:
            return self.enough_once
        return self.enough_often if hours_a_week > 2 else self.enough_twice  # noqa: PLR2004 (one, two, three and more)

    @property
    def risk(self) -> RiskRules:
        """Return by which rules pupils are at risk."""
        return RiskRules(**{each.name: getattr(self, _RISK_PREFIX + each.name) for each in fields(RiskRules)})

    def is_unmarked(self, grade: int) -> bool:
        """Whether a class of this grade, 1..11, has no marks."""
        return grade <= self.unmarked_grades


RANGES: dict[str, tuple[int, int]] = {
    "five_from": (100, 500),
    "four_from": (100, 500),
    "three_from": (100, 500),
    "reason_after_days": (0, 366),
    "correction_days": (0, 366),
    "enough_once": (0, 99),
    "enough_twice": (0, 99),
    "enough_often": (0, 99),
    "missed_share": (1, 100),
    "missed_of": (1, 100),
    "reason_beyond": (0, 4),
    "unmarked_grades": (0, 11),
    "not_assessed_terms": (1, 12),
    "due_days": (0, 31),
    "lesson_minutes": (10, MOST_MINUTES),
    "days_to_pay": (1, 366),
    **{_RISK_PREFIX + name: (0, most) for name, most in RISK_RANGES.items()},
    "empty_days": (1, 60),
    "plan_tolerance": (0, 99),
}
"""Least and greatest value of each number, both allowed."""

ORDERED = (
    ("five_from", "four_from", 1),
    ("four_from", "three_from", 1),
    ("enough_twice", "enough_once", 0),
    ("enough_often", "enough_twice", 0),
    ("missed_of", "missed_share", 0),
)
"""Pairs of settings and by how much the first must at least exceed the second."""


class Flaw(StrEnum):
    """Why a setting is impossible."""

    RANGE = "range"
    """It is outside RANGES."""
    ORDER = "order"
    """It does not stand to its neighbour as ORDERED says."""
    CHOICE = "choice"
    """It is none of the words that it may be."""


@dataclass(frozen=True, slots=True)
class Impossible:
    """A setting that cannot be. setting: the field's name. beside: the setting it disagrees with, empty otherwise."""

    setting: str
    flaw: Flaw
    beside: str = ""


def check_rules(rules: MarkingRules) -> tuple[Impossible, ...]:
    """Return what is impossible, in the order of the fields, ranges first; empty where the rules can be used."""
    found = [
        Impossible(name, Flaw.RANGE)
        for name, (least, most) in RANGES.items()
        if not least <= getattr(rules, name) <= most
    ]
    found += [
        Impossible(smaller, Flaw.ORDER, greater)
        for greater, smaller, least in ORDERED
        if getattr(rules, greater) - getattr(rules, smaller) < least
    ]
    if rules.late_entry not in {HELD, MARKED}:
        found.append(Impossible("late_entry", Flaw.CHOICE))
    return tuple(found)
