"""By which rules pupils are at risk, with how far each can be adjusted; imported before the first window is painted."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace


@dataclass(frozen=True, slots=True)
class RiskRules:
    """When a pupil is on the list; 0 turns a rule off.

    failing_below, weak_below: 0..500, averages as shown, in hundredths; the lower one is the worse. twos_in_a_row:
    0..9, the last marks of a subject. overdue_debts: 0..9, in a subject. unexcused_lessons: 0..200, of all subjects in
    the term. not_assessed: whether «н/а» would be proposed by what has been missed so far.

    Source: customs of class teachers; no act prescribes them, so they are settings of the school, which a class teacher
    may adjust for oneself.
    """

    failing_below: int = 250
    weak_below: int = 300
    twos_in_a_row: int = 3
    overdue_debts: int = 1
    unexcused_lessons: int = 10
    not_assessed: bool = True


RISK_RANGES: dict[str, int] = {
    "failing_below": 500,
    "weak_below": 500,
    "twos_in_a_row": 9,
    "overdue_debts": 9,
    "unexcused_lessons": 200,
}
"""The greatest value of each number; the least is 0."""

Own = Mapping[str, int]
"""What a class teacher has otherwise than the school, by field of RiskRules; a yes or no is a bool."""


def adjusted(school: RiskRules, own: Own) -> RiskRules:
    """Return the school's rules with a class teacher's own in their places."""
    return replace(school, **own)  # type: ignore[arg-type]  # each value is of its field's kind


def own_of(rules: RiskRules, school: RiskRules) -> dict[str, int]:
    """Return what is otherwise than in the school: the rest follows it, also when the school changes it."""
    theirs = asdict(school)
    return {name: value for name, value in asdict(rules).items() if value != theirs[name]}
