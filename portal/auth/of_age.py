"""Whether a family is still one to the school: a pupil who has left, and one of age who keeps the diary to themself."""

from datetime import UTC, date, datetime

from sqlalchemy import Connection, bindparam, select, update

from app.domain.families import Stay, has_left, is_of_age
from app.domain.records import Enrolment, Pupil
from app.ids import PupilId, SchoolId
from portal.auth.auditing import Event, Happened, note
from portal.store.dialects import enter, upsert
from portal.store.sign_in_tables import identities
from portal.store.tables import TABLES, links

ITSELF, ALONE = "self", "alone"
"""Issuer and kind of identities by which a pupil of age says that nobody else reads the diary. subject: the account."""

_pupil, _enrolment = TABLES[Pupil], TABLES[Enrolment]
_STAYS = select(_enrolment.c.first, _enrolment.c.last).where(
    _enrolment.c.school_id == bindparam("school"), _enrolment.c.pupil == bindparam("pupil")
)
_BORN = select(_pupil.c.born).where(_pupil.c.school_id == bindparam("school"), _pupil.c.id == bindparam("pupil"))
_SAID = (
    identities.c.school_id == bindparam("school"),
    identities.c.issuer == ITSELF,
    identities.c.kind == ALONE,
    identities.c.person == bindparam("pupil"),
    identities.c.ended.is_(None),
)
_ALONE = select(identities.c.subject).where(*_SAID)
_SAY = upsert(identities, kept=("linked",), emptied=("ended",))
_UNSAY = update(identities).where(*_SAID).values(ended=bindparam("now"))
_CLOSE = (
    update(links)
    .where(
        links.c.school_id == bindparam("school"),
        links.c.pupil == bindparam("of"),
        links.c.account == "",
        links.c.revoked.is_(None),
    )
    .values(revoked=bindparam("now"))
)


def day_of(at_ms: int) -> date:
    """Return the day of a moment. at_ms: Unix milliseconds."""
    return datetime.fromtimestamp(at_ms / 1000, UTC).date()


def is_gone(connection: Connection, school: SchoolId, pupil: PupilId, *, now_ms: int) -> bool:
    """Return whether a pupil has left the school; the transaction is then in the school."""
    enter(connection, school)
    rows = connection.execute(_STAYS, {"school": school, "pupil": pupil})
    return has_left([Stay(*row) for row in rows], day_of(now_ms))


def reads_alone(connection: Connection, school: SchoolId, pupil: PupilId) -> bool:
    """Return whether a pupil of age keeps the diary to themself; the transaction is then in the school."""
    enter(connection, school)
    return connection.execute(_ALONE, {"school": school, "pupil": pupil}).first() is not None


def may_decide(connection: Connection, school: SchoolId, pupil: PupilId, *, now_ms: int) -> bool:
    """Return whether a pupil is of age and says who reads the diary; the transaction is then in the school."""
    enter(connection, school)
    born = connection.execute(_BORN, {"school": school, "pupil": pupil}).scalar()
    return born is not None and is_of_age(born, day_of(now_ms))


def read_alone(connection: Connection, school: SchoolId, account: str, pupil: PupilId, *, now_ms: int) -> None:
    """Let parents read a diary no more, and end its secret links. account: the pupil's own."""
    enter(connection, school)
    row = {"school_id": school, "issuer": ITSELF, "subject": account, "kind": ALONE, "person": pupil}
    connection.execute(_SAY, {**row, "linked": now_ms})
    connection.execute(_CLOSE, {"school": school, "of": pupil, "now": now_ms})
    note(connection, school, Event(Happened.CLOSED, account, pupil), now_ms=now_ms)


def read_together(connection: Connection, school: SchoolId, account: str, pupil: PupilId, *, now_ms: int) -> None:
    """Let parents read a diary again; secret links stay ended. account: the pupil's own."""
    enter(connection, school)
    if connection.execute(_UNSAY, {"school": school, "pupil": pupil, "now": now_ms}).rowcount:
        note(connection, school, Event(Happened.OPENED, account, pupil), now_ms=now_ms)
