"""Which lessons are shown: one that was taken out of the timetable is, only where somebody has written in it."""

from sqlalchemy import exists, or_

from app.domain.records import NEVER
from app.store.tables import attendance, debt, lesson, mark, remark, work

IS_WRITTEN_IN = or_(
    lesson.c.topic != "",
    lesson.c.homework_token != NEVER,
    exists().where(mark.c.lesson == lesson.c.id, mark.c.annulled.is_(False)),
    exists().where(attendance.c.lesson == lesson.c.id, attendance.c.code != ""),
    exists().where(debt.c.lesson == lesson.c.id, debt.c.until.is_not(None)),
    exists().where(remark.c.lesson == lesson.c.id, remark.c.annulled.is_(False)),
    exists().where(work.c.lesson == lesson.c.id, work.c.annulled.is_(False)),
)
"""Condition of a statement over lessons: a topic, homework, a mark, a sign of absence, a debt, a remark or a work."""

IS_SHOWN = or_(lesson.c.removed.is_(False), IS_WRITTEN_IN)
"""Condition of a statement over lessons; what is written offline meanwhile brings a lesson back as a cancelled one."""
