"""A day of the whole school by lessons, who stands in for whom, and what a change of the timetable meets."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.ids import ClassId, JournalId, LessonId, TeacherId


@dataclass(frozen=True, slots=True)
class Slot:
    """When a lesson is. number: 0..10. starts, ends: "08:30" by the bells, empty where they do not say."""

    shift: int
    number: int
    starts: str = ""
    ends: str = ""

    def meets(self, other: "Slot") -> bool:
        """Return whether nobody can be in both: the same lesson of one shift, or times that overlap.

        Lessons of two shifts without times meet where their numbers are equal: it is said rather than overlooked.
        """
        if self.shift == other.shift or not (self.starts and other.starts):
            return self.number == other.number
        return self.starts < other.ends and other.starts < self.ends


@dataclass(frozen=True, slots=True)
class Person:
    """A teacher. name: short, "Громова А. И."."""

    id: TeacherId
    name: str


@dataclass(frozen=True, slots=True)
class TimetableLesson:
    """A lesson of the school. teachers: those of the journal on its day. substitute: who stands in, None for nobody.

    title: class and group. group: empty for the whole class. reason: why it is cancelled or was moved. joined: titles
    of the lessons that the same substitute takes at the same time. school_class: under which the group is listed.
    classes: of its pupils, that one alone where nothing is said.
    """

    id: LessonId
    journal: JournalId
    day: date
    slot: Slot
    school_class: ClassId
    group: str
    title: str
    subject: str
    room: str
    teachers: tuple[Person, ...]
    substitute: Person | None = None
    cancelled: bool = False
    reason: str = ""
    joined: tuple[str, ...] = ()
    classes: frozenset[ClassId] = frozenset()

    @property
    def taught(self) -> frozenset[ClassId]:
        """Return the classes whose pupils are at it."""
        return self.classes or frozenset({self.school_class})

    def is_held_by(self, teacher: TeacherId) -> bool:
        """Return whether this teacher is in the class then: as its own and not replaced, or as the substitute."""
        if self.cancelled:
            return False
        if self.substitute is not None:
            return self.substitute.id == teacher
        return any(each.id == teacher for each in self.teachers)

    def is_of(self, teacher: TeacherId) -> bool:
        """Return whether it is the teacher's by the timetable, or by a substitution."""
        return any(each.id == teacher for each in self.teachers) or self.is_held_by(teacher)


@dataclass(frozen=True, slots=True)
class StandIn:
    """A teacher who might take a lesson. busy: title of the lesson that the teacher has then, empty where free.

    same_subject: teaches the lesson's subject this year. same_class: teaches the lesson's class.
    """

    person: Person
    busy: str
    same_subject: bool
    same_class: bool

    @property
    def fitness(self) -> tuple[bool, bool, bool]:
        """Return what stand-ins are compared by; the smallest is the best."""
        return bool(self.busy), not self.same_subject, not self.same_class


class ClashKind(StrEnum):
    """What a lesson at a new time would meet."""

    OUTSIDE = "outside"
    """The day is outside the school year of the class: no lesson can be there."""
    HOLIDAY = "holiday"
    CLASS = "class"
    TEACHER = "teacher"
    ROOM = "room"


@dataclass(frozen=True, slots=True)
class Clash:
    """One thing that a lesson would meet. name: of the holiday, teacher or room. other: class and subject there."""

    kind: ClashKind
    name: str = ""
    other: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a lesson is to be. year: the first and the last day of the class's terms, None where there are none."""

    day: date
    slot: Slot
    room: str
    year: tuple[date, date] | None = None
    holiday: str = ""


def clashes(lesson: TimetableLesson, place: Place, others: Iterable[TimetableLesson]) -> tuple[Clash, ...]:
    """Return what a lesson would meet at another place; most serious first.

    others: the lessons of that day. Two groups of one class may be taught at one time, a whole class may not.
    """
    found: list[Clash] = []
    if place.year is not None and not place.year[0] <= place.day <= place.year[1]:
        found.append(Clash(ClashKind.OUTSIDE))
    if place.holiday:
        found.append(Clash(ClashKind.HOLIDAY, place.holiday))
    there = [each for each in others if each.id != lesson.id and not each.cancelled and each.slot.meets(place.slot)]
    found += [Clash(ClashKind.CLASS, other=_named(each)) for each in there if _same_pupils(lesson, each)]
    holders = (lesson.substitute,) if lesson.substitute else lesson.teachers
    for person in holders:
        found += [Clash(ClashKind.TEACHER, person.name, _named(each)) for each in there if each.is_held_by(person.id)]
    room = place.room.strip()
    found += [Clash(ClashKind.ROOM, room, _named(each)) for each in there if room and each.room.strip() == room]
    return tuple(found)


def _same_pupils(first: TimetableLesson, second: TimetableLesson) -> bool:
    return bool(first.taught & second.taught) and (not first.group or not second.group or first.group == second.group)


def _named(lesson: TimetableLesson) -> str:
    return f"{lesson.title} {lesson.subject}"
