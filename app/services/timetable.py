"""The school's timetable of a day for the deputy head: who is away, who stands in, what is cancelled or moved."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import and_, bindparam, func, or_, select

from app.changes import Changes, merged
from app.domain.collation import russian_key
from app.domain.timetable import Clash, ClashKind, Person, Place, Slot, StandIn, TimetableLesson, clashes
from app.errors import OutsideYearError, ReasonNeededError
from app.ids import ClassId, JournalId, LessonId, TeacherId
from app.operations import Operation
from app.planning import LessonCancel, LessonCreate, LessonMove, LessonSubstitute
from app.services.days import lessons_where, read_bells
from app.services.group_classes import CLASSES, OwnClasses
from app.services.names import short_name
from app.services.reading import title_of
from app.services.shown_lessons import IS_WRITTEN_IN
from app.services.terms import demand_open_on
from app.store.rows import AnyRow
from app.store.tables import (
    assignment,
    group,
    holiday,
    journal,
    lesson,
    school_class,
    subject,
    substitution,
    teacher,
    term,
)
from app.store.unit import Unit

_NAMES = teacher.c.id, teacher.c.surname, teacher.c.name, teacher.c.patronymic
_OF_DAY = and_(
    assignment.c.first <= bindparam("day"), or_(assignment.c.last.is_(None), assignment.c.last >= bindparam("day"))
)
_TEACHERS = (
    select(assignment.c.journal, *_NAMES)
    .join(teacher, teacher.c.id == assignment.c.teacher)
    .where(_OF_DAY)
    .order_by(teacher.c.surname, teacher.c.name, teacher.c.id)
)
_SUBSTITUTES = (
    select(substitution.c.lesson, *_NAMES)
    .join(teacher, teacher.c.id == substitution.c.teacher)
    .where(substitution.c.lesson.in_(select(lesson.c.id).where(lesson.c.day == bindparam("day"))))
)
_TEACHING = (
    select(*_NAMES, journal.c.subject, group.c.school_class)
    .join(assignment, assignment.c.teacher == teacher.c.id)
    .join(journal, journal.c.id == assignment.c.journal)
    .join(group, group.c.id == journal.c.group)
    .where(_OF_DAY)
)
_YEAR = (
    select(func.min(term.c.first), func.max(term.c.last))
    .join(school_class, school_class.c.grade.between(term.c.first_grade, term.c.last_grade))
    .where(school_class.c.id == bindparam("school_class"))
)
_WRITTEN_IN = select(lesson.c.id).where(lesson.c.id == bindparam("lesson"), IS_WRITTEN_IN)
_HOLIDAY = (
    select(holiday.c.name)
    .where(holiday.c.first <= bindparam("day"), holiday.c.last >= bindparam("day"))
    .order_by(holiday.c.first)
)
_JOURNALS = (
    select(
        journal.c.id,
        journal.c.subject.label("subject_id"),
        group.c.school_class,
        journal.c.group,
        group.c.name,
        CLASSES,
        school_class.c.grade,
        school_class.c.letter,
        school_class.c.shift,
        subject.c.name.label("subject"),
    )
    .join(group, group.c.id == journal.c.group)
    .join(school_class, school_class.c.id == group.c.school_class)
    .join(subject, subject.c.id == journal.c.subject)
)


def read_timetable(unit: Unit, day: date) -> tuple[TimetableLesson, ...]:
    """Return all lessons of a day, by number, class, group and subject."""
    rows = unit.connection.execute(lessons_where(lesson.c.day == day).add_columns(group.c.school_class)).all()
    bells = read_bells(unit)
    teachers: dict[JournalId, list[Person]] = defaultdict(list)
    for row in unit.connection.execute(_TEACHERS, {"day": day}):
        teachers[row.journal].append(_person(row))
    substitutes = {row.lesson: _person(row) for row in unit.connection.execute(_SUBSTITUTES, {"day": day})}
    classes = OwnClasses(unit)
    found = [
        TimetableLesson(
            LessonId(row.id),
            JournalId(row.journal),
            row.day,
            Slot(row.shift, row.number, *bells.times(row.day, row.shift, row.number)),
            ClassId(row.school_class),
            row.name,
            title_of(row),
            row.subject,
            row.room,
            tuple(teachers[row.journal]),
            substitutes.get(row.id),
            row.cancelled,
            row.reason,
            classes=classes.all(row.group, day, row.school_class),
        )
        for row in sorted(rows, key=_by_number)
    ]
    return _joined(found)


def read_people(unit: Unit, day: date) -> tuple[Person, ...]:
    """Return the teachers who teach anything on a day, by name."""
    found = {row.id: _person(row) for row in unit.connection.execute(_TEACHERS, {"day": day})}
    return tuple(sorted(found.values(), key=lambda each: (russian_key(each.name), each.id)))


def read_stand_ins(unit: Unit, *, at: TimetableLesson, others: Sequence[TimetableLesson]) -> tuple[StandIn, ...]:
    """Return who might take a lesson: who is free then first, then who teaches its subject, then its class, by name.

    others: the day's lessons. Those who have the lesson already are not among them.
    """
    taught = _taught(unit, at.day)
    subject_id = unit.connection.execute(select(journal.c.subject).where(journal.c.id == at.journal)).scalar()
    own = {each.id for each in at.teachers} | ({at.substitute.id} if at.substitute else set())
    found = [
        StandIn(
            person,
            next((f"{each.title} {each.subject}" for each in others if _keeps(each, at, person)), ""),
            any(of_subject == subject_id for of_subject, _ in what),
            any(of_class == at.school_class for _, of_class in what),
        )
        for person, what in taught.items()
        if person.id not in own
    ]
    return tuple(sorted(found, key=lambda each: (each.fitness, russian_key(each.person.name), each.person.id)))


def read_clashes(unit: Unit, *, moved: TimetableLesson, day: date, number: int, room: str) -> tuple[Clash, ...]:
    """Return what a lesson would meet on a day, as a lesson of this number, in a room."""
    times = read_bells(unit).times(day, moved.slot.shift, number)
    span = unit.connection.execute(_YEAR, {"school_class": moved.school_class}).one()
    year = (span[0], span[1]) if span[0] is not None else None
    named = unit.connection.execute(_HOLIDAY, {"day": day}).scalar() or ""
    place = Place(day, Slot(moved.slot.shift, number, *times), room, year, named)
    return clashes(moved, place, read_timetable(unit, day))


def read_addable(unit: Unit, day: date) -> tuple[TimetableLesson, ...]:
    """Return a lesson to be for each journal of the school, by class, group and subject; it has no id yet."""
    rows = sorted(unit.connection.execute(_JOURNALS), key=_by_class)
    teachers: dict[JournalId, list[Person]] = defaultdict(list)
    for row in unit.connection.execute(_TEACHERS, {"day": day}):
        teachers[row.journal].append(_person(row))
    classes = OwnClasses(unit)
    return tuple(
        TimetableLesson(
            LessonId(""),
            JournalId(row.id),
            day,
            Slot(row.shift, 1),
            ClassId(row.school_class),
            row.name,
            title_of(row),
            row.subject,
            "",
            tuple(teachers[row.id]),
            classes=classes.all(row.group, day, row.school_class),
        )
        for row in rows
    )


def substitute(unit: Unit, *, lessons: Iterable[LessonId], teacher_id: TeacherId) -> Changes:
    """Let a teacher take lessons instead of their own; an empty teacher ends the substitutions."""
    return merged(unit.record(Operation(LessonSubstitute(each, teacher_id))) for each in lessons)


def cancel_lessons(unit: Unit, *, lessons: Iterable[LessonId], reason: str) -> Changes:
    """Cancel lessons; what was entered for them stays.

    Raises:
        ReasonNeededError: no reason was given.
    """
    if not reason.strip():
        raise ReasonNeededError
    said = LessonCancel(cancelled=True, reason=reason.strip())
    return merged(unit.record(Operation(said, ent=each)) for each in lessons)


def hold_after_all(unit: Unit, *, lessons: Iterable[LessonId]) -> Changes:
    """Let cancelled lessons be held."""
    return merged(unit.record(Operation(LessonCancel(cancelled=False), ent=each)) for each in lessons)


def move_lesson(  # noqa: PLR0913 (a lesson, where to and why)
    unit: Unit, *, moved: TimetableLesson, day: date, number: int, room: str, reason: str = ""
) -> Changes:
    """Move a lesson to another day, number or room; whoever stood in does so there.

    Raises:
        OutsideYearError: the class has no lessons on that day.
        TermClosedError: something is written in it, and the term of the old or the new day is closed.
    """
    _demand_year(unit, moved, day, number)
    if day != moved.day and unit.connection.execute(_WRITTEN_IN, {"lesson": moved.id}).scalar() is not None:
        for each in (moved.day, day):
            demand_open_on(unit, moved.journal, each)
    move = Operation(LessonMove(day, number, room.strip(), reason.strip()), ent=moved.id)
    if moved.substitute is None or day == moved.day:
        return unit.record(move)
    # the substitute's right is by the day of the substitution, so it ends on the old day and begins on the new one
    end, begin = (Operation(LessonSubstitute(moved.id, each)) for each in (TeacherId(""), moved.substitute.id))
    return merged(unit.record(each) for each in (end, move, begin))


def add_lesson(unit: Unit, *, added: TimetableLesson, day: date, number: int, room: str) -> Changes:
    """Put one more lesson into the timetable.

    Raises:
        OutsideYearError: the class has no lessons on that day.
    """
    _demand_year(unit, added, day, number)
    return unit.record(Operation(LessonCreate(added.journal, day, number, room.strip())))


def _demand_year(unit: Unit, moved: TimetableLesson, day: date, number: int) -> None:
    found = read_clashes(unit, moved=moved, day=day, number=number, room="")
    if any(each.kind is ClashKind.OUTSIDE for each in found):
        raise OutsideYearError


def _joined(lessons: Sequence[TimetableLesson]) -> tuple[TimetableLesson, ...]:
    """Say of lessons that one substitute takes at one time which others they are joined with."""

    def beside(each: TimetableLesson) -> tuple[str, ...]:
        return tuple(
            f"{other.title} {other.subject}"
            for other in lessons
            if other.id != each.id
            and not other.cancelled
            and other.substitute == each.substitute
            and other.slot.meets(each.slot)
        )

    return tuple(
        replace(each, joined=beside(each)) if each.substitute is not None and not each.cancelled else each
        for each in lessons
    )


def _taught(unit: Unit, day: date) -> Mapping[Person, set[tuple[str, str]]]:
    found: dict[Person, set[tuple[str, str]]] = defaultdict(set)
    for row in unit.connection.execute(_TEACHING, {"day": day}):
        found[_person(row)].add((row.subject, row.school_class))
    return found


def _keeps(other: TimetableLesson, at: TimetableLesson, person: Person) -> bool:
    return other.id != at.id and other.is_held_by(person.id) and other.slot.meets(at.slot)


def _person(row: AnyRow) -> Person:
    return Person(TeacherId(row.id), short_name(row))


def _by_number(row: AnyRow) -> tuple[object, ...]:
    return row.shift, row.number, *_by_class(row)


def _by_class(row: AnyRow) -> tuple[object, ...]:
    return row.grade, row.letter, russian_key(row.name), russian_key(row.subject), row.id
