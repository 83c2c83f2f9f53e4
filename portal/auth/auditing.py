"""What happened at the entrance, kept for those who answer for it: ids, times, hashes of addresses, never a secret."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection, bindparam, insert, select

from app.ids import ID_BYTES, SchoolId, text_of
from portal.store.dialects import NO_SCHOOL, enter
from portal.store.sign_in_tables import events

MOST_SHOWN = 100
"""Events on a page, the newest first."""


class Happened(StrEnum):
    """Kinds of events."""

    INVITED = "invited"
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


_NEWEST = (
    select(events.c.kind, events.c.account, events.c.subject, events.c.address_hash, events.c.at)
    .where(events.c.school_id == bindparam("school"))
    .order_by(events.c.at.desc(), events.c.id)
    .limit(MOST_SHOWN)
)


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


def read_events(connection: Connection, school: SchoolId = NO_SCHOOL) -> Sequence[Past]:
    """Return a school's newest events, the newest first."""
    rows = connection.execute(_NEWEST, {"school": school})
    return [Past(Happened(kind), account, subject, address, at) for kind, account, subject, address, at in rows]
