"""Counts of journals «ведение журналов»: what is lacking in each, from what either store has counted of its rows.

The desktop's deputy head and the office's pages of the portal see the same numbers: each fetches, nothing is decided
there.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache, cached_property
from typing import Protocol

from app.domain.keeping import JournalFacts, marks_needed
from app.domain.pages import Span, is_member
from app.domain.records import NEVER
from app.domain.releases import Releases
from app.domain.rules import MarkingRules
from app.domain.terms import AHEAD_DAYS, due_day
from app.ids import ClassId, GroupId, JournalId, PupilId, SubjectId

Spans = tuple[Span, ...]
"""When a pupil was in a group."""


class GradedTerm(Protocol):
    """A term as records and rows have it; both days included."""

    @property
    def id(self) -> str:
        """Its id."""
        ...

    @property
    def first(self) -> date:
        """Its first day."""
        ...

    @property
    def last(self) -> date:
        """Its last day."""
        ...

    @property
    def first_grade(self) -> int:
        """The lowest grade that has it."""
        ...

    @property
    def last_grade(self) -> int:
        """The highest grade that has it."""
        ...


class HeldLesson(Protocol):
    """A lesson that was held, as a row has it. taken: whether it has a mark or a sign of absence."""

    @property
    def day(self) -> date:
        """Its day."""
        ...

    @property
    def topic(self) -> str:
        """Its topic, empty for none."""
        ...

    @property
    def homework(self) -> str:
        """Its homework, empty for none."""
        ...

    @property
    def homework_links(self) -> str:
        """The links of its homework."""
        ...

    @property
    def homework_token(self) -> str:
        """By which its homework was written last, NEVER where nothing was said."""
        ...

    @property
    def taken(self) -> bool:
        """Whether it has a mark or a sign of absence."""
        ...


@dataclass(slots=True)
class LessonCounts:
    """The lessons of a journal in a term until yesterday, as JournalFacts has them. planned: of the whole term.

    days: of those that were held.
    """

    planned: int = 0
    held: int = 0
    empty: int = 0
    empty_since: date | None = None
    no_topic: int = 0
    no_homework: int = 0
    days: list[date] = field(default_factory=list)

    def take(self, lesson: HeldLesson) -> None:
        """Count the next lesson by day and number."""
        self.held += 1
        self.days.append(lesson.day)
        self.no_topic += not lesson.topic
        self.no_homework += not (lesson.homework or lesson.homework_links or lesson.homework_token != NEVER)
        self.empty = 0 if lesson.taken else self.empty + 1
        self.empty_since = None if lesson.taken else self.empty_since or lesson.day

    def __add__(self, later: "LessonCounts") -> "LessonCounts":
        """Return what was counted in this term and a later one."""
        is_still_empty = later.empty == later.held
        return LessonCounts(
            planned=self.planned + later.planned,
            held=self.held + later.held,
            empty=self.empty + later.empty if is_still_empty else later.empty,
            empty_since=(self.empty_since or later.empty_since) if is_still_empty else later.empty_since,
            no_topic=self.no_topic + later.no_topic,
            no_homework=self.no_homework + later.no_homework,
            days=self.days + later.days,
        )


@dataclass(frozen=True, slots=True)
class TermCounts:
    """What was counted in a term. marks: those that have a weight, by journal and pupil."""

    lessons: Mapping[JournalId, LessonCounts]
    marks: Mapping[JournalId, Mapping[PupilId, int]]


@dataclass(frozen=True, slots=True)
class CountedJournal:
    """A journal as far as counting needs it. school_class: under which its group is listed. hours: lessons a week."""

    id: JournalId
    group: GroupId
    subject: SubjectId
    school_class: ClassId
    grade: int
    hours: int


class Counts(Protocol):
    """What a store counts; each answer is for the whole school."""

    def of_term(self, term: GradedTerm) -> TermCounts:
        """Return what was counted in a term until yesterday."""
        ...

    def set_for(self, period: str) -> Mapping[JournalId, Collection[PupilId]]:
        """Return whose mark for a period is set, by journal."""
        ...

    def members(self) -> Mapping[GroupId, Mapping[PupilId, Spans]]:
        """Return when each pupil was in which group."""
        ...

    def class_of(self, journal: CountedJournal, pupil: PupilId, on: date) -> ClassId:
        """Return of which class a pupil of a journal is on a day: that of its group where nothing else is known."""
        ...


@dataclass(frozen=True, slots=True)
class SchoolFacts:
    """What is known of the whole school. begun: the terms that have begun, by their first day.

    closed: which terms are closed for which classes. behind: hours behind the plan of each journal that has one.
    """

    today: date
    rules: MarkingRules
    begun: Sequence[GradedTerm]
    closed: Collection[tuple[str, ClassId]]
    behind: Mapping[JournalId, int]
    releases: Releases


def spans_of(found: Iterable[tuple[GroupId, PupilId, date, date | None]]) -> Mapping[GroupId, Mapping[PupilId, Spans]]:
    """Return when each pupil was in which group. found: each time in a group, both days included."""
    members: dict[GroupId, dict[PupilId, Spans]] = defaultdict(dict)
    for key, who, first, last in found:
        members[key][who] = (*members[key].get(who, ()), (first, last))
    return members


class JournalsCounted:
    """Says what is lacking in journals; what all of them are looked up in is asked for once."""

    def __init__(self, school: SchoolFacts, counts: Counts) -> None:
        self._school, self._counts = school, counts
        self._terms: dict[str, TermCounts] = {}
        self._set: dict[str, Mapping[JournalId, Collection[PupilId]]] = {}

    def facts(self, journal: CountedJournal) -> JournalFacts:
        """Return what was counted of a journal in the term that has begun last."""
        terms = [each for each in self._school.begun if each.first_grade <= journal.grade <= each.last_grade]
        if not terms:
            return JournalFacts(behind=self._school.behind.get(journal.id, 0))
        few = self._few_marks(journal, terms[-1], self._school.today)
        return self._facts(journal, terms[-1:], few, self._no_final(journal, terms))

    def past_facts(self, journal: CountedJournal, terms: Sequence[GradedTerm], period: str) -> JournalFacts:
        """Return what was counted of a journal in terms that are over, taken together.

        terms: at least one, by their first day. period: whose marks were expected, a term's id or "year". A pupil has
        few marks who had them in any of the terms, at its end.
        """
        few = {who for each in terms for who in self._few_marks(journal, each, each.last)}
        return self._facts(journal, terms, few, self._not_set(journal, period, terms[-1].last))

    def _facts(
        self, journal: CountedJournal, terms: Sequence[GradedTerm], few: Collection[PupilId], no_final: int
    ) -> JournalFacts:
        lessons = sum((self._lessons(journal, each) for each in terms), LessonCounts())
        return JournalFacts(
            held=lessons.held,
            planned=lessons.planned,
            empty=lessons.empty,
            empty_since=lessons.empty_since,
            no_topic=lessons.no_topic,
            no_homework=lessons.no_homework,
            few_marks=len(few),
            behind=self._school.behind.get(journal.id, 0),
            no_final=no_final,
        )

    def _lessons(self, journal: CountedJournal, term: GradedTerm) -> LessonCounts:
        return self._of_term(term).lessons.get(journal.id) or LessonCounts()

    def _few_marks(self, journal: CountedJournal, term: GradedTerm, on: date) -> set[PupilId]:
        """Return who of a journal's pupils of a day has fewer marks of a term than are needed."""
        rules = self._school.rules
        if rules.is_unmarked(journal.grade):
            return set()
        lessons, marks = self._lessons(journal, term), self._of_term(term).marks.get(journal.id) or {}

        @cache
        def needed(there: Spans, released: Spans) -> int:
            held = sum(is_member(there, day) and not is_member(released, day) for day in lessons.days)
            return marks_needed(journal.hours, held, lessons.planned, rules)

        members = self._in_group(journal, on)
        released = self._school.releases
        return {
            who
            for who, there in members.items()
            if marks.get(who, 0) < needed(there, released.of(who, journal.subject))
        }

    def _no_final(self, journal: CountedJournal, terms: Sequence[GradedTerm]) -> int:
        """Return how many pupils have no mark for the last term whose marks are expected, and that is not closed."""
        soon = self._school.today + timedelta(days=AHEAD_DAYS)
        due = [each for each in terms if due_day(each.last, self._school.rules) <= soon]
        return self._not_set(journal, due[-1].id, min(self._school.today, due[-1].last)) if due else 0

    def _not_set(self, journal: CountedJournal, period: str, on: date) -> int:
        """Return how many pupils of a day have no mark for a period that is not closed for their class."""
        if self._school.rules.is_unmarked(journal.grade):
            return 0
        if period not in self._set:
            self._set[period] = self._counts.set_for(period)
        missing = set(self._in_group(journal, on)) - set(self._set[period].get(journal.id, ()))
        classes = (self._counts.class_of(journal, who, on) for who in missing)
        return sum((period, each) not in self._school.closed for each in classes)

    def _of_term(self, term: GradedTerm) -> TermCounts:
        if term.id not in self._terms:
            self._terms[term.id] = self._counts.of_term(term)
        return self._terms[term.id]

    def _in_group(self, journal: CountedJournal, day: date) -> Mapping[PupilId, Spans]:
        found = self._members.get(journal.group, {})
        return {who: spans for who, spans in found.items() if is_member(spans, day)}

    @cached_property
    def _members(self) -> Mapping[GroupId, Mapping[PupilId, Spans]]:
        return self._counts.members()
