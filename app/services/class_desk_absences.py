"""A class's absences: each pupil's days lesson by lesson, and sums by lessons and by days."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import bindparam, select

from app.domain.absences import Attended, days_by, lessons_by
from app.domain.attendance import Absence
from app.domain.class_absences import AbsencesPage, ClassSums, LessonOfDay, ShownDay, shown_days
from app.domain.class_page import OwnClass
from app.domain.pages import PupilRow
from app.domain.releases import Releases
from app.ids import ClassId, JournalId, LessonId, PupilId
from app.services.class_desk import Roster, own_class, read_pupils, read_roster
from app.services.names import short_name
from app.services.releases import read_releases
from app.store.rows import AnyRow
from app.store.tables import attendance, enrolment, lesson, teacher
from app.store.unit import Unit

_LESSONS = (
    select(lesson.c.id, lesson.c.journal, lesson.c.day, lesson.c.number)
    .where(
        lesson.c.journal.in_(bindparam("journals", expanding=True)),
        lesson.c.day.between(bindparam("first"), bindparam("last")),
        lesson.c.cancelled.is_(False),
    )
    .order_by(lesson.c.day, lesson.c.number, lesson.c.id)
)
_SIGNS = (
    select(
        attendance.c.lesson,
        attendance.c.pupil,
        attendance.c.code,
        attendance.c.minutes,
        attendance.c.filled,
        attendance.c.excuse,
        attendance.c.document,
        attendance.c.document_day,
        teacher.c.surname,
        teacher.c.name,
        teacher.c.patronymic,
    )
    .join(lesson, lesson.c.id == attendance.c.lesson)
    .outerjoin(teacher, teacher.c.id == attendance.c.author)
    .where(
        attendance.c.journal.in_(bindparam("journals", expanding=True)),
        lesson.c.day.between(bindparam("first"), bindparam("last")),
        attendance.c.code != "",
    )
)
_ENROLMENTS = select(enrolment.c.pupil, enrolment.c.first, enrolment.c.last).where(
    enrolment.c.school_class == bindparam("school_class")
)


Belonging = Mapping[PupilId, Sequence[tuple[JournalId, date, date]]]
"""From which day to which one, both included, each pupil is of a journal's group."""


class _Held(NamedTuple):
    """A lesson that was held or will be."""

    id: LessonId
    day: date
    number: int


@dataclass(frozen=True, slots=True)
class _Span:
    """What a class's days are read from. signs: by lesson and pupil. belongs: when a pupil is of a journal's group."""

    roster: Roster
    pupils: tuple[PupilRow, ...]
    lessons: Mapping[JournalId, Sequence[_Held]]
    signs: Mapping[tuple[LessonId, PupilId], AnyRow]
    belongs: Belonging
    releases: Releases

    def is_released(self, who: PupilId, journal: JournalId, held: _Held) -> bool:
        """Return whether a pupil is released from a lesson: whatever its sign says, it was not missed."""
        if who not in self.releases.pupils:
            return False
        return self.releases.covers(who, self.roster.journals[journal].subject.id, held.day)

    def attended(self, who: PupilId, journal: JournalId, held: _Held) -> Attended:
        """Return how a pupil attended a lesson, as it counts."""
        sign = self.signs.get((held.id, who))
        if self.is_released(who, journal, held):
            return Attended(who, held.id, held.day, Absence.RELEASED)
        if sign is None:
            return Attended(who, held.id, held.day)
        return Attended(who, held.id, held.day, Absence(sign.code), sign.minutes)

    def lessons_of(self, who: PupilId) -> Iterator[tuple[JournalId, _Held]]:
        """Yield the lessons that a pupil had to attend, each with its journal."""
        for journal, first, last in self.belongs.get(who, ()):
            for held in self.lessons.get(journal, ()):
                if first <= held.day <= last:
                    yield journal, held


def read_absences(unit: Unit, school_class: ClassId, *, first: date, last: date) -> AbsencesPage:
    """Return a class's days, both included.

    Raises:
        NoSuchThingError: the class is none of one's own.
    """
    mine = own_class(unit, school_class)
    span = _read_span(unit, mine, first, last)
    cells: dict[tuple[PupilId, date], ShownDay] = {}
    for who in span.pupils:
        days: dict[date, list[LessonOfDay]] = defaultdict(list)
        for journal, held in span.lessons_of(who.id):
            days[held.day].append(_lesson(span, journal, held, who.id))
        cells |= {(who.id, day): ShownDay(_by_number(lessons)) for day, lessons in days.items()}
    taught = {day for _, day in cells}
    return AbsencesPage(mine, shown_days(first, last, taught), span.pupils, cells)


def read_absence_sums(unit: Unit, school_class: ClassId, *, first: date, last: date) -> ClassSums:
    """Return what the absences of the days, both included, come to.

    Raises:
        NoSuchThingError: the class is none of one's own.
    """
    span = _read_span(unit, own_class(unit, school_class), first, last)
    attended = [
        span.attended(who.id, journal, held) for who in span.pupils for journal, held in span.lessons_of(who.id)
    ]
    return ClassSums(lessons_by(attended, _pupil), days_by(attended, _pupil))


def _pupil(attended: Attended) -> PupilId:
    return attended.pupil


def _by_number(lessons: Iterable[LessonOfDay]) -> tuple[LessonOfDay, ...]:
    return tuple(sorted(lessons, key=lambda each: (each.number, each.lesson)))


def _read_span(unit: Unit, mine: OwnClass, first: date, last: date) -> _Span:
    roster = read_roster(unit, mine)
    bound: dict[str, Any] = {"journals": list(roster.journals), "first": first, "last": last}
    lessons: dict[JournalId, list[_Held]] = defaultdict(list)
    for key, at, day, number in unit.connection.execute(_LESSONS, bound):
        lessons[at].append(_Held(key, day, number))
    signs = {(LessonId(row.lesson), PupilId(row.pupil)): row for row in unit.connection.execute(_SIGNS, bound)}
    pupils = read_pupils(unit, mine, first, last)
    return _Span(roster, pupils, lessons, signs, read_belonging(unit, roster), read_releases(unit))


def read_belonging(unit: Unit, roster: Roster) -> Belonging:
    """Return on which days each pupil is of the class and of a journal's group."""
    enrolled: dict[PupilId, list[tuple[date, date]]] = defaultdict(list)
    for row in unit.connection.execute(_ENROLMENTS, {"school_class": roster.school_class.id}):
        enrolled[row.pupil].append((row.first, row.last or date.max))
    found: dict[PupilId, list[tuple[JournalId, date, date]]] = defaultdict(list)
    for key, each in roster.journals.items():
        for member in roster.members.get(each.group, ()):
            found[member.pupil] += [
                (key, max(first, member.first), min(last, member.last)) for first, last in enrolled[member.pupil]
            ]
    return found


def _lesson(span: _Span, journal: JournalId, held: _Held, who: PupilId) -> LessonOfDay:
    subject = span.roster.journals[journal].subject.name
    sign = span.signs.get((held.id, who))
    if span.is_released(who, journal, held):
        return LessonOfDay(held.id, journal, held.number, subject, Absence.RELEASED)
    if sign is None:
        return LessonOfDay(held.id, journal, held.number, subject)
    return LessonOfDay(
        held.id,
        journal,
        held.number,
        subject,
        Absence(sign.code),
        sign.minutes,
        sign.filled,
        Absence(sign.excuse),
        sign.document,
        sign.document_day,
        short_name(sign),
    )
