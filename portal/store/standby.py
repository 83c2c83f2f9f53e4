"""A copy of the database that PostgreSQL keeps up to date: how far it has come, and whether it may be read from."""

import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from sqlalchemy import URL, Connection, Engine, make_url
from sqlalchemy.exc import SQLAlchemyError

from app.ids import SchoolId
from portal.beside import beside
from portal.store.dialects import NO_SCHOOL, reading
from portal.store.opening import connect_engine

MOST_LAG_S = 10.0
"""A copy that is further behind is not read from: what a teacher has entered would be missed in the diary."""

LOOK_S = 1.0
"""How often it is looked at."""

BLIND_S = 5.0
"""After so long without a look, because one hangs, nothing is known of the copy."""

REMEMBERED = 3_600
"""Places of the original that the copy has not reached yet; of more the oldest ones tell the delay as well."""

PATIENCE = {"connect_timeout": "2", "tcp_user_timeout": "3000"}
"""Seconds, and milliseconds: a machine that is switched off says nothing at all."""

_PLACE = "SELECT pg_current_wal_{}_lsn() - '0/0'::pg_lsn, (SELECT system_identifier FROM pg_control_system())"
_COPIED = (
    "SELECT pg_last_wal_replay_lsn() - '0/0'::pg_lsn, (SELECT system_identifier FROM pg_control_system()), "
    "pg_is_in_recovery()"
)
DURABLE, WRITTEN = _PLACE.format("flush"), _PLACE.format("insert")


class Standby:
    """The copy, as the threads that read and the one that looks know it; it is away until it was looked at.

    connected: the engine below. engine: the same for transactions that read without a school.
    """

    def __init__(self, primary: Engine, url: URL, clock: Callable[[], float] = monotonic) -> None:
        """Ask nothing yet. primary: the database it is a copy of. clock: seconds, never going back."""
        self._primary, self._clock = primary, clock
        self.connected = connect_engine(url.update_query_dict(PATIENCE))
        self.engine = reading(self.connected)
        self._ahead: deque[tuple[float, int]] = deque()
        self._lag_s: float | None = None
        self._replayed, self._looked = 0, clock()

    @contextmanager
    def reading(self, school: SchoolId = NO_SCHOOL) -> Iterator[Connection]:
        """Open a transaction that sees one state of a school, as the copy has it."""
        with reading(self.connected, school).connect() as connection:
            yield connection

    @property
    def lag_s(self) -> float | None:
        """How far it is behind, to a look; None where it is away, or is no copy of this database."""
        return None if self._clock() - self._looked > BLIND_S else self._lag_s

    def is_fit(self, place: int = 0) -> bool:
        """Return whether it may be read from, by somebody who has written up to a place."""
        lag_s = self.lag_s
        return lag_s is not None and lag_s <= MOST_LAG_S and place <= self._replayed

    def look(self) -> None:
        """Find out how it is."""
        try:
            with reading(self._primary).connect() as connection:
                place, original = _told(connection, DURABLE)
            now = self._clock()
            with self.engine.connect() as connection:
                replayed, system, is_copy = _told(connection, _COPIED)
        except SQLAlchemyError:
            self.lose()
            return
        finally:
            self._looked = self._clock()
        if not is_copy or system != original:
            self.lose()
            return
        if len(self._ahead) < REMEMBERED:
            self._ahead.append((now, int(place)))
        while self._ahead and self._ahead[0][1] <= replayed:
            self._ahead.popleft()
        self._replayed, self._lag_s = int(replayed), now - self._ahead[0][0] if self._ahead else 0.0

    def keep_looking(self, ending: threading.Event) -> None:
        """Look again and again until the event is set."""
        while True:
            self.look()
            if ending.wait(LOOK_S):
                return

    def lose(self) -> None:
        """Take it for away until it answers at the next look."""
        self._lag_s = None

    def place(self) -> int:
        """Return up to where the database is written: whoever wrote reads it again from a copy that has come so far."""
        with reading(self._primary).connect() as connection:
            return int(_told(connection, WRITTEN)[0])

    def close(self) -> None:
        """Close its connections."""
        self.connected.dispose()


@contextmanager
def copied(primary: Engine, address: str) -> Iterator[Standby | None]:
    """Give the copy at an address, looked at as long as the block lasts; None where the address is empty."""
    if not address:
        yield None
        return
    standby = Standby(primary, make_url(address))
    try:
        with beside("standby", standby.keep_looking):
            yield standby
    finally:
        standby.close()


def _told(connection: Connection, question: str) -> tuple[int, ...]:
    return tuple(connection.exec_driver_sql(question).one())
