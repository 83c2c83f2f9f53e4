"""Whether nobody has built on what the office did, so that it can be taken back as a whole; and what is put then."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from msgspec.structs import replace
from sqlalchemy import ColumnElement, Connection, bindparam, func, select

from app.columns import record_of
from app.domain.classroom import CarriedMark, Debt, Duty, LessonNote, Release, Remark
from app.domain.earlier_marks import EarlierMark
from app.domain.excuse_proposals import ACCEPTED, ExcuseProposal
from app.domain.movement import is_on, is_real, taken_back
from app.domain.records import (
    NEVER,
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
    SchoolClass,
    Subject,
    Teacher,
    Work,
)
from app.domain.regulations import MarkScale
from app.domain.scales import FIVE
from app.domain.withdrawing import withdrawn
from app.ids import SchoolId, TeacherId
from app.judging.reasons import following
from app.operations import AbsenceExcuse, Operation
from app.planning import ProposalDecide
from portal.diary.term_wording import count_words
from portal.store.rows import Key, fields_of, read_records, sliced
from portal.store.tables import TABLES

Spans = Enrolment | Membership | Assignment | Release | Duty
"""What has days and is taken back by them."""

Forms = tuple[str, str, str]
"""A word for one, for some and for many."""

LEANING: dict[type[Record], tuple[tuple[type[Record], str], ...]] = {
    Pupil: tuple(
        (kind, "pupil")
        for kind in (Enrolment, Membership, Release, EarlierMark, Mark, CarriedMark, Attendance, FinalMark, Remark)
    ),
    SchoolClass: ((Enrolment, "school_class"), (Group, "school_class")),
    Group: ((Membership, "group"), (Journal, "group")),
    Journal: ((Assignment, "journal"), (Lesson, "journal"), (FinalMark, "journal")),
    Subject: ((Journal, "subject"), (EarlierMark, "subject")),
    Teacher: ((Assignment, "teacher"), (Duty, "teacher")),
    MarkScale: ((Subject, "scale"),),
}
"""What refers to a thing, by which field."""

NAMES: dict[type[Record], Forms] = {
    Enrolment: ("зачисление", "зачисления", "зачислений"),
    Membership: ("запись в группу", "записи в группы", "записей в группы"),
    Release: ("освобождение", "освобождения", "освобождений"),
    EarlierMark: ("отметка за 10 класс", "отметки за 10 класс", "отметок за 10 класс"),
    Mark: ("отметка", "отметки", "отметок"),
    CarriedMark: ("отметка из другой школы", "отметки из другой школы", "отметок из другой школы"),
    Attendance: ("пропуск или опоздание", "пропуска или опоздания", "пропусков и опозданий"),
    FinalMark: ("итоговая отметка", "итоговые отметки", "итоговых отметок"),
    Remark: ("замечание", "замечания", "замечаний"),
    Group: ("группа", "группы", "групп"),
    Subject: ("предмет", "предмета", "предметов"),
    Journal: ("журнал", "журнала", "журналов"),
    Assignment: ("назначение учителя", "назначения учителей", "назначений учителей"),
    Lesson: ("урок", "урока", "уроков"),
    Duty: ("должность", "должности", "должностей"),
    Work: ("работа", "работы", "работ"),
    Debt: ("долг", "долга", "долгов"),
    LessonNote: ("заметка учителя", "заметки учителя", "заметок учителя"),
}
LESSON_TEXTS = ("урок с темой или заданием", "урока с темой или заданием", "уроков с темой или заданием")

_HOLDS: dict[type[Record], ColumnElement[bool]] = {
    Mark: TABLES[Mark].c.annulled.is_(False),
    Attendance: TABLES[Attendance].c.code != "",
    Remark: TABLES[Remark].c.annulled.is_(False),
    Work: TABLES[Work].c.annulled.is_(False),
    Debt: TABLES[Debt].c.until.is_not(None),
    LessonNote: TABLES[LessonNote].c.text != "",
}
"""What is written in lessons, and when such a row says something."""

mark, attendance, remark = TABLES[Mark], TABLES[Attendance], TABLES[Remark]
lesson, journal = TABLES[Lesson], TABLES[Journal]


_SIGNS = (
    select(*fields_of(Attendance))
    .join(lesson, (lesson.c.school_id == attendance.c.school_id) & (lesson.c.id == attendance.c.lesson))
    .where(
        attendance.c.school_id == bindparam("school"),
        attendance.c.pupil == bindparam("pupil"),
        lesson.c.day.between(bindparam("first"), bindparam("last")),
        lesson.c.cancelled.is_(False),
    )
)


def undoing(before: Iterable[Record], after: Iterable[Record]) -> list[Record]:
    """Return the rows to be put so that it is as it was.

    What was not there before and has days never was; a pupil, a class, a group stays as an empty name. Reasons of
    absences and what was decided about them are not put as rows: see reasons_back() and decisions_back().
    """
    had = {(type(each), each.id): each for each in before}
    put = []
    for row in after:
        if isinstance(row, Attendance | ExcuseProposal):
            continue
        old = had.get((type(row), row.id))
        if old is not None:
            put.append(replace(_scaled(old), token=NEVER))
        elif isinstance(row, Spans):
            put.append(replace(row, last=taken_back(row.first), token=NEVER))
        elif (gone := withdrawn(row)) is not None:
            put.append(replace(gone, token=NEVER))
        elif "removed" in row.__struct_fields__:
            put.append(replace(row, token=NEVER, removed=True))
    return put


def decisions_back(connection: Connection, school: SchoolId, before: Iterable[Record]) -> Iterator[Operation]:
    """Yield what lets proposals of parents stand as they did; one that waited waits again."""
    had = {each.id: each for each in before if isinstance(each, ExcuseProposal)}
    for now in read_records(connection, school, [(ExcuseProposal, key) for key in had]):
        if isinstance(now, ExcuseProposal):
            old = had[now.id]
            yield Operation(ProposalDecide(old.decision, old.answer), ent=now.id, base=now.token)


def reasons_back(connection: Connection, school: SchoolId, before: Iterable[Record]) -> Iterator[Operation]:
    """Yield what brings the reasons of absences back as they were; whatever sign a teacher has set since stays.

    What followed since from an acceptance that is taken back goes with it.
    """
    rows = list(before)
    had = {each.id: each for each in rows if isinstance(each, Attendance)}
    for now in read_records(connection, school, [(Attendance, key) for key in had]):
        if isinstance(now, Attendance):
            old = had[now.id]
            args = AbsenceExcuse(now.lesson, now.pupil, old.excuse, old.document, old.document_day)
            yield Operation(args, base=now.excuse_token)
    for asked in rows:
        if isinstance(asked, ExcuseProposal) and asked.decision != ACCEPTED:
            signs = _signs_of(connection, school, asked)
            yield from following(asked.decision, asked, (each for each in signs if each.id not in had))


def _signs_of(connection: Connection, school: SchoolId, proposal: ExcuseProposal) -> Iterator[Attendance]:
    whose = {"school": school, "pupil": proposal.pupil, "first": proposal.first, "last": proposal.last}
    return (record_of(Attendance, row) for row in connection.execute(_SIGNS, whose).all())


def obstacles(
    connection: Connection, school: SchoolId, before: Sequence[Record], after: Sequence[Record]
) -> tuple[str, ...]:
    """Return what was built on these rows since, in words; empty where they can be taken back."""
    keys: list[Key] = [(type(each), each.id) for each in after]
    now = {(type(each), each.id): each for each in read_records(connection, school, keys)}
    if any(_state(now.get((type(each), each.id))) != _state(each) for each in after):
        return ("Часть этих записей с тех пор изменена другим действием: сначала отмените его.",)
    if lost := _lost_scales(connection, school, before):
        return (f"Шкалы предмета больше нет: «{'», «'.join(lost)}». Сначала задайте её снова.",)
    created = _created(before, after)
    found = Counter(NAMES[kind] for kind in _leaning(connection, school, created, set(keys)))
    found += Counter(NAMES[kind] for kind in _entered(connection, school, created))
    arisen = _arisen(before, after)
    found += Counter(NAMES[kind] for kind in _written_in(connection, school, arisen))
    found += Counter(LESSON_TEXTS for each in arisen if _texts(now[Lesson, each.id]) != _texts(each))
    return tuple(
        f"На это уже опирается: {count_words(count, forms)}. Сначала уберите или исправьте это."
        for forms, count in found.items()
    )


def _state(record: Record | None) -> Record | None:
    """Return a row as far as the office put it: without what teachers wrote into a lesson, or as a sign of absence.

    What came back to its state by undoing a later action is as it was, though under another token.
    """
    if isinstance(record, Lesson):
        texts = {"topic": "", "plan_item": "", "homework": "", "homework_links": "", "homework_due": ""}
        return replace(record, token=NEVER, topic_token=NEVER, homework_token=NEVER, **texts)
    if isinstance(record, Attendance):
        own = {"code": "", "minutes": 0, "author": TeacherId(""), "filled": False}
        return replace(record, token=NEVER, excuse_token=NEVER, **own)
    return replace(_scaled(record), token=NEVER) if record is not None else None


def _scaled(record: Record) -> Record:
    """Return a subject that says no scale with the five points that it means: saying none leaves a scale as it is."""
    return replace(record, scale=FIVE.name) if isinstance(record, Subject) and not record.scale else record


def _texts(record: Record) -> tuple[str, ...]:
    return (record.topic, record.homework, record.homework_links) if isinstance(record, Lesson) else ()


def _arisen(before: Iterable[Record], after: Iterable[Record]) -> list[Lesson]:
    """Return the lessons that are held because of this: new ones, and those that came back."""
    held = {each.id for each in before if isinstance(each, Lesson) and not each.cancelled}
    return [each for each in after if isinstance(each, Lesson) and not each.cancelled and each.id not in held]


def _written_in(connection: Connection, school: SchoolId, lessons: Sequence[Lesson]) -> Iterator[type[Record]]:
    """Yield the kind of each row that says something about one of these lessons."""
    for part in sliced([each.id for each in lessons]):
        wanted = set(part)
        journals = {each.journal for each in lessons if each.id in wanted}
        for kind, holds in _HOLDS.items():
            table = TABLES[kind]
            own = table.c.school_id == school, table.c.journal.in_(journals), table.c.lesson.in_(part), holds
            found = select(func.count()).select_from(table).where(*own)
            yield from [kind] * connection.execute(found).scalar_one()


def _lost_scales(connection: Connection, school: SchoolId, before: Sequence[Record]) -> list[str]:
    """Return the names of scales that subjects would have again though they are taken back, and stay so."""
    back = {each.id for each in before if isinstance(each, MarkScale) and each.scheme}
    wanted = {each.scale for each in before if isinstance(each, Subject)} - back
    found = read_records(connection, school, [(MarkScale, key) for key in sorted(wanted)])
    return sorted(each.name for each in found if isinstance(each, MarkScale) and not each.scheme)


def _created(before: Iterable[Record], after: Iterable[Record]) -> list[Record]:
    """Return what was not there before, what had been taken back among it."""
    had = {(type(each), each.id) for each in before if withdrawn(each) != each}
    return [each for each in after if (type(each), each.id) not in had]


def _leaning(
    connection: Connection, school: SchoolId, created: Iterable[Record], own: set[Key]
) -> Iterator[type[Record]]:
    """Yield the kind of each foreign row that refers to something that was created."""
    for kind, places in LEANING.items():
        ids = {each.id for each in created if isinstance(each, kind)}
        for other, field in places:
            for part in sliced(ids):
                yield from (other for key in _rows_with(connection, school, other, (field, part)) if key not in own)


def _rows_with(
    connection: Connection, school: SchoolId, kind: type[Record], named: tuple[str, list[str]]
) -> Iterator[Key]:
    table, (field, ids) = TABLES[kind], named
    query = select(table.c.id).where(table.c.school_id == school, table.c[field].in_(ids))
    if "first" in table.c:
        query = query.where((table.c.last.is_(None)) | (table.c.first <= table.c.last))
    if kind is EarlierMark:
        query = query.where(table.c.value != "")
    elif kind in _HOLDS:
        query = query.where(_HOLDS[kind])
    elif "annulled" in table.c:
        query = query.where(table.c.annulled.is_(False))
    if "original" in table.c:
        # what follows from a mark in another journal goes with it by itself
        query = query.where(table.c.original == "")
    return ((kind, key) for key in connection.execute(query).scalars())


def _entered(connection: Connection, school: SchoolId, created: Iterable[Record]) -> Iterator[type[Record]]:
    """Yield the kind of what teachers wrote about pupils in groups to which they came."""
    came = [each for each in created if isinstance(each, Membership) and is_real(each)]
    by_place: dict[tuple[str, str], list[Membership]] = {}
    for each in came:
        by_place.setdefault((each.group, each.pupil), []).append(each)
    groups = sorted({each.group for each in came})
    for kind in (Mark, Attendance, Remark):
        for pupils in sliced({each.pupil for each in came}):
            asked = {"school": school, "pupils": pupils, "groups": groups}
            for row in connection.execute(_WRITTEN[kind], asked):
                if any(is_on(each, row.day) for each in by_place.get((row.group, row.pupil), ())):
                    yield kind


def _written(kind: type[Record]) -> Any:
    table = TABLES[kind]
    query = (
        select(journal.c.group, table.c.pupil, lesson.c.day)
        .join(lesson, (lesson.c.school_id == table.c.school_id) & (lesson.c.id == table.c.lesson))
        .join(journal, (journal.c.school_id == table.c.school_id) & (journal.c.id == table.c.journal))
        .where(table.c.school_id == bindparam("school"), table.c.pupil.in_(bindparam("pupils", expanding=True)))
        .where(journal.c.group.in_(bindparam("groups", expanding=True)))
    )
    return query.where(table.c.annulled.is_(False)) if "annulled" in table.c else query.where(table.c.code != "")


_WRITTEN = {kind: _written(kind) for kind in (Mark, Attendance, Remark)}
