"""What one screen shows, as plain frozen values: the store fills them, the windows draw them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import IntEnum

from msgspec import Struct

from app.domain.attendance import Absence
from app.domain.counting import Countable, CountedMark, sums_of
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


class ShownMark(Struct, frozen=True, gc=False):
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


class ShownCell(Struct, frozen=True):
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
    """A pupil as a row of the page, in the order of the Russian collation.

    of_class: its title, where the page has pupils of several classes. told_apart: what is said behind surname and name
    where another pupil of the page is called the same: the patronymic, or "(12.03.2013)".
    """

    id: PupilId
    surname: str
    name: str
    patronymic: str
    of_class: str = ""
    told_apart: str = ""

    @property
    def short_name(self) -> str:
        """Return surname and name, and what tells namesakes apart, as the page shows them."""
        return " ".join(filter(None, (self.surname, self.name, self.told_apart)))

    @property
    def full_name(self) -> str:
        """Return surname, name and patronymic, and what else tells namesakes apart."""
        also = self.told_apart if self.told_apart != self.patronymic else ""
        return " ".join(filter(None, (self.surname, self.name, self.patronymic, also)))


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
    released: when who is released from the subject, only those who are. carried: marks from elsewhere that count in the
    averages too, of the days that were asked for; only of those who have some.
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
    released: Mapping[PupilId, tuple[Span, ...]] = field(default_factory=dict)
    carried: Mapping[PupilId, tuple[CountedMark, ...]] = field(default_factory=dict)

    def cell(self, row: int, column: int) -> ShownCell:
        """Return the cell at these indices, an empty one where nothing was entered."""
        return self.cells.get((self.pupils[row].id, self.lessons[column].id), EMPTY_CELL)

    def with_cells(self, cells: Mapping[tuple[PupilId, LessonId], ShownCell]) -> "JournalPage":
        """Return the page with other cells, and the averages of their pupils computed anew."""
        merged = {**self.cells, **cells}
        touched = {pupil for pupil, _ in cells}
        places = ((pupil, lesson.id) for lesson in self.lessons for pupil in touched)
        rows = {place: cell for place in places if (cell := merged.get(place))}
        averages = averages_of(touched, rows, self.carried, (self.scale, self.rules))
        return replace(self, cells=merged, averages={**self.averages, **averages})


def averages_of(
    pupils: Iterable[PupilId],
    cells: Mapping[tuple[PupilId, LessonId], ShownCell],
    carried: Mapping[PupilId, Sequence[CountedMark]],
    counted_by: tuple[Scale, MarkingRules],
) -> dict[PupilId, Decimal | None]:
    """Return the averages of the marks that count in these cells and from elsewhere, None where there are none."""
    rows: dict[PupilId, list[Countable]] = {who: [*carried.get(who, ())] for who in pupils}
    for (who, _), cell in cells.items():
        if who in rows:
            rows[who] += cell.marks
    return {who: sums_of(found, *counted_by).average for who, found in rows.items()}


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
    any_lessons: whether any day of the year has lessons.
    """

    day: date
    lessons: tuple[DayLesson, ...]
    nearest: date | None
    holiday: str = ""
    any_lessons: bool = True


@dataclass(frozen=True, slots=True)
class JournalInfo:
    """A journal of mine, for lists and tabs. stands_in: my days there, where it is mine by substitutions only."""

    id: JournalId
    title: str
    subject: str
    stands_in: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class SyncPage:
    """What the indicator tells. waiting: own entries not yet sent. attention: collisions, held and refused entries.

    witnessed: what the portal has lost and the deputy head has not decided about.
    """

    waiting: int
    attention: int
    school: str
    teacher: str
    witnessed: int = 0
