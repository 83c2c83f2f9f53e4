"""Entries that wait for somebody's decision: collisions with both sides, what the portal holds, what it refused."""

from collections.abc import Iterator
from typing import Any, TypeVar

from msgspec import Struct
from sqlalchemy import select, update

from app.changes import Cell, Changes, merged
from app.domain.attention import About, AttentionItem
from app.domain.pages import Standing
from app.domain.records import Attendance, Conflict, FinalMark, Lesson, Mark, Record, Work
from app.errors import NoSuchThingError
from app.ids import JournalId, OperationId
from app.operations import (
    Args,
    AttendanceSet,
    ConflictResolve,
    FinalSet,
    HomeworkSet,
    MarkAdd,
    MarkAnnul,
    MarkComment,
    MarkSet,
    Operation,
    TopicSet,
    WorkCreate,
    WorkSet,
)
from app.services.cells import KeptEntry, read_kept
from app.services.names import short_name
from app.services.reading import title_of
from app.store.rows import read
from app.store.tables import conflict, group, identity, journal, outbox, pupil, school_class, subject, teacher
from app.store.unit import Unit

R = TypeVar("R", bound=Struct)

_KINDS: dict[type[Args], tuple[About, type[Record]]] = {
    MarkAdd: (About.MARK, Mark),
    MarkSet: (About.MARK, Mark),
    MarkAnnul: (About.MARK, Mark),
    MarkComment: (About.COMMENT, Mark),
    AttendanceSet: (About.ATTENDANCE, Attendance),
    TopicSet: (About.TOPIC, Lesson),
    HomeworkSet: (About.HOMEWORK, Lesson),
    FinalSet: (About.FINAL_MARK, FinalMark),
    WorkCreate: (About.WORK, Work),
    WorkSet: (About.WORK, Work),
}

_STANDS: dict[About, tuple[type[Record], str]] = {
    About.ATTENDANCE: (Attendance, "code"),
    About.FINAL_MARK: (FinalMark, "value"),
    About.WORK: (Work, "title"),
}
"""In which field of which record the thing that a collision is about stands."""


def read_attention(unit: Unit) -> tuple[AttentionItem, ...]:
    """Return what is to be looked at, collisions first, by day."""
    items = [*_collisions(unit), *_kept(unit)]
    order = {Standing.CONFLICT: 0, Standing.HELD: 1, Standing.REFUSED: 2}
    return tuple(sorted(items, key=lambda item: (order[item.standing], str(item.day or ""), item.id)))


def resolve(unit: Unit, *, conflict_id: OperationId, take_other: bool) -> Changes:
    """Decide a collision: what stands stays, or the other side takes its place; both remain in the history.

    Raises:
        NoSuchThingError: it is not there any more.
        RuleError: the other side cannot be written, for example because the term is closed.
    """
    found = read(unit.connection, Conflict, conflict_id)
    if found is None or found.resolved:
        raise NoSuchThingError(kind="conflict")
    written = [unit.record(_other_side(unit, found))] if take_other else []
    return merged([*written, unit.record(Operation(ConflictResolve(), ent=conflict_id))])


def dismiss(unit: Unit, *, operation: OperationId) -> Changes:
    """Take an own refused entry off the list and out of its cell; it stays in the outbox."""
    refused = next((each for each in _kept(unit) if each.id == operation and each.standing is Standing.REFUSED), None)
    if refused is None:
        raise NoSuchThingError(kind="refused")
    unit.connection.execute(update(outbox).where(outbox.c.id == operation).values(seen=1))
    if refused.about is About.FINAL_MARK:
        return Changes(outbox=True, finals=frozenset({refused.journal}))
    if refused.lesson is None:
        return Changes(outbox=True)
    cells = {Cell(refused.journal, refused.pupil, refused.lesson)} if refused.pupil else set()
    return Changes(outbox=True, cells=frozenset(cells), lessons=frozenset({refused.lesson}))


def _other_side(unit: Unit, found: Conflict) -> Operation:  # noqa: PLR0911 (a line for each field)
    """Return the operation that writes what the other side wanted over what stands now."""
    match About(found.field):
        case About.MARK | About.COMMENT:
            mark = _there(read(unit.connection, Mark, found.entity))
            if found.field == About.COMMENT:
                return Operation(MarkComment(found.value), ent=mark.id, base=mark.comment_token)
            args = MarkSet(found.value) if found.value else MarkAnnul("")
            return Operation(args, ent=mark.id, base=mark.token)
        case About.ATTENDANCE:
            row = _there(read(unit.connection, Attendance, found.entity))
            return Operation(AttendanceSet(row.lesson, row.pupil, found.value), base=row.token)
        case About.TOPIC | About.HOMEWORK:
            at = _there(read(unit.connection, Lesson, found.entity))
            if found.field == About.TOPIC:
                return Operation(TopicSet(found.value), ent=at.id, base=at.topic_token)
            return Operation(HomeworkSet(found.value), ent=at.id, base=at.homework_token)
        case About.FINAL_MARK:
            final = _there(read(unit.connection, FinalMark, found.entity))
            args_of = FinalSet(final.journal, final.pupil, final.period, found.value, final.average, final.reason)
            return Operation(args_of, base=final.token)
        case About.WORK:
            work = _there(read(unit.connection, Work, found.entity))
            return Operation(WorkSet(work.type, found.value, work.weight), ent=work.id, base=work.token)


def _there(found: R | None) -> R:
    if found is None:
        raise NoSuchThingError(kind="entity")
    return found


_PLACED = (
    select(
        journal.c.id.label("journal"),
        school_class.c.grade,
        school_class.c.letter,
        group.c.name,
        subject.c.name.label("subject"),
    )
    .join(group, group.c.id == journal.c.group)
    .join(school_class, school_class.c.id == group.c.school_class)
    .join(subject, subject.c.id == journal.c.subject)
)


def _collisions(unit: Unit) -> Iterator[AttentionItem]:
    mine = unit.connection.execute(select(identity.c.teacher, identity.c.replica)).one_or_none()
    found = unit.connection.execute(select(conflict).where(conflict.c.resolved.is_(False))).all()
    for row in found:
        collision = Conflict(*row)
        about = About(collision.field)
        yield _item(
            unit,
            id=collision.id,
            standing=Standing.CONFLICT,
            about=about,
            entity=collision.entity,
            journal=collision.journal,
            lesson=collision.lesson or None,
            pupil=collision.pupil,
            other=collision.value,
            author=_author(unit, collision.author),
            is_mine=mine is not None and collision.author == mine.teacher,
            this_pc=mine is not None and collision.replica == mine.replica,
            wall=collision.wall,
        )


def _kept(unit: Unit) -> Iterator[AttentionItem]:
    for each in read_kept(unit):
        about, _ = _KINDS.get(type(each.args), (About.MARK, Mark))
        place = _place(unit, each)
        if place is not None:
            yield _item(
                unit,
                id=each.id,
                standing=each.standing,
                about=about,
                entity=each.entity,
                other=_wanted(each.args),
                author="",
                is_mine=True,
                this_pc=True,
                wall="",
                reason=each.reason,
                **place,
            )


def _place(unit: Unit, kept: KeptEntry) -> dict[str, Any] | None:
    """Return the journal, lesson and pupil of an own entry; None where they are not in reach any more."""
    match kept.args:
        case FinalSet(journal=journal_id, pupil=who):
            return {"journal": journal_id, "lesson": None, "pupil": who}
        case MarkAdd(lesson=key, pupil=who) | AttendanceSet(lesson=key, pupil=who):
            at = read(unit.connection, Lesson, key)
            return None if at is None else {"journal": at.journal, "lesson": key, "pupil": who}
        case WorkCreate(lesson=key):
            at = read(unit.connection, Lesson, key)
            return None if at is None else {"journal": at.journal, "lesson": key, "pupil": None}
        case _:
            kind = _KINDS.get(type(kept.args), (About.MARK, Mark))[1]
            row = read(unit.connection, kind, kept.entity)
            if isinstance(row, Lesson):
                return {"journal": row.journal, "lesson": row.id, "pupil": None}
            if isinstance(row, Mark | Work):
                return {"journal": row.journal, "lesson": row.lesson, "pupil": getattr(row, "pupil", None)}
            return None


def _item(unit: Unit, *, about: About, entity: str, journal: JournalId, **facts: Any) -> AttentionItem:
    named = unit.connection.execute(_PLACED.where(_PLACED.selected_columns.journal == journal)).one_or_none()
    at = read(unit.connection, Lesson, facts["lesson"]) if facts["lesson"] else None
    who = facts["pupil"]
    person = unit.connection.execute(select(pupil.c.surname, pupil.c.name).where(pupil.c.id == who)).one_or_none()
    return AttentionItem(
        about=about,
        entity=entity,
        journal=journal,
        title="" if named is None else title_of(named),
        subject="" if named is None else named.subject,
        day=at.day if at else None,
        number=at.number if at else 0,
        pupil_name=" ".join(person) if person else "",
        shown=_shown(unit, about, entity),
        **facts,
    )


def _shown(unit: Unit, about: About, entity: str) -> str:
    """Return what stands now, empty for nothing."""
    match about:
        case About.MARK | About.COMMENT:
            mark = read(unit.connection, Mark, entity)
            value = "" if mark is None or mark.annulled else mark.value
            return (mark.comment if mark else "") if about is About.COMMENT else value
        case About.TOPIC | About.HOMEWORK:
            at = read(unit.connection, Lesson, entity)
            return "" if at is None else at.topic if about is About.TOPIC else at.homework
        case _:
            kind, field = _STANDS[about]
            return str(getattr(read(unit.connection, kind, entity), field, ""))


def _wanted(args: Args) -> str:
    match args:
        case MarkAdd(value=text) | MarkSet(value=text) | FinalSet(value=text):
            return text
        case MarkComment(comment=text) | TopicSet(topic=text) | HomeworkSet(homework=text):
            return text
        case AttendanceSet(code=text) | WorkCreate(title=text) | WorkSet(title=text):
            return text
        case _:
            return ""


def _author(unit: Unit, key: str) -> str:
    found = unit.connection.execute(
        select(teacher.c.surname, teacher.c.name, teacher.c.patronymic).where(teacher.c.id == key)
    ).one_or_none()
    return "" if found is None else short_name(found)
