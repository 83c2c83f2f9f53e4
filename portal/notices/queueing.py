"""The letters that wait: put in once, tried until they are taken or given up, by one process of a school at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, Connection, bindparam, delete, func, select, update

from app.ids import SchoolId
from portal.auth.derived import DerivedKeys
from portal.notices.choosing import GAVE_UP, NEWS, REFUSED
from portal.notices.timing import GIVEN_UP, after
from portal.store.dialects import upsert
from portal.store.tables import notice_choices, notice_letters, notice_turns

PORTION = 100
"""Letters of one turn."""

TURN_MS = 2 * 60 * 1000
"""How long a turn lasts without a sign of life: longer than a server may take for one letter."""

_DUE = (
    select(notice_letters)
    .where(notice_letters.c.school_id == bindparam("school"), notice_letters.c.due <= bindparam("now"))
    .order_by(notice_letters.c.due, notice_letters.c.link)
    .limit(PORTION)
)
_TURN = select(notice_turns.c.holder, notice_turns.c.until).where(notice_turns.c.school_id == bindparam("school"))
_TAKE = upsert(notice_turns)
_PUT = upsert(notice_letters)
_STATE = select(func.count(), func.min(notice_letters.c.made), func.max(notice_letters.c.failed)).where(
    notice_letters.c.school_id == bindparam("school"), notice_letters.c.due <= bindparam("now")
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A letter that is due. sort: "confirm", "news" or "application". made: when it was first due.

    code: of a confirmation.
    """

    school: SchoolId
    link: str
    sort: str
    made: datetime
    tries: int
    code: str


@dataclass(frozen=True, slots=True)
class QueueState:
    """How a school's letters fare. due: those that should be out.

    oldest: when the first of them was due, None for none. failed: kind of a failure among them, empty for none.
    """

    due: int
    oldest: datetime | None
    failed: str


def put_letters(connection: Connection, school: SchoolId, due: Mapping[str, datetime], sort: str = NEWS) -> None:
    """Put letters of a sort into the queue, by the link and when they are due."""
    rows = [
        {
            "school_id": school,
            "link": link,
            "sort": sort,
            "due": _ms(at),
            "made": _ms(at),
            "tries": 0,
            "sealed": b"",
            "failed": "",
        }
        for link, at in due.items()
    ]
    if rows:
        connection.execute(_PUT, rows)


def read_due(connection: Connection, keys: DerivedKeys, school: SchoolId, *, now_ms: int) -> Sequence[Waiting]:
    """Return the letters that are due, the oldest first, at most PORTION."""
    return [
        Waiting(
            school,
            row.link,
            row.sort,
            datetime.fromtimestamp(row.made / 1000, UTC),
            row.tries,
            keys.opened(row.sealed).decode() if row.sealed else "",
        )
        for row in connection.execute(_DUE, {"school": school, "now": now_ms})
    ]


def take_letters_turn(connection: Connection, school: SchoolId, holder: str, *, now_ms: int) -> bool:
    """Return whether it is now this process's turn; it is for TURN_MS more."""
    row = connection.execute(_TURN, {"school": school}).one_or_none()
    if row is not None and row.holder != holder and now_ms < row.until:
        return False
    connection.execute(_TAKE, {"school_id": school, "holder": holder, "until": now_ms + TURN_MS})
    return True


def drop(connection: Connection, letter: Waiting, told: int | None = None) -> None:
    """Take a letter out: it was sent, or there is nothing to send. told: up to where news or steps are told by that."""
    connection.execute(delete(notice_letters).where(*_of(letter)))
    if told is not None:
        _note(connection, letter, told=told)


def postpone(connection: Connection, letter: Waiting, at: datetime) -> None:
    """Let a letter wait until a moment, without blame."""
    connection.execute(update(notice_letters).where(*_of(letter)).values(due=_ms(at)))


def put_off(connection: Connection, letter: Waiting, failed: str, *, now: datetime) -> None:
    """Try a letter again later, and longer apart each time; one that was tried for days is given up."""
    if now - letter.made > GIVEN_UP:
        give_up(connection, letter, GAVE_UP)
        return
    tries = letter.tries + 1
    facts = {"tries": tries, "failed": failed, "due": _ms(now + after(tries))}
    connection.execute(update(notice_letters).where(*_of(letter)).values(**facts))


def blame(connection: Connection, letter: Waiting, failed: str) -> None:
    """Write down why a letter could not be handed over, where it is not the letter's fault; it stays due."""
    connection.execute(update(notice_letters).where(*_of(letter)).values(failed=failed))


def give_up(connection: Connection, letter: Waiting, why: str = REFUSED) -> None:
    """Send no more to an address, and let the family see why."""
    drop(connection, letter)
    _note(connection, letter, failed=why)


def read_queue(connection: Connection, school: SchoolId, *, now_ms: int) -> QueueState:
    """Return how a school's letters fare."""
    count, oldest, failed = connection.execute(_STATE, {"school": school, "now": now_ms}).one()
    at = None if oldest is None else datetime.fromtimestamp(oldest / 1000, UTC)
    return QueueState(int(count), at, failed or "")


def _note(connection: Connection, letter: Waiting, **facts: int | str) -> None:
    mine = notice_choices.c.school_id == letter.school, notice_choices.c.link == letter.link
    connection.execute(update(notice_choices).where(*mine).values(**facts))


def _of(letter: Waiting) -> tuple[ColumnElement[bool], ...]:
    return (
        notice_letters.c.school_id == letter.school,
        notice_letters.c.link == letter.link,
        notice_letters.c.sort == letter.sort,
    )


def _ms(at: datetime) -> int:
    return int(at.timestamp() * 1000)
