"""What the class teacher's desk shows of absences: each pupil's days, and what they come to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from app.domain.absences import DaySums, LessonSums, excuse
from app.domain.attendance import Absence
from app.domain.class_page import OwnClass
from app.domain.pages import PupilRow
from app.ids import JournalId, LessonId, OperationId, PupilId

FIVE_WEEKDAYS = 5


@dataclass(frozen=True, slots=True)
class LessonOfDay:
    """A lesson of a pupil's day. author: of the sign, short name. excuse: the reason given later, empty for none."""

    lesson: LessonId
    journal: JournalId
    number: int
    subject: str
    absence: Absence = Absence.PRESENT
    minutes: int = 0
    filled: bool = False
    excuse: Absence = Absence.PRESENT
    document: str = ""
    document_day: date | None = None
    author: str = ""


class DayKind(StrEnum):
    """How a day was attended; the first that applies."""

    MISSED = "missed"
    """Every lesson of it, but for those from which the pupil is released."""
    PARTLY = "partly"
    """Some of its lessons."""
    LATE = "late"
    """None, but to one the pupil came late."""
    RELEASED = "released"
    """The pupil is released from all of its lessons."""
    PRESENT = "present"


@dataclass(frozen=True, slots=True)
class ShownDay:
    """A pupil's day with its lessons by number."""

    lessons: tuple[LessonOfDay, ...]
    absences: frozenset[Absence] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "absences", frozenset(each.absence for each in self.lessons))

    @property
    def missed(self) -> int:
        """Return how many lessons were missed."""
        return sum(each.absence.is_missed for each in self.lessons)

    @property
    def kind(self) -> DayKind:
        """Return how the day was attended."""
        counted = self.absences - {Absence.RELEASED}
        grounds = (
            (not counted, DayKind.RELEASED),
            (all(each.is_missed for each in counted), DayKind.MISSED),
            (any(each.is_missed for each in counted), DayKind.PARTLY),
            (Absence.LATE in counted, DayKind.LATE),
        )
        return next((kind for holds, kind in grounds if holds), DayKind.PRESENT)

    @property
    def sign(self) -> Absence:
        """Return the sign that stands for the day, as sums by days count it: «н» over «б» over «у», then «о»."""
        order = (Absence.ABSENT, Absence.ILL, Absence.EXCUSED, Absence.LATE)
        return next((each for each in order if each in self.absences), Absence.PRESENT)


@dataclass(frozen=True, slots=True)
class AbsencesPage:
    """Days of a class. pupils: who is of the class on any of the days. cells: none where a pupil has no lessons."""

    school_class: OwnClass
    days: tuple[date, ...]
    pupils: tuple[PupilRow, ...]
    cells: Mapping[tuple[PupilId, date], ShownDay]

    def cell(self, row: int, column: int) -> ShownDay | None:
        """Return the day at these indices, None where the pupil has no lessons."""
        return self.cells.get((self.pupils[row].id, self.days[column]))


@dataclass(frozen=True, slots=True)
class ClassSums:
    """What absences come to, by pupil, and together."""

    lessons: Mapping[PupilId, LessonSums]
    days: Mapping[PupilId, DaySums]

    @property
    def all_lessons(self) -> LessonSums:
        """Return the class's lessons."""
        return sum(self.lessons.values(), LessonSums())

    @property
    def all_days(self) -> DaySums:
        """Return the class's days."""
        return sum(self.days.values(), DaySums())


@dataclass(frozen=True, slots=True)
class Filling:
    """How whole days stand. filled: lessons that are filled in; by_teacher: that a subject teacher has signed."""

    lessons: int
    filled: int
    by_teacher: int


@dataclass(frozen=True, slots=True)
class Reason:
    """Why somebody was away. sign: ILL or EXCUSED. document: as the paper is called, may be empty; day: its date."""

    sign: Absence
    document: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class StandingSign:
    """A sign with the reason that was given for it. given: PRESENT for none. token: of the reason, the next one's base.

    absence: as it counts, so a reason stands in it already.
    """

    lesson: LessonId
    pupil: PupilId
    absence: Absence
    given: Absence
    token: OperationId

    def takes(self, reason: Absence) -> bool:
        """Whether a reason changes something here: it stands in place of «н», or of the reason given before."""
        bare = Absence.ABSENT if self.given and self.absence is self.given else self.absence
        return excuse(bare, reason) is not bare


def week_of(day: date) -> tuple[date, date]:
    """Return Monday and Sunday of a day's week."""
    monday = day - timedelta(day.weekday())
    return monday, monday + timedelta(6)


def month_of(day: date) -> tuple[date, date]:
    """Return the first and the last day of a day's month."""
    first = day.replace(day=1)
    following = (first + timedelta(31)).replace(day=1)
    return first, following - timedelta(1)


def shown_days(first: date, last: date, taught: Iterable[date]) -> tuple[date, ...]:
    """Return the days of a span that a page shows: those with lessons, and Monday to Friday of a week."""
    found = set(taught)
    if last - first < timedelta(7):
        found |= {first + timedelta(n) for n in range(FIVE_WEEKDAYS)}
    return tuple(sorted(found))
