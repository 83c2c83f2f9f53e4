"""Reads what the closing figures follow from, in a dozen statements whatever the school's size."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from sqlalchemy import BindParameter, Connection, Row, and_, bindparam, exists, select

from app.domain.class_page import looked_at
from app.domain.classroom import Release
from app.domain.closing_figures import (
    ClassClosing,
    ClosingPeriod,
    GradePeriod,
    JournalClosing,
    chosen_period,
    closing_periods,
)
from app.domain.figures import GroupFigures, class_figures, group_figures, marks_of_group
from app.domain.periods import YEAR
from app.domain.records import Closing, Enrolment, FinalMark, Group, Journal, Lesson, Membership, SchoolClass, Term
from app.domain.releases import Releases
from app.domain.rules import MarkingRules
from app.ids import ClassId, GroupId, JournalId, PupilId, SchoolId, SubjectId
from portal.admin.assessment import read_rules
from portal.admin.calendar import read_terms, read_terms_of
from portal.admin.gone import read_gone
from portal.admin.staff import Staff, TaughtJournal
from portal.office.timetable_reading import read_staff
from portal.store.tables import TABLES

closing, school_class, enrolment = TABLES[Closing], TABLES[SchoolClass], TABLES[Enrolment]
group, membership, journal, lesson = TABLES[Group], TABLES[Membership], TABLES[Journal], TABLES[Lesson]
final_mark, release = TABLES[FinalMark], TABLES[Release]

K = TypeVar("K")
AnyRow = Row[*tuple[Any, ...]]
_SCHOOL: BindParameter[str] = bindparam("school")
_OF_YEAR = school_class.c.year == bindparam("year")
_CLASSES = select(school_class.c.id, school_class.c.grade, school_class.c.letter).where(
    school_class.c.school_id == _SCHOOL, _OF_YEAR
)
_CLOSED = select(closing.c.term, closing.c.school_class).where(
    closing.c.school_id == _SCHOOL, closing.c.closed.is_(True)
)
_RELEASES = select(release.c.pupil, release.c.subject, release.c.first, release.c.last).where(
    release.c.school_id == _SCHOOL
)
_TIMES = (
    select(enrolment.c.school_class, enrolment.c.pupil, enrolment.c.first, enrolment.c.last)
    .join(
        school_class,
        and_(school_class.c.school_id == enrolment.c.school_id, school_class.c.id == enrolment.c.school_class),
    )
    .where(enrolment.c.school_id == _SCHOOL, _OF_YEAR)
)
_MEMBERS = (
    select(membership.c.group, membership.c.pupil, membership.c.first, membership.c.last)
    .join(group, and_(group.c.school_id == membership.c.school_id, group.c.id == membership.c.group))
    .join(school_class, and_(school_class.c.school_id == group.c.school_id, school_class.c.id == group.c.school_class))
    .where(membership.c.school_id == _SCHOOL, _OF_YEAR)
)
_SET = select(final_mark.c.journal, final_mark.c.pupil, final_mark.c.period, final_mark.c.value).where(
    final_mark.c.school_id == _SCHOOL,
    final_mark.c.period.in_(bindparam("periods", expanding=True)),
    final_mark.c.value != "",
)
_TAUGHT = select(journal.c.id).where(
    journal.c.school_id == _SCHOOL,
    exists().where(
        lesson.c.school_id == journal.c.school_id,
        lesson.c.journal == journal.c.id,
        lesson.c.day.between(bindparam("first"), bindparam("last")),
        lesson.c.cancelled.is_(False),
    ),
)

Spans = list[tuple[PupilId, date, date]]
"""Who was there when; both days included."""


@dataclass
class ClosingSchool:
    """A school whose closing figures are asked for, read where it is needed. today: by the school's clocks.

    year: of which its classes are, 0 for the present one, as they have it.
    """

    connection: Connection
    school: SchoolId
    today: date
    year: int = 0

    @cached_property
    def rules(self) -> MarkingRules:
        """The rules of marking."""
        return read_rules(self.connection, self.school)

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """The terms of the year that are in force, by grades and first day."""
        if self.year:
            return read_terms_of(self.connection, self.school, self.year)
        return read_terms(self.connection, self.school)[1]

    @cached_property
    def periods(self) -> tuple[ClosingPeriod, ...]:
        """The periods to choose from."""
        return closing_periods(self.terms)

    def chosen(self, key: str) -> ClosingPeriod | None:
        """Return the period with a key, or the one that opens by itself; None where the school has no terms."""
        return chosen_period(self.periods, key, self.today, self.rules, is_past=bool(self.year))

    @cached_property
    def titles(self) -> dict[ClassId, tuple[int, str]]:
        """Grade and letter of each class, 5а before 10а."""
        found = sorted((row.grade, row.letter, row.id) for row in self._of_year(_CLASSES) if row.id not in self.gone)
        return {ClassId(key): (grade, letter) for grade, letter, key in found}

    @cached_property
    def gone(self) -> frozenset[str]:
        """Ids of what was created and taken back."""
        return read_gone(self.connection, self.school)

    @cached_property
    def staff(self) -> Staff:
        """The journals and who teaches them."""
        return read_staff(self.connection, self.school, self.year)

    @cached_property
    def enrolled(self) -> dict[ClassId, Spans]:
        """When each pupil was of which class."""
        return _spans(self._of_year(_TIMES))

    @cached_property
    def members(self) -> dict[GroupId, Spans]:
        """When each pupil was of which group."""
        return _spans(self._of_year(_MEMBERS))

    @cached_property
    def closed(self) -> frozenset[tuple[str, ClassId]]:
        """Which terms are closed for which classes."""
        return frozenset((row.term, row.school_class) for row in self._rows(_CLOSED))

    @cached_property
    def releases(self) -> Releases:
        """Who is released from what."""
        return Releases(self._rows(_RELEASES))

    def decided(self, period: ClosingPeriod) -> dict[tuple[JournalId, str], dict[PupilId, str]]:
        """Return the marks set, by journal and the period as a grade has it."""
        found: dict[tuple[JournalId, str], dict[PupilId, str]] = defaultdict(dict)
        periods = sorted({at.period for at in period.grades.values()})
        for key, pupil, each, value in self._rows(_SET, periods=periods):
            found[key, each][pupil] = value
        return found

    def taught(self, period: ClosingPeriod) -> dict[tuple[date, date], frozenset[str]]:
        """Return the journals with lessons in each of the spans that grades have."""
        spans = {(at.first, at.last) for at in period.grades.values()}
        return {
            (first, last): frozenset(row.id for row in self._rows(_TAUGHT, first=first, last=last))
            for first, last in spans
        }

    def _of_year(self, query: Any) -> Sequence[AnyRow]:
        return self._rows(query, year=self.year)

    def _rows(self, query: Any, **bound: object) -> Sequence[AnyRow]:
        return self.connection.execute(query, {"school": self.school, **bound}).all()


def read_closing(found: ClosingSchool, period: ClosingPeriod) -> tuple[ClassClosing, ...]:
    """Return the figures of every class that has the period, by grade and letter."""
    facts = _Facts(found, period, found.decided(period), found.taught(period))
    return tuple(
        facts.of_class(key, grade, letter) for key, (grade, letter) in found.titles.items() if grade in period.grades
    )


@dataclass
class _Facts:
    """What the figures of a period follow from."""

    found: ClosingSchool
    period: ClosingPeriod
    decided: Mapping[tuple[JournalId, str], Mapping[PupilId, str]]
    lessons: Mapping[tuple[date, date], frozenset[str]]

    def of_class(self, key: ClassId, grade: int, letter: str) -> ClassClosing:
        """Return a class: its pupils over all their subjects, and the journals listed under it."""
        at = self.period.grades[grade]
        is_unmarked = self.found.rules.is_unmarked(grade)
        on = looked_at(at.first, at.last, self.found.today)
        pupils = [who for who, first, last in self.found.enrolled.get(key, ()) if first <= on <= last]
        marks: dict[PupilId, dict[SubjectId, str | None]] = {
            who: {} if is_unmarked else self._of_pupil(who, at, on) for who in pupils
        }
        together = (
            GroupFigures()
            if is_unmarked
            else group_figures(value for subjects in marks.values() for value in subjects.values())
        )
        return ClassClosing(
            key,
            f"{grade}{letter}",
            grade,
            at,
            class_figures(marks).standings,
            together,
            tuple(self.of_journal(each, at) for each in self.found.staff.of_class(key) if self._is_taught(each.id, at)),
            is_unmarked,
            None if at.period == YEAR else (at.period, key) in self.found.closed,
        )

    def of_journal(self, taught: TaughtJournal, at: GradePeriod) -> JournalClosing:
        """Return a journal's figures, as the desktop's page of final marks has them."""
        spans = self.found.members.get(GroupId(taught.group), ())
        expected = {who for who, first, last in spans if first <= at.last <= last}
        decided = self.decided.get((taught.id, at.period), {})
        is_unmarked = self.found.rules.is_unmarked(taught.grade)
        day = looked_at(at.first, at.last, self.found.today)
        return JournalClosing(
            taught.id,
            GroupId(taught.group),
            taught.label,
            self.found.staff.teachers(taught.id, day),
            group_figures(marks_of_group(decided, expected, dict.fromkeys(who for who, *_ in spans))),
            is_unmarked,
        )

    def _of_pupil(self, who: PupilId, at: GradePeriod, on: date) -> dict[SubjectId, str | None]:
        """Return a pupil's mark of each subject: of the journals of that day that were taught, or marked, at all."""
        groups = (key for key, first, last in self._groups.get(who, ()) if first <= on <= last)
        return {
            taught.subject_id: self.decided.get((taught.id, at.period), {}).get(who)
            for key in groups
            for taught in self._journals.get(key, ())
            if self._is_taught(taught.id, at)
        }

    @cached_property
    def _groups(self) -> dict[PupilId, list[tuple[GroupId, date, date]]]:
        return by_pupil(self.found.members)

    @cached_property
    def _journals(self) -> dict[str, list[TaughtJournal]]:
        found: dict[str, list[TaughtJournal]] = defaultdict(list)
        for each in self.found.staff.journals.values():
            found[each.group].append(each)
        return found

    def _is_taught(self, key: JournalId, at: GradePeriod) -> bool:
        return key in self.lessons[at.first, at.last] or (key, at.period) in self.decided


def by_pupil(times: Mapping[K, Spans]) -> dict[PupilId, list[tuple[K, date, date]]]:
    """Return of what each pupil was when; both days included."""
    found: dict[PupilId, list[tuple[K, date, date]]] = defaultdict(list)
    for key, spans in times.items():
        for who, first, last in spans:
            found[who].append((key, first, last))
    return found


def _spans(rows: Iterable[AnyRow]) -> dict[Any, Spans]:
    found: dict[Any, Spans] = defaultdict(list)
    for key, who, first, last in rows:
        found[key].append((who, first, last or date.max))
    return found
