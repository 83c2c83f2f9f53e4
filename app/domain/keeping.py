"""How a journal is kept «ведение журнала»: what is lacking, by rules that can be said in a sentence.

Source: letter АП-147/07 of 15.02.2012: entries are made on the day of the lesson, and the deputy head checks them.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.domain.rules import MarkingRules
from app.ids import JournalId


class Lack(StrEnum):
    """A kind of lack, in the order in which the table has them."""

    EMPTY = "empty"
    """The last lessons in a row have neither marks nor absences, and the first of them is too long ago."""
    NO_TOPIC = "no_topic"
    NO_HOMEWORK = "no_homework"
    """Nothing was said, not even «не задано»."""
    FEW_MARKS = "few_marks"
    """Pupils with fewer marks than the term needs, in the share of it that has gone by since each is in the group."""
    PLAN = "plan"
    """Hours by which the lessons are behind the plan, as the plan's own page counts them."""
    NO_FINAL = "no_final"
    """Pupils without a mark for the term whose marks are expected."""


@dataclass(frozen=True, slots=True)
class JournalFacts:
    """What was counted of a journal: in the current term until yesterday, the plan over the year.

    held, planned: lessons of the term, held until yesterday and all that are not cancelled. empty: the last lessons
    in a row that nobody took, since which day. few_marks, no_final: pupils. behind: hours of the plan, see plan_facts;
    negative where the lessons are ahead of it.
    """

    held: int = 0
    planned: int = 0
    empty: int = 0
    empty_since: date | None = None
    no_topic: int = 0
    no_homework: int = 0
    few_marks: int = 0
    behind: int = 0
    no_final: int = 0

    def lacking(self, today: date, rules: MarkingRules) -> dict[Lack, int]:
        """Return how much is lacking of each kind by the school's rules; only those that are lacking."""
        late = self.empty_since is not None and self.empty_since + timedelta(days=rules.empty_days) <= today
        counts = {
            Lack.EMPTY: self.empty if late else 0,
            Lack.NO_TOPIC: self.no_topic,
            Lack.NO_HOMEWORK: self.no_homework,
            Lack.FEW_MARKS: self.few_marks,
            Lack.PLAN: self.behind if self.behind > rules.plan_tolerance else 0,
            Lack.NO_FINAL: self.no_final,
        }
        return {lack: count for lack, count in counts.items() if count}


@dataclass(frozen=True, slots=True)
class JournalKeeping:
    """A journal with what is lacking in it. title: as JournalInfo has it. teachers: short names of today's."""

    id: JournalId
    title: str
    subject: str
    grade: int
    class_name: str
    teachers: tuple[str, ...]
    facts: JournalFacts
    lacking: dict[Lack, int]

    @property
    def badness(self) -> tuple[int, int]:
        """Return what journals are compared by: kinds of lack, then how much is lacking in all; greater is worse."""
        return len(self.lacking), sum(self.lacking.values())


def marks_needed(hours_a_week: int, held: int, planned: int, rules: MarkingRules) -> int:
    """Return how many marks a pupil should have by now: the term's number in the share of its lessons that was held.

    held: while the pupil was in the group, without those from which the pupil was released. Rounded down, so that
    nobody is warned before it is certain.
    """
    return rules.enough(hours_a_week) * held // planned if planned else 0
