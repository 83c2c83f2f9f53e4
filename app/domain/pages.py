"""What one screen shows, as plain frozen values: the store fills them, the windows draw them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import IntEnum

from app.domain.attendance import Absence
from app.domain.counting import sums_of
from app.domain.records import NEVER
from app.domain.rules import MarkingRules
from app.domain.scales import FIVE, Scale
from app.ids import JournalId, LessonId, MarkId, OperationId, PupilId, WorkId, WorkTypeId

NO_MARK = MarkId("")


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
    refused: it is shown until somebody has dealt with it, but is no mark. comment_private: not for the parent. retakes:
    the mark instead of which it was given, empty for none. retaken: another was given instead of it. late: it came
    after the school's window of correction.
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
    comment_private: bool = False
    retakes: MarkId = NO_MARK
    retaken: bool = False
    late: bool = False


@dataclass(frozen=True, slots=True)
class ShownDebt:
    """A work that a pupil owes. work: None for an answer at the lesson. until: the last day for it."""

    work: WorkId | None
    until: date
    standing: Standing = Standing.SENT


@dataclass(frozen=True, slots=True)
class JournalDebt:
    """A debt of a journal. name: the pupil's. day, number: of the lesson. work: its name, empty for an answer."""

    pupil: PupilId
    lesson: LessonId
    name: str
    day: date
    number: int
    work: str
    until: date


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell of the page: the marks, oldest first, the attendance, and the debts that are not paid."""

    marks: tuple[ShownMark, ...] = ()
    absence: Absence = Absence.PRESENT
    minutes: int = 0
    attendance_token: OperationId | None = None
    attendance_standing: Standing = Standing.SENT
    attendance_other: str = ""
    debts: tuple[ShownDebt, ...] = ()

    @property
    def counting(self) -> tuple[ShownMark, ...]:
        """Return the marks that are in force."""
        return tuple(mark for mark in self.marks if mark.counts)

    @property
    def standing(self) -> Standing:
        """Return the greatest standing of what is in the cell."""
        of_marks, of_debts = (mark.standing for mark in self.marks), (debt.standing for debt in self.debts)
        return max([self.attendance_standing, *of_marks, *of_debts])


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


Span = tuple[date, date | None]
"""First and last day of a membership, None while it lasts."""


@dataclass(frozen=True, slots=True)
class JournalPage:
    """A journal's page: every pupil x every lesson asked for.

    title: class and group, such as "7Б" or "7Б · англ. 1". subject: its name. lessons: by day and number.
    cells: only those that hold something. averages: by pupil, over the lessons of this page, None without marks.
    rules: the school's. scale: the subject's. is_unmarked: the class has no marks. members: when who was in the group.
    """

    journal: JournalId
    title: str
    subject: str
    pupils: tuple[PupilRow, ...]
    lessons: tuple[LessonColumn, ...]
    cells: Mapping[tuple[PupilId, LessonId], ShownCell]
    averages: Mapping[PupilId, Decimal | None]
    terms: tuple[TermSpan, ...] = ()
    rules: MarkingRules = field(default_factory=MarkingRules)
    scale: Scale = FIVE
    is_unmarked: bool = False
    members: Mapping[PupilId, tuple[Span, ...]] = field(default_factory=dict)

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
        averages = {pupil: average_of(found, self.scale, self.rules) for pupil, found in rows.items()}
        return replace(self, cells=merged, averages={**self.averages, **averages})


def average_of(cells: Iterable[ShownCell], scale: Scale, rules: MarkingRules) -> Decimal | None:
    """Return the average of the marks that count in these cells, None where there are none."""
    return sums_of((mark for cell in cells for mark in cell.marks), scale, rules).average


def is_member(spans: Iterable[Span], day: date) -> bool:
    """Return whether somebody was in the group on a day."""
    return any(first <= day and (last is None or day <= last) for first, last in spans)


@dataclass(frozen=True, slots=True)
class DayLesson:
    """A lesson of one's day. starts, ends: "08:30", empty where the bells do not say. missing: what is not filled in.

    missing: any of "topic", "homework", "attendance" (nobody marked absent and no mark given counts as not filled in).
    reason: why it is cancelled or was moved. substitute: who takes it instead of me. instead_of: whom I stand in for;
    both short names, empty for nobody.
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
    reason: str = ""
    substitute: str = ""
    instead_of: str = ""

    @property
    def is_mine(self) -> bool:
        """Return whether I hold it and fill it in."""
        return not self.cancelled and not self.substitute


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
    """A journal of mine, for lists and tabs. stands_in: my days there, where it is mine by substitutions only."""

    id: JournalId
    title: str
    subject: str
    stands_in: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class SyncPage:
    """What the indicator tells. waiting: own entries not yet sent. attention: collisions, held and refused entries."""

    waiting: int
    attention: int
    school: str
    teacher: str
