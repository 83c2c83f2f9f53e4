"""Tells, without asking for any row, whether anything was committed to a file since something was read from it."""

import threading

from sqlalchemy import Engine, PoolProxiedConnection, event

from portal.store.dialects import is_server


class ChangeSign:
    """The sign of a file's state: equal as long as nobody, this process included, has committed anything.

    Source: SQLite's PRAGMA data_version, which is read from memory that all connections share.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = threading.Lock()
        self._connection: PoolProxiedConnection | None = None
        if not is_server(engine):
            event.listen(engine, "engine_disposed", self._close)

    def read(self) -> int | None:
        """Return the sign, None where the database is a server, which has none.

        What is read after this call and kept with the sign is still so while the sign is the same.
        """
        if is_server(self._engine):
            return None
        with self._lock:
            # one connection for good: signs of two connections have nothing to do with each other
            if self._connection is None:
                self._connection = self._engine.raw_connection()
            cursor = self._connection.cursor()
            cursor.execute("PRAGMA data_version")
            row = cursor.fetchone()
            return None if row is None else int(row[0])

    def _close(self, _engine: Engine) -> None:
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None
