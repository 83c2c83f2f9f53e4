"""Which pupils of a class stand so that its teacher should know, each with its ground and its cell."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import BindParameter, and_, bindparam, select

from app.domain.absences import LessonSums
from app.domain.attendance import Absence
from app.domain.class_page import looked_at, period_of
from app.domain.debts import is_overdue, owed
from app.domain.finals import Period
from app.domain.pages import PupilRow, is_member
from app.domain.releases import Releases
from app.domain.risk import GRAVITY, Risk, RiskKind, RiskPage, RiskRow, SubjectStand, subject_risks, unexcused_risk
from app.domain.risk_rules import Own, RiskRules, adjusted
from app.ids import ClassId, GroupId, JournalId, LessonId, PupilId
from app.services.class_desk import (
    NO_MARKS,
    ClassJournal,
    Member,
    PupilMarks,
    Roster,
    own_class,
    read_class_marks,
    read_periods,
    read_pupils,
    read_roster,
)
from app.services.releases import read_releases
from app.services.school_rules import read_rules
from app.store.tables import attendance, debt, lesson, mark
from app.store.unit import Unit

_KEYS: BindParameter[str] = bindparam("journals", expanding=True)
_HELD = and_(
    lesson.c.day.between(bindparam("first"), bindparam("until")),
    lesson.c.cancelled.is_(False),
)
_LESSONS = select(lesson.c.journal, lesson.c.day).where(lesson.c.journal.in_(_KEYS), _HELD).order_by(lesson.c.day)
_SIGNS = (
    select(attendance.c.journal, attendance.c.pupil, attendance.c.code, attendance.c.lesson, lesson.c.day)
    .join(lesson, lesson.c.id == attendance.c.lesson)
    .where(attendance.c.journal.in_(_KEYS), attendance.c.code != "", _HELD)
    .order_by(lesson.c.day, lesson.c.number)
)
_DEBTS = (
    select(debt.c.journal, debt.c.pupil, debt.c.lesson, debt.c.work, debt.c.until)
    .join(lesson, lesson.c.id == debt.c.lesson)
    .where(debt.c.journal.in_(_KEYS), debt.c.until.is_not(None))
    .order_by(lesson.c.day, lesson.c.number)
)
_GIVEN = (
    select(mark.c.lesson, mark.c.pupil, mark.c.work)
    .join(debt, and_(debt.c.lesson == mark.c.lesson, debt.c.pupil == mark.c.pupil))
    .where(debt.c.journal.in_(_KEYS), mark.c.annulled.is_(False))
)

Place = tuple[JournalId, PupilId]


def read_risk(unit: Unit, school_class: ClassId, *, own: Own, today: date) -> RiskPage:
    """Return who of a class is at risk in today's term, or in the last one in holidays.

    own: what its teacher has otherwise than the school's rules.

    Raises:
        NoSuchThingError: the class is none of one's own.
    """
    mine = own_class(unit, school_class)
    periods = read_periods(unit, mine)
    period = period_of(today, periods)
    marking = read_rules(unit)
    rules = adjusted(marking.risk, own)
    if period.first is None or period.last is None:
        return RiskPage(mine, period, (), len(read_pupils(unit, mine, today, today)), rules, marking.risk)
    on = looked_at(period.first, period.last, today)
    term = _read_term(unit, read_roster(unit, mine), period, periods, on)
    taught = term.roster.taught(on)
    pupils = read_pupils(unit, mine, on, on)
    rows: list[RiskRow] = []
    for who in pupils:
        found = [
            RiskRow(who, each.subject.name, each.id, term.lesson(each.id, who.id, risk), risk)
            for each in taught.get(who.id, {}).values()
            for risk in subject_risks(term.stand(each, who.id), mine.grade, rules, marking)
        ]
        found += term.unexcused(who, rules)
        rows += sorted(found, key=lambda row: (GRAVITY.index(row.risk.kind), row.subject))
    return RiskPage(mine, period, tuple(rows), len(pupils), rules, marking.risk)


@dataclass(frozen=True, slots=True)
class _Term:
    """What is known of a class's term until a day. lessons: their days, in order. signs: none of a released pupil's."""

    roster: Roster
    marks: Mapping[Place, PupilMarks]
    lessons: Mapping[JournalId, Sequence[date]]
    signs: Mapping[Place, Sequence[tuple[Absence, LessonId]]]
    overdue: Mapping[Place, Sequence[LessonId]]
    belongs: Mapping[tuple[GroupId, PupilId], Sequence[Member]]
    releases: Releases

    def stand(self, at: ClassJournal, who: PupilId) -> SubjectStand:
        """Return how a pupil stands in a journal."""
        key = at.id, who
        marks = self.marks.get(key, NO_MARKS).marks
        return SubjectStand(marks, self.attended(at, who), at.hours, len(self.overdue.get(key, ())), at.scale)

    def attended(self, at: ClassJournal, who: PupilId) -> LessonSums:
        """Return how a pupil attended a journal's lessons."""
        days = [
            day
            for member in self.belongs.get((at.group, who), ())
            for day in self._days(at.id, member.first, member.last)
        ]
        spans = self.releases.of(who, at.subject.id)
        signs = Counter(absence for absence, _ in self.signs.get((at.id, who), ()))
        released = signs[Absence.RELEASED] + sum(is_member(spans, day) for day in days)
        return LessonSums(
            lessons=len(days) - released,
            ill=signs[Absence.ILL],
            excused=signs[Absence.EXCUSED],
            unexcused=signs[Absence.ABSENT],
            released=released,
        )

    def lesson(self, at: JournalId, who: PupilId, risk: Risk) -> str:
        """Return the lesson where a ground is to be seen: the oldest debt, the last absence, else the last mark."""
        if risk.kind is RiskKind.DEBTS:
            return self.overdue[at, who][0]
        if risk.kind is RiskKind.NOT_ASSESSED:
            return next((key for sign, key in reversed(self.signs[at, who]) if sign.is_missed), "")
        return self.marks.get((at, who), NO_MARKS).lesson

    def unexcused(self, who: PupilRow, rules: RiskRules) -> Iterator[RiskRow]:
        """Yield that a pupil missed too much without a reason, at the last such lesson."""
        journals = [each for each in self.roster.journals.values() if (each.id, who.id) in self.signs]
        together = sum((self.attended(each, who.id) for each in journals), LessonSums())
        for risk in unexcused_risk(together, rules):
            at = max(journals, key=lambda each: self.attended(each, who.id).unexcused)
            last = next(key for sign, key in reversed(self.signs[at.id, who.id]) if sign is Absence.ABSENT)
            yield RiskRow(who, "", at.id, last, risk)

    def _days(self, at: JournalId, first: date, last: date) -> Sequence[date]:
        days = self.lessons.get(at, ())
        return days[bisect_left(days, first) : bisect_right(days, last)]


def _read_term(unit: Unit, roster: Roster, period: Period, periods: Sequence[Period], until: date) -> _Term:
    bound = {"journals": list(roster.journals), "first": period.first, "until": until}
    lessons: dict[JournalId, list[date]] = defaultdict(list)
    for key, day in unit.connection.execute(_LESSONS, bound):
        lessons[key].append(day)
    releases = read_releases(unit)
    signs: dict[Place, list[tuple[Absence, LessonId]]] = defaultdict(list)
    for key, who, code, at, day in unit.connection.execute(_SIGNS, bound):
        if not releases.covers(who, roster.journals[key].subject.id, day):
            signs[key, who].append((Absence(code), at))
    overdue: dict[Place, list[LessonId]] = defaultdict(list)
    debts = unit.connection.execute(_DEBTS, bound).all()
    for each in owed(debts, unit.connection.execute(_GIVEN, bound)):
        if is_overdue(each.until, until):
            overdue[each.journal, each.pupil].append(each.lesson)
    belongs: dict[tuple[GroupId, PupilId], list[Member]] = defaultdict(list)
    for group, members in roster.members.items():
        for member in members:
            belongs[group, member.pupil].append(member)
    marks = read_class_marks(unit, roster, period, periods)
    return _Term(roster, marks, lessons, signs, overdue, belongs, releases)
