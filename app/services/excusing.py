"""What a class teacher says of whole days: who is away all day, and why somebody was absent; each one undo."""

from collections.abc import Collection, Iterator
from datetime import date

from sqlalchemy import BindParameter, Select, and_, bindparam, or_, select

from app.changes import Changes, merged
from app.domain.attendance import Absence, attendance_id
from app.domain.class_absences import Filling, Reason, StandingSign
from app.domain.records import Attendance
from app.domain.releases import NO_RELEASES, Releases
from app.errors import NoAbsencesError, NoLessonsError, NoSuchThingError
from app.ids import ClassId, LessonId, OperationId, PupilId
from app.judging.reasons import reasoned
from app.operations import AttendanceFill, Operation
from app.services.class_desk import own_class, read_own_classes
from app.services.group_classes import teaches_class
from app.services.releases import read_releases
from app.store.rows import AnyRow, read
from app.store.tables import attendance, enrolment, group, journal, lesson, membership
from app.store.unit import Unit

PupilDay = tuple[PupilId, date]
"""A day of a pupil."""

_DAYS: BindParameter[date] = bindparam("days", expanding=True)
_PUPILS: BindParameter[str] = bindparam("pupils", expanding=True)
_LESSONS = (
    select(lesson.c.id, lesson.c.day, membership.c.pupil, journal.c.subject)
    .join(journal, journal.c.id == lesson.c.journal)
    .join(group, group.c.id == journal.c.group)
    .join(membership, membership.c.group == group.c.id)
    .where(
        teaches_class(bindparam("school_class")),
        membership.c.pupil.in_(_PUPILS),
        membership.c.first <= lesson.c.day,
        or_(membership.c.last.is_(None), membership.c.last >= lesson.c.day),
        lesson.c.day.in_(_DAYS),
        lesson.c.cancelled.is_(False),
    )
    .order_by(lesson.c.day, lesson.c.number, membership.c.pupil)
    .distinct()
)
_SIGNS = (
    select(
        lesson.c.day,
        attendance.c.lesson,
        attendance.c.pupil,
        attendance.c.code,
        attendance.c.filled,
        attendance.c.excuse,
        attendance.c.excuse_token,
    )
    .join(lesson, lesson.c.id == attendance.c.lesson)
    .join(journal, journal.c.id == attendance.c.journal)
    .join(group, group.c.id == journal.c.group)
    .where(
        teaches_class(bindparam("school_class")),
        attendance.c.pupil.in_(_PUPILS),
        lesson.c.day.in_(_DAYS),
        lesson.c.cancelled.is_(False),
    )
    .order_by(lesson.c.day, lesson.c.number, attendance.c.pupil)
)
_LED = (
    select(enrolment.c.id)
    .join(
        lesson,
        and_(lesson.c.day >= enrolment.c.first, or_(enrolment.c.last.is_(None), lesson.c.day <= enrolment.c.last)),
    )
    .where(
        enrolment.c.pupil == bindparam("pupil"),
        enrolment.c.school_class.in_(bindparam("mine", expanding=True)),
        lesson.c.id == bindparam("lesson"),
    )
)


def fill_days(unit: Unit, *, school_class: ClassId, days: Collection[PupilDay], absence: Absence) -> Changes:
    """Say of pupils that they are away for whole days; a subject teacher's own sign stays as it is.

    absence: one that is missed, or PRESENT to take the own filling back. Cancelled lessons are left out, and those from
    which a pupil is released, unless what was filled there is taken back.

    Raises:
        NoLessonsError: the pupils have no lessons on these days.
        NoSuchThingError: the class is none of one's own.
    """
    own_class(unit, school_class)
    releases = read_releases(unit) if absence else NO_RELEASES
    lessons = list(_to_fill(unit, school_class, days, releases))
    if not lessons:
        raise NoLessonsError
    return merged(
        unit.record(Operation(AttendanceFill(LessonId(row.id), PupilId(row.pupil), absence.value))) for row in lessons
    )


def excuse_days(unit: Unit, *, school_class: ClassId, days: Collection[PupilDay], reason: Reason) -> Changes:
    """Give a reason for each «н» of these days, or another one where the same was done before.

    Raises:
        NoAbsencesError: there is no «н» that it could stand for.
        NoSuchThingError: the class is none of one's own.
    """
    own_class(unit, school_class)
    found = [sign for sign in _signs(unit, school_class, days) if sign.takes(reason.sign)]
    if not found:
        raise NoAbsencesError
    return merged(unit.record(reasoned(sign, reason)) for sign in found)


def take_reasons_back(unit: Unit, *, school_class: ClassId, days: Collection[PupilDay]) -> Changes:
    """Let the absences of these days be without a reason again.

    Raises:
        NoAbsencesError: no reason was given for any of them.
        NoSuchThingError: the class is none of one's own.
    """
    own_class(unit, school_class)
    found = [sign for sign in _signs(unit, school_class, days) if sign.given]
    if not found:
        raise NoAbsencesError
    return merged(unit.record(reasoned(sign, Reason(Absence.PRESENT))) for sign in found)


def read_filling(unit: Unit, *, school_class: ClassId, days: Collection[PupilDay]) -> Filling:
    """Return how many lessons of these days are filled in, and how many a subject teacher has signed."""
    lessons = sum(1 for _ in _to_fill(unit, school_class, days, read_releases(unit)))
    signs = list(_chosen(unit, _SIGNS, school_class, days))
    return Filling(
        lessons,
        sum(row.filled and bool(row.code) for row in signs),
        sum(not row.filled for row in signs),
    )


def _to_fill(unit: Unit, school_class: ClassId, days: Collection[PupilDay], releases: Releases) -> Iterator[AnyRow]:
    rows = _chosen(unit, _LESSONS, school_class, days)
    return (row for row in rows if not releases.covers(row.pupil, row.subject, row.day))


def _signs(unit: Unit, school_class: ClassId, days: Collection[PupilDay]) -> Iterator[StandingSign]:
    for row in _chosen(unit, _SIGNS, school_class, days):
        yield StandingSign(
            LessonId(row.lesson),
            PupilId(row.pupil),
            Absence(row.code),
            Absence(row.excuse),
            OperationId(row.excuse_token),
        )


def _chosen(
    unit: Unit, statement: Select[*tuple[object, ...]], school_class: ClassId, days: Collection[PupilDay]
) -> Iterator[AnyRow]:
    bound = {
        "school_class": school_class,
        "pupils": sorted({pupil for pupil, _ in days}),
        "days": sorted({day for _, day in days}),
    }
    return (row for row in unit.connection.execute(statement, bound).all() if (row.pupil, row.day) in days)


def excuse_again(unit: Unit, *, place: tuple[LessonId, PupilId], reason: Reason, base: OperationId) -> Changes:
    """Give one absence a reason that it had before, with its paper. base: token of the reason that was shown.

    Raises:
        NoAbsencesError: there is no absence any more that it could stand for.
        NoSuchThingError: the pupil is in none of one's own classes.
        ChangedSinceError: somebody gave another reason meanwhile.
    """
    lesson_id, pupil = place
    if not leads_pupil(unit, pupil=pupil, lesson=lesson_id):
        raise NoSuchThingError(kind="school_class")
    row = read(unit.connection, Attendance, attendance_id(lesson_id, pupil))
    sign = StandingSign(lesson_id, pupil, Absence(row.code), Absence(row.excuse), base) if row else None
    if sign is None or not sign.takes(reason.sign):
        raise NoAbsencesError
    return unit.record(reasoned(sign, reason))


def leads_pupil(unit: Unit, *, pupil: PupilId, lesson: LessonId) -> bool:
    """Return whether a pupil was of one of the own classes on a lesson's day."""
    mine = [each.id for each in read_own_classes(unit)]
    asked = {"pupil": pupil, "lesson": lesson, "mine": mine}
    return unit.connection.execute(_LED, asked).first() is not None
