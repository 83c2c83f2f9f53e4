"""What accounts let in: one program on one PC each, with a refresh token that changes at each use."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, and_, bindparam, insert, or_, select, update

from app.ids import ID_BYTES, ReplicaId, SchoolId, TeacherId, text_of
from portal.auth.auditing import Event, Happened, note
from portal.auth.derived import DerivedKeys
from portal.auth.oauth.access_tokens import Access
from portal.auth.tokens import hash_of, new_token
from portal.exchange.copies import copies_of
from portal.exchange.pushing import Caller
from portal.refusals import Code, RefusedError
from portal.store.dialects import enter
from portal.store.sign_in_tables import grants
from portal.store.tables import replicas

GRACE_MS = 60_000
"""How long the token before still brings the same successor: for whoever has not heard the answer."""

DAY_MS = 24 * 60 * 60 * 1000
IDLE_MS = 180 * DAY_MS
"""A program that has not asked for so long signs in anew; a summer is shorter."""

_LIVE = grants.c.school_id == bindparam("school"), grants.c.revoked.is_(None)
_ROTATE = (
    update(grants)
    .where(*_LIVE, grants.c.refresh_hash == bindparam("old"), grants.c.rotated > bindparam("idle_since"))
    .values(before_hash=bindparam("old"), refresh_hash=bindparam("new"), rotated=bindparam("now"))
)
_OF_TOKEN = select(grants).where(
    *_LIVE, or_(grants.c.refresh_hash == bindparam("token"), grants.c.before_hash == bindparam("token"))
)
_CALLER = (
    select(replicas.c.school_id, replicas.c.id, replicas.c.teacher, replicas.c.author_key)
    .join(grants, and_(grants.c.school_id == replicas.c.school_id, grants.c.replica == replicas.c.id))
    .where(
        *_LIVE, grants.c.id == bindparam("grant"), grants.c.person == replicas.c.teacher, replicas.c.revoked.is_(None)
    )
)
_UNBOUND = select(grants.c.person, grants.c.replica, grants.c.account).where(*_LIVE, grants.c.id == bindparam("grant"))


@dataclass(frozen=True, slots=True)
class Granted:
    """On whose ground a token is given. refresh: that brings the next one."""

    access: Access
    refresh: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Grant:
    """A program that was let in, as a page lists it. made, used: Unix milliseconds."""

    id: str
    school: SchoolId
    person: TeacherId
    replica: str
    name: str
    made: int
    used: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody agrees to: a program on a PC of this name works for this teacher."""

    account: str
    school: SchoolId
    person: str
    name: str


def give(connection: Connection, wanted: Wanted, *, now_ms: int) -> Granted:
    """Let a program in; the transaction is then in the teacher's school."""
    enter(connection, wanted.school)
    made, token = text_of(os.urandom(ID_BYTES)), f"{wanted.school}.{new_token()}"
    row = {
        "school_id": wanted.school,
        "id": made,
        "account": wanted.account,
        "person": wanted.person,
        "replica": "",
        "name": wanted.name,
        "refresh_hash": hash_of(token),
        "before_hash": "",
        "rotated": now_ms,
        "made": now_ms,
    }
    connection.execute(insert(grants), row)
    note(connection, wanted.school, Event(Happened.GRANTED, wanted.account, made), now_ms=now_ms)
    return Granted(Access(wanted.school, made, wanted.account), token)


def refresh(connection: Connection, token: str, keys: DerivedKeys, *, now_ms: int) -> Granted | None:
    """Exchange a refresh token for its successor; None where it is not believed.

    Of many who ask at once each gets the same successor, and so does who asks again within GRACE_MS. Whoever shows a
    token that was exchanged before that ends the grant: it is in two hands.
    """
    school = _enter(connection, token)
    old, successor = hash_of(token), f"{school}.{text_of(keys.follower('refresh', token))}"
    facts = {"old": old, "new": hash_of(successor), "now": now_ms, "idle_since": now_ms - IDLE_MS}
    rotated = connection.execute(_ROTATE, {"school": school, **facts}).rowcount == 1
    row = connection.execute(_OF_TOKEN, {"school": school, "token": hash_of(successor) if rotated else old}).first()
    if row is None:
        return None
    if not rotated and (row.before_hash != old or now_ms >= row.rotated + GRACE_MS):
        if row.before_hash == old:
            revoke(connection, school, row.id, Happened.REPLAYED, now_ms=now_ms)
        return None
    return Granted(Access(school, row.id, row.account), successor)


def find_by_token(connection: Connection, token: str) -> Access | None:
    """Return which grant a refresh token is of, the current one or the one before."""
    school = _enter(connection, token)
    row = connection.execute(_OF_TOKEN, {"school": school, "token": hash_of(token)}).first()
    return Access(school, row.id, row.account) if row else None


def revoke(connection: Connection, school: SchoolId, grant: str, why: Happened, *, now_ms: int) -> bool:
    """End a grant: its tokens open nothing from now on. Return whether it was there."""
    enter(connection, school)
    mine = grants.c.school_id == school, grants.c.id == grant, grants.c.revoked.is_(None)
    account = connection.execute(select(grants.c.account).where(*mine)).scalar()
    if account is None:
        return False
    connection.execute(update(grants).where(*mine).values(revoked=now_ms))
    note(connection, school, Event(why, account, grant), now_ms=now_ms)
    return True


def find_granted(connection: Connection, access: Access) -> Caller:
    """Return for which PC and teacher an access token speaks; the transaction is of its school.

    Raises:
        RefusedError: signed_out, where it was revoked or has not named itself yet.
    """
    row = connection.execute(_CALLER, {"school": access.school, "grant": access.grant}).one_or_none()
    if row is None:
        raise RefusedError(Code.SIGNED_OUT)
    return Caller(*row)


def unbound_teacher(connection: Connection, access: Access, replica: ReplicaId) -> TeacherId:
    """Return for whom a program may name its PC.

    Raises:
        RefusedError: signed_out, where it was revoked; malformed, where it has named another PC.
    """
    row = connection.execute(_UNBOUND, {"school": access.school, "grant": access.grant}).one_or_none()
    if row is None:
        raise RefusedError(Code.SIGNED_OUT)
    if row.replica not in {"", replica}:
        raise RefusedError(Code.MALFORMED, "replica.id")
    return TeacherId(row.person)


def bind(connection: Connection, access: Access, replica: ReplicaId, *, now_ms: int) -> None:
    """Write down for which PC a grant is; what the same PC was let in by before has ended."""
    ours = grants.c.school_id == access.school
    before = select(grants.c.id).where(
        ours, grants.c.replica == replica, grants.c.revoked.is_(None), grants.c.id != access.grant
    )
    for grant in connection.execute(before).scalars().all():
        revoke(connection, access.school, grant, Happened.REVOKED, now_ms=now_ms)
    connection.execute(update(grants).where(ours, grants.c.id == access.grant).values(replica=replica))
    note(connection, access.school, Event(Happened.REGISTERED, access.account, replica), now_ms=now_ms)


def read_grants(connection: Connection, school: SchoolId, account: str = "") -> Sequence[Grant]:
    """Return what is let into a school, the newest first. account: by whom, empty for all."""
    enter(connection, school)
    wanted = select(grants).where(grants.c.school_id == school, grants.c.revoked.is_(None))
    if account:
        wanted = wanted.where(grants.c.account == account)
    rows = connection.execute(wanted.order_by(grants.c.made.desc(), grants.c.id))
    return [Grant(r.id, school, TeacherId(r.person), r.replica, r.name, r.made, r.rotated) for r in rows]


def revoke_replica(connection: Connection, school: SchoolId, replica: str, *, now_ms: int) -> None:
    """Sign a PC out with every copy of it: no token opens anything; what waits there can be handed in by courier."""
    enter(connection, school)
    for each in sorted({replica} | copies_of(connection, school, replica)):
        _revoke_one(connection, school, each, now_ms=now_ms)


def _revoke_one(connection: Connection, school: SchoolId, replica: str, *, now_ms: int) -> None:
    mine = replicas.c.school_id == school, replicas.c.id == replica, replicas.c.revoked.is_(None)
    changed = connection.execute(update(replicas).where(*mine).values(revoked=now_ms)).rowcount
    held = select(grants.c.id).where(
        grants.c.school_id == school, grants.c.replica == replica, grants.c.revoked.is_(None)
    )
    for grant in connection.execute(held).scalars().all():
        revoke(connection, school, grant, Happened.REVOKED, now_ms=now_ms)
    if changed:
        note(connection, school, Event(Happened.REVOKED, subject=replica), now_ms=now_ms)


def _enter(connection: Connection, token: str) -> SchoolId:
    """Enter the school that a token names; what it says else is still to be proved."""
    school = SchoolId(token.partition(".")[0])
    enter(connection, school)
    return school
