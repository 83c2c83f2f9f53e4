"""What a teacher may read: the parts of the scope, and the rows that belong to each."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Select,
    and_,
    bindparam,
    exists,
    false,
    func,
    or_,
    select,
    true,
    tuple_,
)

from app.domain.access import AccessRequest
from app.domain.calendar_rules import year_span
from app.domain.classroom import Duty, Release, Substitution
from app.domain.disputes import HeldEntry
from app.domain.earlier_marks import LAST_GRADE, EarlierMark
from app.domain.excuse_proposals import ExcuseProposal
from app.domain.parts import Part
from app.domain.records import (
    Assignment,
    Closing,
    Enrolment,
    Group,
    Holiday,
    Journal,
    Lesson,
    Membership,
    Pupil,
    Record,
    School,
    SchoolClass,
    Term,
    tag_of,
    types_of,
)
from app.ids import ID_BYTES, ClassId, JournalId, PupilId, SchoolId, TeacherId, derived, text_of
from app.wire.buckets import REST, days_of
from app.wire.messages import PartInfo
from portal.exchange.cursors import Head
from portal.exchange.late_entries import day_at
from portal.rights import DUTIES, Right, Role, readable, reads_every_journal
from portal.store.tables import TABLES

assignment, journal, membership = TABLES[Assignment], TABLES[Journal], TABLES[Membership]
pupil, enrolment, group, duty = TABLES[Pupil], TABLES[Enrolment], TABLES[Group], TABLES[Duty]
substitution, school_class = TABLES[Substitution], TABLES[SchoolClass]
_school, closing, held_entry = TABLES[School], TABLES[Closing], TABLES[HeldEntry]
release, lesson, earlier = TABLES[Release], TABLES[Lesson], TABLES[EarlierMark]
request, proposal = TABLES[AccessRequest], TABLES[ExcuseProposal]

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
_YEAR = select(_school.c.year).where(_school.c.school_id == bindparam("school"), _school.c.id == bindparam("school"))
_PRESENT = select(journal.c.id).where(
    journal.c.school_id == bindparam("school"),
    (journal.c.year == bindparam("year"))
    | exists().where(
        held_entry.c.school_id == journal.c.school_id, held_entry.c.journal == journal.c.id, held_entry.c.decision == ""
    ),
)
"""Journals that PCs hold: those of the present school year, and past ones in which something waits for a decision."""

_OF_PRESENT = _PRESENT.where(journal.c.id.in_(bindparam("own", expanding=True)))
_CLASSES = select(school_class.c.id).where(school_class.c.school_id == bindparam("school"), school_class.c.year == 0)


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads, and which journals. reads: the tags of the records that the reader's program can read.

    year: the present school year, of which alone the school's lists travel. is_whole: every journal of the year is
    among them, for as long as a duty lasts. classes: of whose pupils is read what families ask: the own ones, or all.
    """

    school: SchoolId
    teacher: TeacherId
    journals: tuple[JournalId, ...]
    reads: frozenset[str]
    year: int
    is_whole: bool = False
    classes: tuple[ClassId, ...] = ()

    @property
    def feed_parts(self) -> tuple[str, ...]:
        """The parts whose changes travel in the feed, as the effects name them."""
        return (Part.SCHOOL.value, own_part(self.teacher), *map(access_part, self.classes), *self.journals)

    def kinds_in(self, part: Part) -> Iterator[type[Record]]:
        """Yield the kinds of records of a part that are read, in the order of RECORD_TYPES."""
        return (kind for kind in types_of(part) if tag_of(kind) in self.reads)

    def may_read(self, part: str) -> bool:
        """Return whether a part is of this reader's scope."""
        return part in {Part.SCHOOL, Part.ROSTER, Part.OWN, Part.ACCESS} or part in self.journals


def read_rights(connection: Connection, school: SchoolId, teacher: TeacherId) -> tuple[Right, ...]:
    """Return the rights that assignments, substitutions, an own class and duties give, past and coming ones too."""
    named = {"school": school, "teacher": teacher}
    journals = list(connection.execute(_CLASS_JOURNALS, named).scalars())
    own = _own_pupils(connection, named, journals)
    led = [Right(Role.CLASS_TEACHER, key, date.min, None, own.get(key)) for key in journals]
    led += [
        Right(Role.CLASS_TEACHER, None, date.min, None, school_class=key)
        for key in connection.execute(_OWN, named).scalars()
    ]
    stood_in = [Right(Role.SUBSTITUTE, key, day, day) for key, day in connection.execute(_SUBSTITUTIONS, named)]
    duties = [Right(Role(role), None, *days) for role, *days in connection.execute(_DUTIES, named) if role in DUTIES]
    return (*(Right(Role.TEACHER, *row) for row in connection.execute(_RIGHTS, named)), *stood_in, *led, *duties)


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
    duties = [right for right in rights if right.is_whole]
    is_whole = bool(duties) and reads_every_journal(duties, day_at(connection, school, now_ms))
    year = int(connection.execute(_YEAR, {"school": school}).scalar_one())
    asked = {"school": school, "year": year}
    own = set(connection.execute(_OF_PRESENT, {**asked, "own": list(readable(rights))}).scalars())
    classes = {right.school_class for right in rights if right.school_class is not None}
    if is_whole:
        own |= set(connection.execute(_PRESENT, asked).scalars())
        classes |= set(connection.execute(_CLASSES, {"school": school}).scalars())
    return Reader(school, teacher, tuple(sorted(own)), reads, year, is_whole, tuple(sorted(classes)))


def own_part(teacher: TeacherId) -> str:
    """Return the name under which effects stand that are for one teacher alone."""
    return f"{Part.OWN}:{teacher}"


def access_part(key: ClassId) -> str:
    """Return the name under which effects stand that are for the class teacher and who reads the whole school."""
    return f"{Part.ACCESS}:{key}"


def scope_text(reader: Reader, head: Head) -> str:
    """Return a text that changes whenever the reader's parts may have changed."""
    whole = ("whole",) if reader.is_whole else ()
    return derived("scope", head.epoch, reader.teacher, str(head.roster), *whole)


def read_parts(connection: Connection, reader: Reader, head: Head) -> tuple[PartInfo, ...]:
    """Return the parts of the scope: the school's, the roster, the reader's own, and each journal by its id.

    What families ask is named to a program that can read it.
    """
    whole = [Part.SCHOOL, Part.ROSTER, Part.OWN]
    if any(reader.kinds_in(Part.ACCESS)):
        whole.append(Part.ACCESS)
    return (
        *(
            PartInfo(part.value, part_version(connection, reader, head, part), _rows_in(connection, reader, part))
            for part in whole
        ),
        *(PartInfo(key, head.epoch, rows) for key, rows in _rows_by_journal(connection, reader).items()),
    )


def part_version(connection: Connection, reader: Reader, head: Head, part: str) -> str:
    """Return the version of a part: another one than before asks for the part anew."""
    if part == Part.ACCESS:
        return derived(Part.ACCESS, head.epoch, str(reader.year), *reader.classes)
    if part == Part.SCHOOL:
        return derived(Part.SCHOOL, head.epoch, str(reader.year))
    return roster_version(connection, reader) if part == Part.ROSTER else head.epoch


def roster_version(connection: Connection, reader: Reader) -> str:
    """Return the digest of the ids and tokens of the reader's roster."""
    digest = hashlib.blake2b(digest_size=ID_BYTES)
    values = values_of(reader, Part.ROSTER)
    for kind in reader.kinds_in(Part.ROSTER):
        found = connection.execute(_tokens(kind), values)
        digest.update("".join(f"{key} {token}\n" for key, token in found).encode())
    return text_of(digest.digest())


def kind_of(part: str) -> Part:
    """Return what sort of part an id names."""
    return Part(part) if part in set(Part) - {Part.JOURNAL} else Part.JOURNAL


@cache
def rows_of(part: Part, kind: type[Record]) -> ColumnElement[bool]:
    """Return the condition for the rows of one kind that belong to such a part; `values_of` has what it asks for."""
    table = TABLES[kind]
    return and_(table.c.school_id == bindparam("school"), _of_part(part, kind))


def values_of(reader: Reader, part: str) -> dict[str, object]:
    """Return what `rows_of` asks for."""
    return {
        "school": reader.school,
        "part": part,
        "teacher": reader.teacher,
        "classes": reader.classes,
        "journals": reader.journals,
        "begins": year_span(reader.year)[0],
    }


def rows_in(part: Part, bucket: str, kind: type[Record]) -> ColumnElement[bool]:
    """Return the condition for the rows of one kind in a bucket of such a part. bucket: empty for the whole part."""
    of_part, table = rows_of(part, kind), TABLES[kind]
    hangs = kind is Lesson or "lesson" in table.c
    if not bucket or part is not Part.JOURNAL:
        return of_part if bucket in {"", REST} else false()
    if bucket == REST and kind is not Lesson:
        lessons = select(lesson.c.id).where(rows_of(part, Lesson))
        return of_part & table.c.lesson.not_in(lessons) if hangs else of_part
    days = days_of(bucket)
    if days is None or not hangs:
        return false()
    within = (lesson.c.day >= days[0]) & (lesson.c.day < days[1])
    if kind is Lesson:
        return of_part & within
    return of_part & table.c.lesson.in_(select(lesson.c.id).where(rows_of(part, Lesson), within))


def _of_part(part: Part, kind: type[Record]) -> ColumnElement[bool]:
    table = TABLES[kind]
    match part:
        case Part.JOURNAL:
            return table.c.journal == bindparam("part")
        case Part.OWN:
            return table.c.author == bindparam("teacher")
        case Part.ACCESS:
            return _of_classes(kind)
        case Part.ROSTER:
            return _of_roster(kind)
        case _:
            return _of_year(kind)


def _of_classes(kind: type[Record]) -> ColumnElement[bool]:
    """Return the condition for what families of the reader's classes ask; what was about past years' days is over."""
    mine: BindParameter[str] = bindparam("classes", expanding=True)
    if kind is ExcuseProposal:
        return proposal.c.school_class.in_(mine) & (proposal.c.last >= bindparam("begins"))
    return request.c.school_class.in_(mine)


def _of_year(kind: type[Record]) -> ColumnElement[bool]:
    """Return the condition for what is of the present school year, true for what is of no year."""
    if kind is Term or kind is Holiday:
        return TABLES[kind].c.last >= bindparam("begins")
    if kind is Closing:
        school: BindParameter[str] = bindparam("school")
        present = select(school_class.c.id).where(school_class.c.school_id == school, school_class.c.year == 0)
        return closing.c.school_class.in_(present)
    return school_class.c.year == 0 if kind is SchoolClass else true()


def _of_roster(kind: type[Record]) -> ColumnElement[bool]:
    school: BindParameter[str] = bindparam("school")
    mine: BindParameter[str] = bindparam("journals", expanding=True)
    groups = select(journal.c.group).where(journal.c.school_id == school, journal.c.id.in_(mine))
    members = select(membership.c.pupil).where(membership.c.school_id == school, membership.c.group.in_(groups))
    conditions: dict[type[Record], ColumnElement[bool]] = {
        Pupil: pupil.c.id.in_(members),
        Enrolment: enrolment.c.pupil.in_(members),
        Group: group.c.id.in_(groups),
        Membership: membership.c.group.in_(groups),
        Journal: journal.c.id.in_(mine),
        Assignment: assignment.c.journal.in_(mine),
        Duty: duty.c.teacher == bindparam("teacher"),
        Substitution: substitution.c.journal.in_(mine),
        Release: release.c.pupil.in_(members),
        EarlierMark: _is_of_last_grade(mine),
    }
    return conditions[kind]


def _is_of_last_grade(mine: BindParameter[str]) -> ColumnElement[bool]:
    """Return the condition for marks of the tenth class in the subject of an own journal of an eleventh."""
    taught = (
        select(membership.c.pupil, journal.c.subject)
        .join(journal, (journal.c.school_id == membership.c.school_id) & (journal.c.group == membership.c.group))
        .join(group, (group.c.school_id == journal.c.school_id) & (group.c.id == journal.c.group))
        .join(
            school_class, (school_class.c.school_id == group.c.school_id) & (school_class.c.id == group.c.school_class)
        )
        .where(membership.c.school_id == bindparam("school"), journal.c.id.in_(mine))
        .where(school_class.c.grade == LAST_GRADE)
    )
    # the pairs once, not the way to the class again for each mark: a deputy head has thousands
    return tuple_(earlier.c.pupil, earlier.c.subject).in_(taught)


def _rows_in(connection: Connection, reader: Reader, part: Part) -> int:
    values, kinds = values_of(reader, part), reader.kinds_in(part)
    return sum(int(connection.execute(_counting(part, kind), values).scalar_one()) for kind in kinds)


@cache
def _counting(part: Part, kind: type[Record]) -> Select[int]:
    return select(func.count()).select_from(TABLES[kind]).where(rows_of(part, kind))


@cache
def _tokens(kind: type[Record]) -> Select[str, str]:
    table = TABLES[kind]
    return select(table.c.id, table.c.token).where(rows_of(Part.ROSTER, kind)).order_by(table.c.id)


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
