"""What the diary's page of news reads: what was last written after some point of a school's order; ten statements."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, or_, select

from app.domain.classroom import Debt, Remark, Substitution
from app.domain.disputes import Revision
from app.domain.excuse_proposals import ACCEPTED, DECLINED, ExcuseProposal
from app.domain.records import (
    Attendance,
    FinalMark,
    Journal,
    Lesson,
    Mark,
    Membership,
    School,
    Subject,
    Teacher,
    Work,
    WorkType,
)
from portal.diary.reading import is_taught
from portal.diary.weeks import DiaryOwner
from portal.store.tables import TABLES, operations
from portal.written_lessons import IS_SHOWN

mark, work, work_type, lesson = TABLES[Mark], TABLES[Work], TABLES[WorkType], TABLES[Lesson]
journal, subject, school, teacher = TABLES[Journal], TABLES[Subject], TABLES[School], TABLES[Teacher]
remark, debt, final_mark, substitution = TABLES[Remark], TABLES[Debt], TABLES[FinalMark], TABLES[Substitution]
revision, attendance, proposal = TABLES[Revision], TABLES[Attendance], TABLES[ExcuseProposal]
membership = TABLES[Membership]
_birth = operations.alias("birth")

AnyRow = Row[*tuple[Any, ...]]

MOST = 100
"""Lines of each sort that a page shows; the latest."""


MOST_UNSAID = 500
"""Coming lessons that are looked at for another time or room: those of some three months."""

PLACE = operations.c.seq + 0
"""An operation's place in the school's order, by which no index is searched: the pupil's own few rows are read first,
and what wrote them is looked up. By the order, each of the school's operations would go through the pupil's rows."""

_STANDS_IN = and_(
    substitution.c.school_id == lesson.c.school_id,
    substitution.c.journal == lesson.c.journal,
    substitution.c.lesson == lesson.c.id,
    substitution.c.day == lesson.c.day,
    substitution.c.teacher != "",
)
_IS_UNSAID = and_(lesson.c.cancelled.is_(False), lesson.c.reason == "", substitution.c.teacher.is_(None))
"""Condition of a statement that joins who stands in: nothing of the lesson itself says that it is otherwise."""


@dataclass(frozen=True, slots=True)
class Since:
    """From when on something is new: behind a seq, or received no earlier than some Unix milliseconds."""

    seq: int
    received_ms: int = 0

    @property
    def is_later(self) -> ColumnElement[bool]:
        """Return the condition for the operation that a statement joins."""
        return and_(self.seq < PLACE, operations.c.received >= self.received_ms)


_WORK = work.c.title, work.c.weight, work_type.c.name.label("kind")


def _of_operation(statement: Select[Any], key: ColumnElement[Any], school_id: ColumnElement[Any]) -> Select[Any]:
    return statement.join(operations, and_(operations.c.school_id == school_id, operations.c.id == key)).add_columns(
        operations.c.seq, operations.c.received
    )


def _with_subject(statement: Select[Any], owner: DiaryOwner, key: ColumnElement[Any]) -> Select[Any]:
    """Add the subject, of this school year's journals only."""
    return (
        statement.join(journal, and_(journal.c.school_id == owner.school_id, journal.c.id == key))
        .join(school, and_(school.c.school_id == owner.school_id, school.c.year == journal.c.year))
        .join(subject, and_(subject.c.school_id == owner.school_id, subject.c.id == journal.c.subject))
        .add_columns(subject.c.name.label("subject"))
        .order_by(PLACE.desc())
        .limit(MOST)
    )


def _with_work(statement: Select[Any], of: Any) -> Select[Any]:
    return statement.outerjoin(work, and_(work.c.school_id == of.c.school_id, work.c.id == of.c.work)).outerjoin(
        work_type, and_(work_type.c.school_id == of.c.school_id, work_type.c.id == work.c.type)
    )


def _with_lesson(statement: Select[Any], of: Any) -> Select[Any]:
    return statement.join(lesson, and_(lesson.c.school_id == of.c.school_id, lesson.c.id == of.c.lesson)).add_columns(
        lesson.c.day
    )


def mark_rows(connection: Connection, owner: DiaryOwner, since: Since) -> Sequence[AnyRow]:
    """Return marks given, changed or taken back. before: what a change replaced, None where nothing.

    born: seq of what gave the mark, None where the office entered it.
    """
    statement: Select[Any] = _with_work(
        select(mark.c.id, mark.c.token, mark.c.value, mark.c.annulled, mark.c.retakes, *_WORK), mark
    ).outerjoin(
        revision,
        and_(revision.c.school_id == mark.c.school_id, revision.c.id == mark.c.token, revision.c.field == "value"),
    )
    statement = statement.outerjoin(_birth, and_(_birth.c.school_id == mark.c.school_id, _birth.c.id == mark.c.id))
    statement = _with_lesson(statement.add_columns(revision.c.before, _birth.c.seq.label("born")), mark)
    statement = _of_operation(statement, mark.c.token, mark.c.school_id).where(since.is_later)
    return _mine(connection, owner, statement, mark)


def comment_rows(connection: Connection, owner: DiaryOwner, since: Since) -> Sequence[AnyRow]:
    """Return marks beside which something was written to the parent."""
    statement = _with_lesson(_with_work(select(mark.c.value, mark.c.comment, *_WORK), mark), mark)
    statement = _of_operation(statement, mark.c.comment_token, mark.c.school_id).where(since.is_later)
    said = mark.c.comment != "", mark.c.comment_private.is_(False), mark.c.annulled.is_(False)
    return _mine(connection, owner, statement.where(*said), mark)


def remark_rows(connection: Connection, owner: DiaryOwner, since: Since) -> Sequence[AnyRow]:
    """Return remarks and praise in force."""
    statement = _with_lesson(select(remark.c.praise, remark.c.text), remark).where(remark.c.annulled.is_(False))
    statement = _of_operation(statement, remark.c.token, remark.c.school_id).where(since.is_later)
    return _mine(connection, owner, statement, remark)


def debt_rows(connection: Connection, owner: DiaryOwner, since: Since) -> Sequence[AnyRow]:
    """Return what is owed, and with an empty day what is owed no longer. before: the last day that it had, ISO 8601."""
    statement: Select[Any] = _with_lesson(_with_work(select(debt.c.until, *_WORK), debt), debt).outerjoin(
        revision,
        and_(revision.c.school_id == debt.c.school_id, revision.c.id == debt.c.token, revision.c.field == "debt"),
    )
    statement = statement.add_columns(revision.c.before)
    statement = _of_operation(statement, debt.c.token, debt.c.school_id).where(since.is_later)
    return _mine(connection, owner, statement, debt)


def final_rows(connection: Connection, owner: DiaryOwner, since: Since) -> Sequence[AnyRow]:
    """Return marks for periods that were set; what was taken back is not told."""
    statement: Select[Any] = select(final_mark.c.period, final_mark.c.value).where(final_mark.c.value != "")
    statement = _of_operation(statement, final_mark.c.token, final_mark.c.school_id).where(since.is_later)
    return _mine(connection, owner, statement, final_mark)


def homework_rows(connection: Connection, owner: DiaryOwner, since: Since) -> Sequence[AnyRow]:
    """Return lessons to which homework was set; one at which there is none any more is not told."""
    statement: Select[Any] = select(lesson.c.day, lesson.c.homework, lesson.c.homework_links)
    statement = _of_operation(statement, lesson.c.homework_token, lesson.c.school_id)
    said = or_(lesson.c.homework != "", lesson.c.homework_links != "")
    statement = statement.where(is_taught(connection, owner), IS_SHOWN, said, since.is_later)
    return connection.execute(_with_subject(statement, owner, lesson.c.journal)).all()


def absence_rows(connection: Connection, owner: DiaryOwner, since: Since) -> Sequence[AnyRow]:
    """Return signs of absence and lateness, as an excuse has left them; one that was taken back is not told."""
    statement = _with_lesson(select(attendance.c.code, attendance.c.minutes), attendance)
    statement = _of_operation(statement, attendance.c.token, attendance.c.school_id).where(since.is_later)
    # signs are found by their journal, by the pupil only among the whole school's
    within = select(journal.c.id).join(
        membership, and_(membership.c.school_id == journal.c.school_id, membership.c.group == journal.c.group)
    )
    mine = within.where(membership.c.school_id == owner.school_id, membership.c.pupil == owner.pupil)
    shown = attendance.c.code != "", attendance.c.journal.in_(mine)
    return _mine(connection, owner, statement.where(*shown), attendance)


def answer_rows(connection: Connection, owner: DiaryOwner, since: Since) -> Sequence[AnyRow]:
    """Return what parents told of absences and the school has decided; one that waits again is not told."""
    wanted = (proposal.c.first, proposal.c.last, proposal.c.decision, proposal.c.answer)
    statement = _of_operation(select(*wanted), proposal.c.token, proposal.c.school_id).where(
        proposal.c.school_id == owner.school_id,
        proposal.c.pupil == owner.pupil,
        proposal.c.decision.in_((ACCEPTED, DECLINED)),
        since.is_later,
    )
    return connection.execute(statement.order_by(operations.c.seq.desc()).limit(MOST)).all()


def lesson_rows(connection: Connection, owner: DiaryOwner, since: Since, today: date) -> Sequence[AnyRow]:
    """Return coming lessons that were cancelled or moved, or for which somebody stands in."""
    statement = (
        select(
            lesson.c.day,
            lesson.c.number,
            lesson.c.cancelled,
            lesson.c.reason,
            teacher.c.surname,
            teacher.c.name.label("given"),
            teacher.c.patronymic,
        )
        .outerjoin(substitution, _STANDS_IN)
        .outerjoin(teacher, and_(teacher.c.school_id == lesson.c.school_id, teacher.c.id == substitution.c.teacher))
        .join(
            operations,
            and_(
                operations.c.school_id == lesson.c.school_id,
                operations.c.id.in_((lesson.c.token, substitution.c.token)),
            ),
        )
        .add_columns(operations.c.seq, operations.c.received)
        .where(is_taught(connection, owner), IS_SHOWN, lesson.c.day >= today, since.is_later)
        .where(~_IS_UNSAID)
    )
    return connection.execute(_with_subject(statement, owner, lesson.c.journal)).all()


def unsaid_rows(connection: Connection, owner: DiaryOwner, since: Since, today: date) -> Sequence[AnyRow]:
    """Return coming lessons that the office or a deputy head has written with no word why, the next ones first.

    They are new, or were moved. operation: the kind of what wrote them last. Where nobody stands in.
    """
    statement: Select[Any] = (
        select(
            lesson.c.id,
            lesson.c.journal,
            lesson.c.day,
            lesson.c.number,
            lesson.c.room,
            operations.c.kind.label("operation"),
        )
        .outerjoin(substitution, _STANDS_IN)
        .where(is_taught(connection, owner), IS_SHOWN, lesson.c.day >= today, _IS_UNSAID)
    )
    statement = _of_operation(statement, lesson.c.token, lesson.c.school_id).where(since.is_later)
    ordered = _with_subject(statement, owner, lesson.c.journal).order_by(None)
    return connection.execute(ordered.order_by(lesson.c.day, lesson.c.number, lesson.c.id).limit(MOST_UNSAID)).all()


def _mine(connection: Connection, owner: DiaryOwner, statement: Select[Any], of: Any) -> Sequence[AnyRow]:
    own = statement.where(of.c.school_id == owner.school_id, of.c.pupil == owner.pupil)
    return connection.execute(_with_subject(own, owner, of.c.journal)).all()
