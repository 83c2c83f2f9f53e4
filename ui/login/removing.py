"""Takes a profile from this PC: only when the portal has confirmed every entry, and then all of it."""

import shutil
from pathlib import Path

from app.disk import disk_errors
from app.store.outbox import waiting
from app.store.spool import Spool
from app.store.unit import Store
from app.vault.errors import StillWaitingError
from app.vault.profiles import LOCK
from app.vault.slots import erase_slot
from sync.credentials import JournalKeys
from ui.login.entering import folder_id
from ui.login.locking import half_id, waiting_in


def check_empty(folder: Path, store: Store) -> None:
    """Make sure that nothing waits; what was handed to a courier or a stick waits until the portal has confirmed it.

    Raises:
        StillWaitingError: something does.
        StoreError: nobody can say.
    """
    with store.reading() as unit:
        outbox = waiting(unit)
    if not outbox:
        Spool(folder).keep_up(store)
    if count := max(outbox, waiting_in(folder)):
        raise StillWaitingError(count)


def erase_profile(folder: Path) -> None:
    """Erase a closed profile: first what opens it, then the rest; the file that says who has it open is left.

    Raises:
        StillWaitingError: its spool holds entries; nothing was erased.
        CredentialError: the keyring does not let go of its half; the journal stands and no PIN opens it.
        StoreError: a file cannot be removed.
    """
    if count := waiting_in(folder):
        raise StillWaitingError(count)
    erase_slot(folder)
    keys = JournalKeys(folder)
    for name in (half_id(folder), folder_id(folder)):
        keys.forget(name)
    with disk_errors():
        for path in folder.iterdir():
            if path.is_dir():
                shutil.rmtree(path)
            elif path.name != LOCK:
                path.unlink()
