"""The deputy head's desk: how every journal of the school is kept, in a fixed number of statements."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta

from sqlalchemy import bindparam, or_, select

from app.domain.collation import russian_key
from app.domain.keeping import JournalFacts, JournalKeeping, marks_needed
from app.domain.pages import is_member
from app.domain.terms import due_day
from app.ids import GroupId, JournalId, PupilId
from app.services.awaited_marks import AHEAD_DAYS
from app.services.group_classes import CLASSES, OwnClasses
from app.services.keeping_counts import LessonCounts, TermCounts, count_term, hours_behind, members_on, set_for
from app.services.names import short_name
from app.services.reading import title_of
from app.services.releases import read_releases
from app.services.school_rules import read_rules
from app.store.rows import AnyRow
from app.store.tables import assignment, closing, group, journal, school_class, subject, teacher, term
from app.store.unit import Unit

_JOURNALS = (
    select(
        journal.c.id,
        journal.c.hours,
        journal.c.group,
        group.c.name,
        CLASSES,
        group.c.school_class,
        school_class.c.grade,
        school_class.c.letter,
        subject.c.name.label("subject"),
        journal.c.subject.label("subject_id"),
    )
    .join(group, group.c.id == journal.c.group)
    .join(school_class, school_class.c.id == group.c.school_class)
    .join(subject, subject.c.id == journal.c.subject)
)
_TEACHERS = (
    select(assignment.c.journal, teacher.c.surname, teacher.c.name, teacher.c.patronymic)
    .join(teacher, teacher.c.id == assignment.c.teacher)
    .where(
        assignment.c.first <= bindparam("today"),
        or_(assignment.c.last.is_(None), assignment.c.last >= bindparam("today")),
    )
    .order_by(teacher.c.surname, teacher.c.name, teacher.c.id)
)
_BEGUN = select(term).where(term.c.first <= bindparam("today")).order_by(term.c.first, term.c.id)
_CLOSINGS = select(closing.c.term, closing.c.school_class).where(closing.c.closed.is_(True))


def read_keeping(unit: Unit, *, today: date) -> tuple[JournalKeeping, ...]:
    """Return every journal with what is lacking in it, the worst first, then by class, group and subject.

    today: what is of today can still be filled in and is not counted.
    """
    rows = unit.connection.execute(_JOURNALS).all()
    teachers: dict[JournalId, list[str]] = defaultdict(list)
    for row in unit.connection.execute(_TEACHERS, {"today": today}):
        teachers[row.journal].append(short_name(row))
    facts = _Facts(unit, today).of(rows)
    found = [
        JournalKeeping(
            JournalId(row.id),
            title_of(row),
            row.subject,
            row.grade,
            f"{row.grade}{row.letter}",
            tuple(teachers[row.id]),
            facts[row.id],
            facts[row.id].lacking(today),
        )
        for row in sorted(rows, key=_by_class)
    ]
    return tuple(sorted(found, key=lambda each: each.badness, reverse=True))


class _Facts:
    """Counts once what all journals are looked up in."""

    def __init__(self, unit: Unit, today: date) -> None:
        self._unit = unit
        self._today = today
        self._rules = read_rules(unit)
        self._begun = unit.connection.execute(_BEGUN, {"today": today}).all()
        self._closed = {(row.term, row.school_class) for row in unit.connection.execute(_CLOSINGS)}
        self._terms: dict[str, TermCounts] = {}
        self._set: dict[str, Mapping[JournalId, Collection[PupilId]]] = {}
        self._members: dict[date, Mapping[GroupId, Collection[PupilId]]] = {}
        self._behind = hours_behind(unit, today)
        self._releases = read_releases(unit)
        self._classes = OwnClasses(unit)

    def of(self, rows: Iterable[AnyRow]) -> dict[JournalId, JournalFacts]:
        """Return the facts of journals. A row: as _JOURNALS has them."""
        return {row.id: self._facts(row) for row in rows}

    def _facts(self, row: AnyRow) -> JournalFacts:
        terms = [each for each in self._begun if each.first_grade <= row.grade <= each.last_grade]
        if not terms:
            return JournalFacts(behind=self._behind.get(row.id, 0))
        counted = self._counted(terms[-1])
        lessons = counted.lessons.get(row.id) or LessonCounts()
        return JournalFacts(
            held=lessons.held,
            planned=lessons.planned,
            empty=lessons.empty,
            empty_since=lessons.empty_since,
            no_topic=lessons.no_topic,
            no_homework=lessons.no_homework,
            few_marks=self._few_marks(row, lessons, counted.marks.get(row.id) or {}),
            behind=self._behind.get(row.id, 0),
            no_final=self._no_final(row, terms),
        )

    def _few_marks(self, row: AnyRow, lessons: LessonCounts, marks: Mapping[PupilId, int]) -> int:
        if self._rules.is_unmarked(row.grade):
            return 0
        return sum(marks.get(who, 0) < self._needed(row, lessons, who) for who in self._in_group(row, self._today))

    def _needed(self, row: AnyRow, lessons: LessonCounts, who: PupilId) -> int:
        spans = self._releases.of(who, row.subject_id)
        held = sum(not is_member(spans, day) for day in lessons.days) if spans else lessons.held
        return marks_needed(row.hours, held, lessons.planned, self._rules)

    def _no_final(self, row: AnyRow, terms: Sequence[AnyRow]) -> int:
        """Return how many pupils have no mark for the last term whose marks are expected, and that is not closed."""
        soon = self._today + timedelta(days=AHEAD_DAYS)
        due = [each for each in terms if due_day(each.last, self._rules) <= soon]
        if not due or self._rules.is_unmarked(row.grade):
            return 0
        awaited = due[-1]
        if awaited.id not in self._set:
            self._set[awaited.id] = set_for(self._unit, awaited.id)
        on = min(self._today, awaited.last)
        missing = set(self._in_group(row, on)) - set(self._set[awaited.id].get(row.id, ()))
        classes = (self._classes.of(row.group, who, on, row.school_class) for who in missing)
        return sum((awaited.id, each) not in self._closed for each in classes)

    def _counted(self, begun: AnyRow) -> TermCounts:
        if begun.id not in self._terms:
            self._terms[begun.id] = count_term(self._unit, begun, self._today)
        return self._terms[begun.id]

    def _in_group(self, row: AnyRow, day: date) -> Collection[PupilId]:
        if day not in self._members:
            self._members[day] = members_on(self._unit, day)
        return self._members[day].get(row.group, ())


def _by_class(row: AnyRow) -> tuple[object, ...]:
    return row.grade, row.letter, russian_key(row.name), russian_key(row.subject), row.id
