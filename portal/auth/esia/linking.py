"""Whose account a person of ESIA is here: by ESIA's id, after a school's invitation or to apply, never by name."""

import secrets

from sqlalchemy import Connection, bindparam, delete, insert, select

from app.ids import SchoolId
from portal.auth.accounts import Proof, link_person, make_account
from portal.auth.auditing import Event, Happened, note
from portal.auth.authenticator import SECRET_BYTES
from portal.auth.derived import DerivedKeys
from portal.auth.esia.errors import LinkError, NotConfirmedError
from portal.auth.esia.people import Standing, VerifiedPerson
from portal.auth.families import holder_of
from portal.auth.invitations import Invitation, use_invitation
from portal.store.dialects import NO_SCHOOL, enter, present
from portal.store.sign_in_tables import identities

ESIA, ACCOUNT, OFFICE = "esia", "account", "office"
"""The issuer of identities whose subject is an id of ESIA's, and their kinds."""

OFFICE_MS = 12 * 60 * 60 * 1000
"""How long what a group of access gives is believed after a sign-in: a working day."""

_ACCOUNTS = (identities.c.school_id == NO_SCHOOL, identities.c.issuer == ESIA, identities.c.kind == ACCOUNT)
_OF_PERSON = select(identities.c.person).where(*_ACCOUNTS, identities.c.subject == bindparam("oid"))
_OF_ACCOUNT = select(identities.c.subject).where(*_ACCOUNTS, identities.c.person == bindparam("account"))
_OFFICES = select(identities.c.school_id, identities.c.linked).where(
    identities.c.issuer == ESIA, identities.c.kind == OFFICE, identities.c.subject == bindparam("oid")
)
_IN_OFFICE = (
    identities.c.school_id == bindparam("school"),
    identities.c.issuer == ESIA,
    identities.c.kind == OFFICE,
    identities.c.subject == bindparam("oid"),
)


def signed_in(
    connection: Connection, person: VerifiedPerson, invitation: Invitation | None, keys: DerivedKeys, *, now_ms: int
) -> str:
    """Return the account of a person who was signed in; an invitation is used up and links them. In no school then.

    Raises:
        NotConfirmedError: nobody has seen this person.
        LinkError: the person, or whom the invitation names, is linked otherwise, or the invitation is used.
    """
    if person.standing is not Standing.CONFIRMED:
        raise NotConfirmedError(person.standing)
    own = find_account_of(connection, person.oid)
    if invitation is None:
        return own
    held = holder_of(connection, invitation)
    account = own or held or _new_account(connection, person, keys, now_ms=now_ms)
    _check(connection, person, held, account)
    if not use_invitation(connection, invitation, now_ms=now_ms):
        raise LinkError
    if not own:
        _link(connection, NO_SCHOOL, person.oid, account, now_ms=now_ms)
    if not held:
        link_person(connection, account, invitation.school, invitation.person, kind=invitation.kind, now_ms=now_ms)
    note(connection, invitation.school, Event(Happened.JOINED, account, invitation.person), now_ms=now_ms)
    enter(connection, NO_SCHOOL)
    return account


def admit_to_office(
    connection: Connection, school: SchoolId, person: VerifiedPerson, keys: DerivedKeys, *, now_ms: int
) -> str:
    """Return the account of a person whom the organisation's head has let into the office; made where there is none.

    Raises:
        NotConfirmedError: nobody has seen this person.
    """
    account = admit_applicant(connection, person, keys, now_ms=now_ms)
    leave_office(connection, school, person.oid)
    _link(connection, school, person.oid, "", now_ms=now_ms)
    enter(connection, NO_SCHOOL)
    return account


def admit_applicant(connection: Connection, person: VerifiedPerson, keys: DerivedKeys, *, now_ms: int) -> str:
    """Return the account of a person who goes on to apply for access; made where there is none, and nobody anywhere.

    Raises:
        NotConfirmedError: nobody has seen this person.
    """
    account = signed_in(connection, person, None, keys, now_ms=now_ms)
    if not account:
        account = _new_account(connection, person, keys, now_ms=now_ms)
        _link(connection, NO_SCHOOL, person.oid, account, now_ms=now_ms)
    return account


def leave_office(connection: Connection, school: SchoolId, oid: str) -> None:
    """Let a person into a school's office no more: their group was taken away."""
    enter(connection, school)
    connection.execute(delete(identities).where(*_IN_OFFICE), {"school": school, "oid": oid})
    enter(connection, NO_SCHOOL)


def held_offices(connection: Connection, oid: str) -> dict[SchoolId, int]:
    """Return into which schools' offices ESIA has brought a person, and when last; in no school then."""
    enter(connection, NO_SCHOOL)
    present(connection, oid)
    return {SchoolId(school): linked for school, linked in connection.execute(_OFFICES, {"oid": oid})}


def offices_of(connection: Connection, account: str, *, now_ms: int) -> list[SchoolId]:
    """Return the schools of whose office an account's person is, as `is_in_office` says it; in no school then."""
    enter(connection, NO_SCHOOL)
    oids = connection.execute(_OF_ACCOUNT, {"account": account}).scalars().all()
    held = {school: at for oid in oids for school, at in held_offices(connection, oid).items()}
    return sorted(school for school, at in held.items() if now_ms < at + OFFICE_MS)


def is_in_office(connection: Connection, school: SchoolId, account: str, *, now_ms: int) -> bool:
    """Return whether an account's person is of a school's office, by what ESIA said within a working day."""
    enter(connection, NO_SCHOOL)
    oids = connection.execute(_OF_ACCOUNT, {"account": account}).scalars().all()
    enter(connection, school)
    found = select(identities.c.linked).where(*_IN_OFFICE)
    told = [connection.execute(found, {"school": school, "oid": oid}).scalar() for oid in oids]
    enter(connection, NO_SCHOOL)
    return any(at is not None and now_ms < at + OFFICE_MS for at in told)


def has_office(connection: Connection, school: SchoolId) -> bool:
    """Return whether ESIA has brought anybody to a school's office who was not sent away; the transaction is in it."""
    some = select(identities.c.subject).where(
        identities.c.school_id == school,
        identities.c.issuer == ESIA,
        identities.c.kind == OFFICE,
        identities.c.ended.is_(None),
    )
    return connection.execute(some.limit(1)).first() is not None


def find_account_of(connection: Connection, oid: str) -> str:
    """Return the account of a person of ESIA, empty for none; the transaction is then in no school."""
    enter(connection, NO_SCHOOL)
    return str(connection.execute(_OF_PERSON, {"oid": oid}).scalar() or "")


def _check(connection: Connection, person: VerifiedPerson, held: str, account: str) -> None:
    """Refuse to let two people of ESIA be one account, or one teacher be two accounts."""
    enter(connection, NO_SCHOOL)
    others = set(connection.execute(_OF_ACCOUNT, {"account": account}).scalars()) - {person.oid}
    if others or held not in {"", account}:
        raise LinkError


def _new_account(connection: Connection, person: VerifiedPerson, keys: DerivedKeys, *, now_ms: int) -> str:
    """Make an account that no password opens: nobody knows what it would be."""
    proof = Proof(secrets.token_urlsafe(SECRET_BYTES), secrets.token_bytes(SECRET_BYTES))
    return make_account(connection, f"{ESIA}-{person.oid}", proof, keys, now_ms=now_ms)


def _link(connection: Connection, school: SchoolId, oid: str, account: str, *, now_ms: int) -> None:
    """Write down whose account a person's is, or, without an account, that they are of a school's office."""
    enter(connection, school)
    row = {"school_id": school, "issuer": ESIA, "subject": oid, "kind": ACCOUNT if account else OFFICE}
    connection.execute(insert(identities), {**row, "person": account, "linked": now_ms})
