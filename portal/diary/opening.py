"""The one way into the diary: whose it is behind a link, and which day it is there."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Engine, and_, select

from app.ids import PupilId, SchoolId
from portal.auth.families import may, may_read
from portal.auth.of_age import is_gone
from portal.auth.tokens import hash_of
from portal.diary.reading import read_owner
from portal.diary.weeks import DiaryOwner
from portal.rights import Action
from portal.store.dialects import NO_SCHOOL, enter
from portal.store.tables import links

NOBODY = PupilId("")
"""Whose diary a link opens that is none."""


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody reads a diary. today: at the school. code: what opens it. link: its hash, as it is kept. now: aware."""

    connection: Connection
    owner: DiaryOwner
    today: date
    code: str
    link: str
    now: datetime

    @property
    def home(self) -> str:
        """Return the path of the diary."""
        return f"/diary/{self.code}"


class UnknownLinkError(Exception):
    """A link opens no diary, or does not any more; what a page is about is answered in the same way."""


@contextmanager
def open_diary(engine: Engine, code: str) -> Iterator[Visit]:
    """Open a transaction that sees one state of the diary behind a link.

    Raises:
        UnknownLinkError: the link is unknown or revoked.
    """
    with engine.connect() as connection:
        yield visit_of(connection, code, datetime.now(UTC))


def visit_of(connection: Connection, code: str, now: datetime) -> Visit:
    """Return who reads, by the code of a link, in an open transaction. now: aware.

    Raises:
        UnknownLinkError: the link is unknown or revoked.
    """
    link = hash_of(code)
    owner = read_owner(connection, link)
    if owner is None:
        raise UnknownLinkError
    today = now.astimezone(ZoneInfo(owner.zone)).date()
    return Visit(connection, owner, today, code, link, now)


def open_owner(connection: Connection, link: str, *, now_ms: int) -> DiaryOwner | None:
    """Return whose diary a link opens, None where it does not, or whoever it is for may read it no more.

    A link that is nobody's own is for all, while the pupil is at the school. One that is none costs what an ended one
    does. link: its hash, empty where an address leads to none.
    """
    owner = read_owner(connection, link)
    school, pupil = (SchoolId(owner.school_id), owner.pupil) if owner else (NO_SCHOOL, NOBODY)
    account = account_of(connection, school, link)
    if not account:
        return owner if not is_gone(connection, school, pupil, now_ms=now_ms) else None
    allowed = may_read(connection, account, school, pupil, now_ms=now_ms)
    enter(connection, school if allowed else NO_SCHOOL)
    return owner if allowed else None


def account_of(connection: Connection, school: SchoolId, link: str) -> str:
    """Return whose own a link is, empty where it is nobody's. link: its hash; the transaction is in the school."""
    mine = and_(links.c.school_id == school, links.c.code_hash == link)
    return str(connection.execute(select(links.c.account).where(mine)).scalar() or "")


def hears_answers(connection: Connection, owner: DiaryOwner, link: str, *, now_ms: int) -> bool:
    """Return whether what the school answers about absences is for whoever has this link: for who may tell of them.

    link: its hash; the transaction stays in the school.
    """
    account, school = account_of(connection, owner.school_id, link), owner.school_id
    if not account:
        return False
    allowed = may(connection, account, Action.PROPOSE_EXCUSE, (school, owner.pupil), now_ms=now_ms)
    enter(connection, school)
    return allowed
