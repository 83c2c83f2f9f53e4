"""A year's mark that the deputy head decides «решение завуча»: too many terms «н/а», or nothing but «н/а» and «осв».

Source: the school's regulation on assessment; the default is two terms.
"""

from dataclasses import dataclass
from decimal import Decimal

from app.domain.final_marks import NOT_ASSESSED, RELEASED
from app.domain.marks import SCALE
from app.domain.pages import PupilRow
from app.domain.records import NEVER
from app.domain.scales import FAILED, FIVE, PASSED, Scale
from app.ids import JournalId, OperationId

NUMBERS = tuple(sorted(set(SCALE) - {"1"}, reverse=True))
"""What a deputy head chooses from, best first; a 1 is given by a teacher only."""


@dataclass(frozen=True, slots=True)
class YearCase:
    """A pupil's year in a subject that waits for the deputy head.

    title: class and group. terms: each with its name and mark, in their order. mean: of those that are numbers.
    value, token: the year's mark that a teacher has set, which is a proposal until it is decided; empty for none.
    reason: the teacher's. author: short name. scale: of the subject.
    """

    journal: JournalId
    title: str
    subject: str
    pupil: PupilRow
    terms: tuple[tuple[str, str], ...]
    mean: Decimal | None = None
    value: str = ""
    token: OperationId = NEVER
    reason: str = ""
    author: str = ""
    scale: Scale = FIVE

    @property
    def choices(self) -> tuple[str, ...]:
        """Return what may be decided: marks of the subject, «н/а», «осв»."""
        marks = NUMBERS if any(five for _, five in self.scale.values) else (PASSED, FAILED)
        return (*marks, NOT_ASSESSED, RELEASED)
