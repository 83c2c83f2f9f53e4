"""Remarks and praise for the diary: writing one, taking it back, and those of a lesson or a class."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, func, or_, select

from app.changes import Changes
from app.domain.pages import Standing
from app.domain.remarks import ShownRemark
from app.errors import NoLessonsError
from app.ids import ClassId, JournalId, LessonId, PupilId
from app.judging.remarks import REMARK
from app.operations import Operation, RemarkAdd, RemarkAnnul
from app.services.group_classes import is_class_on, teaches_class
from app.services.names import short_name
from app.store.rows import AnyRow
from app.store.tables import (
    diary_read,
    group,
    identity,
    journal,
    lesson,
    membership,
    outbox,
    pupil,
    remark,
    subject,
    teacher,
)
from app.store.unit import Unit

_PENDING = select(outbox.c.entity).where(outbox.c.outcome.is_(None))


def _where(condition: ColumnElement[bool]) -> Select[Any]:
    return (
        select(
            remark.c.id,
            remark.c.praise,
            remark.c.text,
            remark.c.journal,
            remark.c.lesson,
            remark.c.pupil,
            lesson.c.day,
            lesson.c.number,
            subject.c.name.label("subject"),
            func.trim(pupil.c.surname + " " + pupil.c.name).label("pupil_name"),
            teacher.c.surname,
            teacher.c.name,
            teacher.c.patronymic,
            diary_read.c.wall.label("read"),
            (remark.c.author == select(identity.c.teacher).scalar_subquery()).label("is_mine"),
        )
        .join(lesson, lesson.c.id == remark.c.lesson)
        .join(journal, journal.c.id == remark.c.journal)
        .join(group, group.c.id == journal.c.group)
        .join(subject, subject.c.id == journal.c.subject)
        .join(pupil, pupil.c.id == remark.c.pupil)
        .outerjoin(teacher, teacher.c.id == remark.c.author)
        .outerjoin(
            diary_read,
            and_(diary_read.c.pupil == remark.c.pupil, diary_read.c.what == REMARK, diary_read.c.key == remark.c.id),
        )
        .where(condition, remark.c.annulled.is_(False))
        .order_by(lesson.c.day.desc(), lesson.c.number.desc(), remark.c.id)
    )


_OF_LESSON = _where(remark.c.lesson == bindparam("lesson"))
_OF_PUPIL = _where(
    and_(remark.c.pupil == bindparam("pupil"), remark.c.journal.in_(bindparam("journals", expanding=True)))
)
_OF_CLASS = _where(is_class_on(bindparam("school_class"), lesson.c.day, remark.c.pupil))


_FIRST_LESSON = (
    select(lesson.c.id)
    .join(journal, journal.c.id == lesson.c.journal)
    .join(group, group.c.id == journal.c.group)
    .join(membership, membership.c.group == group.c.id)
    .where(
        teaches_class(bindparam("school_class")),
        membership.c.pupil == bindparam("pupil"),
        membership.c.first <= lesson.c.day,
        or_(membership.c.last.is_(None), membership.c.last >= lesson.c.day),
        lesson.c.day == bindparam("day"),
        lesson.c.cancelled.is_(False),
    )
    .order_by(lesson.c.number, lesson.c.id)
    .limit(1)
)


def add_remark(unit: Unit, *, lesson: LessonId, pupil: PupilId, praise: bool, text: str) -> Changes:
    """Write a remark, or praise, to a pupil's diary.

    Raises:
        EmptyTextError: it says nothing.
        TooLongError: the text is longer than a page.
    """
    return unit.record(Operation(RemarkAdd(lesson, pupil, praise, text.strip())))


def add_remark_of_day(  # noqa: PLR0913 (whose, when, and what is said)
    unit: Unit, *, school_class: ClassId, pupil: PupilId, day: date, praise: bool, text: str
) -> Changes:
    """Write a remark, or praise, at the first lesson that a pupil of a class has on a day.

    Raises:
        NoLessonsError: the pupil has no lesson then.
        EmptyTextError: it says nothing.
        TooLongError: the text is longer than a page.
    """
    asked = {"school_class": school_class, "pupil": pupil, "day": day}
    first = unit.connection.execute(_FIRST_LESSON, asked).scalar()
    if first is None:
        raise NoLessonsError
    return add_remark(unit, lesson=LessonId(first), pupil=pupil, praise=praise, text=text)


def take_back_remark(unit: Unit, *, remark: str) -> Changes:
    """Take a remark out of the diary; it stays in the history."""
    return unit.record(Operation(RemarkAnnul(), ent=remark))


def read_remarks_of_lesson(unit: Unit, lesson: LessonId) -> tuple[ShownRemark, ...]:
    """Return what was said at a lesson and stands."""
    return _shown(unit, unit.connection.execute(_OF_LESSON, {"lesson": lesson}).all())


def read_remarks_of_pupil(unit: Unit, pupil: PupilId, journals: Collection[JournalId]) -> tuple[ShownRemark, ...]:
    """Return what was said of a pupil in these journals and stands, the latest lesson first."""
    return _shown(unit, unit.connection.execute(_OF_PUPIL, {"pupil": pupil, "journals": list(journals)}).all())


def read_remarks_of_class(unit: Unit, school_class: ClassId) -> tuple[ShownRemark, ...]:
    """Return what was said in all subjects of a class and stands, the latest lesson first."""
    return _shown(unit, unit.connection.execute(_OF_CLASS, {"school_class": school_class}).all())


def _shown(unit: Unit, rows: Sequence[AnyRow]) -> tuple[ShownRemark, ...]:
    pending = set(unit.connection.execute(_PENDING).scalars()) if rows else set()
    return tuple(
        ShownRemark(
            row.id,
            row.praise,
            row.text,
            JournalId(row.journal),
            LessonId(row.lesson),
            row.day,
            row.number,
            row.subject,
            PupilId(row.pupil),
            row.pupil_name,
            short_name(row),
            bool(row.is_mine),
            Standing.WAITING if row.id in pending else Standing.SENT,
            row.read or "",
        )
        for row in rows
    )
