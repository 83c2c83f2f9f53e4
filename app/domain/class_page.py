"""What the class teacher's desk «Мой класс» shows of marks: the class, its subjects, and how everybody stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.domain.figures import ClassFigures, class_figures
from app.domain.finals import Period
from app.domain.pages import PupilRow
from app.ids import ClassId, JournalId, LessonId, PupilId, SubjectId


@dataclass(frozen=True, slots=True)
class OwnClass:
    """A class of which one is the class teacher. title: such as "7Б"."""

    id: ClassId
    title: str
    grade: int


@dataclass(frozen=True, slots=True)
class ClassSubject:
    """A subject that the class is taught, in one journal or in several groups' journals."""

    id: SubjectId
    name: str
    short: str


@dataclass(frozen=True, slots=True)
class SummaryCell:
    """A pupil's mark of a subject. value: the one that is set, empty for none. average: of what stands so far.

    average is that of a term's marks, or the mean of the term marks; None without any. journal: the pupil's own.
    lesson: the last one of the period with a mark of the pupil, empty for none.
    """

    journal: JournalId
    lesson: LessonId
    value: str = ""
    average: Decimal | None = None


@dataclass(frozen=True, slots=True)
class SummaryPage:
    """All subjects of a class for one period.

    periods: to choose from; period: the chosen one. pupils: who is of the class on the period's last day, or today.
    subjects: those with lessons or marks in the period. cells: none where a pupil is not taught a subject.
    is_unmarked: the class has no marks.
    """

    school_class: OwnClass
    periods: tuple[Period, ...]
    period: Period
    pupils: tuple[PupilRow, ...]
    subjects: tuple[ClassSubject, ...]
    cells: Mapping[tuple[PupilId, SubjectId], SummaryCell]
    is_unmarked: bool

    def figures(self) -> ClassFigures:
        """Return who stands how by the marks that are set."""
        marks: dict[PupilId, dict[SubjectId, str | None]] = {who.id: {} for who in self.pupils}
        for (who, subject), cell in self.cells.items():
            marks[who][subject] = cell.value or None
        return class_figures(marks)

    def cell(self, row: int, column: int) -> SummaryCell | None:
        """Return the cell at these indices, None where the pupil is not taught the subject."""
        return self.cells.get((self.pupils[row].id, self.subjects[column].id))


def looked_at(first: date, last: date, today: date) -> date:
    """Return the day of a period on which a class is looked at: today, or the nearest day of the period."""
    return min(max(today, first), last)


def period_of(today: date, periods: tuple[Period, ...]) -> Period:
    """Return the period that a page opens at: today's term, else the last one that has begun, else the first."""
    terms = [each for each in periods if each.first is not None and each.last is not None]
    begun = [each for each in terms if each.first is not None and each.first <= today]
    running = (each for each in begun if each.last is not None and today <= each.last)
    return next(running, begun[-1] if begun else periods[0])
