"""What anybody may read of a locked profile: how it is listed, and where its waiting entries go."""

import os
from pathlib import Path

import msgspec
from msgspec import Struct

from app.disk import disk_errors
from app.ids import ReplicaId, SchoolId

FACTS, RECOVERY = "profile.json", "slot-r"
LARGEST = 64 * 1024
"""Bytes of either file; ours have some hundred."""


class Facts(Struct, frozen=True):
    """label: how the profile is listed, empty until the teacher's name was loaded. portal_key: pinned, base64url.

    named: by the surname with initials, not by initials alone.
    """

    address: str
    school: SchoolId
    replica: ReplicaId
    portal_key: str
    label: str = ""
    named: bool = False


def write_facts(folder: Path, facts: Facts) -> None:
    """Put the facts in place of those before.

    Raises:
        StoreError: the folder cannot be written; the facts before stand.
    """
    _write(folder / FACTS, msgspec.json.encode(facts))


def read_facts(folder: Path) -> Facts | None:
    """Return the facts of a profile, None where there are none that can be read."""
    try:
        return msgspec.json.decode(_read(folder / FACTS), type=Facts)
    except (OSError, msgspec.DecodeError, ValueError):
        return None


def write_recovery(folder: Path, slot: bytes) -> None:
    """Put slot R in place of the one before.

    Raises:
        StoreError: the folder cannot be written; the slot before stands.
    """
    _write(folder / RECOVERY, slot)


def read_recovery(folder: Path) -> bytes | None:
    """Return slot R, None where there is none."""
    try:
        return _read(folder / RECOVERY)
    except OSError:
        return None


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(LARGEST)


def _write(path: Path, text: bytes) -> None:
    fresh = path.with_name(f"{path.name}.new")
    with disk_errors():
        path.parent.mkdir(parents=True, exist_ok=True)
        with fresh.open("wb") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
