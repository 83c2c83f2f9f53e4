"""Journals as the timetable sees them, who teaches them on which days, and the bells: what its rules are asked with."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.bells import NUMBERS, Bells
from app.domain.collation import russian_key
from app.domain.timetable import Person, Slot, TimetableLesson
from app.ids import ClassId, JournalId, LessonId, SubjectId


@dataclass(frozen=True, slots=True)
class TaughtJournal:
    """A journal as the timetable sees it. title: class and group, "7Б (англ. 1)". hours: lessons a week."""

    id: JournalId
    group: str
    subject_id: SubjectId
    school_class: ClassId
    grade: int
    letter: str
    shift: int
    group_name: str
    subject: str
    hours: int

    @property
    def title(self) -> str:
        """Return class and group."""
        title = f"{self.grade}{self.letter}"
        return f"{title} ({self.group_name})" if self.group_name else title

    @property
    def label(self) -> str:
        """Return subject and group: what tells it from the other journals of its class."""
        return f"{self.subject} ({self.group_name})" if self.group_name else self.subject


@dataclass(frozen=True, slots=True)
class Teaching:
    """A teacher's time in a journal; both days included, last is None while it lasts."""

    person: Person
    first: date
    last: date | None


@dataclass(frozen=True, slots=True)
class Staff:
    """Journals, who teaches them, and the bells of a school."""

    journals: Mapping[JournalId, TaughtJournal]
    teaching: Mapping[JournalId, Sequence[Teaching]]
    bells: Bells

    def teachers(self, key: JournalId, day: date) -> tuple[Person, ...]:
        """Return who teaches a journal on a day, by name."""
        return tuple(
            each.person
            for each in self.teaching.get(key, ())
            if each.first <= day and (each.last is None or day <= each.last)
        )

    def slot(self, shift: int, day: date, number: int) -> Slot:
        """Return when a lesson of a day is."""
        return Slot(shift, number, *self.bells.times(day, shift, number))

    def lesson(self, key: JournalId, day: date, number: int, room: str) -> TimetableLesson:
        """Return a lesson to be; it has no id yet."""
        taught = self.journals[key]
        return TimetableLesson(
            LessonId(""),
            key,
            day,
            self.slot(taught.shift, day, number),
            taught.school_class,
            taught.group_name,
            taught.title,
            taught.subject,
            room,
            self.teachers(key, day),
        )

    def numbers_at(self, shift: int, days: Iterable[date], number: int) -> set[int]:
        """Return the numbers of all shifts' lessons that meet a lesson on any of these days."""
        shifts = {each.shift for each in self.journals.values()}
        places = [(each, other) for each in shifts for other in NUMBERS]
        return {
            other
            for day in days
            for each, other in places
            if self.slot(each, day, other).meets(self.slot(shift, day, number))
        }

    @property
    def ordered(self) -> tuple[TaughtJournal, ...]:
        """Return the journals by their classes."""
        return tuple(sorted(self.journals.values(), key=lambda each: (each.grade, each.letter)))

    def of_class(self, key: ClassId) -> tuple[TaughtJournal, ...]:
        """Return the journals of a class by subject and group."""
        found = (each for each in self.journals.values() if each.school_class == key)
        return tuple(sorted(found, key=lambda each: (russian_key(each.subject), russian_key(each.group_name), each.id)))
