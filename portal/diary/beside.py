"""What is said beside a pupil's lessons: remarks, who stands in, and until when homework is due."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, and_, select

from app.domain.classroom import Remark, Substitution
from app.domain.homework import due_place
from app.domain.records import Lesson, Teacher
from app.ids import LessonId
from portal.diary.weeks import DiaryOwner, DiaryRemark
from portal.diary.wording import teacher_words
from portal.store.tables import TABLES
from portal.written_lessons import IS_SHOWN

lesson, teacher = TABLES[Lesson], TABLES[Teacher]
remark, substitution = TABLES[Remark], TABLES[Substitution]

AnyRow = Row[*tuple[Any, ...]]


def read_remarks(
    connection: Connection, owner: DiaryOwner, lessons: Collection[LessonId]
) -> dict[LessonId, list[DiaryRemark]]:
    """Return the remarks and the praise in force, by lesson."""
    rows = connection.execute(
        select(remark.c.id, remark.c.lesson, remark.c.praise, remark.c.text)
        .where(remark.c.school_id == owner.school_id, remark.c.pupil == owner.pupil, remark.c.lesson.in_(lessons))
        .where(remark.c.annulled.is_(False))
        .order_by(remark.c.praise, remark.c.id)
    )
    found: dict[LessonId, list[DiaryRemark]] = defaultdict(list)
    for row in rows:
        found[row.lesson].append(DiaryRemark(row.id, row.text, is_praise=row.praise))
    return found


def read_substitutes(
    connection: Connection, owner: DiaryOwner, lessons: Collection[LessonId]
) -> dict[tuple[LessonId, date], str]:
    """Return who stands in, such as «Иванова И. И.», by the lesson and the day for which it was said."""
    rows = connection.execute(
        select(substitution.c.lesson, substitution.c.day, teacher.c.surname, teacher.c.name, teacher.c.patronymic)
        .join(teacher, and_(teacher.c.school_id == substitution.c.school_id, teacher.c.id == substitution.c.teacher))
        .where(substitution.c.school_id == owner.school_id, substitution.c.lesson.in_(lessons))
    )
    return {(row.lesson, row.day): teacher_words(row.surname, row.name, row.patronymic) for row in rows}


def read_due_days(connection: Connection, owner: DiaryOwner, rows: Sequence[AnyRow]) -> dict[LessonId, date]:
    """Return the days of the lessons that homework is for, where a teacher named one. rows: of the week's lessons."""
    journals = {row.journal for row in rows if row.homework_due}
    if not journals:
        return {}
    begin = min(row.day for row in rows)
    listed: dict[str, list[AnyRow]] = defaultdict(list)
    for each in connection.execute(
        select(lesson.c.id, lesson.c.journal, lesson.c.day, lesson.c.cancelled, lesson.c.homework_due)
        .where(lesson.c.school_id == owner.school_id, lesson.c.journal.in_(journals), lesson.c.day >= begin, IS_SHOWN)
        .order_by(lesson.c.day, lesson.c.number, lesson.c.id)
    ):
        listed[each.journal].append(each)
    due: dict[LessonId, date] = {}
    for lessons in listed.values():
        for place, each in enumerate(lessons):
            to = due_place(lessons, place) if each.homework_due else None
            if to is not None:
                due[each.id] = lessons[to].day
    return due
