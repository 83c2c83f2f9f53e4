"""The floor of an entry: one durable SQLCipher commit of a mark and its outbox row, with nothing around it."""

import os
import time
from pathlib import Path
from types import TracebackType
from typing import Self

import sqlcipher3.dbapi2 as sqlcipher

TABLES = (
    "CREATE TABLE mark (id TEXT PRIMARY KEY, token TEXT, lesson TEXT, pupil TEXT, value TEXT)",
    "CREATE TABLE outbox (n INTEGER PRIMARY KEY, id TEXT, body BLOB)",
)


class RawJournal:
    """A file of its own: its commits stand between those that are measured and meet the same disk."""

    def __init__(self, folder: Path) -> None:
        self._connection = sqlcipher.connect(str(folder / "raw.db"), isolation_level=None)
        self._connection.execute(f"PRAGMA key = \"x'{os.urandom(32).hex()}'\"")
        for line in ("PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", *TABLES):
            self._connection.execute(line)
        self._n = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._connection.close()

    def commit_ms(self) -> float:
        """Make one commit and return how long it took."""
        self._n += 1
        name = f"m{self._n:021}"
        begun = time.perf_counter()
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.execute("INSERT INTO mark VALUES (?, ?, ?, ?, ?)", (name, name, "l" * 22, "p" * 22, "5"))
        self._connection.execute("INSERT INTO outbox VALUES (?, ?, ?)", (self._n, name, b"o" * 110))
        self._connection.execute("COMMIT")
        return (time.perf_counter() - begun) * 1000
