"""What a teacher may read: the parts of the scope, and the rows that belong to each."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Connection, and_, bindparam, false, func, or_, select

from app.domain.classroom import Duty, Release, Substitution
from app.domain.parts import Part
from app.domain.records import (
    Assignment,
    Enrolment,
    Group,
    Journal,
    Lesson,
    Membership,
    Pupil,
    Record,
    SchoolClass,
    tag_of,
    types_of,
)
from app.ids import ID_BYTES, JournalId, PupilId, SchoolId, TeacherId, derived, text_of
from app.wire.buckets import REST, days_of
from app.wire.messages import PartInfo
from portal.exchange.cursors import Head
from portal.exchange.late_entries import day_at
from portal.rights import DUTIES, Right, Role, readable, reads_every_journal
from portal.store.tables import TABLES

assignment, journal, membership = TABLES[Assignment], TABLES[Journal], TABLES[Membership]
pupil, enrolment, group, duty = TABLES[Pupil], TABLES[Enrolment], TABLES[Group], TABLES[Duty]
substitution, school_class = TABLES[Substitution], TABLES[SchoolClass]
release, lesson = TABLES[Release], TABLES[Lesson]

_RIGHTS = select(assignment.c.journal, assignment.c.first, assignment.c.last).where(
    assignment.c.school_id == bindparam("school"), assignment.c.teacher == bindparam("teacher")
)

_DUTIES = select(duty.c.role, duty.c.first, duty.c.last).where(
    duty.c.school_id == bindparam("school"), duty.c.teacher == bindparam("teacher")
)
_SUBSTITUTIONS = select(substitution.c.journal, substitution.c.day).where(
    substitution.c.school_id == bindparam("school"), substitution.c.teacher == bindparam("teacher")
)
_OWN = select(school_class.c.id).where(
    school_class.c.school_id == bindparam("school"), school_class.c.teacher == bindparam("teacher")
)
_TAUGHT = (
    select(membership.c.group)
    .join(enrolment, and_(enrolment.c.school_id == membership.c.school_id, enrolment.c.pupil == membership.c.pupil))
    .where(
        enrolment.c.school_id == bindparam("school"),
        enrolment.c.school_class.in_(_OWN),
        or_(membership.c.last.is_(None), enrolment.c.first <= membership.c.last),
        or_(enrolment.c.last.is_(None), membership.c.first <= enrolment.c.last),
    )
)
_CLASS_JOURNALS = (
    select(journal.c.id)
    .join(group, and_(group.c.school_id == journal.c.school_id, group.c.id == journal.c.group))
    .where(journal.c.school_id == bindparam("school"), or_(group.c.school_class.in_(_OWN), group.c.id.in_(_TAUGHT)))
)
"""Journals of the groups that are listed under an own class, or in which a pupil of it is or was taught."""

_STRANGERS = (
    select(journal.c.id, membership.c.pupil, enrolment.c.school_class.in_(_OWN).label("is_own"))
    .join(group, and_(group.c.school_id == journal.c.school_id, group.c.id == journal.c.group))
    .join(membership, and_(membership.c.school_id == group.c.school_id, membership.c.group == group.c.id))
    .join(enrolment, and_(enrolment.c.school_id == group.c.school_id, enrolment.c.pupil == membership.c.pupil))
    .where(
        journal.c.school_id == bindparam("school"),
        journal.c.id.in_(bindparam("journals", expanding=True)),
        group.c.name != "",
    )
)
_JOURNALS = select(journal.c.id).where(journal.c.school_id == bindparam("school"))


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads, and which journals. reads: the tags of the records that the reader's program can read.

    is_whole: every journal of the school is among them, for as long as a duty lasts.
    """

    school: SchoolId
    teacher: TeacherId
    journals: tuple[JournalId, ...]
    reads: frozenset[str]
    is_whole: bool = False

    @property
    def feed_parts(self) -> tuple[str, ...]:
        """The parts whose changes travel in the feed, as the effects name them."""
        return (Part.SCHOOL.value, own_part(self.teacher), *self.journals)

    def kinds_in(self, part: Part) -> Iterator[type[Record]]:
        """Yield the kinds of records of a part that are read, in the order of RECORD_TYPES."""
        return (kind for kind in types_of(part) if tag_of(kind) in self.reads)

    def may_read(self, part: str) -> bool:
        """Return whether a part is of this reader's scope."""
        return part in {Part.SCHOOL, Part.ROSTER, Part.OWN} or part in self.journals


def read_rights(connection: Connection, school: SchoolId, teacher: TeacherId) -> tuple[Right, ...]:
    """Return the rights that assignments, substitutions, an own class and duties give, past and coming ones too."""
    named = {"school": school, "teacher": teacher}
    journals = list(connection.execute(_CLASS_JOURNALS, named).scalars())
    own = _own_pupils(connection, named, journals)
    classes = [Right(Role.CLASS_TEACHER, key, date.min, None, own.get(key)) for key in journals]
    stood_in = [Right(Role.SUBSTITUTE, key, day, day) for key, day in connection.execute(_SUBSTITUTIONS, named)]
    duties = [Right(Role(role), None, *days) for role, *days in connection.execute(_DUTIES, named) if role in DUTIES]
    return (*(Right(Role.TEACHER, *row) for row in connection.execute(_RIGHTS, named)), *stood_in, *classes, *duties)


def _own_pupils(
    connection: Connection, named: Mapping[str, str], journals: Sequence[JournalId]
) -> dict[JournalId, frozenset[PupilId]]:
    """Return of journals with pupils of other classes too, which ones are of an own class."""
    found: dict[JournalId, dict[bool, set[PupilId]]] = {}
    for key, pupil, is_own in connection.execute(_STRANGERS, {**named, "journals": journals}) if journals else ():
        found.setdefault(key, {True: set(), False: set()})[bool(is_own)].add(pupil)
    return {key: frozenset(pupils[True]) for key, pupils in found.items() if pupils[False] - pupils[True]}


def read_reader(
    connection: Connection, school: SchoolId, teacher: TeacherId, *, reads: frozenset[str], now_ms: int
) -> Reader:
    """Return what a teacher may read now. reads: the tags of the records that the reader's program can read."""
    rights = read_rights(connection, school, teacher)
    own, duties = readable(rights), [right for right in rights if right.journal is None]
    is_whole = bool(duties) and reads_every_journal(duties, day_at(connection, school, now_ms))
    if is_whole:
        own |= frozenset(connection.execute(_JOURNALS, {"school": school}).scalars())
    return Reader(school, teacher, tuple(sorted(own)), reads, is_whole)


def own_part(teacher: TeacherId) -> str:
    """Return the name under which effects stand that are for one teacher alone."""
    return f"{Part.OWN}:{teacher}"


def scope_text(reader: Reader, head: Head) -> str:
    """Return a text that changes whenever the reader's parts may have changed."""
    whole = ("whole",) if reader.is_whole else ()
    return derived("scope", head.epoch, reader.teacher, str(head.roster), *whole)


def read_parts(connection: Connection, reader: Reader, head: Head) -> tuple[PartInfo, ...]:
    """Return the parts of the scope: the school's, the roster, the reader's own, and each journal by its id."""
    return (
        PartInfo(Part.SCHOOL.value, head.epoch, _rows_in(connection, reader, Part.SCHOOL)),
        PartInfo(Part.ROSTER.value, roster_version(connection, reader), _rows_in(connection, reader, Part.ROSTER)),
        PartInfo(Part.OWN.value, head.epoch, _rows_in(connection, reader, Part.OWN)),
        *(PartInfo(key, head.epoch, rows) for key, rows in _rows_by_journal(connection, reader).items()),
    )


def part_version(connection: Connection, reader: Reader, head: Head, part: str) -> str:
    """Return the version of a part: another one than before asks for the part anew."""
    return roster_version(connection, reader) if part == Part.ROSTER else head.epoch


def roster_version(connection: Connection, reader: Reader) -> str:
    """Return the digest of the ids and tokens of the reader's roster."""
    digest = hashlib.blake2b(digest_size=ID_BYTES)
    for kind in reader.kinds_in(Part.ROSTER):
        table = TABLES[kind]
        found = connection.execute(
            select(table.c.id, table.c.token).where(rows_of(reader, Part.ROSTER, kind)).order_by(table.c.id)
        )
        digest.update("".join(f"{key} {token}\n" for key, token in found).encode())
    return text_of(digest.digest())


def kind_of(part: str) -> Part:
    """Return what sort of part an id names."""
    return Part(part) if part in {Part.SCHOOL, Part.ROSTER, Part.OWN} else Part.JOURNAL


def rows_of(reader: Reader, part: str, kind: type[Record]) -> ColumnElement[bool]:
    """Return the condition for the rows of one kind that belong to a part of the reader's scope."""
    table = TABLES[kind]
    own = table.c.school_id == reader.school
    if kind_of(part) is Part.JOURNAL:
        return own & (table.c.journal == part)
    if part == Part.OWN:
        return own & (table.c.author == reader.teacher)
    return own & _of_roster(reader, kind) if part == Part.ROSTER else own


def rows_in(reader: Reader, part: str, bucket: str, kind: type[Record]) -> ColumnElement[bool]:
    """Return the condition for the rows of one kind in a bucket of a part. bucket: empty for the whole part."""
    of_part, table = rows_of(reader, part, kind), TABLES[kind]
    hangs = kind is Lesson or "lesson" in table.c
    if not bucket or kind_of(part) is not Part.JOURNAL:
        return of_part if bucket in {"", REST} else false()
    if bucket == REST and kind is not Lesson:
        lessons = select(lesson.c.id).where(rows_of(reader, part, Lesson))
        return of_part & table.c.lesson.not_in(lessons) if hangs else of_part
    days = days_of(bucket)
    if days is None or not hangs:
        return false()
    within = (lesson.c.day >= days[0]) & (lesson.c.day < days[1])
    if kind is Lesson:
        return of_part & within
    return of_part & table.c.lesson.in_(select(lesson.c.id).where(rows_of(reader, part, Lesson), within))


def _of_roster(reader: Reader, kind: type[Record]) -> ColumnElement[bool]:
    school = reader.school
    groups = select(journal.c.group).where(journal.c.school_id == school, journal.c.id.in_(reader.journals))
    members = select(membership.c.pupil).where(membership.c.school_id == school, membership.c.group.in_(groups))
    conditions: dict[type[Record], ColumnElement[bool]] = {
        Pupil: pupil.c.id.in_(members),
        Enrolment: enrolment.c.pupil.in_(members),
        Group: group.c.id.in_(groups),
        Membership: membership.c.group.in_(groups),
        Journal: journal.c.id.in_(reader.journals),
        Assignment: assignment.c.journal.in_(reader.journals),
        Duty: duty.c.teacher == reader.teacher,
        Substitution: substitution.c.journal.in_(reader.journals),
        Release: release.c.pupil.in_(members),
    }
    return conditions[kind]


def _rows_in(connection: Connection, reader: Reader, part: Part) -> int:
    kinds = reader.kinds_in(part)
    counted = (select(func.count()).select_from(TABLES[kind]).where(rows_of(reader, part, kind)) for kind in kinds)
    return sum(int(connection.execute(each).scalar_one()) for each in counted)


def _rows_by_journal(connection: Connection, reader: Reader) -> dict[JournalId, int]:
    rows = dict.fromkeys(reader.journals, 0)
    for kind in reader.kinds_in(Part.JOURNAL):
        table = TABLES[kind]
        found = connection.execute(
            select(table.c.journal, func.count())
            .where(table.c.school_id == reader.school, table.c.journal.in_(reader.journals))
            .group_by(table.c.journal)
        )
        for key, count in found:
            rows[key] += count
    return rows
