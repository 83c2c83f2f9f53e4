"""A backup's file: messages that only the holder of the operator's key can read, and none of which can be left out."""

import struct
from collections.abc import Iterator
from typing import IO

import zstandard
from nacl import bindings as sodium
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox

from portal.errors import BackupDamagedError, ForeignBackupError

MAGIC = b"PRMBACK1"
LENGTH = struct.Struct(">I")
LARGEST = 64 * 1024 * 1024
"""Bytes of one message, unpacked; ours have some hundred kilobytes."""

_KEY_BYTES = sodium.crypto_secretstream_xchacha20poly1305_KEYBYTES
_HEADER_BYTES = sodium.crypto_secretstream_xchacha20poly1305_HEADERBYTES
_EXTRA_BYTES = sodium.crypto_secretstream_xchacha20poly1305_ABYTES
_MESSAGE = sodium.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE
_FINAL = sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL
_SEALED_BYTES = _KEY_BYTES + sodium.crypto_box_SEALBYTES


class SealingFile:
    """Writes messages. file: open for writing. owner: who will be able to read them."""

    def __init__(self, file: IO[bytes], owner: PublicKey) -> None:
        self._file = file
        self.key = sodium.crypto_secretstream_xchacha20poly1305_keygen()
        """Opens this one file; it lets the writer read back what was written."""
        self._state = sodium.crypto_secretstream_xchacha20poly1305_state()
        header = sodium.crypto_secretstream_xchacha20poly1305_init_push(self._state, self.key)
        file.write(MAGIC + SealedBox(owner).encrypt(self.key) + header)

    def write(self, message: bytes, *, last: bool = False) -> None:
        """Append a message. last: nothing follows; without such a one a file counts as cut off."""
        sealed = sodium.crypto_secretstream_xchacha20poly1305_push(
            self._state, zstandard.compress(message), tag=_FINAL if last else _MESSAGE
        )
        self._file.write(LENGTH.pack(len(sealed)) + sealed)


def key_of(file: IO[bytes], owner: PrivateKey) -> bytes:
    """Return the key that opens a file, from its beginning.

    Raises:
        BackupDamagedError: it is no backup.
        ForeignBackupError: it was made for another owner.
    """
    file.seek(0)
    head = file.read(len(MAGIC) + _SEALED_BYTES)
    if not head.startswith(MAGIC) or len(head) < len(MAGIC) + _SEALED_BYTES:
        raise BackupDamagedError(str(file.name))
    try:
        return SealedBox(owner).decrypt(head[len(MAGIC) :])
    except CryptoError as error:
        raise ForeignBackupError(str(file.name)) from error


def messages_in(file: IO[bytes], key: bytes) -> Iterator[bytes]:
    """Yield the messages of a file in their order.

    Raises:
        BackupDamagedError: a message is damaged, out of its place, or the last one is missing.
    """
    state = sodium.crypto_secretstream_xchacha20poly1305_state()
    file.seek(len(MAGIC) + _SEALED_BYTES)
    try:
        sodium.crypto_secretstream_xchacha20poly1305_init_pull(state, file.read(_HEADER_BYTES), key)
        tag = _MESSAGE
        while tag != _FINAL:
            (length,) = LENGTH.unpack(file.read(LENGTH.size))
            if not _EXTRA_BYTES < length <= LARGEST:
                raise BackupDamagedError(str(file.name))
            sealed = file.read(length)
            message, tag = sodium.crypto_secretstream_xchacha20poly1305_pull(state, sealed)
            yield zstandard.ZstdDecompressor().decompress(message, max_output_size=LARGEST)
    except (CryptoError, ValueError, struct.error, zstandard.ZstdError) as error:
        raise BackupDamagedError(str(file.name)) from error
    if file.read(1):
        raise BackupDamagedError(str(file.name))
