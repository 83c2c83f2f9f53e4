"""What the office's pages of people read: classes, pupils, groups, journals and teachers of the year."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from msgspec import Struct
from sqlalchemy import Connection, Select, column, select

from app.columns import record_of
from app.domain.calendar_rules import is_past, year_span
from app.domain.classroom import Release
from app.domain.collation import russian_key
from app.domain.excuse_proposals import UNDECIDED, ExcuseProposal
from app.domain.movement import SchoolYear, Whereabouts, is_on, is_real, year_of
from app.domain.records import (
    Assignment,
    Enrolment,
    Group,
    Journal,
    Membership,
    Pupil,
    School,
    SchoolClass,
    Subject,
    Teacher,
    Term,
)
from app.ids import ClassId, GroupId, PupilId, SchoolId
from portal.admin.gone import read_gone
from portal.office.reading import read_school
from portal.store.rows import fields_of
from portal.store.tables import TABLES

R = TypeVar("R", bound=Struct)


@dataclass
class People:
    """The school's people on a day, read where they are asked for. today: by the school's clocks."""

    connection: Connection
    school: SchoolId
    today: date

    def __post_init__(self) -> None:
        """In the summer before the school year everything is as it will be on its first day."""
        self.today = max(self.today, year_span(self.facts.year)[0])

    @cached_property
    def year(self) -> SchoolYear:
        """The days of the school year."""
        return year_of(self.facts.year, (each for each in self.all(Term) if not is_past(each.last, self.facts.year)))

    @cached_property
    def facts(self) -> School:
        """The school itself."""
        return self.all(School)[0]

    @cached_property
    def gone(self) -> frozenset[str]:
        """Ids of what was created and taken back."""
        return read_gone(self.connection, self.school)

    @cached_property
    def classes(self) -> dict[ClassId, SchoolClass]:
        """The classes of the present year by grade and letter."""
        return {key: each for key, each in self.every_class.items() if not each.year}

    @cached_property
    def every_class(self) -> dict[ClassId, SchoolClass]:
        """The classes of past years too, by grade and letter."""
        found = [each for each in self.all(SchoolClass) if each.id not in self.gone]
        return {each.id: each for each in sorted(found, key=lambda each: (each.grade, each.letter))}

    @cached_property
    def pupils(self) -> dict[PupilId, Pupil]:
        """The pupils by the Russian collation, those left out who were entered by mistake."""
        found = [each for each in self.all(Pupil) if each.id not in self.gone]
        return {each.id: each for each in sorted(found, key=pupil_key)}

    @cached_property
    def enrolments(self) -> dict[PupilId, list[Enrolment]]:
        """The real times in classes, by pupil, the first one first."""
        found: dict[PupilId, list[Enrolment]] = defaultdict(list)
        for each in sorted(filter(is_real, self.all(Enrolment)), key=lambda each: each.first):
            found[each.pupil].append(each)
        return found

    @cached_property
    def groups(self) -> dict[GroupId, Group]:
        """The groups by class and name."""
        found = [each for each in self.all(Group) if each.id not in self.gone and each.school_class in self.classes]
        places = {key: place for place, key in enumerate(self.classes)}
        ordered = sorted(found, key=lambda each: (places[each.school_class], russian_key(each.name), each.id))
        return {each.id: each for each in ordered}

    @cached_property
    def memberships(self) -> dict[GroupId, list[Membership]]:
        """The real times in groups, by group."""
        found: dict[GroupId, list[Membership]] = defaultdict(list)
        for each in filter(is_real, self.all(Membership)):
            found[each.group].append(each)
        return found

    @cached_property
    def teachers(self) -> dict[str, Teacher]:
        """The teachers by the Russian collation."""
        found = [each for each in self.all(Teacher) if each.id not in self.gone]
        return {each.id: each for each in sorted(found, key=lambda each: russian_key(full_name(each)))}

    @cached_property
    def subjects(self) -> dict[str, Subject]:
        """The subjects by the Russian collation."""
        return {each.id: each for each in sorted(self.all(Subject), key=lambda each: russian_key(each.name))}

    @cached_property
    def journals(self) -> dict[str, Journal]:
        """The journals of the present year."""
        found = (each for each in self.all(Journal) if each.id not in self.gone)
        return {each.id: each for each in found if each.group in self.groups}

    @cached_property
    def assignments(self) -> dict[str, list[Assignment]]:
        """The real rights to journals, by journal, the first one first."""
        found: dict[str, list[Assignment]] = defaultdict(list)
        for each in sorted(filter(is_real, self.all(Assignment)), key=lambda each: each.first):
            found[each.journal].append(each)
        return found

    def all(self, kind: type[R]) -> list[R]:
        """Return every row of a kind."""
        return [record_of(kind, row) for row in self.connection.execute(self._every(kind))]

    def count_waiting(self) -> int:
        """Return how many reasons of absences that parents tell of wait for a decision."""
        query = self._every(ExcuseProposal).where(column("decision") == UNDECIDED)
        return len(self.connection.execute(query).all())

    def of_pupil(self, kind: type[R], pupil: str) -> list[R]:
        """Return the rows of a kind that are of a pupil."""
        query = self._every(kind).where(column("pupil") == pupil)
        return [record_of(kind, row) for row in self.connection.execute(query)]

    def _every(self, kind: Any) -> Select[Any]:
        return select(*fields_of(kind)).where(TABLES[kind].c.school_id == self.school)

    def releases(self, pupil: str) -> list[Release]:
        """Return a pupil's releases that were not taken back, the first one first."""
        return sorted(filter(is_real, self.of_pupil(Release, pupil)), key=lambda each: each.first)

    def whereabouts(self, pupil: PupilId) -> Whereabouts:
        """Return what a pupil's steps are judged by."""
        members = [each for each in self.of_pupil(Membership, pupil) if is_real(each)]
        across = {each.group for each in members if self.is_across(each.group)}
        return Whereabouts(pupil, self.enrolments.get(pupil, []), members, self.groups, across)

    def is_across(self, group: GroupId) -> bool:
        """Return whether a group is of pupils of several classes."""
        return len(self.classes_of(group)) > 1

    def classes_of(self, group: GroupId) -> tuple[ClassId, ...]:
        """Return the class under which a group stands and those of its pupils, today or as long as they were in it."""
        found = self.groups.get(group)
        if found is None or not found.name:
            return (found.school_class,) if found else ()
        classes = {found.school_class}
        for member in self.memberships.get(group, ()):
            day = min(max(member.first, self.today), member.last or date.max)
            classes |= {each.school_class for each in self.enrolments.get(member.pupil, ()) if is_on(each, day)}
        return tuple(key for key in self.classes if key in classes)

    def whole(self, school_class: ClassId) -> Group | None:
        """Return the group of a whole class."""
        return next(
            (each for each in self.groups.values() if (each.school_class, each.name) == (school_class, "")), None
        )

    def title(self, school_class: ClassId) -> str:
        """Return what a class is called, such as «7Б»."""
        found = self.every_class.get(school_class)
        return f"{found.grade}{found.letter}" if found else "класс"

    def group_title(self, group: GroupId) -> str:
        """Return what a group is called with its classes, such as «7Б, англ. 1»."""
        found = self.groups.get(group)
        if found is None:
            return "группа"
        classes = ", ".join(map(self.title, self.classes_of(group)))
        return f"{classes}, {found.name}" if found.name else f"{classes}, весь класс"

    def class_on(self, pupil: PupilId, day: date) -> ClassId | None:
        """Return in which class a pupil is on a day, None where in none."""
        return next((each.school_class for each in self.enrolments.get(pupil, ()) if is_on(each, day)), None)

    def members_on(self, group: GroupId, day: date) -> set[PupilId]:
        """Return who is in a group on a day."""
        return {each.pupil for each in self.memberships.get(group, ()) if is_on(each, day)}


def today_in(connection: Connection, school: SchoolId, now_ms: int) -> date:
    """Return the day by the school's clocks. now_ms: Unix milliseconds."""
    return read_school(connection, school).today(now_ms)


def full_name(person: Pupil | Teacher) -> str:
    """Return surname, name and patronymic."""
    return " ".join(filter(None, (person.surname, person.name, person.patronymic)))


def pupil_key(pupil: Pupil) -> tuple[str, date, str]:
    """Return what pupils are sorted by: their names, then their age."""
    return russian_key(full_name(pupil)), pupil.born, pupil.id


def plain(text: str) -> str:
    """Return a text as people compare names: without case, with Е for Ё."""
    return " ".join(text.split()).casefold().replace("ё", "е")


def found_pupils(people: People, text: str, most: int) -> list[Pupil]:
    """Return the pupils of whose names every word of a text begins one, at most so many."""
    words = plain(text).split()
    found = [each for each in people.pupils.values() if words and _fits(words, plain(full_name(each)).split())]
    return found[:most]


def namesakes(people: People, pupil: Pupil) -> list[Pupil]:
    """Return the other pupils of these names, whatever their birth date."""
    names = _called(pupil)
    return [each for each in people.pupils.values() if each.id != pupil.id and _called(each) == names]


def titled(people: People, keys: Iterable[ClassId]) -> str:
    """Return classes such as «10А, 10Б»."""
    return ", ".join(map(people.title, keys))


def _called(pupil: Pupil) -> tuple[str, str]:
    return plain(pupil.surname), plain(pupil.name)


def _fits(words: list[str], names: list[str]) -> bool:
    return all(any(name.startswith(word) for name in names) for word in words)
