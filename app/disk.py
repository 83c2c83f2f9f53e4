"""Turns what the operating system says of the disk into the errors that a teacher can be told about."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from app.errors import DiskFailureError, DiskFullError, ReadOnlyError

FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}
FULL = {errno.ENOSPC, errno.EDQUOT}


@contextmanager
def disk_errors() -> Iterator[None]:
    """Run the body; what the system says of the disk is raised as a StoreError.

    Raises:
        StoreError: the kind says why nothing was written.
    """
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise DiskFullError from error
        raise (ReadOnlyError if error.errno in FORBIDDEN else DiskFailureError) from error
