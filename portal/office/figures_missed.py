"""Reads how many lessons the pupils of each class missed in a period, by reason, as the class teacher's desk counts."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import BindParameter, ColumnElement, Select, bindparam, case, func, or_, select

from app.domain.absences import LessonSums
from app.domain.attendance import Absence
from app.domain.closing_figures import ClassMissed, ClosingPeriod
from app.domain.periods import YEAR
from app.domain.records import Attendance, Lesson
from app.ids import ClassId, GroupId, JournalId, PupilId
from portal.office.figures_reading import AnyRow, ClosingSchool, by_pupil
from portal.store.tables import TABLES

K = TypeVar("K")

attendance, lesson = TABLES[Attendance], TABLES[Lesson]

_SCHOOL: BindParameter[str] = bindparam("school")
_AT = lesson.alias("at")
_OF_MOVED = attendance.c.pupil.in_(bindparam("moved", expanding=True))
_DAY = (
    select(_AT.c.day)
    .where(_AT.c.school_id == attendance.c.school_id, _AT.c.id == attendance.c.lesson)
    .correlate(attendance)
    .scalar_subquery()
)
_JOURNALS: BindParameter[str] = bindparam("journals", expanding=True)
_OF_JOURNALS = select(lesson.c.id).where(lesson.c.school_id == _SCHOOL, lesson.c.journal.in_(_JOURNALS))
_DURING = lesson.c.day.between(bindparam("first"), bindparam("last"))
_HELD = attendance.c.lesson.in_(_OF_JOURNALS.where(_DURING, lesson.c.cancelled.is_(False)))
_NOT_LEFT_OUT = attendance.c.lesson.not_in(_OF_JOURNALS.where(or_(~_DURING, lesson.c.cancelled.is_(True))))


def _signs(counted: ColumnElement[bool]) -> Select[Any]:
    """Return the signs by pupil and code; each by itself where the day decides for which class it counts, if at all.

    counted: of which lessons. They are a list: joined, SQLite looks through all signs for each of them.
    """
    return (
        select(
            attendance.c.pupil,
            attendance.c.code,
            case((_OF_MOVED, attendance.c.journal)).label("at_journal"),
            case((_OF_MOVED, _DAY)).label("on_day"),
            func.count().label("count"),
        )
        .where(
            attendance.c.school_id == _SCHOOL,
            attendance.c.journal.in_(_JOURNALS),
            attendance.c.code.in_([each.value for each in Absence if each.is_missed]),
            counted,
        )
        .group_by(attendance.c.pupil, attendance.c.code, "at_journal", "on_day")
    )


_OF_TERM, _OF_YEAR = _signs(_HELD), _signs(_NOT_LEFT_OUT)
"""The same, by the shorter list of lessons: those of a term, or the few that are left out of a year."""


def read_missed(found: ClosingSchool, period: ClosingPeriod) -> tuple[ClassMissed, ...]:
    """Return what each class that has the period missed in it until today, by grade and letter."""
    spans: dict[tuple[date, date], set[ClassId]] = defaultdict(set)
    for key, (grade, _) in found.titles.items():
        if at := period.grades.get(grade):
            spans[at.first, min(at.last, found.today)].add(key)
    signs = _OF_YEAR if period.key == YEAR else _OF_TERM
    missed = {key: each for span, classes in spans.items() for key, each in _Span(found, span, classes).missed(signs)}
    return tuple(missed[key] for key in found.titles if key in missed)


class _Span:
    """The days of a period, both included, with who was of which class and group in them. asked: the classes."""

    def __init__(self, found: ClosingSchool, days: tuple[date, date], asked: set[ClassId]) -> None:
        self._found, self._asked = found, asked
        self._first, self._last = days
        self._classes: dict[PupilId, list[tuple[ClassId, date, date]]] = by_pupil(found.enrolled)
        self._groups: dict[PupilId, list[tuple[GroupId, date, date]]] = by_pupil(found.members)
        self._releases = found.releases

    def missed(self, signs: Select[Any]) -> Iterator[tuple[ClassId, ClassMissed]]:
        """Yield what each class missed. signs: the statement that counts them."""
        counts: dict[ClassId | None, Counter[str]] = defaultdict(Counter)
        for pupil, code, journal, day, count in self._counted(signs):
            counts[self._class_of(pupil, journal, day)][code] += count
        for key in self._asked:
            grade, letter = self._found.titles[key]
            yield key, ClassMissed(key, f"{grade}{letter}", self._pupils(key), _sums(counts[key]))

    def _pupils(self, key: ClassId) -> int:
        """Return how many pupils are of a class on any of the days."""
        spans = self._found.enrolled.get(key, ())
        return len({who for who, first, last in spans if first <= self._last and self._first <= last})

    def _counted(self, signs: Select[Any]) -> Sequence[AnyRow]:
        bound = {"journals": sorted(self._journals()), "moved": sorted(self._moved())}
        asked = {"school": self._found.school, "first": self._first, "last": self._last, **bound}
        return self._found.connection.execute(signs, asked).all()

    def _journals(self) -> set[JournalId]:
        """Return the journals in which pupils of the classes are taught."""
        pupils = {who for key in self._asked for who, *_ in self._found.enrolled.get(key, ())}
        groups = {group for who in pupils for group, *_ in self._groups.get(who, ())}
        return {key for key, each in self._found.staff.journals.items() if each.group in groups}

    def _moved(self) -> set[PupilId]:
        """Return for whom a day decides: the released, and who was not all the time of the same class and groups."""
        times = (self._classes, self._groups)
        return set(self._releases.pupils) | {
            who for each in times for who, spans in each.items() if not all(self._is_whole(*span[1:]) for span in spans)
        }

    def _is_whole(self, first: date, last: date) -> bool:
        """Return whether a time covers all the days. One that was ended or taken back later leaves signs behind."""
        return first <= self._first and self._last <= last

    def _class_of(self, pupil: PupilId, journal: JournalId | None, day: date | None) -> ClassId | None:
        """Return for which class a missed lesson counts; None where it does not. journal, day: None for the unmoved."""
        if journal is not None and day is not None and not self._was_taught(pupil, journal, day):
            return None
        return next(iter(_keys_on(self._classes.get(pupil, ()), day or self._first)), None)

    def _was_taught(self, pupil: PupilId, journal: JournalId, day: date) -> bool:
        """Return whether a pupil had to attend a lesson of a journal."""
        taught = self._found.staff.journals.get(journal)
        if taught is None or self._releases.covers(pupil, taught.subject_id, day):
            return False
        return taught.group in _keys_on(self._groups.get(pupil, ()), day)


def _keys_on(times: Sequence[tuple[K, date, date]], day: date) -> list[K]:
    return [key for key, first, last in times if first <= day <= last]


def _sums(counts: Mapping[str, int]) -> LessonSums:
    return LessonSums(ill=counts[Absence.ILL], excused=counts[Absence.EXCUSED], unexcused=counts[Absence.ABSENT])
