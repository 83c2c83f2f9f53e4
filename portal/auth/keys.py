"""The portal's signing key: made once, kept in a file that nobody else reads."""

import os
from pathlib import Path

from nacl.signing import SigningKey

from app.wire.framing import from_base64, to_base64
from portal.errors import BadKeyError

PRIVATE = 0o600
"""Mode of the file: its owner reads and writes, nobody else does either."""


def make_key(path: Path) -> SigningKey:
    """Make the portal's key and its file.

    Raises:
        FileExistsError: there is one; it was not touched.
    """
    return keep_key(path, SigningKey.generate())


def keep_key(path: Path, key: SigningKey) -> SigningKey:
    """Make the file of a key, such as one from a backup, and return the key.

    Raises:
        FileExistsError: there is one; it was not touched.
    """
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(to_base64(key.encode()) + "\n")
        file.flush()
        os.fsync(file.fileno())
    return key


def read_key(path: Path) -> SigningKey:
    """Return the portal's key.

    Raises:
        BadKeyError: the file is missing, cannot be read, or holds no key.
    """
    try:
        return SigningKey(from_base64(path.read_text(encoding="ascii").strip()))
    except (OSError, ValueError, TypeError) as error:
        raise BadKeyError(str(path)) from error
