"""Opening this PC's journal, or enrolling this PC by a code; plain functions that run outside the window's thread."""

import os
import platform
from dataclasses import dataclass
from pathlib import Path

from app.clock import Clock
from app.errors import KeyMissingError
from app.ids import ReplicaId, text_of
from app.services.profile import Profile, keep_profile, read_profile
from app.services.receiving import scope_of
from app.store.backups import free_number, keep_aside
from app.store.opening import open_store
from app.store.unit import Store
from app.vault.facts import RECOVERY
from app.vault.profiles import journal_file
from app.vault.slots import COPIES
from sync.credentials import JournalKeys
from sync.enrolment import check_address, enrol

SEED_BYTES = 32
"""Length of an Ed25519 seed."""


@dataclass(frozen=True, slots=True)
class Opened:
    """An open journal. profile: None before this PC was enrolled. complete: whether everything was loaded once."""

    store: Store
    profile: Profile | None
    complete: bool


def open_journal(folder: Path, clock: Clock) -> Opened | None:
    """Open the journal of a profile's folder; None where this PC has none yet.

    Raises:
        CredentialError: the keyring does not give the key.
        StoreError: the journal cannot be opened; it was not changed.
    """
    path = journal_file(folder)
    if not path.exists():
        return None
    return opened_with(open_store(path, JournalKeys(folder).read_key(folder_id(folder)), clock))


def enrol_here(folder: Path, clock: Clock, *, address: str, code: str) -> Opened:
    """Make this PC the teacher's: a key in the keyring, an encrypted journal, and the portal's consent.

    What was made before a failure is used again by the next try.

    Raises:
        SyncError: the address or the code is wrong, or the portal was not reached.
        CredentialError: the keyring does not take the key.
        StoreError: the journal cannot be written.
    """
    portal = check_address(address)
    store = open_store(journal_file(folder), _key(folder), clock)
    try:
        replica = ReplicaId(text_of(os.urandom(16)))
        profile = enrol(portal, code, replica=replica, seed=os.urandom(SEED_BYTES), name=platform.node(), clock=clock)
        with store.unit() as unit:
            keep_profile(unit, profile=profile)
    except BaseException:
        store.close()
        raise
    return opened_with(store)


def set_aside(folder: Path) -> None:
    """Rename the journal's files and what its PIN opens, so that this PC can be enrolled anew; nothing is deleted.

    Raises:
        OSError: a file cannot be renamed.
    """
    number = free_number(journal_file(folder))
    # the journal last: while it stands, one of the slots opens it or it is set aside again
    for name in (*COPIES, RECOVERY):
        if (folder / name).exists():
            (folder / name).rename(folder / f"{name}.kept{number}")
    keep_aside(journal_file(folder), number)


def folder_id(folder: Path) -> str:
    """Return the name under which the keyring has a folder's key."""
    return str(folder.resolve())


def _key(folder: Path) -> bytes:
    keys = JournalKeys(folder)
    try:
        return keys.read_key(folder_id(folder))
    except KeyMissingError:
        if journal_file(folder).exists():
            raise
        return keys.new_key(folder_id(folder))


def opened_with(store: Store) -> Opened:
    """Return an open journal with whose it is."""
    with store.reading() as unit:
        return Opened(store, read_profile(unit), bool(scope_of(unit)))
