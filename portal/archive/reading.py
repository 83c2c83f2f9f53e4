"""Reads a school year of a portal's tables: which journals and classes it has, and all that an archive keeps of one."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, TypeVar, cast
from zoneinfo import ZoneInfo

from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, and_, func, select

from app.columns import record_of
from app.domain.calendar_rules import year_span
from app.domain.classroom import CarriedMark, Debt, Substitution
from app.domain.collation import russian_key
from app.domain.disputes import Conflict, HeldEntry, Revision
from app.domain.records import (
    Assignment,
    Attendance,
    Enrolment,
    FinalMark,
    Group,
    Journal,
    Lesson,
    Mark,
    Membership,
    Pupil,
    Record,
    School,
    SchoolClass,
    Subject,
    Teacher,
    Term,
    Work,
    WorkType,
)
from app.domain.regulations import MarkScale
from app.domain.year_turn import title_of
from app.ids import ClassId, GroupId, JournalId, PupilId, SchoolId
from portal.admin.calendar import read_terms_of
from portal.archive.kept import is_kept, without_paper
from portal.store.rows import fields_of, sliced
from portal.store.tables import TABLES

R = TypeVar("R", bound=Struct)

WRITTEN: tuple[type[Record], ...] = (
    *(Substitution, Lesson, Work, Mark, CarriedMark, FinalMark, Attendance, Debt, Revision, HeldEntry, Conflict),
)
"""What hangs on one journal."""

OF_PUPILS = (Mark, CarriedMark, FinalMark, Attendance)
"""What makes somebody a pupil of a journal, whatever the lists say."""


@dataclass(frozen=True, slots=True)
class YearSchool:
    """A school's lists as far as a year's journals name them."""

    year: int
    journals: dict[JournalId, Journal]
    groups: dict[GroupId, Group]
    classes: dict[ClassId, SchoolClass]
    subjects: dict[str, Subject]
    scales: dict[str, MarkScale]
    teachers: dict[str, Teacher]
    terms: tuple[Term, ...]
    work_types: tuple[WorkType, ...]

    def class_of(self, journal: Journal) -> SchoolClass:
        """Return the class of a journal's group."""
        return self.classes[self.groups[journal.group].school_class]

    def terms_of(self, grade: int) -> tuple[Term, ...]:
        """Return the terms of a grade in this year, the first one first."""
        return tuple(each for each in self.terms if each.first_grade <= grade <= each.last_grade)

    def title(self, journal: Journal) -> str:
        """Return a journal as a list names it: class, subject, group."""
        group = self.groups[journal.group].name
        named = f"{title_of(self.class_of(journal))} {self.subjects[journal.subject].name}"
        return f"{named} ({group})" if group else named

    def ordered(self) -> list[Journal]:
        """Return the journals by class, subject and group."""
        return sorted(self.journals.values(), key=self._place)

    def taught_classes(self) -> list[SchoolClass]:
        """Return the classes that have journals in this year, by number and letter."""
        found = {each.id: each for each in map(self.class_of, self.journals.values())}
        return sorted(found.values(), key=lambda each: (each.grade, russian_key(each.letter), each.id))

    def _place(self, journal: Journal) -> tuple[object, ...]:
        mine = self.class_of(journal)
        subject, group = self.subjects[journal.subject].name, self.groups[journal.group].name
        return mine.grade, russian_key(mine.letter), russian_key(subject), russian_key(group), journal.id


@dataclass(frozen=True, slots=True)
class KeptJournal:
    """All that is kept of one journal."""

    journal: Journal
    pupils: tuple[Pupil, ...]
    memberships: tuple[Membership, ...]
    assignments: tuple[Assignment, ...]
    written: dict[type[Record], tuple[Record, ...]]

    def of(self, kind: type[R]) -> tuple[R, ...]:
        """Return the records of one kind, in the order in which a file has them."""
        return cast("tuple[R, ...]", self.written.get(cast("type[Record]", kind), ()))


@dataclass(frozen=True, slots=True)
class KeptClass:
    """A class's marks of a year for its summary sheet. subjects: of each journal that gave a mark."""

    school_class: SchoolClass
    pupils: tuple[Pupil, ...]
    enrolments: tuple[Enrolment, ...]
    journals: tuple[Journal, ...]
    marks: tuple[FinalMark, ...]


def read_school(connection: Connection, school: SchoolId) -> School:
    """Return the school as it names itself."""
    (found,) = _where(connection, school, School, "id", [school])
    return found


def local_time(school: School, now_ms: int) -> datetime:
    """Return a moment by a school's clocks. now_ms: Unix milliseconds."""
    return datetime.fromtimestamp(now_ms / 1000, UTC).astimezone(ZoneInfo(school.zone))


def read_years(connection: Connection, school: SchoolId) -> dict[int, int]:
    """Return the years that have journals, the newest first, and how many."""
    table = TABLES[Journal]
    counts = select(table.c.year, func.count().label("journals")).where(table.c.school_id == school, _stands(school))
    newest = counts.group_by(table.c.year).order_by(table.c.year.desc())
    return {row.year: row.journals for row in connection.execute(newest)}


def read_year(connection: Connection, school: SchoolId, year: int) -> YearSchool:
    """Return the lists of a year; each kind of records is read once."""
    journals = _found(connection, school, Journal, [TABLES[Journal].c.year == year, _stands(school)])
    return YearSchool(
        year,
        {each.id: each for each in journals},
        {each.id: each for each in _all(connection, school, Group)},
        {each.id: each for each in _all(connection, school, SchoolClass)},
        {each.id: each for each in _all(connection, school, Subject)},
        {each.id: each for each in _all(connection, school, MarkScale)},
        {each.id: each for each in _all(connection, school, Teacher)},
        read_terms_of(connection, school, year),
        tuple(sorted(_all(connection, school, WorkType), key=lambda each: (each.ordinal, each.id))),
    )


def last_day_of(connection: Connection, school: SchoolId, year: int) -> date:
    """Return the last day of a year's lessons: of its last term, or of the year itself where it has no terms."""
    return max((each.last for each in read_terms_of(connection, school, year)), default=year_span(year)[1])


def read_journal(connection: Connection, school: SchoolId, journal: Journal) -> KeptJournal:
    """Return all that is kept of a journal; one statement for each kind of records."""
    written = {kind: _of_journal(connection, school, kind, journal.id) for kind in WRITTEN}
    begin, end = year_span(journal.year)
    memberships = tuple(
        each
        for each in _where(connection, school, Membership, "group", [journal.group])
        if each.first <= (each.last or end) and each.first <= end and (each.last or end) >= begin
    )
    named = {each.pupil for each in memberships}
    for kind in OF_PUPILS:
        named |= {getattr(each, "pupil") for each in written[kind]}  # noqa: B009 (each of these kinds has one)
    return KeptJournal(
        journal,
        _pupils(connection, school, named),
        memberships,
        tuple(sorted(_where(connection, school, Assignment, "journal", [journal.id]), key=lambda each: each.first)),
        written,
    )


def read_class(connection: Connection, school: SchoolId, found: YearSchool, mine: SchoolClass) -> KeptClass:
    """Return a class's marks of a year: of everybody who was in the class, in whatever journal of the year."""
    begin, end = year_span(found.year)
    enrolments = tuple(
        each
        for each in _where(connection, school, Enrolment, "school_class", [mine.id])
        if each.first <= (each.last or end) and each.first <= end and (each.last or end) >= begin
    )
    pupils = _pupils(connection, school, {each.pupil for each in enrolments})
    marks = tuple(
        each
        for each in _where(connection, school, FinalMark, "pupil", [each.id for each in pupils])
        if each.journal in found.journals and each.value
    )
    journals = {found.journals[each.journal] for each in marks}
    ordered = tuple(each for each in found.ordered() if each in journals or found.class_of(each).id == mine.id)
    return KeptClass(mine, pupils, enrolments, ordered, marks)


def _stands(school: SchoolId) -> ColumnElement[bool]:
    """Return which journals are no leavings of a turn of the year that was taken back."""
    group, school_class = TABLES[Group], TABLES[SchoolClass]
    same_class = and_(school_class.c.school_id == group.c.school_id, school_class.c.id == group.c.school_class)
    gone = select(group.c.id).join(school_class, same_class).where(group.c.school_id == school, school_class.c.year < 0)
    return TABLES[Journal].c.group.not_in(gone)


def _all(connection: Connection, school: SchoolId, kind: type[R]) -> list[R]:
    return _found(connection, school, kind, [])


def _where(connection: Connection, school: SchoolId, kind: type[R], name: str, keys: Sequence[str]) -> list[R]:
    column = TABLES[cast("type[Record]", kind)].c[name]
    return [each for part in sliced(keys) for each in _found(connection, school, kind, [column.in_(part)])]


def _found(connection: Connection, school: SchoolId, kind: type[R], where: list[ColumnElement[Any]]) -> list[R]:
    known = cast("type[Record]", kind)
    rows = connection.execute(select(*fields_of(known)).where(TABLES[known].c.school_id == school, *where))
    return [record_of(kind, row) for row in rows]


def _of_journal(connection: Connection, school: SchoolId, kind: type[Record], key: JournalId) -> tuple[Record, ...]:
    found: list[Record] = list(_where(connection, school, kind, "journal", [key]))
    return tuple(sorted(map(without_paper, filter(is_kept, found)), key=_in_time))


def _in_time(record: Record) -> tuple[str, int, str]:
    """Return by what records of one kind are ordered: by their day where they have one, then as they were written."""
    day = getattr(record, "day", "")
    return str(day), getattr(record, "number", 0), getattr(record, "wall", "") + record.id


def _pupils(connection: Connection, school: SchoolId, keys: Collection[PupilId]) -> tuple[Pupil, ...]:
    found: Iterable[Pupil] = _where(connection, school, Pupil, "id", sorted(keys))
    return tuple(
        sorted(found, key=lambda each: (*map(russian_key, (each.surname, each.name, each.patronymic)), each.id))
    )
