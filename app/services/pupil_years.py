"""Reads all that the marks for periods of a journal follow from: a pupil's marks, lessons and marks set."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, String, and_, bindparam, or_, select

from app.domain.attendance import Absence
from app.domain.counting import CountedMark
from app.domain.finals import Attended, Period, PupilYear, Subject, Term, periods_after_terms
from app.domain.marks import DEFAULT_WEIGHT
from app.domain.pages import PupilRow
from app.domain.terms import due_day
from app.errors import NoSuchThingError
from app.ids import JournalId, LessonId, PupilId
from app.services.cells import is_retaken
from app.services.reading import name_key
from app.services.school_rules import read_rules
from app.store.rows import AnyRow, StoredRows
from app.store.tables import (
    attendance,
    closing,
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
        group.c.school_class,
        school_class.c.grade,
        school_class.c.letter,
        subject.c.name.label("subject"),
    )
    .join(group, group.c.id == journal.c.group)
    .join(school_class, school_class.c.id == group.c.school_class)
    .join(subject, subject.c.id == journal.c.subject)
    .where(journal.c.id == bindparam("journal"))
)
_TERMS = (
    select(term.c.id, term.c.name, term.c.first, term.c.last, closing.c.closed)
    .outerjoin(closing, and_(closing.c.term == term.c.id, closing.c.school_class == bindparam("school_class")))
    .where(term.c.first_grade <= bindparam("grade"), term.c.last_grade >= bindparam("grade"))
    .order_by(term.c.first, term.c.id)
)
_MARKS = (
    select(
        mark.c.pupil,
        mark.c.value,
        work.c.weight,
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
    select(pupil.c.id, pupil.c.surname, pupil.c.name, pupil.c.patronymic, membership.c.first, membership.c.last)
    .join(membership, membership.c.pupil == pupil.c.id)
    .where(membership.c.group == bindparam("group"), _of_whom(pupil.c.id))
)
_SET = select(final_mark).where(final_mark.c.journal == bindparam("journal"), _of_whom(final_mark.c.pupil))


@dataclass(frozen=True, slots=True)
class Facts:
    """All that a journal's marks for periods follow from. expected: by period, who is of the group on its last day."""

    named: AnyRow
    periods: tuple[Period, ...]
    subject: Subject
    pupils: tuple[PupilRow, ...]
    years: Mapping[PupilId, PupilYear]
    expected: Mapping[str, frozenset[PupilId]]
    set: Mapping[tuple[PupilId, str], AnyRow]


def read_facts(unit: Unit, journal_id: JournalId, *, today: date, who: PupilId | None = None) -> Facts:
    """Return what is known of everybody, or of one pupil only. today: lessons after it have not taken place yet.

    Raises:
        NoSuchThingError: there is no such journal.
    """
    named = unit.connection.execute(_JOURNAL, {"journal": journal_id}).one_or_none()
    if named is None:
        raise NoSuchThingError(kind="journal")
    bound = {"grade": named.grade, "school_class": named.school_class}
    terms = unit.connection.execute(_TERMS, bound).all()
    rules = read_rules(unit)
    scale = StoredRows(unit.connection).scale(journal_id)
    about = Subject(named.grade, named.hours, tuple(Term(row.id, row.first, row.last) for row in terms), rules, scale)
    asked = {"journal": journal_id, "who": who}
    members = unit.connection.execute(_MEMBERS, {"group": named.group, "who": who}).all()
    pupils = {row.id: PupilRow(row.id, row.surname, row.name, row.patronymic) for row in members}
    rows = unit.connection.execute(_SET, asked).all()
    set_marks = {(PupilId(row.pupil), row.period): row for row in rows}
    periods = (*(_period(row, about) for row in terms), *(Period(each) for each in periods_after_terms(named.grade)))
    return Facts(
        named,
        periods,
        about,
        tuple(sorted(pupils.values(), key=name_key)),
        _years(members, _marks_of(unit, asked), _attended(unit, asked, members, today), set_marks),
        _expected(periods, members),
        set_marks,
    )


def _period(row: AnyRow, about: Subject) -> Period:
    due = None if about.rules.is_unmarked(about.grade) else due_day(row.last, about.rules)
    return Period(row.id, row.name, row.first, row.last, bool(row.closed), due)


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
        counted = DEFAULT_WEIGHT if weight is None else weight
        marks[who].append(CountedMark(value, counted, day, title or kind or "", retaken=bool(retaken)))
    return marks


def _attended(
    unit: Unit, asked: Mapping[str, str | None], members: Sequence[AnyRow], today: date
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
        attended[member.id] += [
            Attended(present.day, *signed[key]) if key in signed else present
            for key, present in lessons
            if first <= present.day <= last
        ]
    return attended


def _years(
    members: Sequence[AnyRow],
    marks: Mapping[PupilId, Sequence[CountedMark]],
    attended: Mapping[PupilId, Sequence[Attended]],
    set_marks: Mapping[tuple[PupilId, str], AnyRow],
) -> dict[PupilId, PupilYear]:
    decided: dict[PupilId, dict[str, str]] = defaultdict(dict)
    for (who, period), row in set_marks.items():
        if row.value:
            decided[who][period] = row.value
    return {
        who: PupilYear(tuple(marks.get(who, ())), tuple(attended[who]), decided[who])
        for who in {PupilId(member.id) for member in members}
    }
