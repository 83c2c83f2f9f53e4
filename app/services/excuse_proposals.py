"""Reasons of absences that parents propose: those that wait, those that were decided, and deciding them."""

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, bindparam, func, or_, select

from app.changes import Changes, merged
from app.columns import record_of
from app.domain.attendance import Absence
from app.domain.excuse_proposals import ACCEPTED, DECLINED, UNDECIDED, ExcuseProposal
from app.domain.pages import PupilRow, Standing
from app.domain.proposal_pages import BareLesson, ShownProposal
from app.domain.records import Attendance
from app.errors import ChangedSinceError, NoSuchThingError, ReasonNeededError
from app.ids import OFFICE, ClassId, ProposalId
from app.judging.reasons import following
from app.operations import Operation
from app.planning import ProposalDecide
from app.services.names import short_name
from app.services.pupil_rows import COLUMNS, pupil_rows
from app.services.terms import is_deputy_head
from app.store.rows import AnyRow, read
from app.store.tables import (
    attendance,
    excuse_proposal,
    identity,
    journal,
    lesson,
    outbox,
    pupil,
    school_class,
    subject,
    teacher,
)
from app.store.unit import Unit

WATCHED = timedelta(days=30)
"""For how long after its last day an accepted proposal is looked after: by then every «н» has been written."""

_ME = select(identity.c.teacher).scalar_subquery()
_MINE = select(school_class.c.id).where(school_class.c.teacher == _ME)
_PENDING = select(outbox.c.entity).where(outbox.c.outcome.is_(None))
_CLASSES = excuse_proposal.c.school_class.in_(bindparam("classes", expanding=True))
_LISTED: Select[Any] = (
    select(
        excuse_proposal,
        school_class.c.grade,
        school_class.c.letter,
        teacher.c.surname,
        teacher.c.name,
        teacher.c.patronymic,
        (excuse_proposal.c.decided_by == _ME).label("by_me"),
        excuse_proposal.c.id.in_(_PENDING).label("is_pending"),
    )
    .outerjoin(school_class, school_class.c.id == excuse_proposal.c.school_class)
    .outerjoin(teacher, teacher.c.id == excuse_proposal.c.decided_by)
    .where(_CLASSES)
    .order_by(excuse_proposal.c.first, excuse_proposal.c.filed, excuse_proposal.c.id)
)
_OF_DAYS = lesson.c.day.between(excuse_proposal.c.first, excuse_proposal.c.last)
_LOOKED_AFTER = or_(
    excuse_proposal.c.decision == UNDECIDED,
    (excuse_proposal.c.decision == ACCEPTED) & (excuse_proposal.c.last >= bindparam("since")),
)
_WITH_SIGNS = (
    excuse_proposal.join(lesson, _OF_DAYS)
    .join(attendance, (attendance.c.lesson == lesson.c.id) & (attendance.c.pupil == excuse_proposal.c.pupil))
    .join(journal, journal.c.id == lesson.c.journal)
    .join(subject, subject.c.id == journal.c.subject)
)
_IS_BARE = (attendance.c.code == Absence.ABSENT.value) & lesson.c.cancelled.is_(False)
_BARE = (
    select(excuse_proposal.c.id, lesson.c.day, lesson.c.number, subject.c.name)
    .select_from(_WITH_SIGNS)
    .where(_CLASSES, _LOOKED_AFTER, _IS_BARE)
    .order_by(lesson.c.day, lesson.c.number, lesson.c.id)
)
_SIGNS = (
    select(attendance)
    .select_from(_WITH_SIGNS)
    .where(excuse_proposal.c.id == bindparam("id"), lesson.c.cancelled.is_(False))
    .order_by(lesson.c.day, lesson.c.number, lesson.c.id)
)
_PUPILS = select(*COLUMNS).where(pupil.c.id.in_(select(excuse_proposal.c.pupil).where(_CLASSES)))
_WAITING = select(func.count()).where(excuse_proposal.c.decision == UNDECIDED, _CLASSES)
_FOLLOWED_UP = (
    select(func.count(excuse_proposal.c.id.distinct()))
    .select_from(_WITH_SIGNS)
    .where(_CLASSES, excuse_proposal.c.decision == ACCEPTED, excuse_proposal.c.last >= bindparam("since"), _IS_BARE)
)
_ALL = select(excuse_proposal.c.school_class).distinct()


def read_proposals(
    unit: Unit, *, classes: Collection[ClassId] | None, today: date, decided: bool = False
) -> tuple[ShownProposal, ...]:
    """Return the proposals of classes that are open, the first days first, or with *decided* the others, newest first.

    classes: None for every class that this PC knows of.
    """
    named = {"classes": _keys(unit, classes), "since": today - WATCHED}
    pupils = {each.id: each for each in pupil_rows(unit.connection.execute(_PUPILS, named))}
    bare: dict[ProposalId, list[BareLesson]] = {}
    for key, *place in unit.connection.execute(_BARE, named):
        bare.setdefault(ProposalId(key), []).append(BareLesson(*place))
    rows = unit.connection.execute(_LISTED, named).all()
    shown = [_shown(row, pupils.get(row.pupil), tuple(bare.get(row.id, ())), today) for row in rows]
    if decided:
        closed = (each for each in shown if not each.is_open)
        return tuple(sorted(closed, key=lambda each: (each.filed, each.id), reverse=True))
    return tuple(sorted((each for each in shown if each.is_open), key=lambda each: not _demands(each)))


def count_proposals(unit: Unit, *, classes: Collection[ClassId] | None, today: date) -> int:
    """Return how many proposals of classes wait for a decision, or have been accepted and «н» was written since."""
    named = {"classes": _keys(unit, classes), "since": today - WATCHED}
    return sum(int(unit.connection.execute(each, named).scalar_one()) for each in (_WAITING, _FOLLOWED_UP))


def count_own_proposals(unit: Unit, *, today: date) -> int:
    """Return how many there are for this profile's teacher as the class teacher."""
    return count_proposals(unit, classes=list(unit.connection.execute(_MINE).scalars()), today=today)


def accept_proposal(unit: Unit, *, proposal: ShownProposal, today: date) -> Changes:
    """Accept a proposal, and give its reason wherever «н» stands on its days; once it is accepted, what came since too.

    No other sign of a teacher's is touched, and no reason that was given by somebody.

    Raises:
        NoSuchThingError: it is of no own class (any more), and one is no deputy head; or there is nothing to be done.
        ChangedSinceError: somebody has decided otherwise meanwhile.
    """
    found = _own(unit, proposal, ACCEPTED, today)
    said = Operation(ProposalDecide(ACCEPTED), ent=found.id, base=found.token)
    decided = [] if found.decision == ACCEPTED else [unit.record(said)]
    given = [unit.record(each) for each in following(ACCEPTED, found, _signs(unit, found))]
    if not decided and not given:
        raise NoSuchThingError(kind="absence")
    return merged([*decided, *given])


def decline_proposal(unit: Unit, *, proposal: ShownProposal, answer: str, today: date) -> Changes:
    """Decline a proposal; where it was accepted before, the reasons that it had given are taken back.

    Raises:
        NoSuchThingError, ChangedSinceError: as accept_proposal().
        ReasonNeededError: the parents are to be told why.
    """
    found = _own(unit, proposal, DECLINED, today)
    if not answer.strip():
        raise ReasonNeededError
    decided = unit.record(Operation(ProposalDecide(DECLINED, answer.strip()), ent=found.id, base=found.token))
    return merged([decided, *map(unit.record, following(DECLINED, found, _signs(unit, found)))])


def _own(unit: Unit, shown: ShownProposal, decision: str, today: date) -> ExcuseProposal:
    """Return the proposal that was shown, if it may be decided so."""
    found = read(unit.connection, ExcuseProposal, shown.id)
    mine = set(unit.connection.execute(_MINE).scalars())
    if found is None or not (found.school_class in mine or is_deputy_head(unit, today=today)):
        raise NoSuchThingError(kind="proposal")
    if found.decision not in {shown.decision, decision}:
        raise ChangedSinceError
    return found


def _signs(unit: Unit, proposal: ExcuseProposal) -> Iterator[Attendance]:
    rows = unit.connection.execute(_SIGNS, {"id": proposal.id}).all()
    return (record_of(Attendance, row) for row in rows)


def _demands(shown: ShownProposal) -> bool:
    return shown.is_waiting or shown.is_followed_up


def _keys(unit: Unit, classes: Collection[ClassId] | None) -> list[str]:
    return [*(unit.connection.execute(_ALL).scalars() if classes is None else classes)]


def _shown(row: AnyRow, who: PupilRow | None, bare: tuple[BareLesson, ...], today: date) -> ShownProposal:
    proposal = record_of(ExcuseProposal, row[: len(ExcuseProposal.__struct_fields__)])
    return ShownProposal(
        id=proposal.id,
        pupil=who,
        title=f"{row.grade}{row.letter}" if row.grade else "",
        first=proposal.first,
        last=proposal.last,
        sign=Absence(proposal.sign),
        document=proposal.document,
        document_day=proposal.document_day,
        proposer=proposal.proposer,
        filed=proposal.filed,
        bare=bare,
        is_coming=proposal.last >= today,
        decision=proposal.decision,
        decided_by="" if row.by_me else short_name(row),
        by_office=proposal.decided_by == OFFICE,
        by_me=bool(row.by_me),
        answer=proposal.answer,
        standing=Standing.WAITING if row.is_pending else Standing.SENT,
    )
