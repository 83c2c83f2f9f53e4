"""Accounts of people: found by a login, known by a password and a one-time code, linked to people of schools."""

import os
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from app.domain.records import School, Teacher, tag_of
from app.ids import ID_BYTES, SchoolId, TeacherId, text_of
from portal.auth.authenticator import matching_step
from portal.auth.derived import DerivedKeys
from portal.auth.passwords import hash_password
from portal.auth.tokens import hash_of
from portal.store.dialects import NO_SCHOOL, enter, present, upsert
from portal.store.sign_in_tables import accounts, identities, recovery_codes
from portal.store.tables import TABLES

LOCAL = "local"
"""The issuer of identities whose subject is an account of this portal."""

TEACHER = tag_of(Teacher)
"""The kind of identity of a teacher."""

RECOVERY_CODES = 8
RECOVERY_BYTES = 8
"""64 bits each: nobody guesses one within the limits of tries."""

MOST_LOGIN = 100
"""Longest login in characters."""

_FOUND = select(accounts).where(accounts.c.school_id == NO_SCHOOL)
_BY_LOGIN, _BY_ID = _FOUND.where(accounts.c.login == bindparam("key")), _FOUND.where(accounts.c.id == bindparam("key"))
_USE_STEP = (
    update(accounts)
    .where(
        accounts.c.school_id == NO_SCHOOL,
        accounts.c.id == bindparam("key"),
        accounts.c.last_step < bindparam("step"),
    )
    .values(last_step=bindparam("step"))
)
_USE_CODE = (
    update(recovery_codes)
    .where(
        recovery_codes.c.school_id == NO_SCHOOL,
        recovery_codes.c.account == bindparam("key"),
        recovery_codes.c.code_hash == bindparam("code"),
        recovery_codes.c.used.is_(None),
    )
    .values(used=bindparam("now"))
)
_LINKS = select(identities.c.school_id, identities.c.kind, identities.c.person).where(
    identities.c.issuer == LOCAL, identities.c.subject == bindparam("account"), identities.c.ended.is_(None)
)
_LINK = upsert(identities, kept=("linked",), emptied=("ended",))
_teacher, _school = TABLES[Teacher], TABLES[School]
_NAMED = select(_teacher.c.surname, _teacher.c.name, _teacher.c.patronymic).where(
    _teacher.c.school_id == bindparam("school"), _teacher.c.id == bindparam("person")
)
_SCHOOL = select(_school.c.name, _school.c.zone).where(_school.c.school_id == bindparam("school"))


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody's account. secret: of the one-time codes, sealed."""

    id: str
    login: str
    password: str = field(repr=False)
    secret: bytes = field(repr=False)
    last_step: int


@dataclass(frozen=True, slots=True)
class Person:
    """Who at a school somebody is, as a page says it."""

    school: SchoolId
    teacher: TeacherId
    name: str
    school_name: str
    zone: str

    @property
    def key(self) -> str:
        """What tells the people of one account apart."""
        return hash_of(f"{self.school} {self.teacher}")[:16]


@dataclass(frozen=True, slots=True)
class Proof:
    """What somebody will prove themselves by: a password, an authenticator's secret. step: of its code used last."""

    password: str = field(repr=False)
    secret: bytes = field(repr=False)
    step: int = 0


def as_login(text: str) -> str:
    """Return a login as it is kept."""
    return text.strip().casefold()[:MOST_LOGIN]


def find_account(connection: Connection, *, login: str = "", account: str = "") -> Account | None:
    """Return an account by its login or its id; the transaction leaves the school it was in."""
    enter(connection, NO_SCHOOL)
    statement, key = (_BY_LOGIN, as_login(login)) if login else (_BY_ID, account)
    row = connection.execute(statement, {"key": key}).one_or_none()
    return Account(row.id, row.login, row.password, row.authenticator, row.last_step) if row else None


def make_account(connection: Connection, login: str, proof: Proof, keys: DerivedKeys, *, now_ms: int) -> str:
    """Make an account and return its id; the transaction is then in no school.

    Raises:
        IntegrityError: somebody else took the login at the same moment.
    """
    enter(connection, NO_SCHOOL)
    made = text_of(os.urandom(ID_BYTES))
    row = {
        "school_id": NO_SCHOOL,
        "id": made,
        "login": as_login(login),
        "password": hash_password(proof.password),
        "authenticator": keys.sealed(proof.secret),
        "last_step": proof.step,
        "made": now_ms,
    }
    connection.execute(insert(accounts), row)
    return made


def renew_account(connection: Connection, account: str, proof: Proof, keys: DerivedKeys) -> None:
    """Let somebody prove themselves anew; what was true before opens nothing any more."""
    enter(connection, NO_SCHOOL)
    facts = {
        "password": hash_password(proof.password),
        "authenticator": keys.sealed(proof.secret),
        "last_step": proof.step,
    }
    connection.execute(update(accounts).where(accounts.c.id == account).values(**facts))


def draw_recovery_codes(connection: Connection, account: str) -> list[str]:
    """Return new codes for an account; those it had before are forgotten."""
    enter(connection, NO_SCHOOL)
    connection.execute(delete(recovery_codes).where(recovery_codes.c.account == account))
    drawn = [secrets.token_hex(RECOVERY_BYTES) for _ in range(RECOVERY_CODES)]
    rows = [{"school_id": NO_SCHOOL, "account": account, "code_hash": hash_of(code)} for code in drawn]
    connection.execute(insert(recovery_codes), rows)
    return ["-".join(code[n : n + 4] for n in range(0, len(code), 4)) for code in drawn]


def use_code(connection: Connection, account: Account, code: str, keys: DerivedKeys, *, now_ms: int) -> bool:
    """Use up a one-time code or one on paper; return whether it was right. Of many who try at once one succeeds."""
    enter(connection, NO_SCHOOL)
    step = matching_step(keys.opened(account.secret), code, now_ms=now_ms, after=account.last_step)
    if step is not None:
        return connection.execute(_USE_STEP, {"key": account.id, "step": step}).rowcount == 1
    written = hash_of("".join(code.lower().split()).replace("-", ""))
    found = connection.execute(_USE_CODE, {"key": account.id, "code": written, "now": now_ms})
    return found.rowcount == 1


def link_person(  # noqa: PLR0913 (who, where, what, and when)
    connection: Connection, account: str, school: SchoolId, person: str, *, kind: str = TEACHER, now_ms: int
) -> None:
    """Let an account be somebody of a school, a teacher unless said otherwise; once more where that had ended."""
    enter(connection, school)
    row = {"school_id": school, "issuer": LOCAL, "subject": account, "kind": kind, "person": person}
    connection.execute(_LINK, {**row, "linked": now_ms})


def linked_account(connection: Connection, school: SchoolId, person: str, kind: str = TEACHER) -> str:
    """Return the account of a teacher, or of somebody of another kind, empty for none."""
    enter(connection, school)
    found = select(identities.c.subject).where(
        identities.c.school_id == school,
        identities.c.issuer == LOCAL,
        identities.c.kind == kind,
        identities.c.person == person,
        identities.c.ended.is_(None),
    )
    return str(connection.execute(found).scalar() or "")


def read_people(connection: Connection, account: str) -> Sequence[Person]:
    """Return who an account is at which schools, by school and name; the transaction is then in no school."""
    enter(connection, NO_SCHOOL)
    present(connection, account)
    links = connection.execute(_LINKS, {"account": account}).all()
    people = [read_person(connection, SchoolId(row.school_id), row.person) for row in links if row.kind == TEACHER]
    enter(connection, NO_SCHOOL)
    return sorted((person for person in people if person), key=lambda each: (each.school_name, each.name))


def read_person(connection: Connection, school: SchoolId, person: str) -> Person | None:
    """Return a teacher of a school, None where there is none; the transaction is then in the school."""
    enter(connection, school)
    row = connection.execute(_NAMED, {"school": school, "person": person}).one_or_none()
    if row is None:
        return None
    title, zone = connection.execute(_SCHOOL, {"school": school}).one()
    return Person(school, TeacherId(person), " ".join(part for part in row if part), title, zone)
