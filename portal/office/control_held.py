"""Reads the entries that the portal holds for the deputy head, of all journals, in a fixed number of statements."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import BindParameter, Connection, Row, and_, bindparam, case, func, or_, select

from app.columns import record_of
from app.domain.attendance import told_sign
from app.domain.attention import About
from app.domain.classroom import Duty
from app.domain.disputes import HeldEntry
from app.domain.records import (
    Attendance,
    FinalMark,
    Group,
    Journal,
    Lesson,
    Pupil,
    Record,
    SchoolClass,
    Subject,
    Teacher,
    Term,
)
from app.domain.witnesses import WITNESS
from app.ids import OperationId, SchoolId
from app.judging.about import ABOUT_KIND, STANDS
from portal.diary.wording import teacher_words
from portal.rights import Role
from portal.store.rows import fields_of, read_records
from portal.store.tables import TABLES, operations, replicas

entry, lesson, journal, group = TABLES[HeldEntry], TABLES[Lesson], TABLES[Journal], TABLES[Group]
school_class, subject, pupil = TABLES[SchoolClass], TABLES[Subject], TABLES[Pupil]
teacher, term, duty = TABLES[Teacher], TABLES[Term], TABLES[Duty]

AnyRow = Row[*tuple[Any, ...]]
_SCHOOL: BindParameter[str] = bindparam("school")
MOST_DECIDED = 100
"""Of those that were decided, the newest first; the older ones stand in the journals' history."""

_WAITS = entry.c.school_id == _SCHOOL, entry.c.decision == ""
_COUNTED = select(func.count()).select_from(entry).where(*_WAITS)


def _same(table: Any, key: Any) -> Any:
    return and_(table.c.school_id == entry.c.school_id, table.c.id == key)


_author, _judge = teacher.alias("author"), teacher.alias("judge")
_TOLD = (
    select(
        *fields_of(HeldEntry),
        lesson.c.day,
        lesson.c.number,
        school_class.c.grade,
        school_class.c.letter,
        group.c.name.label("group_name"),
        subject.c.name.label("subject_name"),
        pupil.c.surname,
        pupil.c.name,
        pupil.c.patronymic,
        pupil.c.born,
        term.c.name.label("term_name"),
        *(_author.c[part].label(f"author_{part}") for part in ("surname", "name", "patronymic")),
        *(_judge.c[part].label(f"judge_{part}") for part in ("surname", "name", "patronymic")),
        replicas.c.name.label("pc"),
        operations.c.received,
        operations.c.seq,
    )
    .outerjoin(operations, _same(operations, case((entry.c.ground == WITNESS, entry.c.token), else_=entry.c.id)))
    .join(journal, _same(journal, entry.c.journal))
    .join(group, _same(group, journal.c.group))
    .join(school_class, _same(school_class, group.c.school_class))
    .join(subject, _same(subject, journal.c.subject))
    .outerjoin(lesson, _same(lesson, entry.c.lesson))
    .outerjoin(pupil, _same(pupil, entry.c.pupil))
    .outerjoin(term, _same(term, entry.c.period))
    .outerjoin(_author, _same(_author, entry.c.author))
    .outerjoin(_judge, _same(_judge, entry.c.decided_by))
    .outerjoin(replicas, _same(replicas, entry.c.replica))
)
_WAITING = _TOLD.where(*_WAITS)
_DECIDED = (
    _TOLD.where(entry.c.school_id == _SCHOOL, entry.c.decision != "")
    .order_by(func.coalesce(operations.c.received, 0).desc(), entry.c.id)
    .limit(MOST_DECIDED)
)
_NAMESAKES = (
    select(pupil.c.surname, pupil.c.name, pupil.c.patronymic)
    .where(pupil.c.school_id == _SCHOOL)
    .group_by(pupil.c.surname, pupil.c.name, pupil.c.patronymic)
    .having(func.count() > 1)
)
_DEPUTIES = (
    select(teacher.c.surname, teacher.c.name, teacher.c.patronymic)
    .distinct()
    .join(duty, and_(duty.c.school_id == teacher.c.school_id, duty.c.teacher == teacher.c.id))
    .where(
        duty.c.school_id == _SCHOOL,
        duty.c.role == Role.DEPUTY_HEAD.value,
        duty.c.first <= bindparam("today"),
        or_(duty.c.last.is_(None), duty.c.last >= bindparam("today")),
    )
    .order_by(teacher.c.surname, teacher.c.name, teacher.c.patronymic)
)


@dataclass(frozen=True, slots=True)
class HeldRow:
    """An entry that waits, or that was decided. shown: what stands there now, empty for nothing, as entry.value.

    title: class and group. day, number: of its lesson; None, 0 for one about none. period: a term's name or its word.
    author, judge: short names, empty where unknown. pc: as its program called it, empty for none. received: Unix
    milliseconds. seq: its place in the log. Both 0 for an operation that this portal does not have. seen_by: whose PCs
    had seen what the portal has lost, short names.
    """

    entry: HeldEntry
    about: About
    title: str
    subject: str
    day: date | None
    number: int
    pupil: str
    period: str
    shown: str
    author: str
    judge: str
    pc: str
    received: int
    seq: int
    seen_by: tuple[str, ...] = ()

    @property
    def id(self) -> OperationId:
        """Return what it is known by."""
        return self.entry.id


def count_waiting(connection: Connection, school: SchoolId) -> int:
    """Return how many entries wait for a decision."""
    return int(connection.execute(_COUNTED, {"school": school}).scalar_one())


def read_waiting(connection: Connection, school: SchoolId) -> tuple[HeldRow, ...]:
    """Return the entries that wait, by class, subject, day and lesson; what is about no lesson comes after what is."""
    rows = connection.execute(_WAITING, {"school": school}).all()
    return tuple(_told(connection, school, sorted(rows, key=_place)))


def read_decided(connection: Connection, school: SchoolId) -> tuple[HeldRow, ...]:
    """Return the last entries that were decided, the newest first."""
    return tuple(_told(connection, school, connection.execute(_DECIDED, {"school": school}).all()))


def read_deputies(connection: Connection, school: SchoolId, today: date) -> tuple[str, ...]:
    """Return the names of those who may decide on a day."""
    rows = connection.execute(_DEPUTIES, {"school": school, "today": today})
    return tuple(" ".join(filter(None, row)) for row in rows)


def _told(connection: Connection, school: SchoolId, rows: Sequence[AnyRow]) -> Iterable[HeldRow]:
    same = {tuple(each) for each in connection.execute(_NAMESAKES, {"school": school})} if rows else set()
    entries = [record_of(HeldEntry, row[: len(HeldEntry.__struct_fields__)]) for row in rows]
    keys = {(STANDS[_about(each)][0], each.entity) for each in entries}
    keys |= {(Teacher, seer) for each in entries for seer in each.seen_by.split()}
    things = {(type(each), each.id): each for each in read_records(connection, school, keys)}
    return (_row(row, each, things, same) for row, each in zip(rows, entries, strict=True))


def _row(
    row: AnyRow, each: HeldEntry, things: Mapping[tuple[type[Record], str], Record], same: Collection[tuple[str, ...]]
) -> HeldRow:
    kind, field = STANDS[_about(each)]
    thing = things.get((kind, each.entity))
    gone = thing is None or getattr(thing, "annulled", False)
    period = getattr(thing, "period", "") if isinstance(thing, FinalMark) else each.period
    title = f"{row.grade}{row.letter}"
    return HeldRow(
        each,
        _about(each),
        f"{title} ({row.group_name})" if row.group_name else title,
        row.subject_name,
        row.day,
        row.number or 0,
        _pupil(row, same),
        row.term_name or each.period or period,
        "" if gone else _shown(thing, field),
        _short(row, "author"),
        _short(row, "judge"),
        row.pc or "",
        row.received or 0,
        row.seq or 0,
        tuple(_name(things[Teacher, seer]) for seer in each.seen_by.split() if (Teacher, seer) in things),
    )


def _shown(thing: Record | None, field: str) -> str:
    if isinstance(thing, Attendance) and field == "code":
        return told_sign(thing.code, thing.minutes)
    return str(getattr(thing, field, ""))


def _name(teacher: Record) -> str:
    return teacher_words(teacher.surname, teacher.name, teacher.patronymic) if isinstance(teacher, Teacher) else ""


def _pupil(row: AnyRow, same: Collection[tuple[str, ...]]) -> str:
    """Return whom it is about; namesakes are told apart by their birth dates."""
    names = row.surname, row.name, row.patronymic
    full = " ".join(filter(None, names))
    return f"{full}, род. {row.born:%d.%m.%Y}" if names in same else full


def _short(row: AnyRow, who: str) -> str:
    surname, name, patronymic = (getattr(row, f"{who}_{part}") for part in ("surname", "name", "patronymic"))
    return teacher_words(surname, name, patronymic or "") if surname else ""


def _about(each: HeldEntry) -> About:
    return ABOUT_KIND.get(each.kind, About.OTHER)


def _place(row: AnyRow) -> tuple[object, ...]:
    names = row.grade, row.letter, row.subject_name, row.group_name
    return (*names, row.day or date.max, row.number or 0, row.surname or "", row.seq or 0, row.id)
