"""Programs of a school that may read its roster by themselves: registered by the operator, known by a secret."""

import hmac
import os
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select, update

from app.ids import SchoolId, text_of
from portal.auth.auditing import Event, Happened, note
from portal.auth.tokens import hash_of, new_token
from portal.store.dialects import enter
from portal.store.sign_in_tables import programs

KEY_BYTES = 9
"""Of a program's id: a name that nobody needs to guess."""

LONGEST_NAME = 60
PARTED = "."
"""Between the school and the program in what a program calls itself."""


@dataclass(frozen=True, slots=True)
class Program:
    """A program. made, used, revoked: Unix milliseconds; None where it never was."""

    school: SchoolId
    id: str
    name: str
    secret_hash: str
    made: int
    used: int | None
    revoked: int | None

    @property
    def client_id(self) -> str:
        """What it calls itself."""
        return f"{self.school}{PARTED}{self.id}"

    def knows(self, secret: str) -> bool:
        """Return whether a secret is its own."""
        return hmac.compare_digest(self.secret_hash, hash_of(secret))


def add_program(connection: Connection, school: SchoolId, name: str, *, now_ms: int) -> tuple[str, str]:
    """Register a program; return its id and its secret, which nobody is told again."""
    made, secret = text_of(os.urandom(KEY_BYTES)), new_token()
    shown = "".join(sign for sign in name if sign.isprintable()).strip()[:LONGEST_NAME]
    row = {"school_id": school, "id": made, "name": shown, "secret_hash": hash_of(secret), "made": now_ms}
    connection.execute(insert(programs), row)
    note(connection, school, Event(Happened.GRANTED, subject=made), now_ms=now_ms)
    return f"{school}{PARTED}{made}", secret


def list_programs(connection: Connection, school: SchoolId) -> Sequence[Program]:
    """Return the programs that may read, the oldest first."""
    mine = programs.c.school_id == school, programs.c.revoked.is_(None)
    query = select(programs).where(*mine).order_by(programs.c.made, programs.c.id)
    return [Program(*row) for row in connection.execute(query)]


def program_names(connection: Connection, school: SchoolId) -> dict[str, str]:
    """Return what the school's programs are called, by id; those that may read no more, too."""
    query = select(programs.c.id, programs.c.name).where(programs.c.school_id == school)
    return {row.id: f"программа «{row.name}»" for row in connection.execute(query)}


def revoke_program(connection: Connection, school: SchoolId, key: str, *, now_ms: int) -> bool:
    """End a program's reading at once; return whether there was such a one.

    key: what it calls itself, or the part behind the school.
    """
    own = key.removeprefix(f"{school}{PARTED}")
    mine = programs.c.school_id == school, programs.c.id == own, programs.c.revoked.is_(None)
    if connection.execute(update(programs).where(*mine).values(revoked=now_ms)).rowcount == 0:
        return False
    note(connection, school, Event(Happened.REVOKED, subject=own), now_ms=now_ms)
    return True


def find_program(connection: Connection, client_id: str) -> Program | None:
    """Return a program by what it calls itself, None where it may not read; the transaction is then in its school."""
    school, _, key = client_id.partition(PARTED)
    enter(connection, SchoolId(school))
    mine = programs.c.school_id == school, programs.c.id == key, programs.c.revoked.is_(None)
    row = connection.execute(select(programs).where(*mine)).one_or_none()
    return Program(*row) if row else None


def note_used(connection: Connection, program: Program, *, now_ms: int) -> None:
    """Write down when a program got its last token."""
    mine = programs.c.school_id == program.school, programs.c.id == program.id
    connection.execute(update(programs).where(*mine).values(used=now_ms))
