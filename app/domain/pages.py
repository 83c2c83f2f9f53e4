"""What one screen shows, as plain frozen values: the store fills them, the windows draw them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import IntEnum

from app.domain.attendance import Absence
from app.domain.marks import weighted_average
from app.domain.records import NEVER
from app.ids import JournalId, LessonId, MarkId, OperationId, PupilId, WorkId, WorkTypeId


class Standing(IntEnum):
    """How far an entry has come; the greater one decides how a cell looks."""

    SENT = 0
    WAITING = 1
    """Durable here, not yet confirmed by the portal."""
    HELD = 2
    """The portal keeps it for the deputy head's decision."""
    REFUSED = 3
    """The portal refused it; it stays readable here."""
    CONFLICT = 4
    """Another entry was applied first; both are kept."""


@dataclass(frozen=True, slots=True)
class ShownMark:
    """One mark in a cell. work: None for an answer at the lesson. weight: 0..10. other: the colliding value.

    comment_token: who wrote the comment last; the base of the next one. counts: False for one that the portal holds or
    refused: it is shown until somebody has dealt with it, but is no mark.
    """

    id: MarkId
    token: OperationId
    value: str
    work: WorkId | None
    weight: int
    comment: str
    standing: Standing = Standing.SENT
    other: str = ""
    comment_token: OperationId = NEVER
    counts: bool = True


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell of the page: the marks that count, oldest first, and the attendance."""

    marks: tuple[ShownMark, ...] = ()
    absence: Absence = Absence.PRESENT
    minutes: int = 0
    attendance_token: OperationId | None = None
    attendance_standing: Standing = Standing.SENT
    attendance_other: str = ""

    @property
    def standing(self) -> Standing:
        """Return the greatest standing of what is in the cell."""
        return max([self.attendance_standing, *(mark.standing for mark in self.marks)])


EMPTY_CELL = ShownCell()


@dataclass(frozen=True, slots=True)
class ShownWork:
    """A work of a lesson. colour: "#rrggbb"."""

    id: WorkId
    token: OperationId
    type: WorkTypeId
    title: str
    type_name: str
    short: str
    weight: int
    colour: str


@dataclass(frozen=True, slots=True)
class LessonColumn:
    """A lesson as a column of the page, with what its header shows."""

    id: LessonId
    day: date
    number: int
    cancelled: bool
    topic: str
    homework: str
    works: tuple[ShownWork, ...] = ()


@dataclass(frozen=True, slots=True)
class PupilRow:
    """A pupil as a row of the page, in the order of the Russian collation."""

    id: PupilId
    surname: str
    name: str
    patronymic: str

    @property
    def short_name(self) -> str:
        """Return surname and name, as the page shows them."""
        return f"{self.surname} {self.name}"


@dataclass(frozen=True, slots=True)
class TermSpan:
    """A term that applies to the journal's class; both days included."""

    name: str
    first: date
    last: date
    id: str


@dataclass(frozen=True, slots=True)
class JournalPage:
    """A journal's page: every pupil x every lesson asked for.

    title: class and group, such as "7Б" or "7Б · англ. 1". subject: its name. lessons: by day and number.
    cells: only those that hold something. averages: by pupil, over the lessons of this page, None without marks.
    weights_count: the school's rule for averages.
    """

    journal: JournalId
    title: str
    subject: str
    pupils: tuple[PupilRow, ...]
    lessons: tuple[LessonColumn, ...]
    cells: Mapping[tuple[PupilId, LessonId], ShownCell]
    averages: Mapping[PupilId, Decimal | None]
    terms: tuple[TermSpan, ...] = ()
    weights_count: bool = True

    def cell(self, row: int, column: int) -> ShownCell:
        """Return the cell at these indices, an empty one where nothing was entered."""
        return self.cells.get((self.pupils[row].id, self.lessons[column].id), EMPTY_CELL)

    def with_cells(self, cells: Mapping[tuple[PupilId, LessonId], ShownCell]) -> "JournalPage":
        """Return the page with other cells, and the averages of their pupils computed anew."""
        merged = {**self.cells, **cells}
        touched = {pupil for pupil, _ in cells}
        rows: dict[PupilId, list[ShownCell]] = {pupil: [] for pupil in touched}
        for lesson in self.lessons:
            for pupil in touched:
                if cell := merged.get((pupil, lesson.id)):
                    rows[pupil].append(cell)
        averages = {pupil: average_of(found, weights_count=self.weights_count) for pupil, found in rows.items()}
        return replace(self, cells=merged, averages={**self.averages, **averages})


def average_of(cells: Iterable[ShownCell], *, weights_count: bool) -> Decimal | None:
    """Return the average of the marks that count in these cells, None where there are none.

    weights_count: whether a mark counts as often as its weight says, by the school's rule.
    """
    counted = ((mark.value, mark.weight) for cell in cells for mark in cell.marks if mark.counts)
    return weighted_average(counted, weights_count=weights_count)


@dataclass(frozen=True, slots=True)
class DayLesson:
    """A lesson of one's day. starts, ends: "08:30", empty where the bells do not say. missing: what is not filled in.

    missing: any of "topic", "homework", "attendance" (nobody marked absent and no mark given counts as not filled in).
    """

    lesson: LessonId
    journal: JournalId
    number: int
    starts: str
    ends: str
    title: str
    subject: str
    room: str
    cancelled: bool
    topic: str
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DayPage:
    """One's lessons of a day by number.

    nearest: the day on or after it that has lessons, None at the year's end. holiday: its name, else empty.
    """

    day: date
    lessons: tuple[DayLesson, ...]
    nearest: date | None
    holiday: str = ""


@dataclass(frozen=True, slots=True)
class JournalInfo:
    """A journal of mine, for lists and tabs."""

    id: JournalId
    title: str
    subject: str


@dataclass(frozen=True, slots=True)
class LessonPage:
    """The lesson panel. suggested: the next topics of the plan, nearest first. previous_homework: of the lesson before.

    conflicts: the other variants that were typed, with the author's short name.
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
    topic_token: OperationId
    topic_standing: Standing
    homework: str
    homework_token: OperationId
    homework_standing: Standing
    works: tuple[ShownWork, ...]
    suggested: tuple[str, ...]
    previous_homework: str
    present: int
    absent: int
    conflicts: tuple[tuple[str, str, str], ...] = field(default=())


@dataclass(frozen=True, slots=True)
class SyncPage:
    """What the indicator tells. waiting: own entries not yet sent. attention: collisions, held and refused entries."""

    waiting: int
    attention: int
    school: str
    teacher: str
