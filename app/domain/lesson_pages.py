"""What the lesson panel shows, as plain frozen values."""

from dataclasses import dataclass, field
from datetime import date

from app.domain.pages import PupilRow, ShownWork, Standing
from app.domain.plans import PlanEntry
from app.ids import JournalId, LessonId, OperationId


@dataclass(frozen=True, slots=True)
class DueLesson:
    """A lesson that homework can be for."""

    id: LessonId
    day: date
    number: int


@dataclass(frozen=True, slots=True)
class AskedHomework:
    """Homework for a lesson. day: of the lesson at which it was given. links: addresses that may be opened."""

    day: date
    homework: str
    links: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LessonPage:
    """The lesson panel.

    topic_item: the item of the plan that the topic came from, empty for none. suggested: what the plan has next,
    nearest first, then what was passed over. links: addresses, one a line. due: the lesson that the homework is for,
    empty for the next one; coming: those it can be for. no_homework: whether it was said that nothing is set.
    asked: what was set for this lesson. conflicts: the other variants that were typed, with the author's short name.
    is_mine: whether this profile's teacher may write here.
    """

    lesson: LessonId
    journal: JournalId
    title: str
    subject: str
    day: date
    number: int
    starts: str
    ends: str
    room: str
    topic: str
    topic_item: str
    topic_token: OperationId
    topic_standing: Standing
    homework: str
    links: str
    due: str
    no_homework: bool
    homework_token: OperationId
    homework_standing: Standing
    note: str
    note_token: OperationId
    note_standing: Standing
    works: tuple[ShownWork, ...]
    suggested: tuple[PlanEntry, ...]
    asked: tuple[AskedHomework, ...]
    coming: tuple[DueLesson, ...]
    pupils: tuple[PupilRow, ...]
    present: int
    absent: int
    is_mine: bool = True
    conflicts: tuple[tuple[str, str, str], ...] = field(default=())
