"""Accounts that a school shuts out and lets in again: what is signed in ends at once, what is unsent is not lost."""

from sqlalchemy import Connection, delete, func, select, update

from app.ids import SchoolId
from portal.auth.accounts import LOCAL, TEACHER
from portal.auth.auditing import Event, Happened, note
from portal.auth.invitations import Named, withdraw_all
from portal.auth.oauth.grants import read_grants, revoke, revoke_replica
from portal.auth.web_sessions import end_sessions
from portal.store.dialects import NO_SCHOOL, enter
from portal.store.sign_in_tables import authorization_codes, device_codes, identities
from portal.store.tables import codes, office_links, replicas


def block_account(connection: Connection, school: SchoolId, account: str, *, now_ms: int) -> bool:
    """Let an account be nobody at a school until it is let in again; return whether it was somebody.

    Its browsers and programs are signed out at once, so are its teacher's PCs; what waits on them can still be handed
    in by courier. Invitations and codes that would let it in again open nothing. At other schools it stays what it is.
    """
    enter(connection, school)
    mine = identities.c.school_id == school, identities.c.issuer == LOCAL, identities.c.subject == account
    held = select(identities.c.kind, identities.c.person).where(*mine, identities.c.ended.is_(None))
    people = connection.execute(held).all()
    if not people:
        return False
    connection.execute(update(identities).where(*mine, identities.c.ended.is_(None)).values(ended=now_ms))
    for kind, person in people:
        withdraw_all(connection, school, Named(kind, person), now_ms=now_ms)
        if kind == TEACHER:
            _end_pcs(connection, school, person, now_ms=now_ms)
    note(connection, school, Event(Happened.BLOCKED, account, people[0].person), now_ms=now_ms)
    _end_programs(connection, school, account, now_ms=now_ms)
    end_sessions(connection, account, now_ms=now_ms)
    enter(connection, school)
    return True


def end_teaching(connection: Connection, school: SchoolId, account: str, *, now_ms: int) -> bool:
    """Let an account be no teacher of a school until it is let in again; return whether it was one.

    Its teacher's PCs and programs are signed out at once, as if it was shut out; a parent stays one.
    """
    enter(connection, school)
    own = identities.c.school_id == school, identities.c.issuer == LOCAL, identities.c.subject == account
    mine = *own, identities.c.kind == TEACHER, identities.c.ended.is_(None)
    people = connection.execute(select(identities.c.person).where(*mine)).scalars().all()
    if not people:
        return False
    connection.execute(update(identities).where(*mine).values(ended=now_ms))
    for person in people:
        withdraw_all(connection, school, Named(TEACHER, person), now_ms=now_ms)
        _end_pcs(connection, school, person, now_ms=now_ms)
        note(connection, school, Event(Happened.BLOCKED, account, person), now_ms=now_ms)
    _end_programs(connection, school, account, now_ms=now_ms)
    return True


def unblock_account(connection: Connection, school: SchoolId, account: str, *, now_ms: int) -> bool:
    """Let an account be again what it was at a school when it was shut out; return whether it was shut out."""
    enter(connection, school)
    mine = identities.c.school_id == school, identities.c.issuer == LOCAL, identities.c.subject == account
    last = connection.execute(select(func.max(identities.c.ended)).where(*mine)).scalar()
    if last is None:
        return False
    connection.execute(update(identities).where(*mine, identities.c.ended == last).values(ended=None, linked=now_ms))
    note(connection, school, Event(Happened.UNBLOCKED, account), now_ms=now_ms)
    return True


def _end_programs(connection: Connection, school: SchoolId, account: str, *, now_ms: int) -> None:
    """Sign an account's programs and its links to the office out; the transaction is then in no school."""
    for grant in read_grants(connection, school, account):
        revoke(connection, school, grant.id, Happened.REVOKED, now_ms=now_ms)
    links = office_links.c.school_id == school, office_links.c.account == account, office_links.c.revoked.is_(None)
    connection.execute(update(office_links).where(*links).values(revoked=now_ms))
    # what somebody has just agreed to is not given after all
    enter(connection, NO_SCHOOL)
    for table in (authorization_codes, device_codes):
        connection.execute(delete(table).where(table.c.school_id == NO_SCHOOL, table.c.account == account))


def _end_pcs(connection: Connection, school: SchoolId, teacher: str, *, now_ms: int) -> None:
    own = select(replicas.c.id).where(
        replicas.c.school_id == school, replicas.c.teacher == teacher, replicas.c.revoked.is_(None)
    )
    for replica in connection.execute(own).scalars().all():
        revoke_replica(connection, school, replica, now_ms=now_ms)
    waiting = codes.c.school_id == school, codes.c.teacher == teacher, codes.c.used.is_(None)
    connection.execute(update(codes).where(*waiting).values(used=now_ms))
