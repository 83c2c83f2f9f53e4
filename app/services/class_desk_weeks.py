"""A class's absences of a year by weeks: lessons are counted once for all who have the same ones, signs one by one."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import bindparam, func, select

from app.domain.absences import LessonSums
from app.domain.attendance import Absence
from app.domain.class_absences import week_of
from app.domain.class_weeks import WeeksPage
from app.domain.pages import PupilRow
from app.domain.releases import Releases
from app.ids import ClassId, JournalId, PupilId
from app.services.class_desk import Roster, own_class, read_pupils, read_roster
from app.services.class_desk_absences import Belonging, read_belonging
from app.services.releases import read_releases
from app.store.tables import attendance, lesson
from app.store.unit import Unit

_HELD = (
    select(lesson.c.journal, lesson.c.day, func.count())
    .where(
        lesson.c.journal.in_(bindparam("journals", expanding=True)),
        lesson.c.day.between(bindparam("first"), bindparam("last")),
        lesson.c.cancelled.is_(False),
    )
    .group_by(lesson.c.journal, lesson.c.day)
)
_SIGNED = (
    select(attendance.c.journal, attendance.c.pupil, lesson.c.day, attendance.c.code, func.count())
    .join(lesson, lesson.c.id == attendance.c.lesson)
    .where(
        attendance.c.journal.in_(bindparam("journals", expanding=True)),
        lesson.c.day.between(bindparam("first"), bindparam("last")),
        lesson.c.cancelled.is_(False),
        attendance.c.code != "",
    )
    .group_by(attendance.c.journal, attendance.c.pupil, lesson.c.day, attendance.c.code)
)

Span = tuple[JournalId, date, date]
PupilWeek = tuple[PupilId, date]


def read_absence_weeks(unit: Unit, school_class: ClassId, *, first: date, last: date) -> WeeksPage:
    """Return the weeks with lessons from the first day to the last one, both included, in a fixed number of queries.

    Raises:
        NoSuchThingError: the class is none of one's own.
    """
    mine = own_class(unit, school_class)
    roster = read_roster(unit, mine)
    bound: dict[str, Any] = {"journals": list(roster.journals), "first": first, "last": last}
    held: dict[JournalId, list[tuple[date, int]]] = defaultdict(list)
    for key, day, count in unit.connection.execute(_HELD, bound):
        held[key].append((day, count))
    year = _Year(roster, held, read_belonging(unit, roster), read_releases(unit))
    pupils = read_pupils(unit, mine, first, last)
    had = _had(year, pupils)
    released = {who.id: year.released(who.id) for who in pupils}
    signs: dict[PupilWeek, Counter[Absence]] = defaultdict(Counter)
    for key, who, day, code, count in unit.connection.execute(_SIGNED, bound):
        if year.counts(who, key, day):
            signs[who, week_of(day)[0]][Absence(code)] += count
    cells = {
        (who, week): _sums(count, released[who][week], signs[who, week])
        for who, weeks in had.items()
        for week, count in weeks.items()
    }
    return WeeksPage(mine, tuple(sorted({week for _, week in cells})), pupils, cells)


@dataclass(frozen=True, slots=True)
class _Year:
    """The lessons of a class. held: the days of each journal with how many lessons."""

    roster: Roster
    held: Mapping[JournalId, Sequence[tuple[date, int]]]
    belongs: Belonging
    releases: Releases

    def lessons(self, spans: Iterable[Span]) -> Counter[date]:
        """Return how many lessons whoever belongs so had in each week."""
        return _by_week(self._days(spans))

    def released(self, who: PupilId) -> Counter[date]:
        """Return from how many of them the pupil is released; they are no lessons to be at."""
        if who not in self.releases.pupils:
            return Counter()
        spans = self.belongs.get(who, ())
        return _by_week(
            (day, count) for span in spans for day, count in self._days([span]) if self._is_off(who, span[0], day)
        )

    def counts(self, who: PupilId, journal: JournalId, day: date) -> bool:
        """Return whether a sign is of a lesson that the pupil had to attend."""
        spans = self.belongs.get(who, ())
        belongs = any(key == journal and first <= day <= last for key, first, last in spans)
        return belongs and not (who in self.releases.pupils and self._is_off(who, journal, day))

    def _is_off(self, who: PupilId, journal: JournalId, day: date) -> bool:
        return self.releases.covers(who, self.roster.journals[journal].subject.id, day)

    def _days(self, spans: Iterable[Span]) -> Iterator[tuple[date, int]]:
        for journal, first, last in spans:
            yield from ((day, count) for day, count in self.held.get(journal, ()) if first <= day <= last)


def _had(year: _Year, pupils: Iterable[PupilRow]) -> Mapping[PupilId, Counter[date]]:
    """Return how many lessons each pupil had in each week; most pupils have the same ones."""
    known: dict[tuple[Span, ...], Counter[date]] = {}
    found = {}
    for who in pupils:
        spans = tuple(year.belongs.get(who.id, ()))
        if spans not in known:
            known[spans] = year.lessons(spans)
        found[who.id] = known[spans]
    return found


def _by_week(days: Iterable[tuple[date, int]]) -> Counter[date]:
    found: Counter[date] = Counter()
    for day, count in days:
        found[week_of(day)[0]] += count
    return found


def _sums(lessons: int, released: int, signs: Mapping[Absence, int]) -> LessonSums:
    return LessonSums(
        lessons=lessons - released,
        ill=signs.get(Absence.ILL, 0),
        excused=signs.get(Absence.EXCUSED, 0),
        unexcused=signs.get(Absence.ABSENT, 0),
        late=signs.get(Absence.LATE, 0),
        released=released,
    )
