"""Turns what SQLite says went wrong into the errors that a teacher can be told about."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy.exc import DBAPIError

from app.errors import DamagedError, DiskFailureError, DiskFullError, LockedError, ReadOnlyError, StoreError

PRIMARY = 0xFF
"""The bits of an extended result code that name its kind."""

FULL, CORRUPT, NOT_A_DATABASE, IO_ERROR = 13, 11, 26, 10
READ_ONLY = {3, 8, 14, 23}
"""PERM, READONLY, CANTOPEN, AUTH."""

BUSY = {5, 6}
"""BUSY, LOCKED."""

NO_ROOM = 256 * 1024
"""Bytes free below which a failure to write is taken for a full disk."""


@contextmanager
def store_errors(path: Path) -> Iterator[None]:
    """Run the body; what the database says of the disk or the file is raised as a StoreError.

    Raises:
        StoreError: the kind says what is wrong; the transaction was rolled back.
    """
    try:
        yield
    except DBAPIError as error:
        if (known := _known(error.orig, path)) is not None:
            raise known from error
        raise
    except sqlcipher.Error as error:
        if (known := _known(error, path)) is not None:
            raise known from error
        raise


def _known(error: BaseException | None, path: Path) -> StoreError | None:
    code = getattr(error, "sqlite_errorcode", None)
    if not isinstance(code, int):
        return None
    kind = code & PRIMARY
    if kind in {CORRUPT, NOT_A_DATABASE}:
        return DamagedError(str(path))
    if kind in BUSY:
        return LockedError()
    if kind in READ_ONLY:
        return ReadOnlyError()
    if kind == FULL:
        return DiskFullError()
    return _of_disk(path) if kind == IO_ERROR else None


def _of_disk(path: Path) -> StoreError:
    try:
        free = shutil.disk_usage(path.parent).free
    except OSError:
        return DiskFailureError()
    return DiskFullError() if free < NO_ROOM else DiskFailureError()
