"""What the diary reads from the portal's tables: some eighteen statements for a page, whatever the school's size."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, false, or_

from app.domain.attendance import Absence, attendance_id
from app.domain.bells import Bells
from app.domain.homework import shown_links
from app.domain.records import NEVER, Lesson
from app.domain.scales import scale_named
from app.ids import LessonId, WorkId
from portal.bells import read_bells
from portal.diary.beside import read_due_days, read_remarks, read_substitutes
from portal.diary.released import read_releases
from portal.diary.week_statements import (
    ABSENCES,
    CLASS,
    HOLIDAYS,
    LESSONS,
    MARKS,
    OWNER,
    SCHOOL_OF,
    SPAN,
    TAUGHT_IN,
    WORKS,
)
from portal.diary.weeks import (
    DAYS_A_WEEK,
    DiaryDay,
    DiaryLesson,
    DiaryMark,
    DiaryOwner,
    DiaryRemark,
    DiarySpan,
    DiaryWeek,
    DiaryWork,
    monday_of,
)
from portal.store.dialects import NO_SCHOOL, enter, present
from portal.store.tables import TABLES

lesson = TABLES[Lesson]

AnyRow = Row[*tuple[Any, ...]]


def read_owner(connection: Connection, code_hash: str) -> DiaryOwner | None:
    """Return whose diary a link opens, None where it is unknown or revoked."""
    present(connection, code_hash)
    enter(connection, connection.execute(SCHOOL_OF, {"code": code_hash}).scalar() or NO_SCHOOL)
    found = connection.execute(OWNER, {"code": code_hash}).one_or_none()
    return None if found is None else DiaryOwner(*found)


def read_span(connection: Connection, owner: DiaryOwner, today: date) -> DiarySpan:
    """Return between which days the pupil has lessons."""
    sunday = monday_of(today) + timedelta(DAYS_A_WEEK - 1)
    return DiarySpan(*connection.execute(SPAN.where(is_taught(connection, owner)), {"sunday": sunday}).one())


def read_week(connection: Connection, owner: DiaryOwner, span: DiarySpan, monday: date) -> DiaryWeek:
    """Return the seven days from this Monday on, with the lessons of the groups that the pupil is in on each day."""
    sunday = monday + timedelta(DAYS_A_WEEK - 1)
    days = read_days(connection, owner, monday, sunday)
    return DiaryWeek(owner, class_title(connection, owner, monday, sunday), days, span)


def read_days(connection: Connection, owner: DiaryOwner, first: date, last: date) -> tuple[DiaryDay, ...]:
    """Return the days from the first to the last, both included."""
    rows = _lesson_rows(connection, owner, first, last)
    filled = _filled(connection, owner, rows)
    lessons: dict[date, list[DiaryLesson]] = defaultdict(list)
    for row in rows:
        lessons[row.day].append(filled.lesson(row))
    holidays = _holidays(connection, owner, first, last)
    days = [first + timedelta(offset) for offset in range((last - first).days + 1)]
    return tuple(DiaryDay(day, tuple(lessons[day]), _holiday_on(holidays, day)) for day in days)


@dataclass(frozen=True, slots=True)
class _Filled:
    """What belongs to the lessons of a week, by lesson."""

    bells: Bells
    works: Mapping[LessonId, Mapping[WorkId, DiaryWork]]
    marks: Mapping[LessonId, Sequence[DiaryMark]]
    absences: Mapping[LessonId, tuple[Absence, int]]
    remarks: Mapping[LessonId, Sequence[DiaryRemark]]
    substitutes: Mapping[tuple[LessonId, date], str]
    due: Mapping[LessonId, date]

    def lesson(self, row: AnyRow) -> DiaryLesson:
        """Return the lesson of this row with all that belongs to it."""
        starts, ends = self.bells.times(row.day, row.shift, row.number)
        scale = scale_named(row.scale, row.scheme)
        links = shown_links(row.homework_links)
        absence, minutes = self.absences.get(row.id, (Absence.PRESENT, 0))
        return DiaryLesson(
            number=row.number,
            starts=starts,
            ends=ends,
            subject=row.subject,
            group=row.group,
            room=row.room,
            cancelled=row.cancelled,
            topic=row.topic,
            homework=row.homework if row.homework_token != NEVER else row.homework or ("" if links else None),
            works=tuple(self.works.get(row.id, {}).values()),
            marks=tuple(replace(mark, five=scale.five(mark.value)) for mark in self.marks.get(row.id, ())),
            absence=absence,
            minutes=minutes,
            links=links,
            due=self.due.get(row.id),
            remarks=tuple(self.remarks.get(row.id, ())),
            substitute=self.substitutes.get((row.id, row.day), ""),
            reason=row.reason,
            id=row.id,
            journal=row.journal,
            subject_id=row.subject_id,
        )


def _filled(connection: Connection, owner: DiaryOwner, rows: Sequence[AnyRow]) -> _Filled:
    lessons = [row.id for row in rows]
    works = _works(connection, owner, lessons)
    return _Filled(
        read_bells(connection, owner.school_id),
        works,
        _marks(connection, owner, lessons, works),
        _absences(connection, owner, rows),
        read_remarks(connection, owner, lessons),
        read_substitutes(connection, owner, lessons),
        read_due_days(connection, owner, rows),
    )


def is_taught(connection: Connection, owner: DiaryOwner) -> ColumnElement[bool]:
    """Return which lessons are the pupil's: those of the journals of each group, on the days of the membership.

    The journals are named one by one, so that their own index finds the lessons, whatever the school's size.
    """
    rows = connection.execute(TAUGHT_IN, _whose(owner))
    spans: dict[tuple[date, date | None], list[str]] = defaultdict(list)
    for key, *days in rows:
        spans[days[0], days[1]].append(key)
    return or_(false(), *(_is_within(owner, sorted(keys), *days) for days, keys in spans.items()))


def _is_within(owner: DiaryOwner, keys: Sequence[str], first: date, last: date | None) -> ColumnElement[bool]:
    days = lesson.c.day >= first if last is None else lesson.c.day.between(first, last)
    return and_(lesson.c.school_id == owner.school_id, lesson.c.journal.in_(keys), days)


def _lesson_rows(connection: Connection, owner: DiaryOwner, monday: date, sunday: date) -> Sequence[AnyRow]:
    within = lesson.c.day.between(monday, sunday)
    return connection.execute(LESSONS.where(is_taught(connection, owner), within)).all()


def _works(
    connection: Connection, owner: DiaryOwner, lessons: Sequence[LessonId]
) -> dict[LessonId, dict[WorkId, DiaryWork]]:
    rows = connection.execute(WORKS, {"school": owner.school_id, "lessons": lessons})
    works: dict[LessonId, dict[WorkId, DiaryWork]] = defaultdict(dict)
    for row in rows:
        works[row.lesson][row.id] = DiaryWork(row.name, row.title, row.weight)
    return works


def _marks(
    connection: Connection,
    owner: DiaryOwner,
    lessons: Sequence[LessonId],
    works: Mapping[LessonId, Mapping[WorkId, DiaryWork]],
) -> dict[LessonId, list[DiaryMark]]:
    rows = connection.execute(MARKS, {**_whose(owner), "lessons": lessons})
    marks: dict[LessonId, list[DiaryMark]] = defaultdict(list)
    for row in rows:
        work_of = works.get(row.lesson, {}).get(row.work)
        marks[row.lesson].append(DiaryMark(row.value, row.comment, work_of, None, bool(row.retaken), bool(row.retakes)))
    return marks


def _absences(
    connection: Connection, owner: DiaryOwner, lessons: Sequence[AnyRow]
) -> dict[LessonId, tuple[Absence, int]]:
    """Return how the pupil attended; a release stands over every sign."""
    ids = [attendance_id(each.id, owner.pupil) for each in lessons]
    rows = connection.execute(ABSENCES, {"school": owner.school_id, "ids": ids})
    signs = {row.lesson: (Absence(row.code), row.minutes) for row in rows}
    releases = read_releases(connection, owner)
    free = [each.id for each in lessons if releases.covers(owner.pupil, each.subject_id, each.day)]
    return signs | dict.fromkeys(free, (Absence.RELEASED, 0))


def _holidays(connection: Connection, owner: DiaryOwner, monday: date, sunday: date) -> Sequence[AnyRow]:
    return connection.execute(HOLIDAYS, {"school": owner.school_id, "from": monday, "to": sunday}).all()


def _holiday_on(holidays: Sequence[AnyRow], day: date) -> str:
    return next((str(each.name) for each in holidays if each.first <= day <= each.last), "")


def class_title(connection: Connection, owner: DiaryOwner, first: date, last: date) -> str:
    """Return the pupil's last class between two days, both included, such as "7Б"; empty where there is none."""
    found = connection.execute(CLASS, {**_whose(owner), "from": first, "to": last}).one_or_none()
    return "" if found is None else f"{found.grade}{found.letter}"


def _whose(owner: DiaryOwner) -> dict[str, str]:
    return {"school": owner.school_id, "pupil": owner.pupil}
