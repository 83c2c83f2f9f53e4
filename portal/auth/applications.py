"""Applications for access to a diary: kept for their applicant with every step, and carried out once decided."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, Row, and_, bindparam, func, insert, select, update

from app.domain.access import ENDED, UNDECIDED, AccessRequest
from app.domain.records import tag_of
from app.ids import PupilId, SchoolId
from app.planning import AccessDecide
from portal.auth.accounts import LOCAL, link_person
from portal.auth.auditing import Event, Happened, note
from portal.auth.derived import DerivedKeys
from portal.auth.families import FAMILY, end_family, restore_family
from portal.exchange.late_entries import day_at
from portal.store.dialects import NO_SCHOOL, enter, present
from portal.store.rows import fields_of
from portal.store.sign_in_tables import identities
from portal.store.tables import TABLES, access_applications, access_steps, effects, operations

_DECIDES = AccessDecide.KIND[0].encode()

APPLICANT = "applicant"
"""Of a step: taken by whoever applies."""


class Taken(StrEnum):
    """Steps of the procedure."""

    ACCEPTED = "accepted"
    SENT = "sent"
    DENIED = "denied"
    """Refused by the portal's own checks."""
    GRANTED = "granted"
    REFUSED = "refused"
    """By the school."""
    WITHDRAWN = "withdrawn"
    ENDED = "ended"
    RESTORED = "restored"


class Stated(Struct, frozen=True, array_like=True):
    """What an applicant has stated. applicant, child: full names. ground: who they are to the child."""

    applicant: str
    child: str
    born: date
    class_title: str
    ground: str


@dataclass(frozen=True, slots=True)
class Application:
    """An application. pupil: empty where nobody was found. state: the decision that was carried out, "" before one.

    reason: why the portal itself has refused, else empty. filed: Unix milliseconds.
    """

    school: SchoolId
    id: str
    account: str
    pupil: PupilId
    role: str
    state: str
    reason: str
    filed: int
    stated: Stated = field(repr=False)


@dataclass(frozen=True, slots=True)
class Step:
    """Something that was done. number: from 1 on. who: as the table has it. at: Unix milliseconds.

    answer: the ground that was given, of a denial the portal's own reason.
    """

    number: int
    at: int
    step: Taken
    who: str
    answer: str


_request, _own, _steps = TABLES[AccessRequest], access_applications.c, access_steps.c
_OF_ACCOUNT = (
    select(access_applications).where(_own.account == bindparam("account")).order_by(_own.filed.desc(), _own.id)
)
_ALL_STEPS = (
    select(access_steps)
    .where(_steps.school_id == bindparam("school"))
    .order_by(_steps.at.desc(), _steps.application, _steps.number.desc())
)
_STEPS = (
    select(access_steps)
    .where(_steps.school_id == bindparam("school"), _steps.application == bindparam("id"))
    .order_by(_steps.number)
)
_COUNT_STEPS = select(func.count()).where(_steps.school_id == bindparam("school"))
_NEXT = select(func.max(_steps.number)).where(
    _steps.school_id == bindparam("school"), _steps.application == bindparam("id")
)
_OF_SCHOOL = select(_own.id, _own.account, _own.pupil, _own.role, _own.state, _own.settled).where(
    _own.school_id == bindparam("school")
)
_SINCE = (
    select(effects.c.seq, effects.c.rows)
    .where(effects.c.school_id == bindparam("school"), effects.c.seq > bindparam("since"))
    .order_by(effects.c.seq)
)
_MOVED = (
    select(*fields_of(AccessRequest), operations.c.seq)
    .join(access_applications, and_(_request.c.school_id == _own.school_id, _request.c.id == _own.id))
    .join(operations, and_(operations.c.school_id == _own.school_id, operations.c.id == _request.c.token))
    .where(_own.school_id == bindparam("school"), _own.state != _request.c.decision)
    .order_by(_own.filed, _own.id)
)
_BEGINS = f'["{tag_of(AccessRequest)}"'.encode()
"""How an application begins among the rows of an operation."""

_rows_of: msgspec.json.Decoder[list[msgspec.Raw]] = msgspec.json.Decoder(list[msgspec.Raw])
_request_of: msgspec.json.Decoder[AccessRequest] = msgspec.json.Decoder(AccessRequest)
_WAITING = select(_request.c.due).where(_request.c.school_id == bindparam("school"), _request.c.decision == UNDECIDED)
_SETTLE = (
    update(access_applications)
    .where(_own.school_id == bindparam("school"), _own.id == bindparam("key"))
    .values(state=bindparam("now_state"), settled=bindparam("now_settled"))
)
_HELD = select(identities.c.subject, identities.c.kind, identities.c.ended).where(
    identities.c.school_id == bindparam("school"),
    identities.c.issuer == LOCAL,
    identities.c.kind.in_([role.value for role in FAMILY]),
    identities.c.person == bindparam("pupil"),
)


@dataclass(frozen=True, slots=True)
class Holding:
    """That an account is a pupil's parent or the pupil, or was until the school ended it."""

    account: str
    kind: str
    is_ended: bool


def keep_application(
    connection: Connection, application: Application, steps: Iterable[Taken], keys: DerivedKeys
) -> None:
    """Keep an application with the first steps that the portal has taken; the transaction is then in its school."""
    enter(connection, application.school)
    row = {
        "school_id": application.school,
        "id": application.id,
        "account": application.account,
        "pupil": application.pupil,
        "role": application.role,
        "state": application.state,
        "reason": application.reason,
        "filed": application.filed,
        "sealed": keys.sealed(msgspec.json.encode(application.stated)),
    }
    connection.execute(insert(access_applications), row)
    for number, step in enumerate(steps, 1):
        answer = application.reason if step is Taken.DENIED else ""
        _write(connection, application.school, application.id, Step(number, application.filed, step, "", answer))


def read_applications(connection: Connection, account: str, keys: DerivedKeys) -> Sequence[Application]:
    """Return an account's applications at every school, the newest first; the transaction is then in no school."""
    enter(connection, NO_SCHOOL)
    present(connection, account)
    return [_application(row, keys) for row in connection.execute(_OF_ACCOUNT, {"account": account}).all()]


def find_application(connection: Connection, account: str, key: str, keys: DerivedKeys) -> Application | None:
    """Return one of an account's own applications; somebody else's is not there, like one that does not exist."""
    return next((each for each in read_applications(connection, account, keys) if each.id == key), None)


def read_steps(connection: Connection, school: SchoolId, application: str) -> Sequence[Step]:
    """Return the steps of an application, the first one first."""
    return [_step(row) for row in connection.execute(_STEPS, {"school": school, "id": application})]


def read_all_steps(connection: Connection, school: SchoolId, most: int | None = None) -> Sequence[tuple[str, Step]]:
    """Return the steps of all applications of a school, each with its application, the newest first.

    most: how many at most, None for all.
    """
    wanted = _ALL_STEPS.limit(most)
    return [(row.application, _step(row)) for row in connection.execute(wanted, {"school": school})]


def count_steps(connection: Connection, school: SchoolId) -> int:
    """Return how many steps of applications there are at a school."""
    return int(connection.execute(_COUNT_STEPS, {"school": school}).scalar_one())


def read_holdings(connection: Connection, school: SchoolId, pupil: PupilId) -> Sequence[Holding]:
    """Return which accounts are, or were, a pupil's parents or the pupil; the transaction is then in the school."""
    enter(connection, school)
    rows = connection.execute(_HELD, {"school": school, "pupil": pupil})
    return [Holding(row.subject, row.kind, row.ended is not None) for row in rows]


def count_waiting(connection: Connection, school: SchoolId, *, now_ms: int) -> tuple[int, int]:
    """Return how many applications wait for the school's decision, and how many of those are overdue."""
    today = day_at(connection, school, now_ms)
    due = connection.execute(_WAITING, {"school": school}).scalars().all()
    return len(due), sum(day < today for day in due)


def decides_access(bodies: Iterable[bytes]) -> bool:
    """Return whether one of the operations, as they travel, may be a decision that has to be carried out."""
    return any(_DECIDES in body for body in bodies)


def settle(connection: Connection, school: SchoolId, *, since: int, now_ms: int) -> int:
    """Carry out what was decided of a school's applications and is not carried out yet; return how many steps that was.

    Whoever takes in operations calls it in the same transaction, so that a decision and what it opens are one. since:
    the school's head before them, or an earlier one; of several decisions about one application each is a step of its
    own, once.
    """
    enter(connection, school)
    known = {key: _Standing(*facts) for key, *facts in connection.execute(_OF_SCHOOL, {"school": school})}
    steps = 0
    for seq, request in (*_decided_since(connection, school, since), *_left(connection, school)):
        standing = known.get(request.id)
        if standing is None or seq <= standing.settled or request.decision in {UNDECIDED, standing.state}:
            continue
        _take_step(connection, school, standing, request, now_ms)
        standing.state, standing.settled = request.decision, seq
        connection.execute(
            _SETTLE, {"school": school, "key": request.id, "now_state": request.decision, "now_settled": seq}
        )
        steps += 1
    return steps


@dataclass
class _Standing:
    """Whose application it is, the decision that was carried out, and its seq."""

    account: str
    pupil: PupilId
    role: str
    state: str
    settled: int


def _decided_since(connection: Connection, school: SchoolId, since: int) -> Iterator[tuple[int, AccessRequest]]:
    """Yield the applications as each operation has left them, with its seq, in the order of the log."""
    for seq, packed in connection.execute(_SINCE, {"school": school, "since": since}).all():
        if _BEGINS not in packed:
            continue
        for each in _rows_of.decode(packed):
            if bytes(each).startswith(_BEGINS):
                yield seq, _request_of.decode(each)


def _left(connection: Connection, school: SchoolId) -> Iterator[tuple[int, AccessRequest]]:
    """Yield the applications whose decision is not carried out, as they stand, with the seq of that."""
    for *row, seq in connection.execute(_MOVED, {"school": school}).all():
        yield seq, AccessRequest(*row)


def _take_step(
    connection: Connection, school: SchoolId, standing: _Standing, request: AccessRequest, now_ms: int
) -> None:
    step = _carry_out(connection, school, standing, request.decision, now_ms)
    number = int(connection.execute(_NEXT, {"school": school, "id": request.id}).scalar() or 0) + 1
    who = APPLICANT if step is Taken.WITHDRAWN else request.decided_by
    _write(connection, school, request.id, Step(number, now_ms, step, who, request.answer))


def _carry_out(connection: Connection, school: SchoolId, standing: _Standing, decision: str, now_ms: int) -> Taken:
    """Open or end an access; return which step that is."""
    account, pupil = standing.account, standing.pupil
    step = _STEP_OF[decision, standing.state == ENDED]
    if step is Taken.ENDED:
        end_family(connection, school, account, pupil, now_ms=now_ms)
    elif step in {Taken.GRANTED, Taken.RESTORED}:
        if not restore_family(connection, school, account, pupil, now_ms=now_ms):
            link_person(connection, account, school, pupil, kind=standing.role, now_ms=now_ms)
            note(connection, school, Event(Happened.ADMITTED, account, pupil), now_ms=now_ms)
    else:
        happened = Happened.DECLINED if step is Taken.REFUSED else Happened.TAKEN_BACK
        note(connection, school, Event(happened, account, pupil), now_ms=now_ms)
    return step


_STEP_OF = {
    ("granted", False): Taken.GRANTED,
    ("granted", True): Taken.RESTORED,
    ("refused", False): Taken.REFUSED,
    ("withdrawn", False): Taken.WITHDRAWN,
    ("ended", False): Taken.ENDED,
}
"""Which step a decision is; whether the access had ended before."""


def _write(connection: Connection, school: SchoolId, application: str, step: Step) -> None:
    row = {"school_id": school, "application": application, "number": step.number, "at": step.at}
    connection.execute(insert(access_steps), {**row, "step": step.step.value, "who": step.who, "answer": step.answer})


def _step(row: Row[*tuple[Any, ...]]) -> Step:
    return Step(row.number, row.at, Taken(row.step), row.who, row.answer)


def _application(row: Row[*tuple[Any, ...]], keys: DerivedKeys) -> Application:
    stated = msgspec.json.decode(keys.opened(row.sealed), type=Stated)
    about = (SchoolId(row.school_id), row.id, row.account, PupilId(row.pupil), row.role, row.state, row.reason)
    return Application(*about, row.filed, stated)
