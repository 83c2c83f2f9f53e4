"""The folder of a session without a keyring: nobody can open its journal afterwards, its sealed outbox stays (I2, I21).

The journal's key is in the memory of one process only. What that process leaves behind, however it ended, is unreadable
for ever and is removed; entries that the portal has not got lie in the spool, sealed to it.
"""

import os
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
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


LONGEST_TURN_S, STEP_S = 10.0, 0.05
"""How long a program waits for its turn, and how often it asks; making or removing a folder takes milliseconds."""


class KeylessFolder:
    """The folder of the session under way; no other program of this PC tidies it meanwhile."""

    def __init__(self, home: Path) -> None:
        """Take a new one.

        home: of all profiles, whose rounds hand in what is left here.

        Raises:
            NetworkShareError: it lies on another computer.
            StoreError: the disk takes no sealed entry, so there is no session.
            AlreadyRunningError: another program does not end making or removing one.
        """
        self.path = home / KEYLESS.format(name=secrets.token_hex(8))
        self._lock = InstanceLock(self.path)
        try:
            with _turn(home):
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

    A session that is under way is left alone, and nothing of it is counted; so is one whose entries another program of
    this PC is handing in.

    Raises:
        StoreError: a file cannot be read or removed; the next start tries again.
    """
    with holding(folder) as waiting:
        return waiting


@contextmanager
def holding(folder: Path) -> Iterator[int]:
    """Hold what a session that is over has left, tidied, so that nobody else hands it in; yield as tidy() returns.

    Raises:
        StoreError: as of tidy().
    """
    lock = InstanceLock(folder)
    try:
        try:
            with _turn(folder.parent):
                waiting = _taken(folder, lock)
        except AlreadyRunningError:
            waiting = 0
        yield waiting
    finally:
        lock.__exit__(None, None, None)


def _taken(folder: Path, lock: InstanceLock) -> int:
    """Take and tidy a folder; return how many entries wait. One in which none does is gone."""
    if not folder.exists():
        return 0
    lock.__enter__()
    with disk_errors():
        for path in folder.iterdir():
            if path.is_dir():
                shutil.rmtree(path)
            elif path.name not in OUTLIVES:
                path.unlink()
        waiting = len(read_spool(folder / SPOOL))
    if not waiting:
        # an open file cannot be removed everywhere; within the turn nobody takes the folder meanwhile
        lock.__exit__(None, None, None)
        _remove(folder)
    return waiting


def forget(folder: Path) -> None:
    """Remove the folder of a session whose every entry the portal has; whoever holds it then does so later.

    Raises:
        StoreError: a file cannot be removed.
    """
    with suppress(AlreadyRunningError), _turn(folder.parent):
        if folder.exists():
            with InstanceLock(folder):
                pass
            _remove(folder)


def _remove(folder: Path) -> None:
    with disk_errors():
        # the entries first: of what is left by a cut here nobody asks for which portal it is
        (folder / SPOOL).unlink(missing_ok=True)
        shutil.rmtree(folder)


@contextmanager
def _turn(home: Path) -> Iterator[None]:
    """Let one program of this PC at a time make such folders or remove them.

    A folder that is just being made is not held yet: removed then, it would be gone under the new session.

    Raises:
        AlreadyRunningError: another one does not come to an end.
        NetworkShareError, StoreError: as of InstanceLock.
    """
    ending = time.monotonic() + LONGEST_TURN_S
    lock = InstanceLock(home)
    while True:
        try:
            lock.__enter__()
            break
        except AlreadyRunningError:
            if time.monotonic() > ending:
                raise
        time.sleep(STEP_S)
    try:
        yield
    finally:
        lock.__exit__(None, None, None)
