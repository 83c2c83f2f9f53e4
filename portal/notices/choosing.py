"""What a family wants to be written of a diary: kept for a link, in force once the address has confirmed it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Table, delete, insert, select, update

from app.ids import SchoolId, text_of
from portal.auth.derived import DerivedKeys
from portal.auth.tokens import LINK_BYTES, hash_of, new_link_code
from portal.diary.news import NewsSort
from portal.diary.opening import UnknownLinkError, Visit
from portal.exchange.cursors import read_head
from portal.notices.timing import AT_ONCE
from portal.store.dialects import enter, present, upsert
from portal.store.tables import notice_choices, notice_doors, notice_letters

CONFIRM, STOP, FEED, FEED_WHOLE = "confirm", "stop", "feed", "feed-whole"
"""Purposes of secret addresses; the first one is a sort of letters too."""

NEWS, APPLICATION = "news", "application"
"""Sorts of letters besides."""

OF_APPLICATION = "application:"
"""How the link of an application begins, under which its applicant's address is kept; no diary's link does so."""

REFUSED, GAVE_UP = "refused", "gave-up"
"""Why an address takes no letters: it is refused for good, or was for days."""

MINUTE_MS = 60 * 1000
CONFIRM_MS = 3 * 24 * 60 * MINUTE_MS
"""How long the address in a letter of confirmation can be used."""

AGAIN_MS = 5 * MINUTE_MS
"""From one letter of confirmation to the next, twice as long each time: nobody fills a stranger's box by it."""

MOST_DOUBLED = 8

_CHOSEN = upsert(notice_choices)
_LETTER = upsert(notice_letters)


class TooSoonError(Exception):
    """A letter of confirmation is under way, and a next one would come too soon after it."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be written. hour: of the day's letter, or AT_ONCE. shows: what is new; else only that something is.

    names: the child, by the first name.
    """

    sorts: frozenset[NewsSort]
    hour: int
    shows: bool = False
    names: bool = False

    @property
    def row(self) -> dict[str, Any]:
        """How it is kept."""
        sorts = " ".join(sort for sort in NewsSort if sort in self.sorts)
        return {"sorts": sorts, "hour": self.hour, "shows": int(self.shows), "names": int(self.names)}


@dataclass(frozen=True, slots=True)
class Choice:
    """A wish and where it is sent. told: seq up to which letters have told. failed: empty while the address takes them.

    is_confirmed: the address has said that it is the family's.
    """

    school: SchoolId
    link: str
    address: str
    wish: Wish
    is_confirmed: bool
    told: int
    failed: str

    @property
    def is_of_application(self) -> bool:
        """Whether the steps of an application are written of, and not what is new in a diary."""
        return self.link.startswith(OF_APPLICATION)


def read_choice(connection: Connection, keys: DerivedKeys, school: SchoolId, link: str) -> Choice | None:
    """Return what is chosen for a link, None where nothing is."""
    row = connection.execute(select(notice_choices).where(*_own(notice_choices, school, link))).one_or_none()
    return None if row is None else _choice(keys, row)


def read_choices(connection: Connection, keys: DerivedKeys, school: SchoolId) -> Iterator[Choice]:
    """Yield what is in force at a school of its diaries."""
    in_force = (
        notice_choices.c.school_id == school,
        notice_choices.c.confirmed.is_not(None),
        notice_choices.c.failed == "",
        notice_choices.c.link.not_like(f"{OF_APPLICATION}%"),
    )
    yield from (_choice(keys, row) for row in connection.execute(select(notice_choices).where(*in_force)).all())


def choose(visit: Visit, keys: DerivedKeys, address: str, wish: Wish, *, now_ms: int) -> None:
    """Keep a wish; a letter asks a new address whether it is the family's. address: as `checked_address` returns it.

    Raises:
        TooSoonError: such a letter was sent a moment ago; nothing was kept.
    """
    connection, school = visit.connection, SchoolId(visit.owner.school_id)
    there = connection.execute(select(notice_choices).where(*_own(notice_choices, school, visit.link))).one_or_none()
    known = None if there is None else _choice(keys, there)
    if known is not None and known.address == address and known.is_confirmed and not known.failed:
        mine = _own(notice_choices, school, visit.link)
        connection.execute(update(notice_choices).where(*mine).values(**wish.row))
        return
    asks = 0 if there is None else there.asks
    if there is not None and now_ms < there.asked + AGAIN_MS * 2 ** min(asks - 1, MOST_DOUBLED):
        raise TooSoonError
    told = read_head(connection, school).seq
    choice = Choice(school, visit.link, address, wish, is_confirmed=False, told=told, failed="")
    _ask(connection, keys, choice, asks + 1, now_ms)


def forget(connection: Connection, school: SchoolId, link: str) -> None:
    """Write nothing more, and keep nothing of the address; the feed stays."""
    of_letters = notice_doors.c.purpose.in_((CONFIRM, STOP))
    connection.execute(delete(notice_doors).where(*_own(notice_doors, school, link), of_letters))
    for table in (notice_letters, notice_choices):
        connection.execute(delete(table).where(*_own(table, school, link)))


@dataclass(frozen=True, slots=True)
class NoticeDoor:
    """What a secret address opens."""

    school: SchoolId
    link: str
    purpose: str

    @property
    def is_of_application(self) -> bool:
        """Whether it belongs to an application, and not to a diary."""
        return self.link.startswith(OF_APPLICATION)


def new_door(connection: Connection, door: NoticeDoor, *, code: str = "", now_ms: int) -> str:
    """Return the code of a new address; an earlier one of this purpose ends. code: one that is known."""
    end_door(connection, door.school, door.link, door.purpose)
    made = code or new_link_code()
    row = {"school_id": door.school, "code_hash": hash_of(made), "link": door.link, "purpose": door.purpose}
    connection.execute(insert(notice_doors), {**row, "made": now_ms})
    return made


def choose_for_application(
    connection: Connection, keys: DerivedKeys, door: NoticeDoor, address: str, *, now_ms: int
) -> None:
    """Write the steps of an application to an address, once it has confirmed that it is the applicant's.

    door: of confirmation, for the application's link.
    """
    wish = Wish(frozenset(), AT_ONCE)
    choice = Choice(door.school, door.link, address, wish, is_confirmed=False, told=0, failed="")
    _ask(connection, keys, choice, 1, now_ms)


def _ask(connection: Connection, keys: DerivedKeys, choice: Choice, asks: int, now_ms: int) -> None:
    """Keep a choice that is not in force yet, and put the letter that asks for it into the queue."""
    row = {
        "school_id": choice.school,
        "link": choice.link,
        "address": keys.sealed(choice.address.encode()),
        "confirmed": None,
        "asked": now_ms,
        "asks": asks,
        "told": choice.told,
        "failed": "",
        **choice.wish.row,
    }
    connection.execute(_CHOSEN, row)
    code = new_door(connection, NoticeDoor(choice.school, choice.link, CONFIRM), now_ms=now_ms)
    letter = {"school_id": choice.school, "link": choice.link, "sort": CONFIRM, "due": now_ms, "made": now_ms}
    connection.execute(_LETTER, {**letter, "tries": 0, "sealed": keys.sealed(code.encode()), "failed": ""})


def end_door(connection: Connection, school: SchoolId, link: str, *purposes: str) -> None:
    """End the addresses of a link of these purposes."""
    mine = _own(notice_doors, school, link)
    connection.execute(delete(notice_doors).where(*mine, notice_doors.c.purpose.in_(purposes)))


def find_door(connection: Connection, code: str, *purposes: str, now_ms: int) -> NoticeDoor:
    """Return what an address opens; the transaction is then in its school.

    Raises:
        UnknownLinkError: nothing of these purposes, or nothing any more.
    """
    hashed = hash_of(code)
    present(connection, hashed)
    row = connection.execute(
        select(notice_doors).where(notice_doors.c.code_hash == hashed, notice_doors.c.purpose.in_(purposes))
    ).one_or_none()
    if row is None or (row.purpose == CONFIRM and now_ms >= row.made + CONFIRM_MS):
        raise UnknownLinkError
    enter(connection, SchoolId(row.school_id))
    return NoticeDoor(SchoolId(row.school_id), row.link, row.purpose)


def confirm(connection: Connection, keys: DerivedKeys, door: NoticeDoor, *, now_ms: int) -> None:
    """Let letters go to the address that has confirmed; what comes from now on is news, of an application each step."""
    told = 0 if door.is_of_application else read_head(connection, door.school).seq
    mine = _own(notice_choices, door.school, door.link)
    connection.execute(update(notice_choices).where(*mine).values(confirmed=now_ms, told=told, asks=0))
    end_door(connection, door.school, door.link, CONFIRM)
    code = stop_code(keys, door.school, door.link)
    new_door(connection, NoticeDoor(door.school, door.link, STOP), code=code, now_ms=now_ms)


def stop_code(keys: DerivedKeys, school: SchoolId, link: str) -> str:
    """Return the code by which each letter can be stopped, the same each time."""
    return text_of(keys.follower("notices stop", f"{school} {link}")[:LINK_BYTES])


def door_of(connection: Connection, school: SchoolId, link: str, *purposes: str) -> str:
    """Return the purpose of an address that a link has among these, empty where it has none."""
    mine = _own(notice_doors, school, link)
    found = connection.execute(select(notice_doors.c.purpose).where(*mine, notice_doors.c.purpose.in_(purposes)))
    return str(found.scalar() or "")


def _choice(keys: DerivedKeys, row: Row[*tuple[Any, ...]]) -> Choice:
    sorts = frozenset(NewsSort(sort) for sort in row.sorts.split())
    wish = Wish(sorts, row.hour, bool(row.shows), bool(row.names))
    address = keys.opened(row.address).decode()
    is_confirmed = row.confirmed is not None
    return Choice(SchoolId(row.school_id), row.link, address, wish, is_confirmed, row.told, row.failed)


def _own(table: Table, school: SchoolId, link: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return table.c.school_id == school, table.c.link == link
