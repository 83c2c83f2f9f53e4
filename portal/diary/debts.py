"""What a pupil owes «долги», for the diary's pages: two statements."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, and_, bindparam, select

from app.domain.classroom import Debt
from app.domain.debts import is_overdue, owed
from app.domain.records import Journal, Lesson, Mark, School, Subject, Work, WorkType
from app.ids import LessonId
from portal.diary.weeks import DiaryOwner, DiaryWork
from portal.diary.wording import work_words
from portal.store.tables import TABLES

debt, mark, lesson, journal = TABLES[Debt], TABLES[Mark], TABLES[Lesson], TABLES[Journal]
school, subject, work, work_type = TABLES[School], TABLES[Subject], TABLES[Work], TABLES[WorkType]

_DEBTS = (
    select(
        debt.c.lesson,
        debt.c.pupil,
        debt.c.work,
        debt.c.until,
        lesson.c.day,
        subject.c.name.label("subject"),
        work.c.title,
        work.c.weight,
        work_type.c.name.label("kind"),
    )
    .join(lesson, and_(lesson.c.school_id == debt.c.school_id, lesson.c.id == debt.c.lesson))
    .join(journal, and_(journal.c.school_id == debt.c.school_id, journal.c.id == debt.c.journal))
    .join(school, and_(school.c.school_id == journal.c.school_id, school.c.year == journal.c.year))
    .join(subject, and_(subject.c.school_id == journal.c.school_id, subject.c.id == journal.c.subject))
    .outerjoin(work, and_(work.c.school_id == debt.c.school_id, work.c.id == debt.c.work))
    .outerjoin(work_type, and_(work_type.c.school_id == work.c.school_id, work_type.c.id == work.c.type))
    .where(debt.c.school_id == bindparam("school"), debt.c.pupil == bindparam("pupil"), debt.c.until.is_not(None))
    .order_by(debt.c.until, lesson.c.day, subject.c.name, debt.c.id)
)
_GIVEN = select(mark.c.lesson, mark.c.pupil, mark.c.work).where(
    mark.c.school_id == bindparam("school"),
    mark.c.pupil == bindparam("pupil"),
    mark.c.lesson.in_(bindparam("lessons", expanding=True)),
    mark.c.annulled.is_(False),
)


@dataclass(frozen=True, slots=True)
class DiaryDebt:
    """A work that the pupil owes. work: in words. day: of the lesson. until: the last day for it."""

    lesson: LessonId
    subject: str
    work: str
    day: date
    until: date
    is_overdue: bool


def read_debts(connection: Connection, owner: DiaryOwner, today: date) -> tuple[DiaryDebt, ...]:
    """Return what the pupil owes in this school year, what is due first at the beginning."""
    whose = {"school": owner.school_id, "pupil": owner.pupil}
    debts = connection.execute(_DEBTS, whose).all()
    if not debts:
        return ()
    given = connection.execute(_GIVEN, {**whose, "lessons": [each.lesson for each in debts]}).all()
    return tuple(
        DiaryDebt(
            row.lesson,
            row.subject,
            work_words(DiaryWork(row.kind, row.title, row.weight) if row.kind else None),
            row.day,
            row.until,
            is_overdue(row.until, today),
        )
        for row in owed(debts, given)
    )
