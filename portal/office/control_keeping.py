"""How the journals of the school are kept «ведение журналов», as the deputy head's desk of the program counts it."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from app.domain.calendar_rules import ONE_DAY
from app.domain.closing_figures import ClosingPeriod, GradePeriod
from app.domain.collation import russian_key
from app.domain.journal_facts import (
    CountedJournal,
    GradedTerm,
    JournalsCounted,
    SchoolFacts,
    Spans,
    TermCounts,
    spans_of,
)
from app.domain.keeping import JournalKeeping
from app.domain.periods import YEAR
from app.domain.records import Term
from app.domain.timetable import Person
from app.ids import ClassId, GroupId, JournalId, PupilId
from portal.admin.staff import TaughtJournal
from portal.office.control_kept import KeptCounts, SchoolCounts
from portal.office.figures_reading import ClosingSchool, by_pupil


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which journals are looked at. school_class, teacher: ids, empty for all."""

    school_class: str = ""
    teacher: str = ""


@dataclass
class KeptSchool:
    """The journals of a school's year, and what is lacking in them.

    period: of a past year, whose journals stand as they were at its end; None in the present year, whose last term to
    have begun is looked at until yesterday.
    """

    found: ClosingSchool
    kept: KeptCounts
    period: ClosingPeriod | None = None

    def keeping(self, wanted: Wanted) -> tuple[JournalKeeping, ...]:
        """Return the wanted journals with what is lacking in them, the worst first, then by class and subject."""
        counted = JournalsCounted(self._facts, self)
        rows = [self._keeping(each, counted) for each in self._wanted(wanted)]
        return tuple(sorted(rows, key=lambda each: each.badness, reverse=True))

    def _keeping(self, taught: TaughtJournal, counted: JournalsCounted) -> JournalKeeping:
        of = CountedJournal(
            taught.id,
            GroupId(taught.group),
            taught.subject_id,
            taught.school_class,
            taught.grade,
            taught.hours,
        )
        at = self._at(taught.grade)
        facts = counted.past_facts(of, self._terms_of(taught.grade, at), at.period) if at else counted.facts(of)
        teachers = tuple(each.name for each in self._teachers_of(taught))
        class_name = f"{taught.grade}{taught.letter}"
        lacking = facts.lacking(at.last + ONE_DAY if at else self.found.today, self.found.rules)
        return JournalKeeping(
            taught.id, taught.title, taught.subject, taught.grade, class_name, teachers, facts, lacking
        )

    def _wanted(self, wanted: Wanted) -> list[TaughtJournal]:
        chosen = [
            each
            for each in self._listed
            if wanted.school_class in {"", each.school_class}
            and (not wanted.teacher or wanted.teacher in {who.id for who in self._teachers_of(each)})
        ]
        return sorted(chosen, key=_by_class)

    @property
    def _listed(self) -> list[TaughtJournal]:
        """The journals of the grades that have the period."""
        return [each for each in self.found.staff.journals.values() if self._has(each.grade)]

    def _has(self, grade: int) -> bool:
        return self.period is None or grade in self.period.grades

    def _at(self, grade: int) -> GradePeriod | None:
        """Return the past period as a grade has it, None in the present year."""
        return self.period.grades[grade] if self.period else None

    def _terms_of(self, grade: int, at: GradePeriod) -> list[Term]:
        """Return the terms of a grade in a period, by their first day."""
        of_grade = [each for each in self.found.terms if each.first_grade <= grade <= each.last_grade]
        return sorted(
            (each for each in of_grade if at.period in {YEAR, each.id}), key=lambda each: (each.first, each.id)
        )

    def _teachers_of(self, taught: TaughtJournal) -> tuple[Person, ...]:
        at = self._at(taught.grade)
        return self.found.staff.teachers(taught.id, at.last if at else self.found.today)

    @cached_property
    def teachers(self) -> tuple[tuple[str, str], ...]:
        """Who teaches today, or on the last day of the past period: ids and names, by name."""
        people = {each for taught in self._listed for each in self._teachers_of(taught)}
        named = sorted(people, key=lambda each: (russian_key(each.name), each.id))
        return tuple((each.id, each.name) for each in named)

    @property
    def classes(self) -> tuple[tuple[str, str], ...]:
        """The classes: ids and titles, by grade and letter."""
        titles = self.found.titles.items()
        return tuple((key, f"{grade}{letter}") for key, (grade, letter) in titles if self._has(grade))

    @cached_property
    def _facts(self) -> SchoolFacts:
        found = self.found
        begun = sorted(
            (each for each in found.terms if each.first <= found.today), key=lambda each: (each.first, each.id)
        )
        return SchoolFacts(found.today, found.rules, begun, found.closed, self._behind(), found.releases)

    def _behind(self) -> dict[JournalId, int]:
        days: dict[date, list[JournalId]] = defaultdict(list)
        for each in self._listed:
            at = self._at(each.grade)
            days[at.last + ONE_DAY if at else self.found.today].append(each.id)
        return {key: count for day, some in days.items() for key, count in self._counts.behind(some, day).items()}

    @cached_property
    def _counts(self) -> SchoolCounts:
        return SchoolCounts(self.kept, self.found.connection, self.found.school, self.found.today)

    @cached_property
    def _own_classes(self) -> dict[PupilId, list[tuple[ClassId, date, date]]]:
        return by_pupil(self.found.enrolled)

    def of_term(self, term: GradedTerm) -> TermCounts:
        """Return what was counted in a term until yesterday."""
        span, grades = (term.first, term.last), range(term.first_grade, term.last_grade + 1)
        journals = [key for key, each in self.found.staff.journals.items() if each.grade in grades]
        entered = self._counts.entered(journals, span)
        return TermCounts(self._counts.lessons(entered, span), {key: each.marks for key, each in entered.items()})

    def set_for(self, period: str) -> Mapping[JournalId, Collection[PupilId]]:
        """Return whose mark for a period is set, by journal."""
        return self._counts.set_for(self.found.staff.journals, period)

    def members(self) -> Mapping[GroupId, Mapping[PupilId, Spans]]:
        """Return when each pupil was in which group."""
        return spans_of((key, *span) for key, spans in self.found.members.items() for span in spans)

    def class_of(self, journal: CountedJournal, pupil: PupilId, on: date) -> ClassId:
        """Return of which class a pupil of a journal is on a day: that of its group where nothing else is known."""
        taught = self.found.staff.journals[journal.id]
        spans = self._own_classes.get(pupil, ()) if taught.group_name else ()
        return next((key for key, first, last in spans if first <= on <= last), journal.school_class)


def _by_class(each: TaughtJournal) -> tuple[object, ...]:
    return each.grade, each.letter, russian_key(each.group_name), russian_key(each.subject), each.id
