"""What a command or a round of synchronisation touched: the views reload what is named here."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple

from app.domain.classroom import Debt, Remark, Seating, Substitution
from app.domain.records import Attendance, FinalMark, Lesson, Mark, PlanItem, Work
from app.ids import JournalId, LessonId, OperationId, PupilId


class Cell(NamedTuple):
    """A pupil's cell of a lesson on the page of a journal."""

    journal: JournalId
    pupil: PupilId
    lesson: LessonId


Undoable = Mark | Attendance | Lesson | FinalMark | Work | Debt | Remark | PlanItem | Substitution | Seating
"""The rows whose changes a teacher can undo."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """One own operation that was applied here: the row before it (None where there was none) and after it."""

    operation: OperationId
    before: Undoable | None
    after: Undoable


@dataclass(frozen=True, slots=True)
class Asked:
    """One own request to the deputy head that was queued here, or taken back before it was decided."""

    request: OperationId
    is_withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Changes:
    """What was touched.

    cells: marks or attendance. lessons: topic or homework. shapes: journals whose rows or columns changed, so
    that a whole page must be read again. finals: journals whose marks for a period changed. school: terms, bells,
    names, rules. recorded: own operations, oldest first. news: what others wrote was noted, or looked at.
    asked: own requests, oldest first. access: what families ask of the school.
    """

    cells: frozenset[Cell] = frozenset()
    lessons: frozenset[LessonId] = frozenset()
    shapes: frozenset[JournalId] = frozenset()
    finals: frozenset[JournalId] = frozenset()
    school: bool = False
    outbox: bool = False
    recorded: tuple[Recorded, ...] = field(default=())
    news: bool = False
    asked: tuple[Asked, ...] = field(default=())
    access: bool = False

    @property
    def steps(self) -> tuple[Recorded | Asked, ...]:
        """What undo takes back."""
        return (*self.recorded, *self.asked)

    def __or__(self, other: "Changes") -> "Changes":
        return merged((self, other))

    def __bool__(self) -> bool:
        touched = self.cells or self.lessons or self.shapes or self.finals
        return bool(touched or self.school or self.outbox or self.news or self.access)

    def cells_in(self, journal: JournalId) -> frozenset[Cell]:
        """Return the touched cells of one journal's page."""
        return frozenset(cell for cell in self.cells if cell.journal == journal)


NOTHING = Changes()


def merged(parts: Iterable[Changes]) -> Changes:
    """Return all that any of the parts touched."""
    listed = list(parts)
    return Changes(
        frozenset(chain.from_iterable(part.cells for part in listed)),
        frozenset(chain.from_iterable(part.lessons for part in listed)),
        frozenset(chain.from_iterable(part.shapes for part in listed)),
        frozenset(chain.from_iterable(part.finals for part in listed)),
        any(part.school for part in listed),
        any(part.outbox for part in listed),
        tuple(chain.from_iterable(part.recorded for part in listed)),
        any(part.news for part in listed),
        tuple(chain.from_iterable(part.asked for part in listed)),
        any(part.access for part in listed),
    )
