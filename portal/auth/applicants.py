"""Who may apply for access to a diary, and by which name: ESIA's people for some hours, or whom a school has let in."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, bindparam, delete, select

from app.ids import SchoolId
from portal.auth.accounts import LOCAL, TEACHER, read_person
from portal.auth.derived import DerivedKeys
from portal.auth.esia.linking import ACCOUNT, ESIA
from portal.auth.esia.people import VerifiedPerson
from portal.store.dialects import NO_SCHOOL, enter, present, upsert
from portal.store.sign_in_tables import identities
from portal.store.tables import applicants

BELIEVED_MS = 12 * 60 * 60 * 1000
"""How long what ESIA told is used for an application: a working day; then the person signs in again."""

_KEEP = upsert(applicants)
_KEPT = select(applicants.c.sealed, applicants.c.told).where(
    applicants.c.school_id == NO_SCHOOL, applicants.c.account == bindparam("account")
)
_OF_ESIA = select(identities.c.subject).where(
    identities.c.school_id == NO_SCHOOL,
    identities.c.issuer == ESIA,
    identities.c.kind == ACCOUNT,
    identities.c.person == bindparam("account"),
)
_AT_SCHOOLS = select(identities.c.school_id, identities.c.kind, identities.c.person).where(
    identities.c.issuer == LOCAL, identities.c.subject == bindparam("account"), identities.c.ended.is_(None)
)


class Unproved(StrEnum):
    """Why somebody who is signed in cannot apply yet."""

    AGAIN = "again"
    """ESIA has told of them too long ago."""
    UNKNOWN = "unknown"
    """Neither ESIA nor a school of this portal knows them."""


class _Facts(Struct, array_like=True):
    surname: str
    name: str
    patronymic: str
    born: date | None


@dataclass(frozen=True, slots=True)
class Applicant:
    """Somebody who may apply. name: empty where it is theirs to state. is_vouched: ESIA has told name and birth."""

    account: str
    is_vouched: bool
    surname: str = field(default="", repr=False)
    name: str = field(default="", repr=False)
    patronymic: str = field(default="", repr=False)
    born: date | None = field(default=None, repr=False)

    @property
    def full_name(self) -> str:
        """Return surname, name and patronymic, empty where they are not known."""
        return " ".join(filter(None, (self.surname, self.name, self.patronymic)))


def keep_applicant(
    connection: Connection, account: str, person: VerifiedPerson, keys: DerivedKeys, *, now_ms: int
) -> None:
    """Keep what ESIA told of somebody who goes on to apply, and forget what is too old; in no school then."""
    enter(connection, NO_SCHOOL)
    own = applicants.c.school_id == NO_SCHOOL
    connection.execute(delete(applicants).where(own, applicants.c.told <= now_ms - BELIEVED_MS))
    facts = _Facts(person.surname, person.name, person.patronymic, person.born)
    sealed = keys.sealed(msgspec.json.encode(facts))
    connection.execute(_KEEP, {"school_id": NO_SCHOOL, "account": account, "sealed": sealed, "told": now_ms})


def read_applicant(connection: Connection, account: str, keys: DerivedKeys, *, now_ms: int) -> Applicant | Unproved:
    """Return as whom an account may apply, or why it may not; the transaction is then in no school.

    An account of a password counts as seen while a school has it as somebody: its invitation was handed over there.
    """
    enter(connection, NO_SCHOOL)
    kept = connection.execute(_KEPT, {"account": account}).one_or_none()
    if kept is not None and now_ms < kept.told + BELIEVED_MS:
        facts = msgspec.json.decode(keys.opened(kept.sealed), type=_Facts)
        return Applicant(
            account,
            is_vouched=True,
            surname=facts.surname,
            name=facts.name,
            patronymic=facts.patronymic,
            born=facts.born,
        )
    if connection.execute(_OF_ESIA, {"account": account}).first() is not None:
        return Unproved.AGAIN
    present(connection, account)
    known = connection.execute(_AT_SCHOOLS, {"account": account}).all()
    if not known:
        return Unproved.UNKNOWN
    name = _teacher_name(connection, [(SchoolId(row.school_id), row.person) for row in known if row.kind == TEACHER])
    enter(connection, NO_SCHOOL)
    return Applicant(account, is_vouched=False, surname=name)


def _teacher_name(connection: Connection, teaching: Sequence[tuple[SchoolId, str]]) -> str:
    """Return the name of a teacher as the own school has it, empty for who is none."""
    people = (read_person(connection, *each) for each in teaching)
    return next((person.name for person in people if person), "")
