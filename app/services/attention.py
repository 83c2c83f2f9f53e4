"""Entries that wait for somebody's decision: collisions with both sides, what the portal holds, what it refused."""

from datetime import date
from typing import TypeVar

from msgspec import Struct
from sqlalchemy import insert, update

from app.changes import Cell, Changes, merged
from app.domain.attention import About, AttentionItem
from app.domain.disputes import PRIVATE, Conflict, late_by
from app.domain.pages import Standing
from app.domain.records import Attendance, FinalMark, Lesson, Mark
from app.errors import NoSuchThingError
from app.ids import OperationId
from app.operations import (
    AbsenceExcuse,
    AttendanceSet,
    ConflictResolve,
    FinalSet,
    HomeworkSet,
    MarkAnnul,
    MarkComment,
    MarkSet,
    Operation,
    TopicSet,
)
from app.services.attention_found import find
from app.services.attention_items import told
from app.services.finals import demand_open_period
from app.services.terms import demand_open
from app.store.rows import read
from app.store.tables import outbox, put_away
from app.store.unit import Unit

R = TypeVar("R", bound=Struct)

_ORDER = {Standing.CONFLICT: 0, Standing.HELD: 1, Standing.REFUSED: 2}


def read_attention(unit: Unit) -> tuple[AttentionItem, ...]:
    """Return what is to be looked at: collisions, then what is held, then what was refused; each by day.

    What is about no lesson comes after what is.
    """
    items = told(unit, find(unit))
    return tuple(sorted(items, key=lambda item: (_ORDER[item.standing], item.day or date.max, item.number, item.id)))


def resolve(unit: Unit, *, conflict_id: OperationId, take_other: bool) -> Changes:
    """Decide a collision: what stands stays, or the other side takes its place; both remain in the history.

    Raises:
        NoSuchThingError: it is not there any more, or somebody has decided it.
        TermClosedError: the other side cannot take its place, because the term is closed.
    """
    found = read(unit.connection, Conflict, conflict_id)
    if found is None or found.resolved:
        raise NoSuchThingError(kind="conflict")
    written = [unit.record(_other_side(unit, found))] if take_other else []
    return merged([*written, unit.record(Operation(ConflictResolve(), ent=conflict_id))])


def dismiss(unit: Unit, *, operation: OperationId) -> Changes:
    """Take an own refused entry off the list of this PC and out of its cell; the portal and the outbox keep it.

    Raises:
        NoSuchThingError: it is not on the list, or was not refused.
    """
    refused = next((each for each in read_attention(unit) if each.id == operation), None)
    if refused is None or refused.standing is not Standing.REFUSED:
        raise NoSuchThingError(kind="refused")
    of_this_pc = unit.connection.execute(update(outbox).where(outbox.c.id == operation).values(seen=1)).rowcount
    if not of_this_pc:
        unit.connection.execute(insert(put_away).values(id=operation))
    return touched_by(refused)


def touched_by(item: AttentionItem) -> Changes:
    """Return what an entry that leaves the list touches: its cell shows it no longer."""
    if item.journal is None:
        return Changes(outbox=True)
    if item.lesson is None:
        return Changes(outbox=True, finals=frozenset({item.journal}))
    cells = {Cell(item.journal, item.pupil, item.lesson)} if item.pupil else set()
    return Changes(outbox=True, cells=frozenset(cells), lessons=frozenset({item.lesson}))


def _other_side(unit: Unit, found: Conflict) -> Operation:
    """Return the operation that writes what the other side wanted over what stands now."""
    match About(found.field):
        case About.MARK:
            mark = _there(read(unit.connection, Mark, found.entity))
            demand_open(unit, found.lesson, mark.pupil)
            return Operation(MarkSet(found.value) if found.value else MarkAnnul(""), ent=mark.id, base=mark.token)
        case About.COMMENT:
            mark = _there(read(unit.connection, Mark, found.entity))
            comment = MarkComment(found.value, private=found.also == PRIVATE)
            return Operation(comment, ent=mark.id, base=mark.comment_token)
        case About.ATTENDANCE:
            row = _there(read(unit.connection, Attendance, found.entity))
            sign = AttendanceSet(row.lesson, row.pupil, found.value, late_by(found))
            return Operation(sign, base=row.token)
        case About.EXCUSE:
            row = _there(read(unit.connection, Attendance, found.entity))
            day, _, document = found.also.partition("\n")
            excuse = AbsenceExcuse(
                row.lesson, row.pupil, found.value, document, date.fromisoformat(day) if day else None
            )
            return Operation(excuse, base=row.excuse_token)
        case About.TOPIC | About.HOMEWORK:
            return _other_text(found, _there(read(unit.connection, Lesson, found.entity)))
        case About.FINAL_MARK:
            final = _there(read(unit.connection, FinalMark, found.entity))
            demand_open_period(unit, final.journal, final.period, final.pupil)
            said = FinalSet(final.journal, final.pupil, final.period, found.value, final.average, final.reason)
            return Operation(said, base=final.token)
        case about:
            raise NoSuchThingError(kind=about.value)


def _other_text(found: Conflict, at: Lesson) -> Operation:
    if found.field == About.TOPIC:
        return Operation(TopicSet(found.value), ent=at.id, base=at.topic_token)
    due, _, links = found.also.partition("\n")
    return Operation(HomeworkSet(found.value, links, due), ent=at.id, base=at.homework_token)


def _there(found: R | None) -> R:
    if found is None:
        raise NoSuchThingError(kind="entity")
    return found
