"""What the roster's service works with: whose token asks, what the school holds, who was told of it."""

import logging
import threading
from collections.abc import Callable
from time import monotonic

from sqlalchemy import Connection, bindparam, select

from app.ids import SchoolId
from portal.auth.auditing import Event, Happened, is_read_noted, note_read
from portal.auth.derived import DerivedKeys
from portal.auth.oauth.access_tokens import BadTokenError, Opening
from portal.limits import Tries
from portal.oneroster.objects import Shown, instant, service_address
from portal.oneroster.program_tokens import ProgramServer, ProgramTokens
from portal.oneroster.programs import PARTED, Program, find_program
from portal.oneroster.refusing import Minor, RosterRefusedError
from portal.oneroster.roster import read_roster
from portal.store.tables import operations, schools

KEPT = 4
"""Schools whose rosters are kept as they were last asked for: a program asks for some hundred pages in a row."""

_HEAD = select(schools.c.head, schools.c.epoch).where(schools.c.school_id == bindparam("school"))
_CHANGED = select(operations.c.received).where(
    operations.c.school_id == bindparam("school"), operations.c.seq == bindparam("head")
)

logger = logging.getLogger("portal")


class RosterDesk:
    """Answers programs. reading, writing: open a transaction in a school. now_ms: the portal's clock.

    clock: seconds, never going back. holding: opens one that reads all that a school holds.
    """

    def __init__(
        self,
        issuer: str,
        keys: DerivedKeys,
        ways: tuple[Opening, Opening],
        now_ms: Callable[[], int],
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self.issuer, self.now_ms = issuer, now_ms
        self.reading, self.writing = ways
        self.holding = self.reading
        self.tokens = ProgramTokens(issuer, keys, *ways)
        self.server = ProgramServer(self.tokens)
        self.tries = Tries(clock)
        self._kept: dict[SchoolId, tuple[tuple[int, str], Shown]] = {}
        self._lock = threading.Lock()

    def program(self, authorization: str) -> Program:
        """Return whose token it is.

        Raises:
            RosterRefusedError: unauthorisedrequest, where it opens nothing (any more).
        """
        scheme, _, token = authorization.partition(" ")
        if scheme.lower() != "bearer":
            raise RosterRefusedError(Minor.UNAUTHORISED)
        try:
            access = self.tokens.read(token.strip(), now_ms=self.now_ms())
        except BadTokenError as error:
            raise RosterRefusedError(Minor.UNAUTHORISED) from error
        with self.reading(access.school) as connection:
            found = find_program(connection, f"{access.school}{PARTED}{access.grant}")
        if found is None:
            raise RosterRefusedError(Minor.UNAUTHORISED)
        return found

    def shown(self, program: Program, subject: str) -> Shown:
        """Return the roster of a program's school, and write down once a day that it was told. subject: what of it."""
        self._note_read(program, subject)
        with self.holding(program.school) as connection:
            return self._held(connection, program.school)

    def _held(self, connection: Connection, school: SchoolId) -> Shown:
        row = connection.execute(_HEAD, {"school": school}).one()
        at = (int(row.head), str(row.epoch))
        with self._lock:
            kept = self._kept.get(school)
        if kept is not None and kept[0] == at:
            return kept[1]
        changed = connection.execute(_CHANGED, {"school": school, "head": row.head}).scalar() or 0
        fresh = Shown(read_roster(connection, school), service_address(self.issuer), instant(changed))
        with self._lock:
            self._kept.pop(school, None)
            self._kept[school] = (at, fresh)
            while len(self._kept) > KEPT:
                self._kept.pop(next(iter(self._kept)))
        return fresh

    def _note_read(self, program: Program, subject: str) -> None:
        told = Event(Happened.READ, program.id, f"oneroster/{subject}")
        with self.reading(program.school) as connection:
            if is_read_noted(connection, program.school, told, now_ms=self.now_ms()):
                return
        with self.writing(program.school) as connection:
            note_read(connection, program.school, told, now_ms=self.now_ms())
