"""A school's people, classes and load as other programs may be told of them: what is in force, nothing taken back."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TypeVar, cast

from msgspec import Struct
from sqlalchemy import Connection, select

from app.columns import record_of
from app.domain.calendar_rules import is_past, terms_in_force
from app.domain.records import (
    Assignment,
    Enrolment,
    Group,
    Journal,
    Membership,
    Pupil,
    Record,
    School,
    SchoolClass,
    Subject,
    Teacher,
    Term,
)
from app.domain.terms import term_of
from app.ids import ClassId, PupilId, SchoolId
from portal.admin.gone import read_gone
from portal.store.rows import fields_of
from portal.store.tables import TABLES

R = TypeVar("R", bound=Struct)

READ: tuple[type[Record], ...] = (
    *(School, Term, Subject, Teacher, SchoolClass, Pupil, Enrolment, Group, Membership, Journal, Assignment),
)
"""What a roster is made of."""


@dataclass(frozen=True)
class Roster:
    """What a school holds, each kind by id. gone: ids of names that were made and taken back."""

    school: School
    held: dict[type[Record], dict[str, Record]]
    gone: frozenset[str] = field(default=frozenset())

    def all(self, kind: type[R]) -> Sequence[R]:
        """Return what is in force of a kind, by id."""
        found = self.held[kind].values()  # type: ignore[index]  # every kind here is a record
        return [each for each in found if isinstance(each, kind) and self._counts(each)]

    def get(self, kind: type[R], key: str) -> R:
        """Return a thing that another one refers to."""
        return cast("R", self.held[kind][key])  # type: ignore[index]  # as above

    @cached_property
    def terms(self) -> Sequence[Term]:
        """Return the terms, by grades and first day."""
        return terms_in_force(each for each in self.all(Term) if not is_past(each.last, self.school.year))

    @cached_property
    def classes(self) -> Sequence[SchoolClass]:
        """Return the classes of this school year, by grade and letter."""
        classes = (each for each in self.all(SchoolClass) if not each.year)
        return sorted(classes, key=lambda each: (each.grade, each.letter, each.id))

    @cached_property
    def journals(self) -> Sequence[Journal]:
        """Return the journals of this school year, by id."""
        return [each for each in self.all(Journal) if each.year == self.school.year]

    @cached_property
    def pupils(self) -> Sequence[Pupil]:
        """Return whoever is or was in a class of the year, by id."""
        return [each for each in self.all(Pupil) if each.id in self.grades]

    @cached_property
    def grades(self) -> dict[PupilId, int]:
        """Return the grade of each pupil, the last one where there were several."""
        classes = {each.id: each.grade for each in self.classes}
        entered = sorted(self.all(Enrolment), key=lambda each: (each.first, each.id))
        return {each.pupil: classes[each.school_class] for each in entered if each.school_class in classes}

    @cached_property
    def members(self) -> dict[str, list[Membership]]:
        """Return who is or was in each group, by id."""
        found: dict[str, list[Membership]] = defaultdict(list)
        known = {each.id for each in self.pupils}
        for each in self.all(Membership):
            if each.pupil in known:
                found[each.group].append(each)
        return found

    @cached_property
    def assigned(self) -> dict[str, list[Assignment]]:
        """Return who has or had each journal, the first one first."""
        found: dict[str, list[Assignment]] = defaultdict(list)
        for each in sorted(self.all(Assignment), key=lambda each: (each.first, each.id)):
            found[each.journal].append(each)
        return found

    def title(self, school_class: ClassId) -> str:
        """Return how a class is called."""
        found = self.get(SchoolClass, school_class)
        return f"{found.grade}{found.letter}"

    def terms_of(self, grade: int) -> Sequence[Term]:
        """Return the terms of a grade, by first day."""
        return [each for each in self.terms if each.first_grade <= grade <= each.last_grade]

    def term_on(self, grade: int, day: date) -> Term | None:
        """Return the term of a grade to which a day belongs, None between terms."""
        return term_of(day, self.terms_of(grade))

    def records(self) -> Iterator[Record]:
        """Yield everything that is held, in force or not, in an order in which none refers to a later one."""
        for kind in READ:
            yield from self.held[kind].values()

    def _counts(self, each: Struct) -> bool:
        match each:
            case Enrolment() | Membership() | Assignment():
                return each.last is None or each.first <= each.last
            case Pupil() | SchoolClass() | Group() | Journal() | Subject() | Teacher():
                return each.id not in self.gone
            case _:
                return True


def read_roster(connection: Connection, school: SchoolId) -> Roster:
    """Return what a school holds, by one statement for each kind."""
    held = {kind: {each.id: each for each in read_kind(connection, school, kind)} for kind in READ}
    return Roster(cast("School", held[School][school]), held, read_gone(connection, school))


def read_kind(connection: Connection, school: SchoolId, kind: type[R]) -> Iterator[R]:
    """Yield what a school holds of a kind, by id."""
    table = TABLES[kind]  # type: ignore[index]  # every kind here is a record
    query = select(*fields_of(kind)).where(table.c.school_id == school).order_by(table.c.id)  # type: ignore[arg-type]  # as above
    for row in connection.execute(query):
        yield record_of(kind, row)
