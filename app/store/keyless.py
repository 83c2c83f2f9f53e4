"""The folder of a session without a keyring: nobody can open its journal afterwards, its sealed outbox stays (I2, I21).

The journal's key is in the memory of one process only. What that process leaves behind, however it ended, is unreadable
for ever and is removed; entries that the portal has not got lie in the spool, sealed to it.
"""

import os
import secrets
import shutil
import threading
from contextlib import suppress
from pathlib import Path

from app.disk import disk_errors
from app.errors import AlreadyRunningError, StoreError
from app.store.spool import SPOOL, read_spool, write_records
from app.store.unit import Store
from app.vault.facts import FACTS
from app.vault.profiles import KEYLESS, LOCK, InstanceLock

JOURNAL = "session.db"
"""Another name than a profile's journal has: such a folder is no profile of this PC."""

ROOM = 256 * 1024
"""Bytes that the disk has to have left: some hundred sealed entries."""

OUTLIVES = frozenset({SPOOL, FACTS, LOCK})
"""What of a session there is a use for afterwards: sealed entries, and which portal they are for."""


_one_at_a_time = threading.Lock()
"""A folder that is just being made is not held yet: tidied then, it would be gone under the new session."""


class KeylessFolder:
    """The folder of the session under way; no other program of this PC tidies it meanwhile."""

    def __init__(self, home: Path) -> None:
        """Take a new one.

        home: of all profiles, whose rounds hand in what is left here.

        Raises:
            NetworkShareError: it lies on another computer.
            StoreError: the disk takes no sealed entry, so there is no session.
        """
        self.path = home / KEYLESS.format(name=secrets.token_hex(8))
        self._lock = InstanceLock(self.path)
        try:
            with _one_at_a_time:
                self._lock.__enter__()
            _try_disk(self.path / "room")
            write_records(self.path / SPOOL, ())
        except StoreError:
            self.end()
            raise

    @property
    def journal(self) -> Path:
        """Where the session's journal lies."""
        return self.path / JOURNAL

    def end(self, store: Store | None = None) -> None:
        """Close the journal, so that its key is gone, and remove what nobody can read any more."""
        if store is not None:
            store.close()
        self._lock.__exit__(None, None, None)
        with suppress(StoreError):
            tidy(self.path)


def _try_disk(path: Path) -> None:
    with disk_errors():
        with path.open("wb") as file:
            file.write(bytes(ROOM))
            file.flush()
            os.fsync(file.fileno())
        path.unlink()


def tidy(folder: Path) -> int:
    """Remove what a session that is over has left, but for its sealed entries; return how many of them there are.

    A session that is under way is left alone, and nothing of it is counted.

    Raises:
        StoreError: a file cannot be read or removed; the next start tries again.
    """
    with _one_at_a_time:
        return _tidy(folder)


def _tidy(folder: Path) -> int:
    if not folder.exists():
        return 0
    try:
        with InstanceLock(folder), disk_errors():
            for path in folder.iterdir():
                if path.is_dir():
                    shutil.rmtree(path)
                elif path.name not in OUTLIVES:
                    path.unlink()
            waiting = len(read_spool(folder / SPOOL))
    except AlreadyRunningError:
        return 0
    if not waiting:
        forget(folder)
    return waiting


def forget(folder: Path) -> None:
    """Remove the folder of a session whose every entry the portal has.

    Raises:
        StoreError: a file cannot be removed.
    """
    with disk_errors():
        shutil.rmtree(folder)
