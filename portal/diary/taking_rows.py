"""What is written of a pupil in the journals of a school year, for the file that the family takes along."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Connection, Row, Table, and_, bindparam, func, select, union

from app.domain.classroom import CarriedMark, Remark
from app.domain.earlier_marks import EarlierMark
from app.domain.records import (
    Attendance,
    FinalMark,
    Group,
    Journal,
    Lesson,
    Mark,
    Membership,
    SchoolClass,
    Subject,
    Term,
    Work,
    WorkType,
)
from portal.diary.mark_columns import comment_for_family, is_retaken
from portal.diary.weeks import DiaryOwner
from portal.store.tables import TABLES, operations

journal, group, subject, school_class = TABLES[Journal], TABLES[Group], TABLES[Subject], TABLES[SchoolClass]
membership, lesson, term = TABLES[Membership], TABLES[Lesson], TABLES[Term]
mark, work, work_type, final_mark = TABLES[Mark], TABLES[Work], TABLES[WorkType], TABLES[FinalMark]
attendance, remark, carried_mark = TABLES[Attendance], TABLES[Remark], TABLES[CarriedMark]
earlier_mark = TABLES[EarlierMark]

AnyRow = Row[*tuple[Any, ...]]

_SCHOOL: BindParameter[str] = bindparam("school")
_PUPIL: BindParameter[str] = bindparam("pupil")
_YEAR: BindParameter[int] = bindparam("year")


def _of(one: Table, other: Table, key: str) -> ColumnElement[bool]:
    """Return how a row leads to another of its school. key: of the other's id in it."""
    return and_(other.c.school_id == one.c.school_id, other.c.id == one.c[key])


def _own(table: Table) -> ColumnElement[bool]:
    return and_(table.c.school_id == _SCHOOL, table.c.pupil == _PUPIL)


_JOURNALS = union(
    select(journal.c.id, journal.c.year)
    .join(membership, and_(membership.c.school_id == journal.c.school_id, membership.c.group == journal.c.group))
    .where(_own(membership)),
    *(
        select(journal.c.id, journal.c.year).join(each, _of(each, journal, "journal")).where(_own(each))
        for each in (mark, final_mark, carried_mark)
    ),
)
_TITLED = subject.c.name.label("subject"), subject.c.id.label("subject_id"), school_class.c.grade, school_class.c.letter


def _in_year(written: Table) -> Any:
    """Return a join from what is written of a pupil to the journal with its subject and class."""
    return (
        written.join(journal, and_(_of(written, journal, "journal"), journal.c.year == _YEAR))
        .join(subject, _of(journal, subject, "subject"))
        .join(group, _of(journal, group, "group"))
        .join(school_class, _of(group, school_class, "school_class"))
    )


_MARKS = (
    select(
        lesson.c.day,
        lesson.c.number,
        *_TITLED,
        work_type.c.name.label("kind"),
        work.c.title,
        work.c.weight,
        mark.c.value,
        mark.c.retakes,
        is_retaken().label("retaken"),
        comment_for_family().label("comment"),
    )
    .select_from(_in_year(mark).join(lesson, _of(mark, lesson, "lesson")))
    .outerjoin(work, _of(mark, work, "work"))
    .outerjoin(work_type, _of(work, work_type, "type"))
    .outerjoin(operations, _of(mark, operations, "id"))
    .where(_own(mark), mark.c.annulled.is_(False))
    .order_by(lesson.c.day, lesson.c.number, func.coalesce(operations.c.seq, 0), mark.c.id)
)
_CARRIED = (
    select(carried_mark.c.day, *_TITLED, carried_mark.c.title, carried_mark.c.weight)
    .add_columns(carried_mark.c.value, carried_mark.c.source)
    .select_from(_in_year(carried_mark))
    .where(_own(carried_mark), carried_mark.c.original == "", carried_mark.c.annulled.is_(False))
    .order_by(carried_mark.c.day, carried_mark.c.id)
)
_FINALS = (
    select(*_TITLED, final_mark.c.period, final_mark.c.value, term.c.name.label("term"))
    .select_from(_in_year(final_mark))
    .outerjoin(term, _of(final_mark, term, "period"))
    .where(_own(final_mark), final_mark.c.value != "")
    .order_by(subject.c.name, term.c.first.nulls_last(), final_mark.c.period, final_mark.c.id)
)
_TENTH = (
    select(subject.c.name.label("subject"), earlier_mark.c.period, earlier_mark.c.value, earlier_mark.c.source)
    .select_from(earlier_mark.join(subject, _of(earlier_mark, subject, "subject")))
    .where(_own(earlier_mark), earlier_mark.c.value != "", earlier_mark.c.year < _YEAR)
    .order_by(subject.c.name, earlier_mark.c.period)
)
_REMARKS = (
    select(lesson.c.day, lesson.c.number, *_TITLED, remark.c.praise, remark.c.text)
    .select_from(_in_year(remark).join(lesson, _of(remark, lesson, "lesson")))
    .where(_own(remark), remark.c.annulled.is_(False))
    .order_by(lesson.c.day, lesson.c.number, remark.c.id)
)
_ABSENCES = (
    select(lesson.c.day, lesson.c.number, *_TITLED, attendance.c.code, attendance.c.minutes)
    .add_columns(attendance.c.excuse, attendance.c.document, attendance.c.document_day)
    .select_from(_in_year(attendance).join(lesson, _of(attendance, lesson, "lesson")))
    # the journals are named one by one, so that their own index finds the signs
    .where(_own(attendance), attendance.c.journal.in_(bindparam("journals", expanding=True)))
    .where(attendance.c.code != "", lesson.c.cancelled.is_(False))
    .order_by(lesson.c.day, lesson.c.number, attendance.c.id)
)


def read_years(connection: Connection, owner: DiaryOwner) -> tuple[int, ...]:
    """Return in which school years the pupil has journals here, the last one first."""
    rows = connection.execute(_JOURNALS, _whose(owner))
    return tuple(sorted({int(row.year) for row in rows}, reverse=True))


def mark_rows(connection: Connection, owner: DiaryOwner, year: int) -> Sequence[AnyRow]:
    """Return the pupil's marks in force, by day and lesson, those of a lesson as they were given."""
    return connection.execute(_MARKS, {**_whose(owner), "year": year}).all()


def carried_rows(connection: Connection, owner: DiaryOwner, year: int) -> Sequence[AnyRow]:
    """Return the marks of another school's extract, by day."""
    return connection.execute(_CARRIED, {**_whose(owner), "year": year}).all()


def final_rows(connection: Connection, owner: DiaryOwner, year: int) -> Sequence[AnyRow]:
    """Return the pupil's marks for periods, by subject and period."""
    return connection.execute(_FINALS, {**_whose(owner), "year": year}).all()


def tenth_rows(connection: Connection, owner: DiaryOwner, year: int) -> Sequence[AnyRow]:
    """Return the pupil's marks of the tenth class that count in a year of the eleventh, by subject and period."""
    return connection.execute(_TENTH, {**_whose(owner), "year": year}).all()


def remark_rows(connection: Connection, owner: DiaryOwner, year: int) -> Sequence[AnyRow]:
    """Return the remarks and the praise in force, by day and lesson."""
    return connection.execute(_REMARKS, {**_whose(owner), "year": year}).all()


def absence_rows(connection: Connection, owner: DiaryOwner, year: int) -> Sequence[AnyRow]:
    """Return the pupil's signs of absence at lessons that were not cancelled, by day and lesson."""
    journals = [row.id for row in connection.execute(_JOURNALS, _whose(owner)) if row.year == year]
    return connection.execute(_ABSENCES, {**_whose(owner), "year": year, "journals": journals}).all()


def _whose(owner: DiaryOwner) -> dict[str, Any]:
    return {"school": owner.school_id, "pupil": owner.pupil}
