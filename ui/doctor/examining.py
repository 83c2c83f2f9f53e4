"""Looks this PC over: disk, encryption, keyring, clock, network, portal; changes nothing and opens no journal."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum, auto
from functools import partial
from pathlib import Path

from app.clock import Clock
from app.disk import disk_errors
from app.errors import CertificateError, GradebookError, NetworkShareError, OfflineError, PortalSilentError
from app.store.opening import open_store
from app.vault.facts import read_facts
from app.vault.profiles import JOURNAL, profile_folders
from app.vault.shares import is_share
from app.vault.vault import Vault
from sync.checkup import Asked, ask_portal, is_plausible
from sync.credentials import KEY_BYTES, JournalKeys
from ui.login.entering import folder_id
from ui.login.locking import half_id

LEAST_MB = 500
"""Free space of a disk: a journal, its copies, and room for what the program writes while it tidies up."""

MB = 1024 * 1024
MOST_OFF = timedelta(minutes=5)
"""How far a clock may be off before a sign-in, or what is written of the time, suffers."""

MINUTE = timedelta(minutes=1)


class Part(Enum):
    """What is looked at."""

    DISK = auto()
    ENCRYPTION = auto()
    KEYRING = auto()
    NETWORK = auto()
    CERTIFICATE = auto()
    PORTAL = auto()
    CLOCK = auto()


class Verdict(Enum):
    """How it stands. UNKNOWN: it could not be looked at, and nothing says that it is bad."""

    GOOD = auto()
    BAD = auto()
    UNKNOWN = auto()


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of one part.

    about: the folder or the address. number: free MB of a disk, or minutes by which a clock is ahead.
    """

    part: Part
    verdict: Verdict
    about: str = ""
    error: GradebookError | None = None
    number: int = 0


def examine(home: Path, address: str, clock: Clock) -> Iterator[Finding]:
    """Yield what was found, in the order of looking. address: of a portal, empty for those of this PC's profiles."""
    folders = profile_folders(home)
    yield _disk(home)
    yield _encryption(clock)
    yield from _keyring(home, folders)
    portals = {each.address: each for each in map(read_facts, folders) if each is not None}
    asked: list[Asked] = []
    for each in [address] if address else sorted(portals):
        asked.append(ask_portal(each, portals.get(each), clock))
        yield from _way(each, asked[-1])
    yield _clock(asked, clock)


def _disk(home: Path) -> Finding:
    place = next(each for each in (home, *home.parents) if each.exists())
    try:
        if is_share(place):
            raise NetworkShareError
        with disk_errors():
            with tempfile.TemporaryFile(dir=place) as file:
                file.write(b"a few bytes")
                file.flush()
            free = shutil.disk_usage(place).free // MB
    except GradebookError as error:
        return Finding(Part.DISK, Verdict.BAD, str(home), error)
    return Finding(Part.DISK, Verdict.GOOD if free >= LEAST_MB else Verdict.BAD, str(home), number=free)


def _encryption(clock: Clock) -> Finding:
    """Make an empty journal aside, as the program does at the first start, and throw it away."""
    try:
        with tempfile.TemporaryDirectory() as folder:
            open_store(Path(folder) / JOURNAL, os.urandom(KEY_BYTES), clock).close()
    except GradebookError as error:
        return Finding(Part.ENCRYPTION, Verdict.BAD, error=error)
    return Finding(Part.ENCRYPTION, Verdict.GOOD)


def _keyring(home: Path, folders: list[Path]) -> Iterator[Finding]:
    if not folders:
        yield _kept("", lambda: JournalKeys(home).holds(folder_id(home)))
    for folder in folders:
        name = half_id(folder) if Vault(folder, folder.name).has_lock else folder_id(folder)
        yield _kept(folder.name, partial(JournalKeys(folder).read_key, name))


def _kept(about: str, read: Callable[[], object]) -> Finding:
    try:
        read()
    except GradebookError as error:
        return Finding(Part.KEYRING, Verdict.BAD, about, error)
    return Finding(Part.KEYRING, Verdict.GOOD, about)


def _way(address: str, asked: Asked) -> Iterator[Finding]:
    """Yield what the answer tells of the way to it, part by part: where one is bad, nobody sees what is behind it."""
    error = asked.error
    if isinstance(error, OfflineError):
        yield Finding(Part.NETWORK, Verdict.BAD, address, error)
        return
    silent = isinstance(error, PortalSilentError)
    yield Finding(Part.NETWORK, Verdict.UNKNOWN if silent else Verdict.GOOD, address)
    if isinstance(error, CertificateError):
        yield Finding(Part.CERTIFICATE, Verdict.BAD, address, error)
        return
    if address.startswith("https://"):
        yield Finding(Part.CERTIFICATE, Verdict.UNKNOWN if silent else Verdict.GOOD, address)
    yield Finding(Part.PORTAL, Verdict.BAD if error else Verdict.GOOD, address, error)


def _clock(asked: list[Asked], clock: Clock) -> Finding:
    if not is_plausible(clock):
        return Finding(Part.CLOCK, Verdict.BAD)
    ahead = next((each.ahead for each in asked if each.ahead is not None), None)
    if ahead is None:
        return Finding(Part.CLOCK, Verdict.UNKNOWN)
    bad = abs(ahead) > MOST_OFF
    return Finding(Part.CLOCK, Verdict.BAD if bad else Verdict.GOOD, number=round(ahead / MINUTE))
