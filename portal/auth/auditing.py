"""What happened at the entrance, kept for those who answer for it: ids, times, hashes of addresses, never a secret."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Select, bindparam, select
from sqlalchemy.dialects.postgresql import insert

from app.ids import ID_BYTES, SchoolId, derived, text_of
from portal.store.dialects import NO_SCHOOL, enter
from portal.store.sign_in_tables import events

JOURNALS = "journals"
"""Subject of a reading: every journal of the school, as a deputy head has them."""

DAY_MS = 24 * 60 * 60 * 1000
MOST_SHOWN = 100
"""Events on a page, the newest first."""


class Happened(StrEnum):
    """Kinds of events."""

    INVITED = "invited"
    UNINVITED = "uninvited"
    JOINED = "joined"
    RECOVERED = "recovered"
    SIGNED_IN = "signed_in"
    REFUSED = "refused"
    SIGNED_OUT = "signed_out"
    GRANTED = "granted"
    DENIED = "denied"
    REGISTERED = "registered"
    REVOKED = "revoked"
    REPLAYED = "replayed"
    ENDED = "ended"
    RESTORED = "restored"
    CLOSED = "closed"
    """A pupil of age lets no parent read the diary. subject: the pupil."""
    OPENED = "opened"
    APPLIED = "applied"
    """Somebody has applied for access to a diary. subject: the pupil, or empty where the portal itself has refused."""
    ADMITTED = "admitted"
    DECLINED = "declined"
    TAKEN_BACK = "taken_back"
    BLOCKED = "blocked"
    UNBLOCKED = "unblocked"
    TAKEN = "taken"
    """A family has taken along what is written of a pupil, as a file. subject: the pupil."""
    PROPOSED = "proposed"
    """A parent has told the school why a child is away. subject: the pupil."""
    PROPOSAL_WITHDRAWN = "proposal_withdrawn"
    OPERATOR_ASKED = "operator_asked"
    """The operator wants something done to accounts, devices or sessions. subject: the act."""
    OPERATOR_CONFIRMED = "operator_confirmed"
    OPERATOR_REFUSED = "operator_refused"
    OPERATOR_EXPIRED = "operator_expired"
    OPERATOR_DID = "operator_did"
    READ = "read"
    """Personal data of people were shown. subject: which page, or whose journals."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened. account: whose, empty for nobody's. subject: what it was about, an id or a word."""

    kind: Happened
    account: str = ""
    subject: str = ""
    address_hash: str = ""


@dataclass(frozen=True, slots=True)
class Past(Event):
    """An event as it is read again. at: Unix milliseconds."""

    at: int = 0


_EVENTS = select(events.c.kind, events.c.account, events.c.subject, events.c.address_hash, events.c.at).where(
    events.c.school_id == bindparam("school")
)
_NEWEST = _EVENTS.order_by(events.c.at.desc(), events.c.id).limit(MOST_SHOWN)
_HAPPENED, _READ = (_NEWEST.where(said) for said in (events.c.kind != Happened.READ, events.c.kind == Happened.READ))
_NOTED = select(events.c.id).where(events.c.school_id == bindparam("school"), events.c.id == bindparam("id"))
_NOTE_ONCE = insert(events).on_conflict_do_nothing(index_elements=["school_id", "id"])


def note(connection: Connection, school: SchoolId, event: Event, *, now_ms: int) -> None:
    """Write an event down. school: where it belongs, NO_SCHOOL for no one school's; the transaction enters it."""
    enter(connection, school)
    row = {
        "school_id": school,
        "id": text_of(os.urandom(ID_BYTES)),
        "at": now_ms,
        "kind": event.kind.value,
        "account": event.account,
        "subject": event.subject,
        "address_hash": event.address_hash,
    }
    connection.execute(insert(events), row)


def is_read_noted(connection: Connection, school: SchoolId, reading: Event, *, now_ms: int) -> bool:
    """Return whether it is written down already that somebody was shown this today."""
    named = {"school": school, "id": _id_of(school, reading, now_ms)}
    return connection.execute(_NOTED, named).scalar() is not None


def note_read(connection: Connection, school: SchoolId, reading: Event, *, now_ms: int) -> None:
    """Write down that somebody was shown personal data: once a day for each reader and subject."""
    enter(connection, school)
    row = {
        "school_id": school,
        "id": _id_of(school, reading, now_ms),
        "at": now_ms,
        "kind": Happened.READ.value,
        "account": reading.account,
        "subject": reading.subject,
        "address_hash": reading.address_hash,
    }
    connection.execute(_NOTE_ONCE, row)


def read_events(connection: Connection, school: SchoolId = NO_SCHOOL) -> Sequence[Past]:
    """Return a school's newest events, the newest first; who was shown what is told by `read_readings`."""
    return _told(connection, _HAPPENED, school)


def read_readings(connection: Connection, school: SchoolId) -> Sequence[Past]:
    """Return who was shown personal data of a school last, the newest first."""
    return _told(connection, _READ, school)


def _told(connection: Connection, wanted: Select[Any], school: SchoolId) -> Sequence[Past]:
    rows = connection.execute(wanted, {"school": school})
    return [Past(Happened(kind), account, subject, address, at) for kind, account, subject, address, at in rows]


def _id_of(school: SchoolId, reading: Event, now_ms: int) -> str:
    day = str(now_ms // DAY_MS)
    return derived("read", school, reading.account, reading.subject, reading.address_hash, day)
