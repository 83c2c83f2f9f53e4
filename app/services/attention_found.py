"""Finds the entries that wait for a decision: collisions, what the portal holds, what it refused, and requests."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select

from app.clock import claimed_at
from app.columns import record_of
from app.domain.attendance import told_sign
from app.domain.attention import About
from app.domain.disputes import Conflict, HeldEntry, late_by
from app.domain.pages import Standing
from app.ids import JournalId, LessonId, OperationId, PupilId
from app.judging.about import ABOUT, ABOUT_KIND
from app.judging.held import REFUSED
from app.operations import (
    AbsenceExcuse,
    Args,
    AttendanceFill,
    AttendanceSet,
    FinalSet,
    HeldWithdraw,
    HomeworkSet,
    MarkAdd,
    MarkComment,
    MarkSet,
    RemarkAdd,
    TopicSet,
    WorkCreate,
    WorkSet,
    read_args,
    read_envelope,
    session_in,
)
from app.planning import AccessDecide, ProposalDecide
from app.services.kept import own_held, own_queued, own_row, standing_of
from app.services.rights import CONCERNS_ME
from app.store.rows import AnyRow
from app.store.tables import conflict, identity
from app.store.unit import Unit

_MINE = select(identity.c.teacher, identity.c.replica)
_OPEN = select(conflict).where(conflict.c.resolved.is_(False), CONCERNS_ME)


@dataclass(frozen=True, slots=True)
class Found:
    """What is known of an entry before anything is looked up. other: what it wanted; the rest as in AttentionItem.

    school_class, period: of a term that was to be closed, or a mark's period; empty elsewhere.
    """

    id: OperationId
    standing: Standing
    about: About
    entity: str
    other: str
    wall: str
    author: str = ""
    is_mine: bool = True
    this_pc: bool = True
    reason: str = ""
    journal: JournalId | None = None
    lesson: LessonId | None = None
    pupil: PupilId | None = None
    period: str = ""
    school_class: str = ""
    was: str = ""
    said: str = ""
    decision: str = ""
    decided_by: str = ""
    answer: str = ""
    can_withdraw: bool = False
    seen_by: tuple[str, ...] = ()


def find(unit: Unit) -> list[Found]:
    """Return every collision that is not decided, and every own entry that is not in force and not put away.

    An entry of this PC's outbox that the portal tells of by a HeldEntry is one of them, not two.
    """
    return [
        *_collisions(unit),
        *(held_of(unit, each) for each in own_held(unit)),
        *(_queued(unit, each) for each in own_queued(unit)),
    ]


def held_of(unit: Unit, each: HeldEntry) -> Found:
    """Return an entry that the portal holds, or that a deputy head has decided."""
    mine = unit.connection.execute(_MINE).one_or_none()
    return Found(
        id=each.id,
        standing=Standing.REFUSED if each.decision == REFUSED else Standing.HELD,
        about=ABOUT_KIND.get(each.kind, About.OTHER),
        entity=each.entity,
        other=told_sign(each.value, each.value_minutes),
        wall=each.wall,
        author=each.author,
        is_mine=mine is not None and each.author == mine.teacher,
        this_pc=mine is not None and each.replica == mine.replica,
        reason=each.ground,
        journal=each.journal,
        lesson=each.lesson or None,
        pupil=each.pupil,
        period=each.period,
        was=told_sign(each.before, each.before_minutes),
        said=each.reason,
        decision=each.decision,
        decided_by=each.decided_by,
        answer=each.answer,
        can_withdraw=mine is not None and each.author == mine.teacher and not each.decision,
        seen_by=tuple(each.seen_by.split()),
    )


def _collisions(unit: Unit) -> Iterator[Found]:
    mine = unit.connection.execute(_MINE).one_or_none()
    for row in unit.connection.execute(_OPEN).all():
        each = record_of(Conflict, row)
        yield Found(
            id=each.id,
            standing=Standing.CONFLICT,
            about=About(each.field),
            entity=each.entity,
            other=told_sign(each.value, late_by(each)),
            wall=each.wall,
            author=each.author,
            is_mine=mine is not None and each.author == mine.teacher,
            this_pc=mine is not None and each.replica == mine.replica,
            journal=each.journal,
            lesson=each.lesson or None,
            pupil=each.pupil,
        )


def _queued(unit: Unit, row: AnyRow) -> Found:
    envelope = read_envelope(row.body)
    args = read_args(envelope)
    entity = row.entity
    if isinstance(args, HeldWithdraw) and (request := own_row(unit, OperationId(entity))) is not None:
        # told as the request itself, which was carried out or decided before it could be taken back
        args, entity = read_args(read_envelope(request.body)), request.entity
    return Found(
        id=OperationId(row.id),
        standing=standing_of(row.outcome),
        about=ABOUT.get(type(args), About.OTHER),
        entity=entity,
        other=_wanted(args),
        wall=claimed_at(session_in(row.header).wall, envelope.ms),
        reason=row.reason,
        journal=getattr(args, "journal", None),
        lesson=getattr(args, "lesson", None),
        pupil=getattr(args, "pupil", None),
        period=getattr(args, "period", "") or getattr(args, "term", ""),
        school_class=getattr(args, "school_class", ""),
        said=getattr(args, "reason", ""),
        can_withdraw=row.outcome is None,
    )


def _wanted(args: Args) -> str:
    match args:
        case MarkAdd(value=text) | MarkSet(value=text) | FinalSet(value=text):
            return text
        case MarkComment(comment=text) | TopicSet(topic=text) | HomeworkSet(homework=text):
            return text
        case AttendanceSet() | AttendanceFill() | AbsenceExcuse():
            return told_sign(args.code, getattr(args, "minutes", 0))
        case AccessDecide(decision=text) | ProposalDecide(decision=text):
            return text
        case WorkCreate(title=text) | WorkSet(title=text) | RemarkAdd(text=text):
            return text
        case _:
            return ""
