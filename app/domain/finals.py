"""What a pupil gets for each period of a subject: proposed, set, and whether that still fits; for both ends alike."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from app.domain.attendance import Absence
from app.domain.counting import CountedMark
from app.domain.explaining import Explanation, explain
from app.domain.final_marks import MeanMark, Proposal, TermFacts, final_mark, term_proposal, year_mark
from app.domain.pages import PupilRow, Standing
from app.domain.periods import EXAM, FINAL, YEAR
from app.domain.records import NEVER
from app.domain.rules import MarkingRules
from app.domain.terms import term_of
from app.ids import ClassId, JournalId, OperationId, PupilId

EXAM_GRADES = (9, 11)
"""Classes that end with exams. Source: 273-ФЗ, art. 59."""


@dataclass(frozen=True, slots=True)
class Period:
    """A period for which there is a mark. id: a term's, or "year", "exam", "final". first, last: None for no term.

    name: a term's; empty for the others, which the windows name.
    """

    id: str
    name: str = ""
    first: date | None = None
    last: date | None = None
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """A period that is a term, with its days; both included."""

    id: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Attended:
    """A lesson that took place and that the pupil had to attend."""

    day: date
    absence: Absence


@dataclass(frozen=True, slots=True)
class PupilYear:
    """All that is known of one pupil in one subject. decided: the marks set, by period."""

    marks: tuple[CountedMark, ...] = ()
    lessons: tuple[Attended, ...] = ()
    decided: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """What a journal says for every pupil. hours: lessons a week. grade: 1..11."""

    grade: int
    hours: int
    terms: tuple[Term, ...]
    rules: MarkingRules
    _known: dict[date, Term | None] = field(default_factory=dict, init=False, repr=False, compare=False)

    def term_on(self, day: date) -> Term | None:
        """Return the term of a day; every pupil asks for the same days, so each is looked up once."""
        if day not in self._known:
            self._known[day] = term_of(day, self.terms)
        return self._known[day]


@dataclass(frozen=True, slots=True)
class ShownFinal:
    """A pupil's mark for a period, as a cell shows it.

    value: empty where none is set. proposed: None where nothing is. average: as shown now, None without marks.
    then: the average when the mark was set, empty where none was. standing, other: as in the journal's cells.
    """

    value: str = ""
    token: OperationId = NEVER
    proposed: str | None = None
    average: Decimal | None = None
    then: str = ""
    reason: str = ""
    is_enough: bool = True
    standing: Standing = Standing.SENT
    other: str = ""

    @property
    def has_changed(self) -> bool:
        """Whether the marks below it came to another average since it was set."""
        return bool(self.value and self.then) and self.then != average_text(self.average)


@dataclass(frozen=True, slots=True)
class FinalsPage:
    """Everybody's marks for every period of a journal.

    title: class and group. cells: all of them. school_class, class_title: for which terms are closed, such as "7Б".
    """

    journal: JournalId
    title: str
    subject: str
    periods: tuple[Period, ...]
    pupils: tuple[PupilRow, ...]
    cells: Mapping[tuple[PupilId, str], ShownFinal]
    school_class: ClassId
    class_title: str


@dataclass(frozen=True, slots=True)
class MeanExplanation:
    """Where a proposal that rests on other marks comes from. parts: each with its period; an empty value: not set."""

    parts: tuple[tuple[Period, str], ...]
    mark: MeanMark


def average_text(average: Decimal | None) -> str:
    """Return an average as it travels: "4.36", empty for none."""
    return "" if average is None else str(average)


def periods_after_terms(grade: int) -> tuple[str, ...]:
    """Return the periods that follow the terms of a grade."""
    return (YEAR, EXAM, FINAL) if grade in EXAM_GRADES else (YEAR,)


def proposals(year: PupilYear, subject: Subject) -> dict[str, Proposal | MeanMark]:
    """Return what the rules propose for each period; the year's from the term marks that are set."""
    found: dict[str, Proposal | MeanMark] = {
        term.id: term_proposal(_marks(year, term, subject), _facts(year, term, subject), subject.rules)
        for term in subject.terms
    }
    decided = year.decided or {}
    found[YEAR] = year_mark([decided.get(term.id) for term in subject.terms], subject.rules)
    if subject.grade in EXAM_GRADES:
        found[FINAL] = final_mark(decided.get(YEAR), decided.get(EXAM))
    return found


def explain_term(year: PupilYear, subject: Subject, term: Term) -> Explanation:
    """Explain a pupil's average and the proposal for a term."""
    return explain(_marks(year, term, subject), _facts(year, term, subject), subject.rules)


def _marks(year: PupilYear, term: Term, subject: Subject) -> Sequence[CountedMark]:
    return [mark for mark in year.marks if subject.term_on(mark.day) is term]


def _facts(year: PupilYear, term: Term, subject: Subject) -> TermFacts:
    lessons = [lesson.absence for lesson in year.lessons if subject.term_on(lesson.day) is term]
    to_attend = [absence for absence in lessons if absence is not Absence.RELEASED]
    missed = sum(absence.is_missed for absence in to_attend)
    released = bool(lessons) and not to_attend
    return TermFacts(len(to_attend), missed, subject.hours, subject.grade, released)
