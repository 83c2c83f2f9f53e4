"""What the diary's term page reads from the portal's tables: seven statements, whatever the school's size."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import BindParameter, Connection, Row, Select, and_, bindparam, func, select, union_all

from app.domain.attendance import attendance_id
from app.domain.classroom import CarriedMark
from app.domain.earlier_marks import EarlierMark
from app.domain.records import (
    Attendance,
    FinalMark,
    Group,
    Journal,
    Lesson,
    Mark,
    Membership,
    School,
    SchoolClass,
    Subject,
    Term,
    Work,
    WorkType,
)
from app.domain.regulations import MarkScale
from app.ids import LessonId
from portal.answers import mark_weight
from portal.diary.mark_columns import comment_for_family, is_retaken
from portal.diary.weeks import DiaryOwner
from portal.store.tables import TABLES, operations

school, subject, journal, group = TABLES[School], TABLES[Subject], TABLES[Journal], TABLES[Group]
school_class, membership, term = TABLES[SchoolClass], TABLES[Membership], TABLES[Term]
lesson, attendance, mark_scale = TABLES[Lesson], TABLES[Attendance], TABLES[MarkScale]
carried_mark, earlier_mark = TABLES[CarriedMark], TABLES[EarlierMark]
work, work_type, mark, final_mark = TABLES[Work], TABLES[WorkType], TABLES[Mark], TABLES[FinalMark]

AnyRow = Row[*tuple[Any, ...]]

_SCHOOL: BindParameter[str] = bindparam("school")
_PUPIL: BindParameter[str] = bindparam("pupil")


def _mine(table: type[Mark | FinalMark]) -> Select[Any]:
    of = TABLES[table]
    return select(of.c.journal).where(of.c.school_id == _SCHOOL, of.c.pupil == _PUPIL)


_OF_GROUPS = (
    select(journal.c.id)
    .join(membership, and_(membership.c.school_id == journal.c.school_id, membership.c.group == journal.c.group))
    .where(membership.c.school_id == _SCHOOL, membership.c.pupil == _PUPIL)
)
_JOURNALS = (
    select(
        journal.c.id,
        journal.c.subject,
        subject.c.name,
        group.c.name.label("group"),
        school_class.c.grade,
        school_class.c.letter,
        subject.c.scale,
        mark_scale.c.scheme,
        membership.c.first,
        membership.c.last,
        school.c.year,
    )
    .join(school, and_(school.c.school_id == journal.c.school_id, school.c.year == journal.c.year))
    .join(subject, and_(subject.c.school_id == journal.c.school_id, subject.c.id == journal.c.subject))
    .outerjoin(mark_scale, and_(mark_scale.c.school_id == subject.c.school_id, mark_scale.c.id == subject.c.scale))
    .join(group, and_(group.c.school_id == journal.c.school_id, group.c.id == journal.c.group))
    .join(school_class, and_(school_class.c.school_id == group.c.school_id, school_class.c.id == group.c.school_class))
    .outerjoin(
        membership,
        and_(
            membership.c.school_id == journal.c.school_id,
            membership.c.group == journal.c.group,
            membership.c.pupil == _PUPIL,
        ),
    )
    .where(journal.c.school_id == _SCHOOL)
    .where(journal.c.id.in_(union_all(_OF_GROUPS, _mine(Mark), _mine(FinalMark))))
    .order_by(membership.c.first.nulls_first(), journal.c.id)
)
_TERMS = (
    select(term.c.id, term.c.name, term.c.first, term.c.last, term.c.first_grade, term.c.last_grade)
    .where(term.c.school_id == _SCHOOL)
    .order_by(term.c.first, term.c.id)
)
_MARKS = (
    select(
        mark.c.journal,
        mark.c.value,
        lesson.c.day,
        work.c.weight,
        mark_weight(_SCHOOL).label("counted"),
        work.c.title,
        work_type.c.name,
        is_retaken().label("retaken"),
        comment_for_family().label("comment"),
    )
    .join(lesson, and_(lesson.c.school_id == mark.c.school_id, lesson.c.id == mark.c.lesson))
    .outerjoin(work, and_(work.c.school_id == mark.c.school_id, work.c.id == mark.c.work))
    .outerjoin(work_type, and_(work_type.c.school_id == work.c.school_id, work_type.c.id == work.c.type))
    .outerjoin(operations, and_(operations.c.school_id == mark.c.school_id, operations.c.id == mark.c.id))
    .where(mark.c.school_id == _SCHOOL, mark.c.pupil == _PUPIL, mark.c.annulled.is_(False))
    .where(lesson.c.day.between(bindparam("first"), bindparam("last")))
    .order_by(lesson.c.day, lesson.c.number, func.coalesce(operations.c.seq, 0), mark.c.id)
)
_EXTRACT = (
    select(
        carried_mark.c.journal,
        carried_mark.c.value,
        carried_mark.c.weight,
        carried_mark.c.day,
        carried_mark.c.title,
        carried_mark.c.source,
    )
    .where(carried_mark.c.school_id == _SCHOOL, carried_mark.c.pupil == _PUPIL, carried_mark.c.original == "")
    .where(carried_mark.c.annulled.is_(False), carried_mark.c.day.between(bindparam("first"), bindparam("last")))
    .order_by(carried_mark.c.day, carried_mark.c.id)
)
_LESSONS = (
    select(lesson.c.id, lesson.c.journal, lesson.c.day)
    .where(lesson.c.school_id == _SCHOOL, lesson.c.journal.in_(bindparam("journals", expanding=True)))
    .where(lesson.c.day.between(bindparam("first"), bindparam("last")), lesson.c.cancelled.is_(False))
    .order_by(lesson.c.day, lesson.c.number, lesson.c.id)
)
_SIGNS = select(attendance.c.lesson, attendance.c.code, attendance.c.minutes).where(
    attendance.c.school_id == _SCHOOL, attendance.c.id.in_(bindparam("ids", expanding=True))
)
_SET = select(final_mark.c.journal, final_mark.c.period, final_mark.c.value).where(
    final_mark.c.school_id == _SCHOOL, final_mark.c.pupil == _PUPIL, final_mark.c.value != ""
)

_TENTH = select(earlier_mark.c.subject, earlier_mark.c.period, earlier_mark.c.value).where(
    earlier_mark.c.school_id == _SCHOOL, earlier_mark.c.pupil == _PUPIL, earlier_mark.c.value != ""
)


def journal_rows(connection: Connection, owner: DiaryOwner) -> Sequence[AnyRow]:
    """Return this year's journals with each membership of the pupil, the earliest first.

    A journal of which only marks are known comes before them, with empty days.
    """
    return connection.execute(_JOURNALS, _of(owner)).all()


def term_rows(connection: Connection, owner: DiaryOwner) -> Sequence[AnyRow]:
    """Return the school's terms, the first one first."""
    return connection.execute(_TERMS, {"school": owner.school_id}).all()


def mark_rows(connection: Connection, owner: DiaryOwner, first: date, last: date) -> Sequence[AnyRow]:
    """Return the pupil's marks in force, by day and lesson, those of a lesson as they were given."""
    return connection.execute(_MARKS, {**_of(owner), "first": first, "last": last}).all()


def extract_rows(connection: Connection, owner: DiaryOwner, first: date, last: date) -> Sequence[AnyRow]:
    """Return the marks of another school's extract, by day; those of other journals here stand there themselves."""
    return connection.execute(_EXTRACT, {**_of(owner), "first": first, "last": last}).all()


def lesson_rows(
    connection: Connection, owner: DiaryOwner, journals: Collection[str], first: date, last: date
) -> Sequence[AnyRow]:
    """Return the lessons of journals that were not cancelled, by day and number."""
    bound = {"school": owner.school_id, "journals": list(journals), "first": first, "last": last}
    return connection.execute(_LESSONS, bound).all()


def sign_rows(connection: Connection, owner: DiaryOwner, lessons: Collection[LessonId]) -> Mapping[LessonId, AnyRow]:
    """Return the pupil's signs of absence at lessons."""
    ids = [attendance_id(each, owner.pupil) for each in lessons]
    return {row.lesson: row for row in connection.execute(_SIGNS, {"school": owner.school_id, "ids": ids})}


def set_rows(connection: Connection, owner: DiaryOwner) -> Sequence[AnyRow]:
    """Return the pupil's marks for periods that are set."""
    return connection.execute(_SET, _of(owner)).all()


def tenth_rows(connection: Connection, owner: DiaryOwner) -> Sequence[AnyRow]:
    """Return the pupil's marks of the tenth class that are known."""
    return connection.execute(_TENTH, _of(owner)).all()


def _of(owner: DiaryOwner) -> dict[str, str]:
    return {"school": owner.school_id, "pupil": owner.pupil}
