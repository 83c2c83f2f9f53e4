"""A pupil's card: marks with the average after each, how lessons were attended, and what further marks would make."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.domain.absences import LessonSums
from app.domain.attendance import Absence
from app.domain.counting import CountedMark, Counting, sums_of
from app.domain.explaining import Explanation, Line
from app.domain.final_marks import Proposal
from app.domain.finals import Period, PupilYear, Subject, attended_in, explain_term, try_term
from app.domain.pages import JournalDebt, PupilRow
from app.domain.remarks import ShownRemark
from app.domain.scales import Scale
from app.ids import JournalId, LessonId


@dataclass(frozen=True, slots=True)
class CardAbsence:
    """A lesson that a pupil missed or came late to. document, document_day: of the excuse, where there is one."""

    journal: JournalId
    lesson: LessonId
    subject: str
    day: date
    number: int
    absence: Absence
    minutes: int
    document: str
    document_day: date | None


@dataclass(frozen=True, slots=True)
class CardSubject:
    """A subject of the card. group: its name, empty for a whole class. lessons: by day, the last one of each.

    periods: the terms. debts: that are not paid.
    """

    journal: JournalId
    name: str
    group: str
    subject: Subject
    periods: tuple[Period, ...]
    year: PupilYear
    debts: tuple[JournalDebt, ...]
    lessons: Mapping[date, LessonId]

    @property
    def is_unmarked(self) -> bool:
        """Whether the class has no marks."""
        return self.subject.rules.is_unmarked(self.subject.grade)


@dataclass(frozen=True, slots=True)
class PupilCard:
    """What a teacher may know of a pupil. school_class: its title, empty where none is known.

    subjects: the one that was asked for first, then by name. absences, remarks: of these subjects, the latest first.
    """

    pupil: PupilRow
    born: date
    school_class: str
    subjects: tuple[CardSubject, ...]
    absences: tuple[CardAbsence, ...]
    remarks: tuple[ShownRemark, ...]


@dataclass(frozen=True, slots=True)
class CardMark:
    """A mark as it counts. average: as shown once it stood, None where nothing counted yet. lesson: where it stands."""

    line: Line
    average: Decimal | None
    lesson: LessonId | None


@dataclass(frozen=True, slots=True)
class CardTerm:
    """A term of a subject. marks: by day. value: the mark that is set, empty for none."""

    marks: tuple[CardMark, ...]
    explanation: Explanation
    attended: LessonSums
    value: str

    @property
    def trend(self) -> tuple[Decimal, ...]:
        """Return the averages after each mark that counts into them."""
        return tuple(
            each.average for each in self.marks if each.average is not None and each.line.counting is Counting.COUNTS
        )


def term_card(subject: CardSubject, term_id: str) -> CardTerm | None:
    """Return what is known of a term, None where the subject has no such term."""
    term = next((each for each in subject.subject.terms if each.id == term_id), None)
    if term is None:
        return None
    why = explain_term(subject.year, subject.subject, term)
    scale, rules = subject.subject.scale, subject.subject.rules
    stood: list[CountedMark] = []
    marks = []
    for line in why.lines:
        stood.append(line.mark)
        lesson = None if line.mark.source else subject.lessons.get(line.mark.day)
        marks.append(CardMark(line, sums_of(stood, scale, rules).average, lesson))
    attended = attended_in(subject.year, subject.subject)[term_id]
    return CardTerm(tuple(marks), why, attended, (subject.year.decided or {}).get(term_id, ""))


def try_marks(subject: CardSubject, term_id: str, tried: Iterable[tuple[str, int]]) -> Proposal | None:
    """Return what a term would come to with further marks, None where there is no such term; nothing is written.

    tried: values of the scale with the weights of their works, 0..10.
    """
    term = next((each for each in subject.subject.terms if each.id == term_id), None)
    if term is None:
        return None
    return try_term(
        subject.year, subject.subject, term, [CountedMark(value, weight, term.last) for value, weight in tried]
    )


def parse_tried(text: str, scale: Scale) -> tuple[str, ...]:
    """Read marks that are tried, such as "5 4", "5/4", or "54" where every value is one character.

    Raises:
        UnknownMarkError: a part is no mark of the scale.
    """
    spaced = text.replace(",", " ").replace("/", " ")
    is_short = all(len(value) == 1 for value, _ in scale.values)
    return tuple(scale.parse(part) for part in ("".join(spaced.split()) if is_short else spaced.split()))


def neighbours(pupils: Sequence[PupilRow], shown: PupilRow) -> tuple[PupilRow | None, PupilRow | None]:
    """Return who comes before and after a pupil, None at the ends and where the pupil is not listed."""
    place = next((number for number, each in enumerate(pupils) if each.id == shown.id), None)
    if place is None:
        return None, None
    before = pupils[place - 1] if place else None
    after = pupils[place + 1] if place + 1 < len(pupils) else None
    return before, after
