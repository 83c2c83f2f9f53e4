"""The deputy head's desk: how every journal of the school is kept, in a fixed number of statements."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from sqlalchemy import bindparam, or_, select

from app.domain.collation import russian_key
from app.domain.journal_facts import CountedJournal, GradedTerm, JournalsCounted, SchoolFacts, Spans, TermCounts
from app.domain.keeping import JournalFacts, JournalKeeping
from app.domain.rules import MarkingRules
from app.ids import ClassId, GroupId, JournalId, PupilId
from app.services.group_classes import CLASSES, OwnClasses
from app.services.keeping_counts import count_term, hours_behind, read_members, set_for
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
    rules = read_rules(unit)
    facts = _facts_of(unit, rows, today, rules)
    found = [
        JournalKeeping(
            JournalId(row.id),
            title_of(row),
            row.subject,
            row.grade,
            f"{row.grade}{row.letter}",
            tuple(teachers[row.id]),
            facts[row.id],
            facts[row.id].lacking(today, rules),
        )
        for row in sorted(rows, key=_by_class)
    ]
    return tuple(sorted(found, key=lambda each: each.badness, reverse=True))


class _Counts:
    """What this store counts, for the whole school at once."""

    def __init__(self, unit: Unit, today: date) -> None:
        self._unit, self._today, self._classes = unit, today, OwnClasses(unit)

    def of_term(self, term: GradedTerm) -> TermCounts:
        """Return what was counted in a term until yesterday."""
        return count_term(self._unit, term, self._today)

    def set_for(self, period: str) -> Mapping[JournalId, Collection[PupilId]]:
        """Return whose mark for a period is set, by journal."""
        return set_for(self._unit, period)

    def members(self) -> Mapping[GroupId, Mapping[PupilId, Spans]]:
        """Return when each pupil was in which group."""
        return read_members(self._unit)

    def class_of(self, journal: CountedJournal, pupil: PupilId, on: date) -> ClassId:
        """Return of which class a pupil of a journal is on a day."""
        return self._classes.of(journal.group, pupil, on, journal.school_class)


def _facts_of(unit: Unit, rows: Iterable[AnyRow], today: date, rules: MarkingRules) -> dict[JournalId, JournalFacts]:
    """Return the facts of journals. A row: as _JOURNALS has them."""
    school = SchoolFacts(
        today,
        rules,
        unit.connection.execute(_BEGUN, {"today": today}).all(),
        {(row.term, row.school_class) for row in unit.connection.execute(_CLOSINGS)},
        hours_behind(unit, today),
        read_releases(unit),
    )
    counted = JournalsCounted(school, _Counts(unit, today))
    return {
        row.id: counted.facts(CountedJournal(row.id, row.group, row.subject_id, row.school_class, row.grade, row.hours))
        for row in rows
    }


def _by_class(row: AnyRow) -> tuple[object, ...]:
    return row.grade, row.letter, russian_key(row.name), russian_key(row.subject), row.id
