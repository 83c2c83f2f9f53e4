"""What the diary reads from the portal's tables: some eighteen statements for a page, whatever the school's size."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, case, false, func, or_, select

from app.domain.attendance import Absence, attendance_id
from app.domain.bells import Bells
from app.domain.homework import shown_links
from app.domain.records import (
    NEVER,
    Attendance,
    Enrolment,
    Group,
    Holiday,
    Journal,
    Lesson,
    Mark,
    Membership,
    Pupil,
    School,
    SchoolClass,
    Subject,
    Work,
    WorkType,
)
from app.domain.regulations import MarkScale
from app.domain.scales import scale_named
from app.ids import LessonId, WorkId
from portal.bells import read_bells
from portal.diary.beside import read_due_days, read_remarks, read_substitutes
from portal.diary.released import read_releases
from portal.diary.retakes import is_retaken
from portal.diary.weeks import (
    DAYS_A_WEEK,
    DiaryDay,
    DiaryLesson,
    DiaryMark,
    DiaryOwner,
    DiaryRemark,
    DiarySpan,
    DiaryWeek,
    DiaryWork,
    monday_of,
)
from portal.store.dialects import NO_SCHOOL, enter, present
from portal.store.tables import TABLES, links, operations
from portal.written_lessons import IS_SHOWN

school, pupil, school_class, enrolment = TABLES[School], TABLES[Pupil], TABLES[SchoolClass], TABLES[Enrolment]
group, membership, journal, subject = TABLES[Group], TABLES[Membership], TABLES[Journal], TABLES[Subject]
lesson, work, work_type, mark = TABLES[Lesson], TABLES[Work], TABLES[WorkType], TABLES[Mark]
attendance, holiday, mark_scale = TABLES[Attendance], TABLES[Holiday], TABLES[MarkScale]

AnyRow = Row[*tuple[Any, ...]]


def read_owner(connection: Connection, code_hash: str) -> DiaryOwner | None:
    """Return whose diary a link opens, None where it is unknown or revoked."""
    present(connection, code_hash)
    of = connection.execute(select(links.c.school_id).where(links.c.code_hash == code_hash)).scalar()
    enter(connection, of or NO_SCHOOL)
    found = connection.execute(
        select(
            pupil.c.school_id,
            pupil.c.id,
            pupil.c.surname,
            pupil.c.name,
            pupil.c.sex,
            school.c.name,
            school.c.zone,
            links.c.account != "",
        )
        .join(links, and_(links.c.school_id == pupil.c.school_id, links.c.pupil == pupil.c.id))
        .join(school, and_(school.c.school_id == pupil.c.school_id, school.c.id == pupil.c.school_id))
        .where(links.c.code_hash == code_hash, links.c.revoked.is_(None))
    ).one_or_none()
    return None if found is None else DiaryOwner(*found)


def read_span(connection: Connection, owner: DiaryOwner, today: date) -> DiarySpan:
    """Return between which days the pupil has lessons."""
    sunday = monday_of(today) + timedelta(DAYS_A_WEEK - 1)
    days = func.min(lesson.c.day), func.max(lesson.c.day), func.max(lesson.c.day).filter(lesson.c.day <= sunday)
    return DiarySpan(*connection.execute(select(*days).where(is_taught(connection, owner), IS_SHOWN)).one())


def read_week(connection: Connection, owner: DiaryOwner, span: DiarySpan, monday: date) -> DiaryWeek:
    """Return the seven days from this Monday on, with the lessons of the groups that the pupil is in on each day."""
    sunday = monday + timedelta(DAYS_A_WEEK - 1)
    days = read_days(connection, owner, monday, sunday)
    return DiaryWeek(owner, class_title(connection, owner, monday, sunday), days, span)


def read_days(connection: Connection, owner: DiaryOwner, first: date, last: date) -> tuple[DiaryDay, ...]:
    """Return the days from the first to the last, both included."""
    rows = _lesson_rows(connection, owner, first, last)
    filled = _filled(connection, owner, rows)
    lessons: dict[date, list[DiaryLesson]] = defaultdict(list)
    for row in rows:
        lessons[row.day].append(filled.lesson(row))
    holidays = _holidays(connection, owner, first, last)
    days = [first + timedelta(offset) for offset in range((last - first).days + 1)]
    return tuple(DiaryDay(day, tuple(lessons[day]), _holiday_on(holidays, day)) for day in days)


@dataclass(frozen=True, slots=True)
class _Filled:
    """What belongs to the lessons of a week, by lesson."""

    bells: Bells
    works: Mapping[LessonId, Mapping[WorkId, DiaryWork]]
    marks: Mapping[LessonId, Sequence[DiaryMark]]
    absences: Mapping[LessonId, tuple[Absence, int]]
    remarks: Mapping[LessonId, Sequence[DiaryRemark]]
    substitutes: Mapping[tuple[LessonId, date], str]
    due: Mapping[LessonId, date]

    def lesson(self, row: AnyRow) -> DiaryLesson:
        """Return the lesson of this row with all that belongs to it."""
        starts, ends = self.bells.times(row.day, row.shift, row.number)
        scale = scale_named(row.scale, row.scheme)
        links = shown_links(row.homework_links)
        absence, minutes = self.absences.get(row.id, (Absence.PRESENT, 0))
        return DiaryLesson(
            number=row.number,
            starts=starts,
            ends=ends,
            subject=row.subject,
            group=row.group,
            room=row.room,
            cancelled=row.cancelled,
            topic=row.topic,
            homework=row.homework if row.homework_token != NEVER else row.homework or ("" if links else None),
            works=tuple(self.works.get(row.id, {}).values()),
            marks=tuple(replace(mark, five=scale.five(mark.value)) for mark in self.marks.get(row.id, ())),
            absence=absence,
            minutes=minutes,
            links=links,
            due=self.due.get(row.id),
            remarks=tuple(self.remarks.get(row.id, ())),
            substitute=self.substitutes.get((row.id, row.day), ""),
            reason=row.reason,
            id=row.id,
            journal=row.journal,
            subject_id=row.subject_id,
        )


def _filled(connection: Connection, owner: DiaryOwner, rows: Sequence[AnyRow]) -> _Filled:
    lessons = [row.id for row in rows]
    works = _works(connection, owner, lessons)
    return _Filled(
        read_bells(connection, owner.school_id),
        works,
        _marks(connection, owner, lessons, works),
        _absences(connection, owner, rows),
        read_remarks(connection, owner, lessons),
        read_substitutes(connection, owner, lessons),
        read_due_days(connection, owner, rows),
    )


def is_taught(connection: Connection, owner: DiaryOwner) -> ColumnElement[bool]:
    """Return which lessons are the pupil's: those of the journals of each group, on the days of the membership.

    The journals are named one by one, so that their own index finds the lessons, whatever the school's size.
    """
    rows = connection.execute(
        select(journal.c.id, membership.c.first, membership.c.last)
        .join(membership, and_(membership.c.school_id == journal.c.school_id, membership.c.group == journal.c.group))
        .where(membership.c.school_id == owner.school_id, membership.c.pupil == owner.pupil)
    )
    spans: dict[tuple[date, date | None], list[str]] = defaultdict(list)
    for key, *days in rows:
        spans[days[0], days[1]].append(key)
    return or_(false(), *(_is_within(owner, sorted(keys), *days) for days, keys in spans.items()))


def _is_within(owner: DiaryOwner, keys: Sequence[str], first: date, last: date | None) -> ColumnElement[bool]:
    days = lesson.c.day >= first if last is None else lesson.c.day.between(first, last)
    return and_(lesson.c.school_id == owner.school_id, lesson.c.journal.in_(keys), days)


def _lesson_rows(connection: Connection, owner: DiaryOwner, monday: date, sunday: date) -> Sequence[AnyRow]:
    taught = (
        lesson.join(journal, and_(journal.c.school_id == lesson.c.school_id, journal.c.id == lesson.c.journal))
        .join(group, and_(group.c.school_id == journal.c.school_id, group.c.id == journal.c.group))
        .join(
            school_class, and_(school_class.c.school_id == group.c.school_id, school_class.c.id == group.c.school_class)
        )
        .join(subject, and_(subject.c.school_id == journal.c.school_id, subject.c.id == journal.c.subject))
        .outerjoin(mark_scale, and_(mark_scale.c.school_id == subject.c.school_id, mark_scale.c.id == subject.c.scale))
    )
    shown = lesson.c.id, lesson.c.day, lesson.c.number, lesson.c.room, lesson.c.cancelled, lesson.c.topic
    said = lesson.c.homework, lesson.c.homework_token, lesson.c.homework_links, lesson.c.homework_due
    around = lesson.c.journal, lesson.c.reason
    names = (
        subject.c.name.label("subject"),
        subject.c.id.label("subject_id"),
        group.c.name.label("group"),
        school_class.c.shift,
    )
    scaled = subject.c.scale, mark_scale.c.scheme
    return connection.execute(
        select(*shown, *said, *around, *names, *scaled)
        .select_from(taught)
        .where(is_taught(connection, owner), lesson.c.day.between(monday, sunday), IS_SHOWN)
        .order_by(lesson.c.day, lesson.c.number, subject.c.name, lesson.c.id)
    ).all()


def _works(
    connection: Connection, owner: DiaryOwner, lessons: Sequence[LessonId]
) -> dict[LessonId, dict[WorkId, DiaryWork]]:
    rows = connection.execute(
        select(work.c.lesson, work.c.id, work_type.c.name, work.c.title, work.c.weight)
        .join(work_type, and_(work_type.c.school_id == work.c.school_id, work_type.c.id == work.c.type))
        .where(work.c.school_id == owner.school_id, work.c.lesson.in_(lessons), work.c.annulled.is_(False))
        .order_by(work_type.c.ordinal, work.c.id)
    )
    works: dict[LessonId, dict[WorkId, DiaryWork]] = defaultdict(dict)
    for row in rows:
        works[row.lesson][row.id] = DiaryWork(row.name, row.title, row.weight)
    return works


def _marks(
    connection: Connection,
    owner: DiaryOwner,
    lessons: Sequence[LessonId],
    works: Mapping[LessonId, Mapping[WorkId, DiaryWork]],
) -> dict[LessonId, list[DiaryMark]]:
    rows = connection.execute(
        select(
            mark.c.lesson,
            mark.c.value,
            mark.c.work,
            mark.c.retakes,
            is_retaken().label("retaken"),
            case((mark.c.comment_private.is_(True), ""), else_=mark.c.comment).label("comment"),
        )
        .outerjoin(operations, and_(operations.c.school_id == mark.c.school_id, operations.c.id == mark.c.id))
        .where(mark.c.school_id == owner.school_id, mark.c.pupil == owner.pupil, mark.c.lesson.in_(lessons))
        .where(mark.c.annulled.is_(False))
        .order_by(func.coalesce(operations.c.seq, 0), mark.c.id)
    )
    marks: dict[LessonId, list[DiaryMark]] = defaultdict(list)
    for row in rows:
        work_of = works.get(row.lesson, {}).get(row.work)
        marks[row.lesson].append(DiaryMark(row.value, row.comment, work_of, None, bool(row.retaken), bool(row.retakes)))
    return marks


def _absences(
    connection: Connection, owner: DiaryOwner, lessons: Sequence[AnyRow]
) -> dict[LessonId, tuple[Absence, int]]:
    """Return how the pupil attended; a release stands over every sign."""
    ids = [attendance_id(each.id, owner.pupil) for each in lessons]
    rows = connection.execute(
        select(attendance.c.lesson, attendance.c.code, attendance.c.minutes).where(
            attendance.c.school_id == owner.school_id, attendance.c.id.in_(ids)
        )
    )
    signs = {row.lesson: (Absence(row.code), row.minutes) for row in rows}
    releases = read_releases(connection, owner)
    free = [each.id for each in lessons if releases.covers(owner.pupil, each.subject_id, each.day)]
    return signs | dict.fromkeys(free, (Absence.RELEASED, 0))


def _holidays(connection: Connection, owner: DiaryOwner, monday: date, sunday: date) -> Sequence[AnyRow]:
    return connection.execute(
        select(holiday.c.name, holiday.c.first, holiday.c.last)
        .where(holiday.c.school_id == owner.school_id, holiday.c.first <= sunday, holiday.c.last >= monday)
        .order_by(holiday.c.first, holiday.c.id)
    ).all()


def _holiday_on(holidays: Sequence[AnyRow], day: date) -> str:
    return next((str(each.name) for each in holidays if each.first <= day <= each.last), "")


def class_title(connection: Connection, owner: DiaryOwner, first: date, last: date) -> str:
    """Return the pupil's last class between two days, both included, such as "7Б"; empty where there is none."""
    found = connection.execute(
        select(school_class.c.grade, school_class.c.letter)
        .join(
            enrolment,
            and_(enrolment.c.school_id == school_class.c.school_id, enrolment.c.school_class == school_class.c.id),
        )
        .where(enrolment.c.school_id == owner.school_id, enrolment.c.pupil == owner.pupil)
        .where(enrolment.c.first <= last, or_(enrolment.c.last.is_(None), enrolment.c.last >= first))
        .order_by(enrolment.c.first.desc())
        .limit(1)
    ).one_or_none()
    return "" if found is None else f"{found.grade}{found.letter}"
