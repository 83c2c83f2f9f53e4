"""What a teacher may read: the parts of the scope, and the rows that belong to each."""

import hashlib
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Connection, and_, bindparam, func, select

from app.domain.classroom import Release, Substitution
from app.domain.parts import Part
from app.domain.records import (
    Assignment,
    Duty,
    Enrolment,
    Group,
    Journal,
    Membership,
    Pupil,
    Record,
    SchoolClass,
    types_of,
)
from app.ids import ID_BYTES, JournalId, SchoolId, TeacherId, derived, text_of
from app.wire.messages import PartInfo
from portal.exchange.cursors import Head
from portal.rights import Right, Role, readable, reads_every_journal
from portal.store.tables import TABLES

assignment, journal, membership = TABLES[Assignment], TABLES[Journal], TABLES[Membership]
pupil, enrolment, group, duty = TABLES[Pupil], TABLES[Enrolment], TABLES[Group], TABLES[Duty]
substitution, school_class = TABLES[Substitution], TABLES[SchoolClass]
release = TABLES[Release]

_RIGHTS = select(assignment.c.journal, assignment.c.first, assignment.c.last).where(
    assignment.c.school_id == bindparam("school"), assignment.c.teacher == bindparam("teacher")
)

_DUTIES = select(duty.c.role, duty.c.first, duty.c.last).where(
    duty.c.school_id == bindparam("school"), duty.c.teacher == bindparam("teacher")
)
_SUBSTITUTIONS = select(substitution.c.journal, substitution.c.day).where(
    substitution.c.school_id == bindparam("school"), substitution.c.teacher == bindparam("teacher")
)
_CLASS_JOURNALS = (
    select(journal.c.id)
    .join(group, and_(group.c.school_id == journal.c.school_id, group.c.id == journal.c.group))
    .join(
        school_class,
        and_(school_class.c.school_id == group.c.school_id, school_class.c.id == group.c.school_class),
    )
    .where(journal.c.school_id == bindparam("school"), school_class.c.teacher == bindparam("teacher"))
)
_JOURNALS = select(journal.c.id).where(journal.c.school_id == bindparam("school"))


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads, and which journals."""

    school: SchoolId
    teacher: TeacherId
    journals: tuple[JournalId, ...]

    @property
    def feed_parts(self) -> tuple[str, ...]:
        """The parts whose changes travel in the feed, as the effects name them."""
        return (Part.SCHOOL.value, own_part(self.teacher), *self.journals)

    def may_read(self, part: str) -> bool:
        """Return whether a part is of this reader's scope."""
        return part in {Part.SCHOOL, Part.ROSTER, Part.OWN} or part in self.journals


def read_rights(connection: Connection, school: SchoolId, teacher: TeacherId) -> tuple[Right, ...]:
    """Return the rights that assignments, substitutions, an own class and duties give, past and coming ones too."""
    named = {"school": school, "teacher": teacher}
    classes = [
        Right(Role.CLASS_TEACHER, key, date.min, None) for key in connection.execute(_CLASS_JOURNALS, named).scalars()
    ]
    stood_in = [Right(Role.SUBSTITUTE, key, day, day) for key, day in connection.execute(_SUBSTITUTIONS, named)]
    duties = [Right(Role(role), None, *days) for role, *days in connection.execute(_DUTIES, named)]
    return (*(Right(Role.TEACHER, *row) for row in connection.execute(_RIGHTS, named)), *stood_in, *classes, *duties)


def read_reader(connection: Connection, school: SchoolId, teacher: TeacherId) -> Reader:
    """Return what a teacher may read now."""
    rights = read_rights(connection, school, teacher)
    own = readable(rights)
    if reads_every_journal(rights):
        own |= frozenset(connection.execute(_JOURNALS, {"school": school}).scalars())
    return Reader(school, teacher, tuple(sorted(own)))


def own_part(teacher: TeacherId) -> str:
    """Return the name under which effects stand that are for one teacher alone."""
    return f"{Part.OWN}:{teacher}"


def scope_text(reader: Reader, head: Head) -> str:
    """Return a text that changes whenever the reader's parts may have changed."""
    return derived("scope", head.epoch, reader.teacher, str(head.roster))


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
    for kind in types_of(Part.ROSTER):
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
    counted = (
        select(func.count()).select_from(TABLES[kind]).where(rows_of(reader, part, kind)) for kind in types_of(part)
    )
    return sum(int(connection.execute(each).scalar_one()) for each in counted)


def _rows_by_journal(connection: Connection, reader: Reader) -> dict[JournalId, int]:
    rows = dict.fromkeys(reader.journals, 0)
    for kind in types_of(Part.JOURNAL):
        table = TABLES[kind]
        found = connection.execute(
            select(table.c.journal, func.count())
            .where(table.c.school_id == reader.school, table.c.journal.in_(reader.journals))
            .group_by(table.c.journal)
        )
        for key, count in found:
            rows[key] += count
    return rows
