"""All that an import knows while it reads: what the store holds, and what the files have added so far."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from app.domain.calendar_rules import is_past, week_of
from app.domain.disputes import Conflict
from app.domain.earlier_marks import EarlierMark
from app.domain.records import (
    RECORD_TYPES,
    Assignment,
    Attendance,
    Bell,
    Closing,
    Enrolment,
    Group,
    Holiday,
    Journal,
    Lesson,
    Mark,
    Membership,
    PlanItem,
    Pupil,
    Record,
    School,
    SchoolClass,
    Subject,
    Teacher,
    Term,
    Work,
    WorkType,
    tag_of,
)
from app.domain.regulations import PAUSED_WEEKS, MarkScale, Setting
from app.domain.scales import FIVE, Scale, scale_named
from app.ids import ClassId, GroupId, JournalId, PupilId, SchoolId, SubjectId, TeacherId

UNREAD: frozenset[type[Record]] = frozenset({School, Bell, EarlierMark, PlanItem, Work, Mark, Attendance, Conflict})
"""Kinds whose rows in the store an import need not know: nothing in a file refers to them by a name."""

_CLASS = re.compile(r"(\d{1,2})\s*[-–]?\s*[«\"']?([А-ЯЁ])[»\"']?", re.IGNORECASE)
LAST_GRADE = 11
Birth = tuple[str, str, str, date]
"""Surname, name, patronymic and the day of birth: who a pupil is where no id says so."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the timetable. group: empty for a whole class. week: 0 for every one. Both days included."""

    group: str
    journal: JournalId
    week: int
    first: date
    last: date


@dataclass
class Books:
    """A school's things by what people call them. year: in which the school year begins. added: by kind and id.

    decided: lessons that somebody cancelled or moved one by one. places: rows of the timetable by class, weekday and
    number. people: the teachers. weeks_pause: whether weeks of holidays are not counted when weeks alternate.
    """

    school: SchoolId
    year: int
    added: dict[type[Record], dict[str, Record]] = field(default_factory=lambda: {kind: {} for kind in RECORD_TYPES})
    terms: dict[str, Term] = field(default_factory=dict)
    holidays: dict[str, Holiday] = field(default_factory=dict)
    closed_terms: set[str] = field(default_factory=set)
    weeks_pause: bool = False
    work_types: dict[str, WorkType] = field(default_factory=dict)
    subjects: dict[str, Subject] = field(default_factory=dict)
    scales: dict[str, MarkScale] = field(default_factory=dict)
    teachers: dict[str, set[TeacherId]] = field(default_factory=lambda: defaultdict(set))
    people: dict[TeacherId, Teacher] = field(default_factory=dict)
    classes: dict[str, SchoolClass] = field(default_factory=dict)
    class_titles: dict[ClassId, str] = field(default_factory=dict)
    pupils: dict[PupilId, Pupil] = field(default_factory=dict)
    born: dict[Birth, set[PupilId]] = field(default_factory=lambda: defaultdict(set))
    enrolments: dict[ClassId, dict[str, Enrolment]] = field(default_factory=lambda: defaultdict(dict))
    times: dict[PupilId, dict[str, Enrolment]] = field(default_factory=lambda: defaultdict(dict))
    groups: dict[tuple[ClassId, str], Group] = field(default_factory=dict)
    memberships: dict[tuple[GroupId, PupilId], dict[str, Membership]] = field(default_factory=lambda: defaultdict(dict))
    journals: dict[tuple[GroupId, SubjectId], Journal] = field(default_factory=dict)
    assignments: dict[JournalId, dict[str, Assignment]] = field(default_factory=lambda: defaultdict(dict))
    lessons: dict[JournalId, dict[tuple[date, int], Lesson]] = field(default_factory=lambda: defaultdict(dict))
    decided: set[str] = field(default_factory=set)
    places: dict[tuple[ClassId, int, int], list[Row]] = field(default_factory=lambda: defaultdict(list))

    def add(self, record: Record) -> None:
        """Take in what a file says."""
        self.added[type(record)][record.id] = record
        self.know(record)

    def has_added(self, record: Record) -> bool:
        """Return whether the files have said something of the same thing already."""
        return record.id in self.added[type(record)]

    def know(self, record: Record) -> None:  # noqa: C901, PLR0912, PLR0915 (one line for each kind of record)
        """Find a thing by its names from now on."""
        match record:
            case Term() if record.last_grade and not is_past(record.last, self.year):
                self.terms[record.id] = record
            case Closing(closed=True):
                self.closed_terms.add(record.term)
            case Setting() if record.id == PAUSED_WEEKS:
                self.weeks_pause = record.value == "1"
            case Holiday() if not is_past(record.last, self.year):
                self.holidays[record.id] = record
            case WorkType():
                self.work_types[record.name.lower()] = record
            case Subject():
                self.subjects[record.name.lower()] = record
            case MarkScale():
                self.scales[record.id] = record
            case Teacher():
                self.teachers[full_name(record)].add(record.id)
                self.people[record.id] = record
            case SchoolClass() if not record.year:
                self.classes[f"{record.grade}{record.letter}"] = record
                self.class_titles[record.id] = f"{record.grade}{record.letter}"
            case Pupil():
                self.pupils[record.id] = record
                self.born[record.surname, record.name, record.patronymic, record.born].add(record.id)
            case Enrolment():
                self.enrolments[record.school_class][record.id] = record
                self.times[record.pupil][record.id] = record
            case Group():
                self.groups[record.school_class, record.name] = record
            case Membership():
                self.memberships[record.group, record.pupil][record.id] = record
            case Journal():
                self.journals[record.group, record.subject] = record
            case Assignment():
                self.assignments[record.journal][record.id] = record
            case Lesson() if not record.removed:
                if record.cancelled or record.reason:
                    self.decided.add(record.id)
                self.lessons[record.journal][record.day, record.number] = record
            case _:
                pass

    def records(self) -> list[Record]:
        """Return what the files have added, in an order in which none refers to a later one."""
        return [record for kind in RECORD_TYPES for record in self.added[kind].values()]

    def counts(self) -> dict[str, int]:
        """Return how many things of each kind the files have added."""
        return {tag_of(kind): len(found) for kind, found in self.added.items() if found}

    def first_day(self) -> date:
        """Return the first day of the school year."""
        return min((term.first for term in self.terms.values()), default=date(self.year, 9, 1))

    def last_day(self) -> date:
        """Return the last day of the school year."""
        return max((term.last for term in self.terms.values()), default=date(self.year + 1, 5, 31))

    def is_taught(self, day: date, grade: int) -> bool:
        """Return whether a grade has lessons on this day of the year."""
        own = [term for term in self.terms.values() if term.first_grade <= grade <= term.last_grade]
        in_term = not own or any(term.first <= day <= term.last for term in own)
        return in_term and not any(each.first <= day <= each.last for each in self.holidays.values())

    def week(self, day: date) -> int:
        """Return whether a day is in the first week or in the second, as the school counts them."""
        return week_of(day, self.first_day(), self.holidays.values() if self.weeks_pause else ())

    def lesson_on(self, journal: JournalId, day: date, number: int | None) -> Lesson | None:
        """Return a journal's lesson of a day; number: None for the only one; None where there is none, or several."""
        if number is not None:
            return self.lessons[journal].get((day, number))
        found = [lesson for (on, _), lesson in self.lessons[journal].items() if on == day]
        return found[0] if len(found) == 1 else None

    def scale_of(self, subject: SubjectId) -> Scale:
        """Return the scale by which a subject is marked."""
        named = next((each.scale for each in self.subjects.values() if each.id == subject), "")
        own = self.scales.get(named)
        return scale_named(named, own.scheme if own else None) if named else FIVE

    def teacher_of(self, journal: JournalId, day: date) -> TeacherId | None:
        """Return who has the journal on this day, the first by id where several have, None where nobody has."""
        having = [one.teacher for one in self.assignments[journal].values() if covers(one.first, one.last, day)]
        return min(having, default=None)

    def is_member(self, group: GroupId, pupil: PupilId, day: date) -> bool:
        """Return whether the pupil is in the group on this day."""
        return any(covers(one.first, one.last, day) for one in self.memberships[group, pupil].values())


def know_all(books: Books, records: Iterable[Record]) -> None:
    """Take in what the store holds."""
    for record in records:
        books.know(record)


def covers(first: date, last: date | None, day: date) -> bool:
    """Return whether a day is in a time that may have no end."""
    return first <= day and (last is None or day <= last)


def full_name(person: Pupil | Teacher) -> str:
    """Return surname, name and patronymic in lower case, as people are looked up by; Ё stays Ё."""
    return " ".join(filter(None, (person.surname, person.name, person.patronymic))).lower()


def class_title(text: str) -> str | None:
    """Return a class as "7Б", however it is written («7 «б»», «7-Б»), None where it is none."""
    found = _CLASS.fullmatch(text)
    if not found or not 1 <= int(found[1]) <= LAST_GRADE:
        return None
    return f"{int(found[1])}{found[2].upper()}"
