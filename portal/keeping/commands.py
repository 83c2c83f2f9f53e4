"""What the operator can order about backups."""

import shutil
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

from nacl.signing import SigningKey

from portal.auth.keys import keep_key
from portal.commands import Server, empty_folder, new_database
from portal.keeping.backing_up import Backup, back_up, make_backup_key, restore
from portal.settings import find_folder
from portal.store.opening import open_engine


def new_backup_key(path: Path, file: Path) -> None:
    """Make a portal's operator's key; backups from now on are sealed for it.

    Raises:
        OfficeError: there is no portal, or such a file.
    """
    make_backup_key(find_folder(path), file)


def back_up_portal(path: Path, file: Path) -> Backup:
    """Back a portal up to a file, while it works, and prove that it can be restored.

    Raises:
        OfficeError: the kind says why there is no backup.
    """
    folder = find_folder(path)
    engine = open_engine(folder.url)
    try:
        return back_up(folder, engine, file, made=datetime.now(UTC).isoformat(timespec="seconds"))
    finally:
        engine.dispose()


def restore_portal(path: Path, file: Path, owner_key: Path, *, server: Server | None = None) -> str:
    """Make a portal of a backup in an empty folder; return when the backup was made.

    server: where its database shall be, None for a file in the folder; it need not be what it was.

    Raises:
        OfficeError: the kind says why not; no portal is left.
    """
    folder = empty_folder(path)
    with ExitStack() as undoing:
        undoing.callback(shutil.rmtree, path, ignore_errors=True)
        with new_database(folder, server) as engine:
            head, _ = restore(file, owner_key, engine, folder)
        keep_key(folder.key, SigningKey(head.key))
        if server is not None:
            folder.keep_address(server.portal)
        undoing.pop_all()
    return head.made
