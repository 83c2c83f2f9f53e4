"""Which marks follow pupils into other journals of their subject: what a change of group leaves to be put there."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from msgspec.structs import replace
from sqlalchemy import BindParameter, Connection, Row, String, and_, bindparam, select, union

from app.columns import record_of
from app.domain.classroom import CarriedMark, carried_mark_id
from app.domain.movement import is_real
from app.domain.records import NEVER, Group, Journal, Lesson, Mark, Membership, Record, SchoolClass, Work, WorkType
from app.ids import GroupId, JournalId, MarkId, PupilId, SchoolId
from portal.answers import mark_weight
from portal.store.rows import fields_of, sliced
from portal.store.tables import TABLES

journal, membership, group, school_class = (TABLES[each] for each in (Journal, Membership, Group, SchoolClass))
mark, lesson, work, work_type = (TABLES[each] for each in (Mark, Lesson, Work, WorkType))
carried = TABLES[CarriedMark]

AnyRow = Row[*tuple[Any, ...]]

_SCHOOL: BindParameter[str] = bindparam("school", type_=String)
_IDS: BindParameter[str] = bindparam("ids", expanding=True)
_MOVED = union(
    select(membership.c.pupil).where(
        membership.c.school_id == _SCHOOL, membership.c.pupil.in_(_IDS), membership.c.last.is_not(None)
    ),
    select(carried.c.pupil).where(carried.c.school_id == _SCHOOL, carried.c.pupil.in_(_IDS)),
)
_OF_GROUPS = (
    select(membership.c.pupil).where(membership.c.school_id == _SCHOOL, membership.c.group.in_(_IDS)).distinct()
)
_OF_ORIGINALS = (
    select(carried.c.pupil)
    .join(mark, and_(mark.c.school_id == carried.c.school_id, mark.c.id == carried.c.original))
    .where(carried.c.school_id == _SCHOOL)
    .distinct()
)
_WHOSE = {
    Journal: _OF_GROUPS,
    Lesson: _OF_ORIGINALS.where(mark.c.lesson.in_(_IDS)),
    Work: _OF_ORIGINALS.where(mark.c.work.in_(_IDS)),
    # whichever kind it is: one may have been called otherwise until now
    WorkType: _OF_ORIGINALS.where(mark.c.work.is_(None)),
}
"""Whose marks may follow otherwise when rows of a kind change, by their ids; of a journal, by its group's."""

_MEMBERS = select(*fields_of(Membership)).where(membership.c.school_id == _SCHOOL, membership.c.pupil.in_(_IDS))
_JOURNALS = (
    select(
        journal.c.id,
        journal.c.group,
        journal.c.subject,
        journal.c.year,
        group.c.name,
        school_class.c.grade,
        school_class.c.letter,
    )
    .join(group, and_(group.c.school_id == journal.c.school_id, group.c.id == journal.c.group))
    .join(school_class, and_(school_class.c.school_id == group.c.school_id, school_class.c.id == group.c.school_class))
    .where(journal.c.school_id == _SCHOOL, journal.c.group.in_(_IDS))
)
_MARKS = (
    select(
        mark.c.id,
        mark.c.journal,
        mark.c.pupil,
        mark.c.value,
        mark.c.retakes,
        lesson.c.day,
        mark_weight(_SCHOOL).label("weight"),
        work.c.title,
        work_type.c.name,
    )
    .join(lesson, and_(lesson.c.school_id == mark.c.school_id, lesson.c.id == mark.c.lesson))
    .outerjoin(work, and_(work.c.school_id == mark.c.school_id, work.c.id == mark.c.work))
    .outerjoin(work_type, and_(work_type.c.school_id == work.c.school_id, work_type.c.id == work.c.type))
    .where(mark.c.school_id == _SCHOOL, mark.c.pupil.in_(_IDS), mark.c.annulled.is_(False))
    .order_by(lesson.c.day, mark.c.id)
)
_CARRIED = select(*fields_of(CarriedMark)).where(carried.c.school_id == _SCHOOL, carried.c.pupil.in_(_IDS))


@dataclass(frozen=True, slots=True)
class _Way:
    """That a pupil's marks of one journal count in another one, up to a day. source: what the first is called there."""

    pupil: PupilId
    whence: JournalId
    into: JournalId
    until: date
    source: str


def concerned(connection: Connection, school: SchoolId, rows: Iterable[Record]) -> set[PupilId]:
    """Return the pupils whose marks may follow them otherwise, now that these rows have changed."""
    pupils: set[str] = set()
    ids: dict[type[Record], set[str]] = defaultdict(set)
    for row in rows:
        match row:
            case Mark() | Membership() | CarriedMark(original=""):
                pupils.add(row.pupil)
            case Journal():
                ids[Journal].add(row.group)
            case Lesson() | Work() | WorkType():
                ids[type(row)].add(row.id)
            case _:
                pass
    for kind, keys in ids.items():
        pupils.update(row.pupil for row in _rows(connection, school, _WHOSE[kind], keys))
    return {PupilId(row.pupil) for row in _rows(connection, school, _MOVED, pupils)}


def following(
    connection: Connection, school: SchoolId, pupils: Iterable[PupilId], planned: Iterable[Membership] = ()
) -> list[CarriedMark]:
    """Return the rows to be put so that the pupils' marks count where they are taught now; none where all is so.

    A mark counts in every journal of its subject and year into whose group the pupil came after leaving that of the
    mark's own, up to the last day there. planned: times in groups that are not put yet, over those that are.
    """
    wanted = set(pupils)
    members = {row.id: row for row in _records(connection, school, Membership, wanted)}
    members |= {each.id: each for each in planned if each.pupil in wanted}
    ways = list(_ways(connection, school, [each for each in members.values() if is_real(each)]))
    there = {each.id: each for each in _records(connection, school, CarriedMark, wanted)}
    due = _due(connection, school, ways, [each for each in there.values() if not each.original and not each.annulled])
    gone = (each for key, each in there.items() if each.original and not each.annulled and key not in due)
    changed = [each for key, each in due.items() if key not in there or replace(there[key], token=NEVER) != each]
    return [*changed, *(replace(each, annulled=True) for each in gone)]


def _ways(connection: Connection, school: SchoolId, members: Sequence[Membership]) -> Iterator[_Way]:
    taught: dict[GroupId, list[AnyRow]] = defaultdict(list)
    for row in _rows(connection, school, _JOURNALS, {each.group for each in members}):
        taught[row.group].append(row)
    times: dict[tuple[PupilId, str, int], list[tuple[Membership, AnyRow]]] = defaultdict(list)
    for each in members:
        for at in taught[each.group]:
            times[each.pupil, at.subject, at.year].append((each, at))
    for (pupil, _, _), found in times.items():
        for was, whence in found:
            for now, into in found:
                if whence.id != into.id and was.last is not None and was.last < now.first:
                    yield _Way(pupil, whence.id, into.id, now.last or date.max, _source(whence, into))


def _source(whence: AnyRow, into: AnyRow) -> str:
    """Return what a journal is called in another one: by the class, of the same class by the group."""
    title = f"{whence.grade}{whence.letter}"
    same = (whence.grade, whence.letter) == (into.grade, into.letter)
    return (whence.name if same else ", ".join(filter(None, (title, whence.name)))) or title


def _due(
    connection: Connection, school: SchoolId, ways: Sequence[_Way], extracts: Sequence[CarriedMark]
) -> dict[str, CarriedMark]:
    """Return every mark that is to count in another journal, by the id that it has there."""
    given: dict[tuple[JournalId, PupilId], list[CarriedMark]] = defaultdict(list)
    for each in (*_given(connection, school, {way.pupil for way in ways}), *extracts):
        given[each.journal, each.pupil].append(each)
    due: dict[str, CarriedMark] = {}
    for way in ways:
        for each in given[way.whence, way.pupil]:
            if each.day <= way.until:
                key, original = carried_mark_id(way.into, each.original or each.id), MarkId(each.original or each.id)
                due[key] = replace(
                    each, id=key, token=NEVER, journal=way.into, source=each.source or way.source, original=original
                )
    return due


def _given(connection: Connection, school: SchoolId, pupils: set[PupilId]) -> Iterator[CarriedMark]:
    """Yield the marks that stand in the pupils' own journals, as if they were carried there already."""
    rows = list(_rows(connection, school, _MARKS, pupils))
    retaken = {row.retakes for row in rows if row.retakes}
    for row in rows:
        title = row.title or row.name or ""
        yield CarriedMark(
            "", NEVER, row.journal, row.pupil, row.day, row.value, row.weight, title, "", row.id, row.id in retaken
        )


def _records(connection: Connection, school: SchoolId, kind: Any, pupils: Iterable[PupilId]) -> Iterator[Any]:
    query = {Membership: _MEMBERS, CarriedMark: _CARRIED}[kind]
    return (record_of(kind, row) for row in _rows(connection, school, query, pupils))


def _rows(connection: Connection, school: SchoolId, query: Any, ids: Iterable[str]) -> Iterator[AnyRow]:
    for part in sliced(list(ids)):
        yield from connection.execute(query, {"school": school, "ids": part})
