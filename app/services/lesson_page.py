"""One lesson with all that its panel shows: plan, homework, attendance, works, the note for oneself."""

from collections.abc import Sequence

from sqlalchemy import bindparam, or_, select

from app.domain.attendance import Absence
from app.domain.classroom import note_id
from app.domain.homework import due_place, shown_links
from app.domain.lesson_pages import AskedHomework, DueLesson, LessonPage
from app.domain.pages import PupilRow, Standing
from app.domain.plans import PlanEntry, next_items, skipped_items
from app.domain.records import NEVER
from app.ids import LessonId, OperationId, TeacherId
from app.operations import HomeworkSet, TopicSet, read_envelope
from app.services.days import lessons_where, read_bells
from app.services.kept import read_kept
from app.services.names import short_name
from app.services.plans import plan_lessons, read_entries
from app.services.pupil_rows import COLUMNS, pupil_rows
from app.services.reading import read_works, title_of
from app.services.rights import is_mine
from app.services.shown_lessons import IS_SHOWN
from app.store.rows import AnyRow
from app.store.tables import (
    attendance,
    conflict,
    identity,
    lesson,
    lesson_note,
    membership,
    outbox,
    pupil,
    teacher,
    work,
)
from app.store.unit import Unit

DUE_CHOICES = 8
"""Lessons to come that homework can be set for: two weeks of a subject with four a week."""

_FIELDS = {TopicSet.KIND[0]: "topic", HomeworkSet.KIND[0]: "homework"}
_HOMEWORKS = (
    select(
        lesson.c.id,
        lesson.c.day,
        lesson.c.number,
        lesson.c.cancelled,
        lesson.c.topic,
        lesson.c.plan_item,
        lesson.c.homework,
        lesson.c.homework_links,
        lesson.c.homework_due,
    )
    .where(lesson.c.journal == bindparam("journal"), IS_SHOWN)
    .order_by(lesson.c.day, lesson.c.number, lesson.c.id)
)
_LESSON = lessons_where(lesson.c.id == bindparam("lesson"))
_WAITING = select(outbox.c.body).where(outbox.c.entity == bindparam("entity"), outbox.c.outcome.is_(None))
_CONFLICTS = (
    select(conflict.c.field, conflict.c.value, teacher.c.surname, teacher.c.name, teacher.c.patronymic)
    .select_from(conflict.join(teacher, teacher.c.id == conflict.c.author, isouter=True))
    .where(conflict.c.entity == bindparam("entity"), conflict.c.resolved.is_(False))
    .order_by(conflict.c.id)
)
_ME = select(identity.c.teacher)
_PUPILS = (
    select(*COLUMNS)
    .join(membership, membership.c.pupil == pupil.c.id)
    .where(
        membership.c.group == bindparam("group"),
        membership.c.first <= bindparam("day"),
        or_(membership.c.last.is_(None), membership.c.last >= bindparam("day")),
    )
    .distinct()
)


def read_lesson(unit: Unit, lesson_id: LessonId) -> LessonPage | None:
    """Return a lesson as its panel shows it; None where there is no such lesson (any more)."""
    row = unit.connection.execute(_LESSON, {"lesson": lesson_id}).one_or_none()
    if row is None:
        return None
    starts, ends = read_bells(unit).times(row.day, row.shift, row.number)
    around = unit.connection.execute(_HOMEWORKS, {"journal": row.journal}).all()
    place = next(n for n, each in enumerate(around) if each.id == lesson_id)
    pupils = _pupils(unit, row)
    absent = _absent(unit, lesson_id)
    conflicts = unit.connection.execute(_CONFLICTS, {"entity": lesson_id}).all()
    standings = _standings(unit, row, conflicts)
    note, note_token, note_standing = _note(unit, lesson_id)
    return LessonPage(
        lesson=lesson_id,
        journal=row.journal,
        title=title_of(row),
        subject=row.subject,
        day=row.day,
        number=row.number,
        starts=starts,
        ends=ends,
        room=row.room,
        topic=row.topic,
        topic_item=row.plan_item,
        topic_token=row.topic_token,
        topic_standing=standings["topic"],
        homework=row.homework,
        links=row.homework_links,
        due=row.homework_due,
        no_homework=not row.homework and not row.homework_links and row.homework_token != NEVER,
        homework_token=row.homework_token,
        homework_standing=standings["homework"],
        note=note,
        note_token=note_token,
        note_standing=note_standing,
        works=tuple(read_works(unit, work.c.lesson == lesson_id).get(lesson_id, ())),
        suggested=_suggested(unit, row, around[:place]),
        asked=_asked(around, place),
        coming=_coming(around, place),
        pupils=pupils,
        present=len(pupils) - absent,
        absent=absent,
        is_mine=is_mine(unit, lesson_id),
        conflicts=tuple((each.field, each.value, short_name(each)) for each in conflicts),
    )


def _suggested(unit: Unit, row: AnyRow, before: Sequence[AnyRow]) -> tuple[PlanEntry, ...]:
    items = read_entries(unit, row.journal)
    taught = plan_lessons(each for each in before if not each.cancelled)
    return (*next_items(items, taught), *skipped_items(items, taught))


def _asked(around: Sequence[AnyRow], place: int) -> tuple[AskedHomework, ...]:
    return tuple(
        AskedHomework(each.day, each.homework, shown_links(each.homework_links))
        for n, each in enumerate(around[:place])
        if (each.homework or each.homework_links) and due_place(around, n) == place
    )


def _coming(around: Sequence[AnyRow], place: int) -> tuple[DueLesson, ...]:
    """Return the nearest lessons to come, and the one that is chosen already."""
    chosen = around[place].homework_due
    following = [each for each in around[place + 1 :] if not each.cancelled]
    return tuple(
        DueLesson(LessonId(each.id), each.day, each.number)
        for n, each in enumerate(following)
        if n < DUE_CHOICES or each.id == chosen
    )


def _pupils(unit: Unit, row: AnyRow) -> tuple[PupilRow, ...]:
    found = unit.connection.execute(_PUPILS, {"group": row.group, "day": row.day})
    return pupil_rows(found)


def _absent(unit: Unit, lesson_id: LessonId) -> int:
    codes = unit.connection.execute(select(attendance.c.code).where(attendance.c.lesson == lesson_id)).scalars()
    return sum(Absence(code).is_missed for code in codes)


def _note(unit: Unit, lesson_id: LessonId) -> tuple[str, OperationId, Standing]:
    key = note_id(lesson_id, TeacherId(unit.connection.execute(_ME).scalar() or ""))
    found = unit.connection.execute(select(lesson_note).where(lesson_note.c.id == key)).one_or_none()
    waits = unit.connection.execute(_WAITING, {"entity": key}).first() is not None
    standing = Standing.WAITING if waits else Standing.SENT
    return (found.text, found.token, standing) if found else ("", NEVER, standing)


def _standings(unit: Unit, row: AnyRow, conflicts: Sequence[AnyRow]) -> dict[str, Standing]:
    found = dict.fromkeys(_FIELDS.values(), Standing.SENT)
    for body in unit.connection.execute(_WAITING, {"entity": row.id}).scalars():
        if field := _FIELDS.get(read_envelope(body).kind):
            found[field] = Standing.WAITING
    for each in read_kept(unit):
        if each.entity == row.id and each.kind in _FIELDS:
            found[_FIELDS[each.kind]] = each.standing
    return found | {each.field: Standing.CONFLICT for each in conflicts}
