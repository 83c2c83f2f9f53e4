"""Rolling copies of the journal, encrypted as it is, and putting one back where the journal is damaged (P5, P6)."""

import logging
import os
from collections.abc import Callable, Sequence
from pathlib import Path

from sqlalchemy import func, select

from app.clock import Clock
from app.disk import disk_errors
from app.errors import DamagedError, StoreError
from app.store.opening import open_store
from app.store.tables import outbox, reading_point
from app.store.unit import Store

COPIES = "copies"
"""The folder of the copies, in a profile's."""

PATTERN = "*.copy"
KEPT = 3

FIRST_MS = 10 * 60 * 1000
"""From the program's start to the first copy."""

PERIOD_MS = 4 * 60 * 60 * 1000
"""Between two copies of one run of the program, by its monotonic clock."""

PIECE = 4 * 1024 * 1024
"""Bytes that are copied between two looks at whether to go on."""

Told = Callable[[int, int], bool]
"""Hears how many bytes are done, and of how many, 0 where nobody knows; returns whether to go on."""

_logger = logging.getLogger("app.backups")


class Copying:
    """When the next copy is due in this run of the program; no wall clock decides."""

    def __init__(self, store: Store, folder: Path, clock: Clock) -> None:
        self._store, self._folder, self._clock = store, folder, clock
        self._next_ms = FIRST_MS

    def copy_if_due(self) -> None:
        """Make a copy where one is due; a disk that does not take it is logged, and tried again with the next one."""
        now = self._clock.elapsed_ms()
        if now < self._next_ms:
            return
        self._next_ms = now + PERIOD_MS
        try:
            make_copy(self._store, self._folder)
        except StoreError as error:
            _logger.warning("the journal was not copied: %s", type(error).__name__)


def make_copy(store: Store, folder: Path) -> bool:
    """Copy an open journal; return whether it had changed since the newest copy. The newest three stay.

    Raises:
        StoreError: the disk does not take it, or the journal is damaged; the copies before are as they were.
    """
    place, found = folder / COPIES, copies(folder)
    state = _state(store)
    if found and found[0].stem.partition("-")[2] == state:
        return False
    number = int(found[0].stem.partition("-")[0]) + 1 if found else 1
    fresh = place / "fresh"
    with disk_errors():
        place.mkdir(exist_ok=True)
        fresh.unlink(missing_ok=True)
    store.copy_into(fresh)
    with disk_errors():
        _sync(fresh)
        fresh.rename(place / f"{number:08}-{state}.copy")
        _sync(place)
        for old in copies(folder)[KEPT:]:
            old.unlink()
    return True


def copies(folder: Path) -> Sequence[Path]:
    """Return the copies of a profile's journal, the newest first."""
    return sorted((folder / COPIES).glob(PATTERN), reverse=True)


def put_back(journal: Path, key: bytes, clock: Clock, told: Told = lambda *_: True) -> bool:
    """Put the newest copy that is whole in the journal's place; the journal's own files are kept beside it.

    What was entered since is in the spool and at the portal, and comes back from there. Return whether it was done,
    False where it was stopped: then nothing was changed.

    Raises:
        DamagedError: there is no copy that this key opens and that is whole; nothing was changed.
        StoreError: the disk does not take it.
    """
    fresh = journal.parent / COPIES / "restored"
    for copy in copies(journal.parent):
        with disk_errors():
            _clear(fresh)
            goes_on = _copy(copy, fresh, told)
        try:
            # all of it is read once more, and nobody knows how far that is
            if goes_on and (goes_on := told(0, 0)):
                open_store(fresh, key, clock).close()
                goes_on = told(0, 0)
        except DamagedError:
            continue
        if not goes_on:
            with disk_errors():
                _clear(fresh)
            return False
        with disk_errors():
            _sync(fresh)
            keep_aside(journal, free_number(journal), stays=True)
            fresh.replace(journal)
            _sync(journal.parent)
        return True
    raise DamagedError(str(journal))


def free_number(journal: Path) -> int:
    """Return the number under which the next files are set aside."""
    return next(n for n in range(1, 10_000) if not journal.with_suffix(f".kept{n}").exists())


def keep_aside(journal: Path, number: int, *, stays: bool = False) -> None:
    """Rename a journal's files; nothing is deleted. stays: the journal itself stands until another takes its place.

    Raises:
        OSError: a file cannot be renamed.
    """
    # the journal last: its log alone is worth nothing
    for path in sorted(journal.parent.glob(f"{journal.name}*"), reverse=True):
        kept = path.with_name(path.name.replace(".db", f".kept{number}", 1))
        if stays and path == journal:
            _keep_also(path, kept)
        else:
            path.rename(kept)


def _clear(fresh: Path) -> None:
    for left in fresh.parent.glob(f"{fresh.name}*"):
        left.unlink()


def _copy(source: Path, target: Path, told: Told) -> bool:
    """Copy a file; return whether it was done, False where it was stopped."""
    total, done = source.stat().st_size, 0
    with source.open("rb") as read, target.open("wb") as written:
        while piece := read.read(PIECE):
            if not told(done, total):
                return False
            done += written.write(piece)
    return told(done, total)


def _keep_also(path: Path, kept: Path) -> None:
    try:
        os.link(path, kept)
    except OSError:
        # a file system without links, such as a stick's
        path.rename(kept)


def _state(store: Store) -> str:
    """Return what tells two states of a journal apart: how far it has read, and its last own entry."""
    with store.reading() as unit:
        seq = unit.connection.execute(select(func.max(reading_point.c.seq))).scalar() or 0
        n = unit.connection.execute(select(func.max(outbox.c.n))).scalar() or 0
    return f"{seq}-{n}"


def _sync(path: Path) -> None:
    if path.is_dir() and os.name != "posix":
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
