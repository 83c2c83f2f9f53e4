"""Codes that bring the first token: of a browser on the same PC, or of a phone that approves a waiting program."""

import secrets
from dataclasses import dataclass

from sqlalchemy import Connection, Row, bindparam, delete, insert, select, update

from app.ids import SchoolId
from portal.auth.oauth.grants import Wanted
from portal.auth.tokens import hash_of
from portal.store.dialects import NO_SCHOOL, enter
from portal.store.sign_in_tables import authorization_codes, device_codes

CODE_MS = 60_000
"""How long a browser may take from the approval back to the program."""

WAIT_S, INTERVAL_S, SLOWER_S = 600, 5, 5
"""How long a program waits for the phone, how often it asks, and how much slower it has to become."""

WRONG_NUMBERS = 3
NUMBERS = range(10, 100)
WAITING, APPROVED, DENIED = "waiting", "approved", "denied"

_code, _device = authorization_codes.c, device_codes.c
_WAITING = select(device_codes).where(
    _device.school_id == NO_SCHOOL,
    _device.user_code == bindparam("user_code"),
    _device.state == WAITING,
    _device.expires > bindparam("now"),
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A program that waits for somebody to let it in."""

    user_code: str
    name: str
    number: str


@dataclass(frozen=True, slots=True)
class BrowserAsk:
    """What a browser has brought along from the program. challenge: SHA-256 of what only the program knows."""

    redirect_uri: str
    challenge: str


def keep_code(connection: Connection, code: str, wanted: Wanted, ask: BrowserAsk, *, now_ms: int) -> None:
    """Keep what a browser may take back."""
    enter(connection, NO_SCHOOL)
    row = {
        "school_id": NO_SCHOOL,
        "code_hash": hash_of(code),
        "account": wanted.account,
        "school": wanted.school,
        "person": wanted.person,
        "redirect_uri": ask.redirect_uri,
        "challenge": ask.challenge,
        "name": wanted.name,
        "expires": now_ms + CODE_MS,
        "granted": "",
    }
    connection.execute(insert(authorization_codes), row)


def find_code(connection: Connection, code: str) -> Row[tuple[object, ...]] | None:
    """Return what is kept of a browser's code, also of one that was used."""
    enter(connection, NO_SCHOOL)
    return connection.execute(select(authorization_codes).where(_code.code_hash == hash_of(code))).one_or_none()


def use_code(connection: Connection, code_hash: str, grant: str) -> bool:
    """Use up a browser's code; of many who try at once one succeeds."""
    enter(connection, NO_SCHOOL)
    unused = update(authorization_codes).where(_code.code_hash == code_hash, _code.granted == "")
    return connection.execute(unused.values(granted=grant)).rowcount == 1


def keep_device(connection: Connection, device_code: str, user_code: str, name: str, *, now_ms: int) -> str:
    """Keep that a program waits; return the two digits that it shows."""
    enter(connection, NO_SCHOOL)
    number = str(secrets.choice(NUMBERS))
    row = {
        "school_id": NO_SCHOOL,
        "code_hash": hash_of(device_code),
        "user_code": user_code,
        "number": number,
        "name": name,
        "state": WAITING,
        "account": "",
        "school": "",
        "person": "",
        "wrong": 0,
        "interval_s": INTERVAL_S,
        "asked": 0,
        "expires": now_ms + WAIT_S * 1000,
    }
    connection.execute(insert(device_codes), row)
    return number


def find_waiting(connection: Connection, user_code: str, *, now_ms: int) -> Waiting | None:
    """Return the program that shows a code, None where none waits. Signs between the letters do not matter."""
    enter(connection, NO_SCHOOL)
    letters = "".join(sign for sign in user_code.upper() if sign.isalpha())
    shown = f"{letters[:4]}-{letters[4:]}"
    row = connection.execute(_WAITING, {"user_code": shown, "now": now_ms}).one_or_none()
    return Waiting(row.user_code, row.name, row.number) if row else None


def approve(connection: Connection, waiting: Waiting, wanted: Wanted) -> bool:
    """Let a waiting program in; return whether it still waited."""
    facts = {"state": APPROVED, "account": wanted.account, "school": wanted.school, "person": wanted.person}
    return _decide(connection, waiting, facts)


def deny(connection: Connection, waiting: Waiting) -> bool:
    """Turn a waiting program away; return whether it still waited."""
    return _decide(connection, waiting, {"state": DENIED})


def count_wrong(connection: Connection, waiting: Waiting) -> bool:
    """Count a number that did not match; return whether the program is turned away for it."""
    enter(connection, NO_SCHOOL)
    mine = update(device_codes).where(_device.user_code == waiting.user_code, _device.state == WAITING)
    wrong = connection.execute(mine.values(wrong=_device.wrong + 1).returning(_device.wrong)).scalar()
    return (wrong or WRONG_NUMBERS) >= WRONG_NUMBERS and deny(connection, waiting)


def find_device(connection: Connection, device_code: str) -> Row[tuple[object, ...]] | None:
    """Return what is kept of a program that waits or has been answered."""
    enter(connection, NO_SCHOOL)
    return connection.execute(select(device_codes).where(_device.code_hash == hash_of(device_code))).one_or_none()


def note_asked(connection: Connection, code_hash: str, *, interval_s: int, now_ms: int) -> None:
    """Write down when a program asked, and how often it may."""
    mine = update(device_codes).where(_device.code_hash == code_hash)
    connection.execute(mine.values(asked=now_ms, interval_s=interval_s))


def forget_device(connection: Connection, code_hash: str) -> bool:
    """Forget a program's code; of many who try at once one succeeds."""
    enter(connection, NO_SCHOOL)
    return connection.execute(delete(device_codes).where(_device.code_hash == code_hash)).rowcount == 1


def wanted_of(row: Row[tuple[object, ...]]) -> Wanted:
    """Return what was agreed to with a code."""
    return Wanted(str(row.account), SchoolId(str(row.school)), str(row.person), str(row.name))


def _decide(connection: Connection, waiting: Waiting, facts: dict[str, str]) -> bool:
    enter(connection, NO_SCHOOL)
    mine = update(device_codes).where(_device.user_code == waiting.user_code, _device.state == WAITING)
    return connection.execute(mine.values(**facts)).rowcount == 1
