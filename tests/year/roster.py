"""Who is taught what on which days: read from the portal's database, where the school's files were taken in."""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

YEAR, EXAM, FINAL = "year", "exam", "final"
EXAM_GRADES = (9, 11)
LAST_GRADE = 11
"""Its final mark counts the tenth class too, of which the school has nothing."""
NAMES = {YEAR: "год", EXAM: "экзамен", FINAL: "итоговая"}
"""What the periods after the terms are called in the tables."""


@dataclass(frozen=True)
class Term:
    """A term of a class; both days included."""

    id: str
    name: str
    first: date
    last: date


@dataclass(frozen=True)
class Member:
    """A pupil's time in a group. label: in the tables nobody else is called so."""

    pupil: str
    name: str
    label: str
    first: date
    last: date


@dataclass(frozen=True)
class Lesson:
    """A lesson of a journal."""

    id: str
    day: date
    number: int


@dataclass(frozen=True)
class Book:
    """A journal with everything that the office says of it.

    teachers: their logins. lessons: by day and number. releases: pupil, first and last day of each.
    """

    id: str
    class_id: str
    school_class: str
    group: str
    subject: str
    grade: int
    hours: int
    teachers: frozenset[str]
    terms: tuple[Term, ...]
    lessons: tuple[Lesson, ...]
    members: tuple[Member, ...]
    releases: tuple[tuple[str, date, date], ...] = ()

    @property
    def title(self) -> str:
        """Return class and group."""
        return f"{self.school_class} · {self.group}" if self.group else self.school_class

    @property
    def labels(self) -> dict[str, str]:
        """Return what each pupil is called in the tables."""
        return {member.pupil: member.label for member in self.members}

    @property
    def periods(self) -> tuple[str, ...]:
        """Return the ids of the terms and of what follows them."""
        after = (YEAR, EXAM, FINAL) if self.grade in EXAM_GRADES else (YEAR,)
        return (*(term.id for term in self.terms), *after)

    def period_name(self, period: str) -> str:
        """Return what a period is called in the tables."""
        return NAMES.get(period) or next(term.name for term in self.terms if term.id == period)

    def term_on(self, day: date) -> Term | None:
        """Return the term of a day."""
        return next((term for term in self.terms if term.first <= day <= term.last), None)

    def lessons_of(self, term: Term, until: date = date.max) -> tuple[Lesson, ...]:
        """Return the lessons of a term up to a day, which is included."""
        return tuple(each for each in self.lessons if term.first <= each.day <= min(term.last, until))

    def is_here(self, pupil: str, day: date) -> bool:
        """Return whether a pupil belongs to the group on a day."""
        return any(each.pupil == pupil and each.first <= day <= each.last for each in self.members)

    def is_released(self, pupil: str, day: date) -> bool:
        """Return whether the office has released a pupil from the lessons of a day."""
        return any(each == pupil and first <= day <= last for each, first, last in self.releases)


def read_books(data: Path) -> dict[str, Book]:
    """Return every journal of the school by its id. data: the portal's folder."""
    with closing(sqlite3.connect(f"file:{data / 'portal.db'}?mode=ro", uri=True)) as base:
        return {book.id: book for book in _books(base)}


def _books(base: sqlite3.Connection) -> Iterator[Book]:
    terms = list(base.execute("select first_grade, last_grade, id, name, first, last from term order by first"))
    lessons: dict[str, list[Lesson]] = defaultdict(list)
    for journal, key, day, number in base.execute("select journal, id, day, number from lesson order by day, number"):
        lessons[journal].append(Lesson(key, date.fromisoformat(day), number))
    teachers: dict[str, set[str]] = defaultdict(set)
    for journal, login in base.execute(
        "select a.journal, t.login from assignment a join teacher t on t.id = a.teacher"
    ):
        teachers[journal].add(login)
    members = _members(base)
    releases = list(base.execute("select subject, pupil, first, last from release"))
    rows = base.execute(
        'select j.id, c.id, c.grade || c.letter, g.name, s.name, c.grade, j.hours, j."group", j.subject from journal j'
        ' join "group" g on g.id = j."group" join school_class c on c.id = g.school_class'
        " join subject s on s.id = j.subject order by c.grade, c.letter, s.name, g.name"
    )
    for journal, class_id, title, group_name, subject, grade, hours, group, subject_id in rows:
        own = tuple(
            Term(key, name, date.fromisoformat(first), date.fromisoformat(last))
            for least, most, key, name, first, last in terms
            if least <= grade <= most
        )
        yield Book(
            *(journal, class_id, title, group_name, subject, grade, hours),
            frozenset(teachers[journal]),
            own,
            tuple(lessons[journal]),
            tuple(members[group]),
            tuple(_released(releases, subject_id)),
        )


def _released(rows: Iterable[tuple[str, ...]], subject: str) -> Iterator[tuple[str, date, date]]:
    for what, pupil, first, last in rows:
        if what in {"", subject}:
            yield pupil, date.fromisoformat(first), date.fromisoformat(last) if last else date.max


def _members(base: sqlite3.Connection) -> Mapping[str, list[Member]]:
    rows = list(
        base.execute(
            'select m."group", c.grade || c.letter, p.id, p.surname, p.name, p.patronymic, p.born, m.first, m.last'
            ' from membership m join pupil p on p.id = m.pupil join "group" g on g.id = m."group"'
            " join school_class c on c.id = g.school_class"
        )
    )
    names = {row[2]: " ".join(filter(None, row[3:6])) for row in rows}
    sharing = Counter(names.values())
    classes = defaultdict(set)
    for row in rows:
        classes[row[2]].add(row[1])
    found: dict[str, list[Member]] = defaultdict(list)
    for group, school_class, pupil, _, _, _, born, first, last in rows:
        name = names[pupil]
        label = tell_apart(
            name, school_class, date.fromisoformat(born), namesakes=sharing[name] > 1, moved=len(classes[pupil]) > 1
        )
        found[group].append(
            Member(pupil, name, label, date.fromisoformat(first), date.fromisoformat(last) if last else date.max)
        )
    return found


def tell_apart(name: str, school_class: str, born: date, *, namesakes: bool, moved: bool) -> str:
    """Return a pupil's name, with class and birthday for namesakes, with the class for one who was in two of them."""
    if namesakes:
        return f"{name} ({school_class}, {born:%d.%m.%Y})"
    return f"{name} ({school_class})" if moved else name
