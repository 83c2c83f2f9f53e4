"""What the diary's term page shows of one pupil, as plain frozen values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from app.domain.absences import DaySums, LessonSums
from app.domain.averages import AverageExplanation
from app.domain.counting import CountedMark
from app.domain.finals import MeanExplanation
from app.ids import JournalId, SubjectId
from portal.diary.weeks import DiaryOwner


@dataclass(frozen=True, slots=True)
class NamedTerm:
    """A term of the classes first_grade to last_grade; both days included."""

    id: str
    name: str
    first: date
    last: date
    first_grade: int
    last_grade: int

    def is_of(self, grade: int) -> bool:
        """Whether classes of this grade have the term."""
        return self.first_grade <= grade <= self.last_grade


@dataclass(frozen=True, slots=True)
class SetMark:
    """A mark that a teacher has set. period: a term's name, or what the diary calls the year, the exam, the final."""

    period: str
    value: str


@dataclass(frozen=True, slots=True)
class DiaryPart:
    """One of several journals in which a subject's marks of a term stand. title: class and group, such as "7А"."""

    title: str
    average: Decimal | None


@dataclass(frozen=True, slots=True)
class TermMark(CountedMark):
    """A mark of a term with what a teacher wrote to the parent beside it."""

    comment: str = ""


@dataclass(frozen=True, slots=True)
class DiarySubject:
    """A subject in a term, whatever class or group the pupil was taught in.

    term_mark: empty while none is set. others: the marks set for other periods, in the order of the year. parts: empty
    where all marks stand in one journal. is_unmarked: the class has no marks. released: when the pupil is released from
    the subject, within the term. journals: in which it was taught.
    course: where an eleventh class's final mark comes from, once it is set.
    """

    id: SubjectId
    name: str
    why: AverageExplanation
    term_mark: str
    others: tuple[SetMark, ...]
    attended: LessonSums
    parts: tuple[DiaryPart, ...]
    is_unmarked: bool
    released: tuple[tuple[date, date], ...] = ()
    journals: tuple[JournalId, ...] = ()
    course: MeanExplanation | None = None


@dataclass(frozen=True, slots=True)
class DiaryTerm:
    """A pupil's term. title: of the class at its end, such as "7Б", empty where the pupil is in none.

    terms: all of the pupil's, the first one first. chosen: which of them is shown, None where there are none. subjects:
    by name. weights_count: the school's rule. days: missed as a whole, of all subjects together. taught: the name of
    each subject of the year, by its id.
    """

    owner: DiaryOwner
    title: str
    terms: tuple[NamedTerm, ...]
    chosen: NamedTerm | None
    subjects: tuple[DiarySubject, ...] = ()
    weights_count: bool = True
    days: DaySums = field(default_factory=DaySums)
    taught: Mapping[SubjectId, str] = field(default_factory=dict)

    @property
    def attended(self) -> LessonSums:
        """Return the lessons of all subjects together."""
        return sum((subject.attended for subject in self.subjects), LessonSums())


def chosen_term(terms: Sequence[NamedTerm], today: date) -> NamedTerm | None:
    """Return the term that opens by itself: the last one that has begun, else the first; None where there are none."""
    begun = [term for term in terms if term.first <= today]
    return begun[-1] if begun else next(iter(terms), None)
