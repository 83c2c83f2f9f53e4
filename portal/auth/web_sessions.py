"""Browsers that are signed in: begun at a password, proved by a one-time code, ended by hand or by time."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, bindparam, func, insert, select, update

from app.ids import ID_BYTES, text_of
from portal.auth.tokens import hash_of, new_token
from portal.store.dialects import NO_SCHOOL, enter
from portal.store.sign_in_tables import web_sessions

HOUR_MS = 60 * 60 * 1000
IDLE_MS, LONGEST_MS = 12 * HOUR_MS, 14 * 24 * HOUR_MS
"""A session that nobody used for so long has ended, and each ends after so long however it is used."""

CODE_MS = HOUR_MS // 6
"""How long a password waits for its one-time code."""

SEEN_MS = HOUR_MS // 12
"""How exactly it is kept when a session was last used."""

BROWSER_LIMIT = 60

_FIND = select(web_sessions).where(
    web_sessions.c.school_id == NO_SCHOOL,
    web_sessions.c.token_hash == bindparam("token"),
    web_sessions.c.ended.is_(None),
)
_TOUCH = update(web_sessions).where(web_sessions.c.id == bindparam("key")).values(seen=bindparam("now"))
_OPEN = web_sessions.c.account == bindparam("key"), web_sessions.c.ended.is_(None), web_sessions.c.proved == 1
_LIST = select(web_sessions).where(*_OPEN).order_by(web_sessions.c.seen.desc())
_COUNT = (
    select(web_sessions.c.account, func.count().label("count"))
    .where(
        web_sessions.c.school_id == NO_SCHOOL,
        web_sessions.c.ended.is_(None),
        web_sessions.c.proved == 1,
        web_sessions.c.made > bindparam("longest"),
        web_sessions.c.seen > bindparam("idle"),
    )
    .group_by(web_sessions.c.account)
)
_END = update(web_sessions).where(*_OPEN).values(ended=bindparam("now"))


@dataclass(frozen=True, slots=True)
class WebSession:
    """A browser of an account. secret: what only it and the portal's pages know. seen: Unix milliseconds."""

    id: str
    account: str
    is_proved: bool
    browser: str
    seen: int
    secret: str = field(repr=False, default="")


@dataclass(frozen=True, slots=True)
class Browser:
    """What is kept of a browser that signs in. name: in words, such as "Firefox, Windows"."""

    name: str
    address_hash: str


def begin_session(
    connection: Connection, account: str, browser: Browser, *, is_proved: bool, now_ms: int
) -> WebSession:
    """Begin a session with a token of its own: whoever knew one of before knows nothing of this one."""
    enter(connection, NO_SCHOOL)
    begun = WebSession(
        text_of(os.urandom(ID_BYTES)), account, is_proved, browser.name[:BROWSER_LIMIT], now_ms, new_token()
    )
    row = {
        "school_id": NO_SCHOOL,
        "id": begun.id,
        "token_hash": hash_of(begun.secret),
        "account": account,
        "proved": int(is_proved),
        "browser": begun.browser,
        "address_hash": browser.address_hash,
        "made": now_ms,
        "seen": now_ms,
    }
    connection.execute(insert(web_sessions), row)
    return begun


def find_session(connection: Connection, token: str, *, now_ms: int) -> WebSession | None:
    """Return the session of a token, None where there is none or its time is over."""
    if not token:
        return None
    enter(connection, NO_SCHOOL)
    row = connection.execute(_FIND, {"token": hash_of(token)}).one_or_none()
    if row is None:
        return None
    over = now_ms >= row.made + (LONGEST_MS if row.proved else CODE_MS) or now_ms >= row.seen + IDLE_MS
    return None if over else WebSession(row.id, row.account, bool(row.proved), row.browser, row.seen, token)


def is_touch_due(session: WebSession, *, now_ms: int) -> bool:
    """Return whether it is to be written down that a session is used."""
    return now_ms >= session.seen + SEEN_MS


def touch_session(connection: Connection, session: WebSession, *, now_ms: int) -> None:
    """Write down that a session is used."""
    enter(connection, NO_SCHOOL)
    connection.execute(_TOUCH, {"key": session.id, "now": now_ms})


def read_sessions(connection: Connection, account: str, *, now_ms: int) -> Sequence[WebSession]:
    """Return an account's open sessions, the last used first."""
    enter(connection, NO_SCHOOL)
    rows = connection.execute(_LIST, {"key": account})
    return [
        WebSession(row.id, row.account, is_proved=True, browser=row.browser, seen=row.seen)
        for row in rows
        if now_ms < row.made + LONGEST_MS and now_ms < row.seen + IDLE_MS
    ]


def count_sessions(connection: Connection, *, now_ms: int) -> Mapping[str, int]:
    """Return how many open sessions there are by account; the transaction is then in no school."""
    enter(connection, NO_SCHOOL)
    bounds = {"longest": now_ms - LONGEST_MS, "idle": now_ms - IDLE_MS}
    return {account: int(count) for account, count in connection.execute(_COUNT, bounds)}


def end_session(connection: Connection, account: str, session: str, *, now_ms: int) -> None:
    """End one session of an account, proved or not."""
    enter(connection, NO_SCHOOL)
    mine = web_sessions.c.account == account, web_sessions.c.id == session, web_sessions.c.ended.is_(None)
    connection.execute(update(web_sessions).where(*mine).values(ended=now_ms))


def end_sessions(connection: Connection, account: str, *, but: str = "", now_ms: int) -> None:
    """End every session of an account. but: one that goes on."""
    enter(connection, NO_SCHOOL)
    connection.execute(_END.where(web_sessions.c.id != but), {"key": account, "now": now_ms})
