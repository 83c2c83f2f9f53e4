"""Invitations: links by which a teacher of a school makes an account, or gets into the own one again."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, insert, select, update

from app.domain.records import Teacher
from app.ids import SchoolId
from portal.auth.accounts import TEACHER
from portal.auth.auditing import Event, Happened, note
from portal.auth.tokens import hash_of, new_link_code
from portal.errors import UnknownLoginError
from portal.store.dialects import NO_SCHOOL, enter, present
from portal.store.sign_in_tables import invitations
from portal.store.tables import TABLES

VALID_DAYS = 7
"""A paper that is handed over on Friday is used by the next one."""

DAY_MS = 24 * 60 * 60 * 1000
VALID_MS = VALID_DAYS * DAY_MS
_teacher = TABLES[Teacher]
_TEACHER = select(_teacher.c.id).where(
    _teacher.c.school_id == bindparam("school"), _teacher.c.login == bindparam("login")
)
_OPEN = select(invitations.c.school_id, invitations.c.kind, invitations.c.person, invitations.c.login).where(
    invitations.c.code_hash == bindparam("code"),
    invitations.c.used.is_(None),
    invitations.c.expires > bindparam("now"),
)
_USE = (
    update(invitations)
    .where(
        invitations.c.school_id == bindparam("school"),
        invitations.c.code_hash == bindparam("code"),
        invitations.c.used.is_(None),
    )
    .values(used=bindparam("now"))
)


_STILL = (
    invitations.c.school_id == bindparam("school"),
    invitations.c.used.is_(None),
    invitations.c.expires > bindparam("now"),
)
_ISSUED = (
    select(invitations.c.code_hash, invitations.c.kind, invitations.c.person, invitations.c.made, invitations.c.expires)
    .where(*_STILL)
    .order_by(invitations.c.made.desc(), invitations.c.code_hash)
)
_WITHDRAW = update(invitations).where(*_STILL).values(expires=bindparam("now"))


@dataclass(frozen=True, slots=True)
class Named:
    """Whom a school names. kind: of identity. person: the teacher's id, or the pupil's. login: to begin with."""

    kind: str
    person: str
    login: str = ""


@dataclass(frozen=True, slots=True)
class Invitation:
    """Who is invited. kind: of identity. login: that the school knows the person by, empty for none."""

    school: SchoolId
    kind: str
    person: str
    login: str
    code: str


def invite(connection: Connection, school: SchoolId, login: str, *, now_ms: int) -> str:
    """Return the path by which a teacher makes an account; only its hash is kept.

    Raises:
        UnknownLoginError: no teacher has this login.
    """
    wanted = login.strip().lower()
    person = connection.execute(_TEACHER, {"school": school, "login": wanted}).scalar()
    if person is None:
        raise UnknownLoginError(login)
    return issue_invitation(connection, school, Named(TEACHER, person, wanted), now_ms=now_ms)


def issue_invitation(connection: Connection, school: SchoolId, named: Named, *, now_ms: int) -> str:
    """Return the path by which whoever gets it becomes the one who is named; only its hash is kept."""
    code = new_link_code()
    row = {"school_id": school, "code_hash": hash_of(code), "kind": named.kind, "person": named.person}
    times = {"login": named.login, "made": now_ms, "expires": now_ms + VALID_MS}
    connection.execute(insert(invitations), {**row, **times})
    note(connection, school, Event(Happened.INVITED, subject=named.person), now_ms=now_ms)
    return f"/join/{code}"


@dataclass(frozen=True, slots=True)
class Issued:
    """An invitation that still opens something. key: opens nothing itself. made, expires: Unix milliseconds."""

    key: str
    kind: str
    person: str
    made: int
    expires: int


def read_issued(connection: Connection, school: SchoolId, *, now_ms: int) -> Sequence[Issued]:
    """Return a school's open invitations, the newest first."""
    rows = connection.execute(_ISSUED, {"school": school, "now": now_ms})
    return [Issued(*row) for row in rows]


def withdraw_invitation(connection: Connection, school: SchoolId, key: str, *, now_ms: int) -> bool:
    """Let an invitation open nothing any more; return whether it still did."""
    wanted = _WITHDRAW.where(invitations.c.code_hash == key).returning(invitations.c.person)
    person = connection.execute(wanted, {"school": school, "now": now_ms}).scalar()
    if person is None:
        return False
    note(connection, school, Event(Happened.UNINVITED, subject=person), now_ms=now_ms)
    return True


def withdraw_all(connection: Connection, school: SchoolId, named: Named, *, now_ms: int) -> int:
    """Let no earlier invitation of somebody open anything; return how many did."""
    own = invitations.c.kind == named.kind, invitations.c.person == named.person
    count = connection.execute(_WITHDRAW.where(*own), {"school": school, "now": now_ms}).rowcount
    if count:
        note(connection, school, Event(Happened.UNINVITED, subject=named.person), now_ms=now_ms)
    return count


def open_invitation(connection: Connection, code: str, *, now_ms: int) -> Invitation | None:
    """Return the invitation behind a link, None where it is unknown, used or too old."""
    enter(connection, NO_SCHOOL)
    hashed = hash_of(code)
    present(connection, hashed)
    row = connection.execute(_OPEN, {"code": hashed, "now": now_ms}).one_or_none()
    return Invitation(SchoolId(row.school_id), row.kind, row.person, row.login, code) if row else None


def use_invitation(connection: Connection, invitation: Invitation, *, now_ms: int) -> bool:
    """Use up an invitation; of many who try at once one succeeds."""
    enter(connection, invitation.school)
    named = {"school": invitation.school, "code": hash_of(invitation.code), "now": now_ms}
    return connection.execute(_USE, named).rowcount == 1
