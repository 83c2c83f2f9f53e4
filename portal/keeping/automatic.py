"""Backs the portal up by itself while it serves: the newest few stay; a failure is told and tried again."""

import logging
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from msgspec import Struct
from sqlalchemy.exc import DBAPIError

from portal.beside import beside
from portal.errors import BackupKeyMissingError, FolderNotWritableError, OfficeError
from portal.keeping.backing_up import back_up
from portal.settings import FOLDER_MODE, DataFolder
from portal.store.opening import open_engine

HOUR_S = 3600
RETRY_S = 15 * 60
"""Seconds from a failure to the next try, at most."""

PATTERN = "peremena-*.backup"
"""Files in the backups' folder that are ours to remove."""

_logger = logging.getLogger("portal.keeping")


@dataclass(frozen=True, slots=True)
class Plan:
    """Where and how often. keep: how many of the newest stay."""

    path: Path
    every_h: float
    keep: int


class LastBackup(Struct, frozen=True):
    """What became of the last ones. made: ISO 8601, empty before the first. failed: kind of error, empty after success.

    due: ISO 8601, when the next one should be there at the latest.
    """

    made: str = ""
    failed: str = ""
    due: str = ""


@contextmanager
def backing_up(folder: DataFolder, plan: Plan | None) -> Iterator[None]:
    """Back up on a thread of its own as long as the block lasts. plan: None for not at all.

    Raises:
        BackupKeyMissingError: no operator's key was made for this portal.
        FolderNotWritableError: the backups' folder cannot be made or written.
    """
    if plan is None:
        yield
        return
    if not folder.backup_key.is_file():
        raise BackupKeyMissingError
    _prepare(plan.path)
    # what is half made when the portal ends is thrown away by the next start
    with beside("backups", lambda ending: _back_up_until(folder, plan, ending)):
        yield


def read_last(folder: DataFolder) -> LastBackup | None:
    """Return what became of the last automatic backups, None where there never was one."""
    try:
        return msgspec.json.decode(_state(folder).read_bytes(), type=LastBackup)
    except (OSError, msgspec.DecodeError):
        return None


def _back_up_until(folder: DataFolder, plan: Plan, ending: threading.Event) -> None:
    wait_s = _first_wait_s(plan)
    while not ending.wait(wait_s):
        wait_s = plan.every_h * HOUR_S if _back_up_once(folder, plan) else min(RETRY_S, plan.every_h * HOUR_S)


def _first_wait_s(plan: Plan) -> float:
    """Return the seconds until the newest backup is old enough; a clock that was put back makes nobody wait longer."""
    newest = max((path.stat().st_mtime for path in plan.path.glob(PATTERN)), default=0.0)
    age_s = datetime.now(UTC).timestamp() - newest
    return min(max(plan.every_h * HOUR_S - age_s, 0.0), plan.every_h * HOUR_S)


def _back_up_once(folder: DataFolder, plan: Plan) -> bool:
    """Make one, and let the oldest go; return whether there is one more."""
    now = datetime.now(UTC)
    made = now.isoformat(timespec="seconds")
    due = datetime.fromtimestamp(now.timestamp() + 2 * plan.every_h * HOUR_S, UTC).isoformat(timespec="seconds")
    try:
        engine = open_engine(folder.url)
        try:
            backup = back_up(folder, engine, plan.path / f"peremena-{now:%Y%m%d-%H%M%S-%f}.backup", made=made)
        finally:
            engine.dispose()
        for path in sorted(plan.path.glob(PATTERN))[: -plan.keep]:
            path.unlink()
    except (OfficeError, OSError, DBAPIError) as error:
        before = read_last(folder) or LastBackup()
        _keep(folder, LastBackup(before.made, type(error).__name__, before.due or made))
        _logger.warning("the portal was not backed up: %s", type(error).__name__)
        return False
    _keep(folder, LastBackup(made, "", due))
    _logger.info("the portal was backed up: %d schools", len(backup.reaches))
    return True


def _prepare(path: Path) -> None:
    """Make the backups' folder, and throw away what an end in the middle has left there."""
    try:
        path.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
        for left in path.glob(f"{PATTERN}.new"):
            left.unlink()
        for proof in path.glob(".proof-*"):
            shutil.rmtree(proof)
    except OSError as error:
        raise FolderNotWritableError(str(path)) from error
    if not os.access(path, os.W_OK):
        raise FolderNotWritableError(str(path))


def _keep(folder: DataFolder, last: LastBackup) -> None:
    fresh = _state(folder).with_suffix(".new")
    try:
        fresh.write_bytes(msgspec.json.encode(last))
        fresh.replace(_state(folder))
    except OSError as error:
        _logger.warning("the state of the backups was not written: %s", type(error).__name__)


def _state(folder: DataFolder) -> Path:
    return folder.path / "backup.json"
