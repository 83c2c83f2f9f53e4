"""Backs a portal up while it works, and puts one back; a backup counts once it was restored and compared."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO

from nacl.public import PrivateKey, PublicKey
from sqlalchemy import Engine, update

from app.ids import SchoolId
from app.wire.framing import from_base64, to_base64
from portal.auth.keys import PRIVATE, read_key
from portal.auth.replicas import forget_leases
from portal.errors import BackupDamagedError, BackupKeyMissingError, BackupThereError, BadBackupKeyError
from portal.keeping.archived_files import files_of, put
from portal.keeping.dumps import DumpDamagedError, End, Head, digests_of, encoded, load, messages_of
from portal.keeping.sealed_file import SealingFile, key_of, messages_in
from portal.settings import DataFolder
from portal.store.dialects import writing
from portal.store.opening import open_engine
from portal.store.tables import SCHEMA, schools


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was proved. made: ISO 8601. reaches: how far the log of each school reaches in it."""

    path: Path
    made: str
    reaches: dict[SchoolId, int]


def make_backup_key(folder: DataFolder, path: Path) -> None:
    """Make the operator's key: its private half goes to *path* and nowhere else, the folder keeps the public one.

    Raises:
        BackupThereError: there is such a file; it was not touched.
    """
    key = PrivateKey.generate()
    with _new_file(path) as file:
        file.write(to_base64(key.encode()).encode() + b"\n")
    _keep_public_key(folder, key)


def back_up(folder: DataFolder, engine: Engine, path: Path, *, made: str) -> Backup:
    """Write a backup, read it back beside it, compare, and tell the schools how far it reaches.

    It holds the database, the portal's key and the archives. The portal may work meanwhile: each school is written as
    it is at one moment. made: ISO 8601, the portal's clock.

    Raises:
        BackupKeyMissingError: no operator's key was made for this portal.
        BackupThereError: there is such a file.
        BackupDamagedError: what was written does not come back as it was; no file is left.
    """
    owner, own_key = _public_key(folder), read_key(folder.key).encode()
    if path.exists():
        raise BackupThereError(str(path))
    fresh = path.with_name(f"{path.name}.new")
    fresh.unlink(missing_ok=True)
    try:
        with _new_file(fresh) as file:
            sealing = SealingFile(file, owner)
            for message in messages_of(engine, files_of(folder.archives), key=own_key, made=made):
                sealing.write(encoded(message), last=isinstance(message, End))
        reaches = _proved(fresh, sealing.key)
        fresh.rename(path)
    finally:
        fresh.unlink(missing_ok=True)
    for school, reach in reaches.items():
        with writing(engine, school).begin() as connection:
            connection.execute(update(schools).where(schools.c.school_id == school).values(backed_up_seq=reach))
    return Backup(path, made, reaches)


def restore(path: Path, owner_key: Path, engine: Engine, folder: DataFolder) -> tuple[Head, dict[SchoolId, int]]:
    """Write a backup into an empty database of this schema; return what it is of, and how far each log reaches.

    folder: takes the archives, and the public half of the operator's key. Copies of PCs are not told apart until each
    has spoken again.

    Raises:
        BackupDamagedError: the file is damaged; what is in the database by now is to be thrown away.
        ForeignBackupError: it was made for another operator's key.
        BadBackupKeyError: the key's file holds none.
        NewerDatabaseError: a newer portal made it.
    """
    owner = _private_key(owner_key)
    with path.open("rb") as file:
        head, reaches = _load(file, key_of(file, owner), engine, folder.archives)
    _keep_public_key(folder, owner)
    for school in reaches:
        with writing(engine, school).begin() as connection:
            forget_leases(connection)
    return head, reaches


def _proved(path: Path, key: bytes) -> dict[SchoolId, int]:
    """Restore a backup beside it, compare, and return how far each log reaches."""
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".proof-") as beside, path.open("rb") as file:
        engine = open_engine(f"sqlite:///{beside}/proof.db")
        try:
            return _load(file, key, engine, Path(beside, "archives"))[1]
        finally:
            engine.dispose()


def _load(file: IO[bytes], key: bytes, engine: Engine, archives: Path) -> tuple[Head, dict[SchoolId, int]]:
    try:
        head, reaches, digests = load(engine, messages_in(file, key), partial(put, archives))
    except DumpDamagedError as error:
        raise BackupDamagedError(str(file.name)) from error
    # a backup of an older schema has come into more columns than it was written from
    if head.schema == SCHEMA and digests_of(engine, files_of(archives)) != digests:
        raise BackupDamagedError(str(file.name))
    return head, reaches


@contextmanager
def _new_file(path: Path) -> Iterator[IO[bytes]]:
    """Yield a new file that nobody else can read; it is on the disk when the block is left."""
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, PRIVATE)
    except FileExistsError as error:
        raise BackupThereError(str(path)) from error
    with os.fdopen(handle, "w+b") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())


def _keep_public_key(folder: DataFolder, key: PrivateKey) -> None:
    folder.backup_key.write_text(to_base64(key.public_key.encode()) + "\n", encoding="ascii")


def _public_key(folder: DataFolder) -> PublicKey:
    try:
        return PublicKey(from_base64(folder.backup_key.read_text(encoding="ascii").strip()))
    except (OSError, ValueError, TypeError) as error:
        raise BackupKeyMissingError from error


def _private_key(path: Path) -> PrivateKey:
    try:
        return PrivateKey(from_base64(path.read_text(encoding="ascii").strip()))
    except (OSError, ValueError, TypeError) as error:
        raise BadBackupKeyError(str(path)) from error
