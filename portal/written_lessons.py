"""Which lessons somebody has written in, and which are shown though they were taken out of the timetable."""

from sqlalchemy import ColumnElement, and_, exists, or_

from app.domain.classroom import Debt, Remark
from app.domain.records import NEVER, Attendance, Lesson, Mark, Record, Work
from portal.store.tables import TABLES

lesson = TABLES[Lesson]


def _has(kind: type[Record], *where: ColumnElement[bool]) -> ColumnElement[bool]:
    table = TABLES[kind]
    same = table.c.school_id == lesson.c.school_id, table.c.journal == lesson.c.journal, table.c.lesson == lesson.c.id
    return exists().where(and_(*same, *where))


IS_WRITTEN_IN = or_(
    lesson.c.topic != "",
    lesson.c.homework_token != NEVER,
    _has(Mark, TABLES[Mark].c.annulled.is_(False)),
    _has(Attendance, TABLES[Attendance].c.code != ""),
    _has(Debt, TABLES[Debt].c.until.is_not(None)),
    _has(Remark, TABLES[Remark].c.annulled.is_(False)),
    _has(Work, TABLES[Work].c.annulled.is_(False)),
)
"""Condition of a statement over lessons: a topic, homework, a mark, a sign of absence, a debt, a remark or a work."""

IS_SHOWN = or_(lesson.c.removed.is_(False), IS_WRITTEN_IN)
"""Condition of a statement over lessons: one that was taken out is shown only where somebody has written in it."""
