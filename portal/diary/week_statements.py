"""The statements of the diary's week, built once: one put together for each page costs more than its answer."""

from sqlalchemy import and_, bindparam, func, or_, select

from app.domain.records import (
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
from portal.diary.mark_columns import comment_for_family, is_retaken
from portal.store.tables import TABLES, links, operations
from portal.written_lessons import IS_SHOWN

school, pupil, school_class, enrolment = TABLES[School], TABLES[Pupil], TABLES[SchoolClass], TABLES[Enrolment]
group, membership, journal, subject = TABLES[Group], TABLES[Membership], TABLES[Journal], TABLES[Subject]
lesson, work, work_type, mark = TABLES[Lesson], TABLES[Work], TABLES[WorkType], TABLES[Mark]
attendance, holiday, mark_scale = TABLES[Attendance], TABLES[Holiday], TABLES[MarkScale]

SCHOOL_OF = select(links.c.school_id).where(links.c.code_hash == bindparam("code"))
OWNER = (
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
    .where(links.c.code_hash == bindparam("code"), links.c.revoked.is_(None))
)
TAUGHT_IN = (
    select(journal.c.id, membership.c.first, membership.c.last)
    .join(membership, and_(membership.c.school_id == journal.c.school_id, membership.c.group == journal.c.group))
    .where(membership.c.school_id == bindparam("school"), membership.c.pupil == bindparam("pupil"))
)
SPAN = select(
    func.min(lesson.c.day),
    func.max(lesson.c.day),
    func.max(lesson.c.day).filter(lesson.c.day <= bindparam("sunday")),
).where(IS_SHOWN)
LESSONS = (
    select(
        lesson.c.id,
        lesson.c.day,
        lesson.c.number,
        lesson.c.room,
        lesson.c.cancelled,
        lesson.c.topic,
        lesson.c.homework,
        lesson.c.homework_token,
        lesson.c.homework_links,
        lesson.c.homework_due,
        lesson.c.journal,
        lesson.c.reason,
        subject.c.name.label("subject"),
        subject.c.id.label("subject_id"),
        group.c.name.label("group"),
        school_class.c.shift,
        subject.c.scale,
        mark_scale.c.scheme,
    )
    .join(journal, and_(journal.c.school_id == lesson.c.school_id, journal.c.id == lesson.c.journal))
    .join(group, and_(group.c.school_id == journal.c.school_id, group.c.id == journal.c.group))
    .join(school_class, and_(school_class.c.school_id == group.c.school_id, school_class.c.id == group.c.school_class))
    .join(subject, and_(subject.c.school_id == journal.c.school_id, subject.c.id == journal.c.subject))
    .outerjoin(mark_scale, and_(mark_scale.c.school_id == subject.c.school_id, mark_scale.c.id == subject.c.scale))
    .where(IS_SHOWN)
    .order_by(lesson.c.day, lesson.c.number, subject.c.name, lesson.c.id)
)
WORKS = (
    select(work.c.lesson, work.c.id, work_type.c.name, work.c.title, work.c.weight)
    .join(work_type, and_(work_type.c.school_id == work.c.school_id, work_type.c.id == work.c.type))
    .where(
        work.c.school_id == bindparam("school"),
        work.c.lesson.in_(bindparam("lessons", expanding=True)),
        work.c.annulled.is_(False),
    )
    .order_by(work_type.c.ordinal, work.c.id)
)
MARKS = (
    select(
        mark.c.lesson,
        mark.c.value,
        mark.c.work,
        mark.c.retakes,
        is_retaken().label("retaken"),
        comment_for_family().label("comment"),
    )
    .outerjoin(operations, and_(operations.c.school_id == mark.c.school_id, operations.c.id == mark.c.id))
    .where(
        mark.c.school_id == bindparam("school"),
        mark.c.pupil == bindparam("pupil"),
        mark.c.lesson.in_(bindparam("lessons", expanding=True)),
        mark.c.annulled.is_(False),
    )
    .order_by(func.coalesce(operations.c.seq, 0), mark.c.id)
)
ABSENCES = select(attendance.c.lesson, attendance.c.code, attendance.c.minutes).where(
    attendance.c.school_id == bindparam("school"), attendance.c.id.in_(bindparam("ids", expanding=True))
)
HOLIDAYS = (
    select(holiday.c.name, holiday.c.first, holiday.c.last)
    .where(
        holiday.c.school_id == bindparam("school"),
        holiday.c.first <= bindparam("to"),
        holiday.c.last >= bindparam("from"),
    )
    .order_by(holiday.c.first, holiday.c.id)
)
CLASS = (
    select(school_class.c.grade, school_class.c.letter)
    .join(
        enrolment,
        and_(enrolment.c.school_id == school_class.c.school_id, enrolment.c.school_class == school_class.c.id),
    )
    .where(
        enrolment.c.school_id == bindparam("school"),
        enrolment.c.pupil == bindparam("pupil"),
        enrolment.c.first <= bindparam("to"),
        or_(enrolment.c.last.is_(None), enrolment.c.last >= bindparam("from")),
    )
    .order_by(enrolment.c.first.desc())
    .limit(1)
)
