"""What a pupil gets for each period of a subject: proposed, set, and whether that still fits; for both ends alike."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from app.domain.absences import LessonSums, lessons_by
from app.domain.attendance import Absence
from app.domain.counting import CountedMark
from app.domain.earlier_marks import LAST_GRADE, listed
from app.domain.explaining import Explanation, explain
from app.domain.figures import GroupFigures, group_figures, marks_of_group
from app.domain.final_marks import (
    MeanMark,
    Proposal,
    TermFacts,
    final_mark,
    school_leaving_mark,
    term_proposal,
    year_mark,
)
from app.domain.marks import SCALE
from app.domain.pages import PupilRow, Standing
from app.domain.periods import EXAM, FINAL, YEAR
from app.domain.records import NEVER
from app.domain.rules import MarkingRules
from app.domain.scales import FIVE, Scale
from app.domain.terms import term_of
from app.ids import ClassId, JournalId, OperationId, PupilId

EXAM_GRADES = (9, 11)
"""Classes that end with exams. Source: 273-ФЗ, art. 59."""


@dataclass(frozen=True, slots=True)
class Period:
    """A period for which there is a mark. id: a term's, or "year", "exam", "final". first, last: None for no term.

    name: a term's; empty for the others, which the windows name. due: the day on which its marks are expected, None
    where none is: for no term, and in a class without marks.
    """

    id: str
    name: str = ""
    first: date | None = None
    last: date | None = None
    closed: bool = False
    due: date | None = None

    def is_due(self, today: date) -> bool:
        """Whether the day has come on which its marks are expected."""
        return self.due is not None and self.due <= today


@dataclass(frozen=True, slots=True)
class Term:
    """A period that is a term, with its days; both included."""

    id: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Attended:
    """A lesson that took place and that the pupil had to attend. minutes: late by."""

    day: date
    absence: Absence
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class PupilYear:
    """All that is known of one pupil in one subject. decided: the marks set, by period.

    tenth: of an eleventh class's pupil, the tenth class's marks that are known, by period; see EarlierMark.
    """

    marks: tuple[CountedMark, ...] = ()
    lessons: tuple[Attended, ...] = ()
    decided: Mapping[str, str] | None = None
    tenth: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """What a journal says for every pupil. hours: lessons a week. grade: 1..11. scale: of its marks."""

    grade: int
    hours: int
    terms: tuple[Term, ...]
    rules: MarkingRules
    scale: Scale = FIVE
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
    is_by_hand: nothing is proposed since marks of the tenth class are not known; it is written down without a reason.
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
    is_by_hand: bool = False

    @property
    def has_changed(self) -> bool:
        """Whether the marks below it came to another average since it was set."""
        return bool(self.value and self.then) and self.then != average_text(self.average)


@dataclass(frozen=True, slots=True)
class FinalsPage:
    """Everybody's marks for every period of a journal.

    title: class and group. cells: all of them. classes: those of the pupils on each term's last day, with their titles,
    such as "7Б": for them a term is closed.
    expected: by period, who belongs to the group on its last day. attended: the lessons of a term, and of the year's
    terms together. is_unmarked: the class has no marks. scale: of the journal's marks. frozen: whose marks for which
    terms are; a term is closed where it is for the class of every pupil.
    """

    journal: JournalId
    title: str
    subject: str
    periods: tuple[Period, ...]
    pupils: tuple[PupilRow, ...]
    cells: Mapping[tuple[PupilId, str], ShownFinal]
    classes: Mapping[str, tuple[tuple[ClassId, str], ...]]
    expected: Mapping[str, frozenset[PupilId]]
    attended: Mapping[tuple[PupilId, str], LessonSums]
    is_unmarked: bool
    scale: Scale = FIVE
    frozen: frozenset[tuple[PupilId, str]] = frozenset()

    def class_titles(self, term: str) -> str:
        """Return for which classes a term is closed from this page, such as "7Б, 8А"."""
        return ", ".join(title for _, title in self.classes.get(term, ()))

    def marks(self, period: str) -> tuple[str | None, ...]:
        """Return the marks of a period, None where one is not set; who left before its end is left out without one."""
        decided = {who.id: self.cells[who.id, period].value for who in self.pupils}
        return marks_of_group(decided, self.expected[period], decided)

    def missing(self, period: str) -> int:
        """Return how many marks of a period are not set."""
        return self.marks(period).count(None)

    def awaited(self, period: Period, today: date) -> int:
        """Return how many marks are waited for; none where no day is set for them, or no lesson was held until it."""
        held = self.lessons(period.id) not in {None, LessonSums()}
        if period.due is None or not (held or not period.is_due(today)):
            return 0
        open_for = self.expected[period.id] - {who for who, closed in self.frozen if closed == period.id}
        return sum(
            who in open_for and not self.cells[who, period.id].value for who in (each.id for each in self.pupils)
        )

    def figures(self, period: str) -> GroupFigures:
        """Return what the marks of a period say of the group."""
        return group_figures(self.marks(period))

    def lessons(self, period: str) -> LessonSums | None:
        """Return how everybody together attended in a period; None where it has no lessons of its own."""
        found = [self.attended[who.id, period] for who in self.pupils if (who.id, period) in self.attended]
        return sum(found, LessonSums()) if found else None


@dataclass(frozen=True, slots=True)
class AwaitedMarks:
    """What a journal's term still waits for.

    title: class and group. period, term: the term's id and name. count: marks that are not set. due: their day.
    """

    journal: JournalId
    title: str
    subject: str
    period: str
    term: str
    due: date
    count: int


@dataclass(frozen=True, slots=True)
class MeanExplanation:
    """Where a proposal that rests on other marks comes from. parts: each with its period; an empty value: not set.

    tenth: marks of the tenth class that count before them, by period as in EarlierMark; an empty value: not known.
    """

    parts: tuple[tuple[Period, str], ...]
    mark: MeanMark
    tenth: tuple[tuple[str, str], ...] = ()

    @property
    def numbers(self) -> tuple[int, ...]:
        """The marks that are numbers, in their order: of them the mean is made."""
        values = (*(value for _, value in self.tenth), *(value for _, value in self.parts))
        return tuple(int(value) for value in values if value in SCALE)

    @property
    def quotient(self) -> Decimal | None:
        """Return the mean to 28 digits, None without a mean; `mark.mean` is the same as shown."""
        return Decimal(sum(self.numbers)) / len(self.numbers) if self.mark.mean is not None else None

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the periods of the tenth class whose marks are not known."""
        return tuple(period for period, value in self.tenth if not value)


def average_text(average: Decimal | None) -> str:
    """Return an average as it travels: "4.36", empty for none."""
    return "" if average is None else str(average)


def periods_after_terms(grade: int) -> tuple[str, ...]:
    """Return the periods that follow the terms of a grade."""
    return (YEAR, EXAM, FINAL) if grade in EXAM_GRADES else (YEAR,)


def proposals(year: PupilYear, subject: Subject) -> dict[str, Proposal | MeanMark]:
    """Return what the rules propose for each period; the year's from the term marks that are set."""
    attended = attended_in(year, subject)
    found: dict[str, Proposal | MeanMark] = {
        term.id: term_proposal(_marks(year, term, subject), _facts(attended[term.id], subject), subject.rules)
        for term in subject.terms
    }
    decided = year.decided or {}
    found[YEAR] = year_mark([decided.get(term.id) for term in subject.terms], subject.rules)
    if subject.grade in EXAM_GRADES:
        found[FINAL] = course_mark(year, subject)
    return found


def course_mark(year: PupilYear, subject: Subject) -> MeanMark:
    """Return what the rules propose as the final mark of a class that ends with exams."""
    decided = year.decided or {}
    if subject.grade != LAST_GRADE:
        return final_mark(decided.get(YEAR), decided.get(EXAM))
    tenth = [value for _, value in listed(year.tenth or {}, len(subject.terms))]
    eleventh = [decided.get(period) for period in (*(term.id for term in subject.terms), YEAR)]
    return school_leaving_mark(tenth, eleventh, subject.rules)


def explain_mean(year: PupilYear, subject: Subject, periods: Sequence[Period], period: str) -> MeanExplanation | None:
    """Explain a proposal for the year or the final mark; None for any other period. periods: of the subject, named."""
    terms = tuple(each for each in periods if each.first is not None)
    tenth: tuple[tuple[str, str], ...] = ()
    if period == YEAR:
        parts, found = terms, year_mark([(year.decided or {}).get(term.id) for term in terms], subject.rules)
    elif period == FINAL and subject.grade in EXAM_GRADES:
        found = course_mark(year, subject)
        if subject.grade == LAST_GRADE:
            parts, tenth = (*terms, Period(YEAR)), listed(year.tenth or {}, len(terms))
        else:
            parts = Period(YEAR), Period(EXAM)
    else:
        return None
    return MeanExplanation(tuple((each, (year.decided or {}).get(each.id, "")) for each in parts), found, tenth)


def explain_term(year: PupilYear, subject: Subject, term: Term) -> Explanation:
    """Explain a pupil's average and the proposal for a term."""
    return explain(_marks(year, term, subject), _facts(attended_in(year, subject)[term.id], subject), subject.rules)


def try_term(year: PupilYear, subject: Subject, term: Term, further: Sequence[CountedMark]) -> Proposal:
    """Return what the rules would propose for a term with further marks."""
    attended = attended_in(year, subject)[term.id]
    return term_proposal([*_marks(year, term, subject), *further], _facts(attended, subject), subject.rules)


def attended_in(year: PupilYear, subject: Subject) -> dict[str, LessonSums]:
    """Return how a pupil attended in each term, and in all of them together as the year."""
    found = lessons_by(year.lessons, lambda lesson: term.id if (term := subject.term_on(lesson.day)) else "")
    terms = {term.id: found.get(term.id, LessonSums()) for term in subject.terms}
    return {**terms, YEAR: sum(terms.values(), LessonSums())}


def _marks(year: PupilYear, term: Term, subject: Subject) -> Sequence[CountedMark]:
    return [mark for mark in year.marks if subject.term_on(mark.day) is term]


def _facts(attended: LessonSums, subject: Subject) -> TermFacts:
    return TermFacts(attended.lessons, attended.missed, subject.hours, subject.grade, attended.released, subject.scale)
