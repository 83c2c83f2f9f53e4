"""Invitations: links by which a teacher of a school makes an account, or gets into the own one again."""

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

VALID_MS = VALID_DAYS * 24 * 60 * 60 * 1000

_teacher = TABLES[Teacher]
_TEACHER = select(_teacher.c.id).where(
    _teacher.c.school_id == bindparam("school"), _teacher.c.login == bindparam("login")
)
_OPEN = select(invitations.c.school_id, invitations.c.person, invitations.c.login).where(
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


@dataclass(frozen=True, slots=True)
class Invitation:
    """Who is invited. login: that the school knows the person by."""

    school: SchoolId
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
    code = new_link_code()
    row = {"school_id": school, "code_hash": hash_of(code), "kind": TEACHER, "person": person, "login": wanted}
    connection.execute(insert(invitations), {**row, "made": now_ms, "expires": now_ms + VALID_MS})
    note(connection, school, Event(Happened.INVITED, subject=person), now_ms=now_ms)
    return f"/join/{code}"


def open_invitation(connection: Connection, code: str, *, now_ms: int) -> Invitation | None:
    """Return the invitation behind a link, None where it is unknown, used or too old."""
    enter(connection, NO_SCHOOL)
    hashed = hash_of(code)
    present(connection, hashed)
    row = connection.execute(_OPEN, {"code": hashed, "now": now_ms}).one_or_none()
    return Invitation(SchoolId(row.school_id), row.person, row.login, code) if row else None


def use_invitation(connection: Connection, invitation: Invitation, *, now_ms: int) -> bool:
    """Use up an invitation; of many who try at once one succeeds."""
    enter(connection, invitation.school)
    named = {"school": invitation.school, "code": hash_of(invitation.code), "now": now_ms}
    return connection.execute(_USE, named).rowcount == 1
