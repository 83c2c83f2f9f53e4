"""Reads lessons of the whole school as the rules of the timetable see them: with times, teachers and substitutes."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Connection, Row, and_, bindparam, select

from app.domain.classroom import Substitution
from app.domain.collation import russian_key
from app.domain.records import Assignment, Group, Journal, Lesson, SchoolClass, Subject, Teacher
from app.domain.timetable import Person, StandIn, TimetableLesson
from app.ids import JournalId, LessonId, SchoolId, TeacherId
from portal.admin.staff import Staff, TaughtJournal, Teaching
from portal.bells import read_bells
from portal.diary.wording import teacher_words
from portal.store.tables import TABLES
from portal.written_lessons import IS_SHOWN

lesson, journal, group = TABLES[Lesson], TABLES[Journal], TABLES[Group]
school_class, subject, teacher = TABLES[SchoolClass], TABLES[Subject], TABLES[Teacher]
assignment, substitution = TABLES[Assignment], TABLES[Substitution]

AnyRow = Row[*tuple[Any, ...]]
_SCHOOL: BindParameter[str] = bindparam("school")
_JOURNALS = (
    select(
        journal.c.id,
        journal.c.group,
        journal.c.subject,
        journal.c.hours,
        group.c.name.label("group_name"),
        school_class.c.id.label("class_id"),
        school_class.c.grade,
        school_class.c.letter,
        school_class.c.shift,
        subject.c.name.label("subject_name"),
    )
    .join(group, and_(group.c.school_id == journal.c.school_id, group.c.id == journal.c.group))
    .join(school_class, and_(school_class.c.school_id == group.c.school_id, school_class.c.id == group.c.school_class))
    .join(subject, and_(subject.c.school_id == journal.c.school_id, subject.c.id == journal.c.subject))
    .where(journal.c.school_id == _SCHOOL, school_class.c.year == bindparam("year"))
)
_TEACHING = (
    select(
        assignment.c.journal,
        assignment.c.first,
        assignment.c.last,
        teacher.c.id,
        teacher.c.surname,
        teacher.c.name,
        teacher.c.patronymic,
    )
    .join(teacher, and_(teacher.c.school_id == assignment.c.school_id, teacher.c.id == assignment.c.teacher))
    .where(assignment.c.school_id == _SCHOOL)
    .order_by(teacher.c.surname, teacher.c.name, teacher.c.id)
)
_LESSONS = select(
    lesson.c.id,
    lesson.c.journal,
    lesson.c.day,
    lesson.c.number,
    lesson.c.room,
    lesson.c.cancelled,
    lesson.c.reason,
).where(lesson.c.school_id == _SCHOOL)
_SUBSTITUTES = (
    select(
        substitution.c.lesson,
        substitution.c.day,
        teacher.c.id,
        *(teacher.c[n] for n in ("surname", "name", "patronymic")),
    )
    .join(teacher, and_(teacher.c.school_id == substitution.c.school_id, teacher.c.id == substitution.c.teacher))
    .where(substitution.c.school_id == _SCHOOL, substitution.c.day.in_(bindparam("days", expanding=True)))
)


def read_staff(connection: Connection, school: SchoolId, year: int = 0) -> Staff:
    """Return the journals of a school, who teaches them, and the bells. year: 0 for the present, as classes have it."""
    named = {"school": school}
    journals = {
        JournalId(row.id): TaughtJournal(
            row.id,
            row.group,
            row.subject,
            row.class_id,
            row.grade,
            row.letter,
            row.shift,
            row.group_name,
            row.subject_name,
            row.hours,
        )
        for row in connection.execute(_JOURNALS, {**named, "year": year})
    }
    teaching: dict[JournalId, list[Teaching]] = defaultdict(list)
    for row in connection.execute(_TEACHING, named):
        teaching[row.journal].append(Teaching(_person(row), row.first, row.last))
    return Staff(journals, teaching, read_bells(connection, school))


def read_lessons(
    connection: Connection, school: SchoolId, staff: Staff, *where: ColumnElement[bool]
) -> tuple[TimetableLesson, ...]:
    """Return the lessons for which all conditions hold, by day, shift, number, class and group."""
    rows = connection.execute(_LESSONS.where(*where, IS_SHOWN), {"school": school}).all()
    days = sorted({row.day for row in rows})
    stand_ins = {
        (row.lesson, row.day): _person(row)
        for row in connection.execute(_SUBSTITUTES, {"school": school, "days": days})
    }
    found = [
        replace(
            staff.lesson(row.journal, row.day, row.number, row.room),
            id=LessonId(row.id),
            substitute=stand_ins.get((row.id, row.day)),
            cancelled=row.cancelled,
            reason=row.reason,
        )
        for row in rows
        if row.journal in staff.journals
    ]
    return tuple(sorted(found, key=lambda each: _order(staff, each)))


def read_day(connection: Connection, school: SchoolId, staff: Staff, day: date) -> tuple[TimetableLesson, ...]:
    """Return all lessons of a day; those that one substitute takes at one time name each other."""
    return tuple(_joined(read_lessons(connection, school, staff, lesson.c.day == day)))


def stand_ins(staff: Staff, at: TimetableLesson, others: Iterable[TimetableLesson]) -> tuple[StandIn, ...]:
    """Return who might take a lesson, the fittest first. others: the lessons of its day."""
    meeting = [each for each in others if each.id != at.id and each.slot.meets(at.slot)]
    own = {each.id for each in at.teachers}
    wanted = staff.journals[at.journal].subject_id
    taught: dict[Person, list[TaughtJournal]] = defaultdict(list)
    for key, times in staff.teaching.items():
        for each in times:
            if each.first <= at.day and (each.last is None or at.day <= each.last) and key in staff.journals:
                taught[each.person].append(staff.journals[key])
    found = [
        StandIn(
            person,
            next((f"{each.title} {each.subject}" for each in meeting if each.is_held_by(person.id)), ""),
            any(each.subject_id == wanted for each in journals),
            any(each.school_class == at.school_class for each in journals),
        )
        for person, journals in taught.items()
        if person.id not in own
    ]
    return tuple(sorted(found, key=lambda each: (each.fitness, russian_key(each.person.name), each.person.id)))


def _joined(lessons: Sequence[TimetableLesson]) -> Iterator[TimetableLesson]:
    for each in lessons:
        if each.substitute is None or each.cancelled:
            yield each
            continue
        beside = tuple(
            f"{other.title} {other.subject}"
            for other in lessons
            if other.id != each.id and other.is_held_by(each.substitute.id) and other.slot.meets(each.slot)
        )
        yield replace(each, joined=beside)


def _order(staff: Staff, each: TimetableLesson) -> tuple[object, ...]:
    taught = staff.journals[each.journal]
    names = russian_key(taught.group_name), russian_key(taught.subject)
    return each.day, each.slot.shift, each.slot.number, taught.grade, taught.letter, *names, each.id


def _person(row: AnyRow) -> Person:
    return Person(TeacherId(row.id), teacher_words(row.surname, row.name, row.patronymic))
