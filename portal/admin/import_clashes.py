"""What the timetable and the load of files would meet: teachers, rooms and classes that are wanted twice at a time."""

import dataclasses
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, bindparam, select

from app.domain.bells import Bells
from app.domain.classroom import Substitution
from app.domain.records import Assignment, Bell, Lesson, Record
from app.domain.timetable import Clash, ClashKind, Person, Place, TimetableLesson, clashes
from app.ids import JournalId, SchoolId, TeacherId
from portal.admin.clashing import clash_words
from portal.admin.import_books import Books
from portal.admin.import_lists import WEEKDAYS
from portal.admin.staff import Staff, TaughtJournal, Teaching
from portal.bells import read_rung, rung
from portal.store.tables import TABLES

substitution = TABLES[Substitution]

_SUBSTITUTES = select(substitution.c.lesson, substitution.c.day, substitution.c.teacher).where(
    substitution.c.school_id == bindparam("school"), substitution.c.teacher != ""
)

Spot = tuple[str, int, int, Clash]
"""A lesson by class and subject, its weekday and its number, and what it meets."""

Standing = tuple[TimetableLesson, bool]
"""A lesson of a day, and whether the files have to do with it."""


@dataclass(frozen=True, slots=True)
class Met:
    """A clash that files would make. what: class and subject. weekday: 1 Monday to 7. days: in their order."""

    what: str
    weekday: int
    number: int
    clash: Clash
    days: tuple[date, ...]

    @property
    def words(self) -> str:
        """Return it such as «7Б Алгебра, вторник, 3 урок: кабинет 201 занят: 8А Физика (уроков: 34, с 01.09.2026)»."""
        where = f"{self.what}, {WEEKDAYS[self.weekday - 1]}, {self.number} урок"
        first = f"{self.days[0]:%d.%m.%Y}"
        when = first if len(self.days) == 1 else f"уроков: {len(self.days)}, с {first}"
        return f"{where}: {clash_words(self.clash)} ({when})"


def read_met(connection: Connection, school: SchoolId, books: Books, changed: Iterable[Record]) -> tuple[Met, ...]:
    """Return what would clash, the most serious and most frequent first; each pair of lessons is told once.

    books: with all that the files say. changed: what of it is new or different; clashes without any of it are no news.
    """
    lessons, journals = set(), set()
    for each in changed:
        if isinstance(each, Lesson):
            lessons.add(each.id)
        elif isinstance(each, Assignment):
            journals.add(each.journal)
    if not lessons and not journals:
        return ()
    staff = _staff(books, rung(*read_rung(connection, school), books.added[Bell].values()))
    stands = {(lesson, day): teacher for lesson, day, teacher in connection.execute(_SUBSTITUTES, {"school": school})}
    days: dict[date, list[Standing]] = defaultdict(list)
    for each in _held(books, staff):
        person = _person(books, stands.get((each.id, each.day), ""))
        to_be = staff.lesson(each.journal, each.day, each.number, each.room)
        at = dataclasses.replace(to_be, id=each.id, substitute=person)
        days[each.day].append((at, each.id in lessons or each.journal in journals))
    return _told(days)


def _told(days: Mapping[date, Sequence[Standing]]) -> tuple[Met, ...]:
    found: dict[Spot, list[date]] = defaultdict(list)
    # most days of a year are like another one
    known: dict[tuple[object, ...], list[Spot]] = {}
    for day, lessons in sorted(days.items()):
        same = (day.isoweekday(), *sorted(map(_sign, lessons)))
        if same not in known:
            known[same] = list(_met(day, lessons)) if any(is_touched for _, is_touched in lessons) else []
        for spot in known[same]:
            found[spot].append(day)
    order = list(ClashKind)
    ranked = sorted(found.items(), key=lambda each: (order.index(each[0][3].kind), -len(each[1]), each[0][:3]))
    return tuple(Met(*spot, tuple(on)) for spot, on in ranked)


def _met(day: date, lessons: Sequence[Standing]) -> Iterator[Spot]:
    ordered = sorted(lessons, key=lambda each: (each[0].slot.number, each[0].title, each[0].subject))
    own = [each for each, is_touched in ordered if is_touched]
    others = [each for each, is_touched in ordered if not is_touched]
    for n, each in enumerate(own):
        for clash in clashes(each, Place(day, each.slot, each.room), [*own[n + 1 :], *others]):
            yield f"{each.title} {each.subject}", day.isoweekday(), each.slot.number, clash


def _sign(each: Standing) -> tuple[object, ...]:
    at, is_touched = each
    people = tuple(person.id for person in at.teachers)
    return (at.slot.shift, at.slot.number, at.slot.starts, at.journal, at.room, people, repr(at.substitute), is_touched)


def _held(books: Books, staff: Staff) -> Iterator[Lesson]:
    """Yield the lessons that are held."""
    for key, lessons in books.lessons.items():
        if key in staff.journals:
            yield from (each for each in lessons.values() if not each.cancelled)


def _staff(books: Books, bells: Bells) -> Staff:
    classes = {each.id: each for each in books.classes.values()}
    groups = {each.id: each for each in books.groups.values() if each.school_class in classes}
    subjects = {each.id: each for each in books.subjects.values()}
    journals: dict[JournalId, TaughtJournal] = {}
    for each in books.journals.values():
        if each.group in groups and each.subject in subjects:
            group = groups[each.group]
            owner = classes[group.school_class]
            kept = (owner.grade, owner.letter, owner.shift, group.name)
            name = subjects[each.subject].name
            journals[each.id] = TaughtJournal(each.id, group.id, each.subject, owner.id, *kept, name, each.hours)
    return Staff(journals, _teaching(books), bells)


def _teaching(books: Books) -> dict[JournalId, list[Teaching]]:
    return {
        journal: [
            Teaching(person, each.first, each.last)
            for each in having.values()
            if (person := _person(books, each.teacher)) is not None
        ]
        for journal, having in books.assignments.items()
    }


def _person(books: Books, key: str) -> Person | None:
    found = books.people.get(TeacherId(key))
    if found is None:
        return None
    return Person(found.id, " ".join(filter(None, (found.surname, found.name, found.patronymic))))


def met_words(met: Collection[Met], most: int) -> list[str]:
    """Return clashes in words, a line each; most: lines, after which the rest is counted."""
    lines = [each.words for each in met][:most]
    return [*lines, f"… и ещё накладок: {len(met) - most}"] if len(met) > most else lines
