"""One-time codes that connect a teacher's PC; the full sign-in will be another way to a Holder."""

import secrets
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, insert, select, update

from app.domain.records import Teacher
from app.ids import SchoolId, TeacherId
from portal.auth.tokens import hash_of
from portal.errors import UnknownLoginError
from portal.refusals import Code, RefusedError
from portal.store.dialects import present
from portal.store.tables import TABLES, codes

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Latin capitals and digits that nobody takes for one another."""

LENGTH = 8
"""Signs of 5 bits: 2^40 codes."""

VALID_MS = 24 * 60 * 60 * 1000
_LOOKALIKES = str.maketrans("АВЕКМНРСТУХ", "ABEKMHPCTYX", "-–— \t\r\n")
"""Cyrillic capitals that look like signs of the alphabet, and what separates the signs."""

_TEACHER = select(TABLES[Teacher].c.id).where(
    TABLES[Teacher].c.school_id == bindparam("school"), TABLES[Teacher].c.login == bindparam("login")
)
_USE = (
    update(codes)
    .where(codes.c.code_hash == bindparam("code"), codes.c.used.is_(None), codes.c.expires > bindparam("now"))
    .values(used=bindparam("now"))
    .returning(codes.c.school_id, codes.c.teacher)
)
_UNUSED = select(codes.c.code_hash).where(codes.c.code_hash == bindparam("code"), codes.c.used.is_(None))


@dataclass(frozen=True, slots=True)
class Holder:
    """Whom somebody has proved to be: the ground on which a PC is enrolled, however it was proved."""

    school: SchoolId
    teacher: TeacherId


def issue_code(connection: Connection, school: SchoolId, login: str, *, now_ms: int) -> str:
    """Return a new code for a teacher's next PC, such as "K7QM-2XWD"; it is valid for a day.

    Raises:
        UnknownLoginError: no teacher has this login.
    """
    found = connection.execute(_TEACHER, {"school": school, "login": login.strip().lower()}).scalar()
    if found is None:
        raise UnknownLoginError(login)
    signs = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    connection.execute(
        insert(codes),
        {
            "school_id": school,
            "code_hash": hash_of(signs),
            "teacher": found,
            "created": now_ms,
            "expires": now_ms + VALID_MS,
        },
    )
    return f"{signs[: LENGTH // 2]}-{signs[LENGTH // 2 :]}"


def redeem_code(connection: Connection, code: str, *, now_ms: int) -> Holder:
    """Use up a code and return whose it was; of many who try at once one succeeds.

    Raises:
        RefusedError: wrong_code, where it is unknown or used; expired_code.
    """
    hashed = hash_of(as_signs(code))
    present(connection, hashed)
    found = connection.execute(_USE, {"code": hashed, "now": now_ms}).one_or_none()
    if found is not None:
        return Holder(*found)
    unused = connection.execute(_UNUSED, {"code": hashed}).first()
    raise RefusedError(Code.EXPIRED_CODE if unused else Code.WRONG_CODE, "body.code")


def as_signs(code: str) -> str:
    """Return a typed code as it was issued: any case, any dashes, either keyboard layout for signs that look alike."""
    return code.upper().translate(_LOOKALIKES)
