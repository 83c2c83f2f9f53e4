"""Applications for access to a pupil's diary: those that wait, those that were decided, and deciding them."""

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import Select, bindparam, func, select

from app.changes import Changes
from app.columns import record_of
from app.domain.access import UNDECIDED, AccessRequest, is_overdue, needs_answer
from app.domain.access_pages import ShownRequest, WaitingRequests
from app.domain.collation import russian_key
from app.domain.pages import PupilRow, Standing
from app.errors import ChangedSinceError, NoSuchThingError, ReasonNeededError
from app.ids import OFFICE, ClassId
from app.operations import Operation
from app.planning import AccessDecide
from app.services.names import short_name
from app.services.pupil_rows import COLUMNS, pupil_rows
from app.services.terms import is_deputy_head
from app.store.rows import AnyRow, read
from app.store.tables import access_request, identity, outbox, pupil, school_class, teacher
from app.store.unit import Unit

_ME = select(identity.c.teacher).scalar_subquery()
_MINE = select(school_class.c.id).where(school_class.c.teacher == _ME)
_PENDING = select(outbox.c.entity).where(outbox.c.outcome.is_(None))
_CLASSES = access_request.c.school_class.in_(bindparam("classes", expanding=True))


def _listed(*, decided: bool) -> Select[Any]:
    wanted = access_request.c.decision != UNDECIDED if decided else access_request.c.decision == UNDECIDED
    return (
        select(
            access_request,
            school_class.c.grade,
            school_class.c.letter,
            teacher.c.surname,
            teacher.c.name,
            teacher.c.patronymic,
            (access_request.c.decided_by == _ME).label("by_me"),
            access_request.c.id.in_(_PENDING).label("is_pending"),
        )
        .outerjoin(school_class, school_class.c.id == access_request.c.school_class)
        .outerjoin(teacher, teacher.c.id == access_request.c.decided_by)
        .where(wanted, _CLASSES)
    )


_QUERIES = {decided: _listed(decided=decided) for decided in (False, True)}
_PUPILS = select(*COLUMNS).where(
    pupil.c.id.in_(select(access_request.c.pupil).where(_CLASSES)),
)
_COUNT = select(func.count(), func.count().filter(access_request.c.due < bindparam("today"))).where(
    access_request.c.decision == UNDECIDED, _CLASSES
)
_ALL = select(access_request.c.school_class).distinct()


def read_requests(
    unit: Unit, *, classes: Collection[ClassId] | None, today: date, decided: bool = False
) -> tuple[ShownRequest, ...]:
    """Return the applications of classes that wait, the first due first, or with *decided* the others, newest first.

    classes: None for every class that this PC knows of.
    """
    named = {"classes": _keys(unit, classes)}
    pupils = {each.id: each for each in pupil_rows(unit.connection.execute(_PUPILS, named))}
    rows = unit.connection.execute(_QUERIES[decided], named).all()
    found = [_shown(row, pupils.get(row.pupil), today) for row in rows]
    if decided:
        return tuple(sorted(found, key=lambda each: (each.filed, each.id), reverse=True))
    return tuple(sorted(found, key=lambda each: (each.due, each.filed, russian_key(each.applicant), each.id)))


def count_requests(unit: Unit, *, classes: Collection[ClassId] | None, today: date) -> WaitingRequests:
    """Return how many applications of classes wait. classes: None for every class that this PC knows of."""
    return WaitingRequests(*unit.connection.execute(_COUNT, {"classes": _keys(unit, classes), "today": today}).one())


def count_own_requests(unit: Unit, *, today: date) -> WaitingRequests:
    """Return how many applications wait for this profile's teacher as the class teacher."""
    return count_requests(unit, classes=list(unit.connection.execute(_MINE).scalars()), today=today)


def decide_request(unit: Unit, *, request: ShownRequest, decision: str, answer: str = "", today: date) -> Changes:
    """Grant, refuse, end or restore an access; the portal carries it out with the next synchronisation.

    request: as it was shown. answer: why, or how the identity was checked.

    Raises:
        NoSuchThingError: it is no application of an own class (any more), and one is no deputy head.
        ChangedSinceError: somebody has decided otherwise meanwhile.
        ReasonNeededError: it has to be said why.
    """
    found = read(unit.connection, AccessRequest, request.id)
    if found is None or not (_leads(unit, found.school_class) or is_deputy_head(unit, today=today)):
        raise NoSuchThingError(kind="request")
    if found.decision not in {request.decision, decision}:
        raise ChangedSinceError
    if needs_answer(found.decision, decision) and not answer.strip():
        raise ReasonNeededError
    return unit.record(Operation(AccessDecide(decision, answer.strip()), ent=found.id, base=found.token))


def _leads(unit: Unit, key: ClassId) -> bool:
    return key in set(unit.connection.execute(_MINE).scalars())


def _keys(unit: Unit, classes: Collection[ClassId] | None) -> list[str]:
    return [*(unit.connection.execute(_ALL).scalars() if classes is None else classes)]


def _shown(row: AnyRow, who: PupilRow | None, today: date) -> ShownRequest:
    request = record_of(AccessRequest, row[: len(AccessRequest.__struct_fields__)])
    return ShownRequest(
        id=request.id,
        pupil=who,
        title=f"{row.grade}{row.letter}" if row.grade else "",
        role=request.role,
        applicant=request.applicant,
        ground=request.ground,
        doubts=tuple(request.doubts.split()),
        filed=request.filed,
        due=request.due,
        is_overdue=is_overdue(request, today),
        decision=request.decision,
        decided_by="" if row.by_me else short_name(row),
        by_office=request.decided_by == OFFICE,
        by_me=bool(row.by_me),
        answer=request.answer,
        standing=Standing.WAITING if row.is_pending else Standing.SENT,
    )
