"""Opening this PC's journal, or setting it aside; plain functions that run outside the window's thread."""

from dataclasses import dataclass
from pathlib import Path

from app.clock import Clock
from app.services.profile import Profile, read_profile
from app.services.receiving import scope_of
from app.store.backups import free_number, keep_aside
from app.store.keyless import KeylessFolder
from app.store.opening import open_store
from app.store.unit import Store
from app.vault.facts import RECOVERY
from app.vault.profiles import journal_file
from app.vault.slots import COPIES
from sync.credentials import JournalKeys


@dataclass(frozen=True, slots=True)
class Opened:
    """An open journal. profile: None before this PC was enrolled. complete: whether everything was loaded once.

    keyless: the folder of a journal that ends with its session, None where a PIN opens it again.
    """

    store: Store
    profile: Profile | None
    complete: bool
    keyless: KeylessFolder | None = None


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


def opened_with(store: Store) -> Opened:
    """Return an open journal with whose it is."""
    with store.reading() as unit:
        return Opened(store, read_profile(unit), bool(scope_of(unit)))
