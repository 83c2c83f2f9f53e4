"""What becomes of lessons when a place of a class's week is changed: which come, go, or have to stay."""

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from msgspec.structs import replace
from sqlalchemy import BindParameter, Connection, bindparam, select

from app.columns import record_of
from app.domain.calendar_rules import days_between
from app.domain.collation import russian_key
from app.domain.records import NEVER, Lesson, Record
from app.domain.timetable import Clash, ClashKind, Place, TimetableLesson, clashes
from app.domain.withdrawing import withdrawn
from app.ids import ClassId, JournalId, LessonId, SchoolId
from portal.admin.calendar import Calendar
from portal.admin.staff import Staff
from portal.admin.timetable_ids import lesson_id
from portal.office.timetable_reading import read_lessons
from portal.office.timetable_week import EVERY_WEEK, Standing
from portal.store.rows import fields_of, read_records
from portal.store.tables import TABLES
from portal.written_lessons import IS_WRITTEN_IN

lesson = TABLES[Lesson]

OFF_TIMETABLE = "вне расписания"
"""The reason of a lesson that was taken out of the timetable though somebody had written in it."""

_SCHOOL: BindParameter[str] = bindparam("school")
_KEPT = select(*fields_of(Lesson), IS_WRITTEN_IN.label("written")).where(
    lesson.c.school_id == _SCHOOL,
    lesson.c.journal.in_(bindparam("journals", expanding=True)),
    lesson.c.day.between(bindparam("first"), bindparam("last")),
)


@dataclass(frozen=True, slots=True)
class Spell:
    """A place of a class's week for some time; both days included. weekday: 1 Monday to 7."""

    school_class: ClassId
    weekday: int
    number: int
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of the lessons of a place. created, changed, removed: rows as they shall be.

    left: lessons that somebody has written in; they are cancelled with a reason and keep what was written.
    untouched: lessons that were cancelled or moved one by one: they stay as they were decided.
    """

    created: tuple[Lesson, ...]
    changed: tuple[Lesson, ...]
    removed: tuple[Lesson, ...]
    left: tuple[Lesson, ...]
    untouched: tuple[Lesson, ...]

    @property
    def rows(self) -> list[Record]:
        """Return what has to be put."""
        found = (*self.created, *self.changed, *self.removed, *self.left)
        return [replace(each, token=NEVER) for each in found]


@dataclass(frozen=True, slots=True)
class Met:
    """A clash on some days. days: in their order."""

    clash: Clash
    days: tuple[date, ...]


def taught_days(calendar: Calendar, grade: int, spell: Spell) -> list[date]:
    """Return the days of a spell on which the class has lessons."""
    days = days_between(spell.first, spell.last)
    return [day for day in days if day.isoweekday() == spell.weekday and calendar.is_taught(day, grade)]


def read_fate(
    connection: Connection, school: SchoolId, staff: Staff, wanted: Mapping[tuple[JournalId, date], str], spell: Spell
) -> Fate:
    """Return what becomes of the lessons of a place. wanted: the room by journal and day of each lesson to be."""
    journals = [each.id for each in staff.of_class(spell.school_class)]
    bound = {"school": school, "journals": journals, "first": spell.first, "last": spell.last}
    stored = [(record_of(Lesson, row[:-1]), row.written) for row in connection.execute(_KEPT, bound)]
    by_id = {each.id: each for each, _ in stored} | _elsewhere(connection, school, staff, wanted, spell)
    here = [
        (each, written)
        for each, written in stored
        if each.number == spell.number and each.day.isoweekday() == spell.weekday and not each.removed
    ]
    standing = {(each.journal, each.day): each for each, _ in here}
    created, changed, untouched = [], [], [each for each, _ in here if _is_decided(each)]
    for (key, day), room in wanted.items():
        taught = staff.journals[key]
        new = lesson_id(school, taught.group, taught.subject_id, day, spell.number)
        old = standing.get((key, day)) or by_id.get(new)
        if old is None:
            created.append(Lesson(new, NEVER, key, day, spell.number, room))
        elif old.removed:
            created.append(replace(old, cancelled=False, removed=False, reason="", day=day, room=room))
        elif old not in untouched and _is_decided(old):
            untouched.append(old)
        elif old not in untouched and old.room != room:
            changed.append(replace(old, room=room))
    gone = [
        (each, written) for each, written in here if (each.journal, each.day) not in wanted and each not in untouched
    ]
    return Fate(
        tuple(created),
        tuple(changed),
        tuple(_removed(each) for each, written in gone if not written),
        tuple(replace(each, cancelled=True, reason=OFF_TIMETABLE) for each, written in gone if written),
        tuple(untouched),
    )


def wanted_lessons(
    calendar: Calendar, days: Iterable[date], entries: Sequence[Standing]
) -> dict[tuple[JournalId, date], str]:
    """Return the room of each lesson to be, by journal and day."""
    return {
        (each.journal, day): each.room
        for day in days
        for each in entries
        if each.week in {EVERY_WEEK, calendar.week(day)}
    }


def read_meetings(
    connection: Connection, school: SchoolId, staff: Staff, fate: Fate, wanted: Mapping[tuple[JournalId, date], str]
) -> tuple[Met, ...]:
    """Return what the lessons to be would meet, the most serious and most frequent first."""
    number = next((each.number for each in (*fate.created, *fate.changed)), None)
    new = {(each.journal, each.day) for each in (*fate.created, *fate.changed)}
    if number is None:
        return ()
    days = sorted({day for _, day in new})
    gone = {each.id for each in (*fate.removed, *fate.left, *fate.changed)}
    there: dict[date, list[TimetableLesson]] = {day: [] for day in days}
    shift = staff.journals[next(key for key, _ in new)].shift
    meeting = lesson.c.day.in_(days), lesson.c.number.in_(staff.numbers_at(shift, days, number))
    for each in read_lessons(connection, school, staff, *meeting, lesson.c.cancelled.is_(False)):
        if each.id not in gone:
            there[each.day].append(each)
    to_be = {
        (key, day): dataclasses.replace(staff.lesson(key, day, number, room), id=LessonId(f"{key} {day}"))
        for (key, day), room in wanted.items()
        if (key, day) in new
    }
    found: dict[Clash, list[date]] = {}
    for (_, day), each in to_be.items():
        others = [*there[day], *(other for (_, on), other in to_be.items() if on == day)]
        for clash in clashes(each, Place(day, each.slot, each.room), others):
            met = found.setdefault(clash, [])
            if day not in met:
                met.append(day)
    order = list(ClashKind)
    return tuple(
        Met(clash, tuple(days))
        for clash, days in sorted(found.items(), key=lambda each: (order.index(each[0].kind), -len(each[1])))
    )


def read_free(
    connection: Connection, school: SchoolId, staff: Staff, spell: Spell, days: Sequence[date]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the rooms and the teachers that are free at a place on all of these days, by name."""
    if not days:
        return (), ()
    shift = next((each.shift for each in staff.of_class(spell.school_class)), 1)
    held = lesson.c.day.in_(days), lesson.c.cancelled.is_(False)
    numbers = staff.numbers_at(shift, days, spell.number)
    lessons = read_lessons(connection, school, staff, *held, lesson.c.number.in_(numbers))
    meeting = [each for each in lessons if each.slot.meets(staff.slot(shift, each.day, spell.number))]
    known = connection.execute(select(lesson.c.room).distinct().where(lesson.c.school_id == school, *held)).scalars()
    busy_rooms = {each.room for each in meeting}
    busy = {person.name for each in meeting for person in ((each.substitute,) if each.substitute else each.teachers)}
    rooms = {each for each in known if each} - busy_rooms
    people = {person.name for key in staff.journals for person in staff.teachers(key, days[0])} - busy
    return tuple(sorted(rooms, key=_room_key)), tuple(sorted(people, key=russian_key))


def _room_key(room: str) -> tuple[bool, int, str]:
    return not room.isdecimal(), int(room) if room.isdecimal() else 0, room


def _is_decided(each: Lesson) -> bool:
    """Return whether somebody cancelled or moved this very lesson: each of them has a reason or is cancelled."""
    return not each.removed and (each.cancelled or bool(each.reason))


def _removed(each: Lesson) -> Lesson:
    gone = withdrawn(each)
    if not isinstance(gone, Lesson):
        raise TypeError(each)
    return gone


def _elsewhere(
    connection: Connection,
    school: SchoolId,
    staff: Staff,
    wanted: Mapping[tuple[JournalId, date], str],
    spell: Spell,
) -> dict[LessonId, Lesson]:
    """Return the lessons that have the ids of those to be, wherever they were moved."""
    ids = [
        lesson_id(school, staff.journals[key].group, staff.journals[key].subject_id, day, spell.number)
        for key, day in wanted
    ]
    return {
        each.id: each
        for each in read_records(connection, school, [(Lesson, key) for key in ids])
        if isinstance(each, Lesson)
    }
