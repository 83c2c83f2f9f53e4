"""Reads all that the marks for periods of a journal follow from: a pupil's marks, lessons and marks set."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, String, bindparam, or_, select

from app.domain.attendance import Absence
from app.domain.counting import CountedMark
from app.domain.earlier_marks import LAST_GRADE
from app.domain.finals import Attended, Period, PupilYear, Subject, Term, periods_after_terms
from app.domain.pages import PupilRow, Span, is_member
from app.domain.releases import Releases
from app.domain.rules import MarkingRules
from app.domain.terms import due_day
from app.errors import NoSuchThingError
from app.ids import ClassId, JournalId, LessonId, PupilId
from app.services.answers import MARK_WEIGHT
from app.services.carried_marks import read_carried
from app.services.cells import is_retaken
from app.services.group_classes import CLASSES, OwnClasses, read_class_titles
from app.services.pupil_rows import COLUMNS, pupil_rows
from app.services.reading import pupil_titles
from app.services.releases import read_releases
from app.services.school_rules import read_rules
from app.store.rows import AnyRow, StoredRows
from app.store.tables import (
    attendance,
    closing,
    earlier_mark,
    final_mark,
    group,
    journal,
    lesson,
    mark,
    membership,
    pupil,
    school_class,
    subject,
    term,
    work,
    work_type,
)
from app.store.unit import Unit


def _of_whom(column: ColumnElement[Any]) -> ColumnElement[bool]:
    """Return the condition that a row is of the one pupil asked for, or of anybody where none is named."""
    who: BindParameter[str | None] = bindparam("who", type_=String)
    return or_(who.is_(None), column == who)


_JOURNAL = (
    select(
        journal.c.group,
        journal.c.hours,
        group.c.name,
        CLASSES,
        group.c.school_class,
        school_class.c.grade,
        school_class.c.letter,
        subject.c.name.label("subject"),
        journal.c.subject.label("subject_id"),
    )
    .join(group, group.c.id == journal.c.group)
    .join(school_class, school_class.c.id == group.c.school_class)
    .join(subject, subject.c.id == journal.c.subject)
    .where(journal.c.id == bindparam("journal"))
)
_TERMS = (
    select(term.c.id, term.c.name, term.c.first, term.c.last)
    .where(term.c.first_grade <= bindparam("grade"), term.c.last_grade >= bindparam("grade"))
    .order_by(term.c.first, term.c.id)
)
_CLOSINGS = select(closing.c.term, closing.c.school_class).where(closing.c.closed.is_(True))
_MARKS = (
    select(
        mark.c.pupil,
        mark.c.value,
        MARK_WEIGHT.label("weight"),
        lesson.c.day,
        work.c.title,
        work_type.c.name,
        is_retaken().label("retaken"),
    )
    .join(lesson, lesson.c.id == mark.c.lesson)
    .outerjoin(work, work.c.id == mark.c.work)
    .outerjoin(work_type, work_type.c.id == work.c.type)
    .where(mark.c.journal == bindparam("journal"), mark.c.annulled.is_(False), _of_whom(mark.c.pupil))
    .order_by(lesson.c.day, lesson.c.number)
)
_LESSONS = (
    select(lesson.c.id, lesson.c.day)
    .where(lesson.c.journal == bindparam("journal"), lesson.c.cancelled.is_(False), lesson.c.day <= bindparam("until"))
    .order_by(lesson.c.day, lesson.c.number)
)
_SIGNS = select(attendance.c.lesson, attendance.c.pupil, attendance.c.code, attendance.c.minutes).where(
    attendance.c.journal == bindparam("journal"), attendance.c.code != "", _of_whom(attendance.c.pupil)
)
_MEMBERS = (
    select(*COLUMNS, membership.c.first, membership.c.last)
    .join(membership, membership.c.pupil == pupil.c.id)
    .where(membership.c.group == bindparam("group"), _of_whom(pupil.c.id))
)
_TENTH = select(earlier_mark.c.pupil, earlier_mark.c.period, earlier_mark.c.value).where(
    earlier_mark.c.subject == bindparam("subject"), earlier_mark.c.value != "", _of_whom(earlier_mark.c.pupil)
)
_SET = select(final_mark).where(final_mark.c.journal == bindparam("journal"), _of_whom(final_mark.c.pupil))


@dataclass(frozen=True, slots=True)
class Facts:
    """All that a journal's marks for periods follow from. expected: by period, who is of the group on its last day.

    frozen: whose marks for which terms are. classes: of the pupils on each term's last day, with their titles.
    """

    named: AnyRow
    periods: tuple[Period, ...]
    subject: Subject
    pupils: tuple[PupilRow, ...]
    years: Mapping[PupilId, PupilYear]
    expected: Mapping[str, frozenset[PupilId]]
    set: Mapping[tuple[PupilId, str], AnyRow]
    frozen: frozenset[tuple[PupilId, str]]
    classes: Mapping[str, tuple[tuple[ClassId, str], ...]]


@dataclass(frozen=True, slots=True)
class SchoolFacts:
    """What is the same for every journal. closed: terms, each with the class for which it is closed."""

    rules: MarkingRules
    releases: Releases
    closed: frozenset[tuple[str, ClassId]]


def read_school_facts(unit: Unit) -> SchoolFacts:
    """Return what need not be read again for another journal."""
    closed = frozenset((row.term, ClassId(row.school_class)) for row in unit.connection.execute(_CLOSINGS))
    return SchoolFacts(read_rules(unit), read_releases(unit), closed)


def read_facts(
    unit: Unit,
    journal_id: JournalId,
    *,
    today: date,
    who: PupilId | None = None,
    school: SchoolFacts | None = None,
) -> Facts:
    """Return what is known of everybody, or of one pupil only. today: lessons after it have not taken place yet.

    school: where it was read already.

    Raises:
        NoSuchThingError: there is no such journal.
    """
    named = unit.connection.execute(_JOURNAL, {"journal": journal_id}).one_or_none()
    if named is None:
        raise NoSuchThingError(kind="journal")
    terms = unit.connection.execute(_TERMS, {"grade": named.grade}).all()
    school = school or read_school_facts(unit)
    scale = StoredRows(unit.connection).scale(journal_id)
    about = Subject(
        named.grade, named.hours, tuple(Term(row.id, row.first, row.last) for row in terms), school.rules, scale
    )
    asked = {"journal": journal_id, "who": who}
    members = unit.connection.execute(_MEMBERS, {"group": named.group, "who": who}).all()
    pupils = pupil_rows(members, pupil_titles(unit, named))
    attended = _attended(unit, asked, members, today, partial(school.releases.of, subject=named.subject_id))
    rows = unit.connection.execute(_SET, asked).all()
    set_marks = {(PupilId(row.pupil), row.period): row for row in rows}
    closed = _Closed(unit, named, school.closed)
    periods = (
        *(_period(row, about, closed) for row in terms),
        *(Period(each) for each in periods_after_terms(named.grade)),
    )
    return Facts(
        named,
        periods,
        about,
        pupils,
        _years(members, _marks_of(unit, asked), attended, set_marks, _tenth(unit, named, who)),
        _expected(periods, members),
        set_marks,
        frozenset((who.id, row.id) for row in terms for who in pupils if closed.is_for(who.id, row)),
        closed.titles(unit, terms),
    )


class _Closed:
    """Which terms are closed for the classes of a journal's pupils. A term: a row of the table."""

    def __init__(self, unit: Unit, named: AnyRow, closed: frozenset[tuple[str, ClassId]]) -> None:
        self._group, self._listed = named.group, named.school_class
        self._closed = closed
        self._classes = OwnClasses(unit, named.group)

    def is_for(self, who: PupilId, term: AnyRow) -> bool:
        """Return whether a term is closed for the class of a pupil."""
        return (term.id, self._classes.of(self._group, who, term.last, self._listed)) in self._closed

    def is_for_all(self, term: AnyRow) -> bool:
        """Return whether a term is closed for every class."""
        return all((term.id, each) in self._closed for each in self.classes(term))

    def titles(self, unit: Unit, terms: Sequence[AnyRow]) -> dict[str, tuple[tuple[ClassId, str], ...]]:
        """Return the classes of each term with their titles."""
        classes = {term.id: self.classes(term) for term in terms}
        titles = read_class_titles(unit, frozenset().union(*classes.values()))
        return {term: tuple(each for each in titles if each[0] in found) for term, found in classes.items()}

    def classes(self, term: AnyRow) -> frozenset[ClassId]:
        """Return the classes of the pupils on a term's last day."""
        return self._classes.all(self._group, term.last, self._listed)


def _period(row: AnyRow, about: Subject, closed: _Closed) -> Period:
    due = None if about.rules.is_unmarked(about.grade) else due_day(row.last, about.rules)
    return Period(row.id, row.name, row.first, row.last, closed.is_for_all(row), due)


def _expected(periods: Sequence[Period], members: Sequence[AnyRow]) -> dict[str, frozenset[PupilId]]:
    ends = [period.last for period in periods if period.last is not None]
    year_ends = max(ends, default=date.max)
    return {
        period.id: frozenset(
            PupilId(member.id)
            for member in members
            if member.first <= (period.last or year_ends) <= (member.last or date.max)
        )
        for period in periods
    }


def _marks_of(unit: Unit, asked: Mapping[str, str | None]) -> Mapping[PupilId, Sequence[CountedMark]]:
    marks: dict[PupilId, list[CountedMark]] = defaultdict(list)
    for who, value, weight, day, title, kind, retaken in unit.connection.execute(_MARKS, asked):
        marks[who].append(CountedMark(value, weight, day, title or kind or "", retaken=bool(retaken)))
    for (_, pupil_id), found in read_carried(unit, [JournalId(asked["journal"] or "")]).items():
        marks[pupil_id] += found
    return marks


def _attended(
    unit: Unit,
    asked: Mapping[str, str | None],
    members: Sequence[AnyRow],
    today: date,
    released: Callable[[PupilId], Sequence[Span]],
) -> Mapping[PupilId, Sequence[Attended]]:
    signs: dict[PupilId, dict[LessonId, tuple[Absence, int]]] = defaultdict(dict)
    for at, who, code, minutes in unit.connection.execute(_SIGNS, asked):
        signs[who][at] = Absence(code), minutes
    rows = unit.connection.execute(_LESSONS, {"journal": asked["journal"], "until": today})
    # nearly everybody is present: one value of each lesson serves them all
    lessons = [(LessonId(key), Attended(day, Absence.PRESENT)) for key, day in rows]
    attended: dict[PupilId, list[Attended]] = defaultdict(list)
    for member in members:
        first, last, signed = member.first, member.last or date.max, signs[member.id]
        spans = released(member.id)
        attended[member.id] += [
            Attended(present.day, Absence.RELEASED)
            if spans and is_member(spans, present.day)
            else Attended(present.day, *signed[key])
            if key in signed
            else present
            for key, present in lessons
            if first <= present.day <= last
        ]
    return attended


def _tenth(unit: Unit, named: AnyRow, who: PupilId | None) -> Mapping[PupilId, Mapping[str, str]]:
    """Return the marks of the tenth class that are known, by pupil and period; none but in an eleventh class."""
    found: dict[PupilId, dict[str, str]] = defaultdict(dict)
    if named.grade == LAST_GRADE:
        for row in unit.connection.execute(_TENTH, {"subject": named.subject_id, "who": who}):
            found[row.pupil][row.period] = row.value
    return found


def _years(
    members: Sequence[AnyRow],
    marks: Mapping[PupilId, Sequence[CountedMark]],
    attended: Mapping[PupilId, Sequence[Attended]],
    set_marks: Mapping[tuple[PupilId, str], AnyRow],
    tenth: Mapping[PupilId, Mapping[str, str]],
) -> dict[PupilId, PupilYear]:
    decided: dict[PupilId, dict[str, str]] = defaultdict(dict)
    for (who, period), row in set_marks.items():
        if row.value:
            decided[who][period] = row.value
    return {
        who: PupilYear(tuple(marks.get(who, ())), tuple(attended[who]), decided[who], tenth.get(who))
        for who in {PupilId(member.id) for member in members}
    }
