"""Slot A: the journal's key, locked by the PIN and the keyring's half together; two copies, never half written."""

import hashlib
import os
from pathlib import Path

import msgspec
from msgspec import Struct
from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_decrypt,
    crypto_aead_xchacha20poly1305_ietf_encrypt,
    crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
)
from nacl.exceptions import CryptoError

from app.disk import disk_errors
from app.vault.derivation import KEY_BYTES, SALT_BYTES, Cost, slot_key
from app.vault.errors import DamagedSlotError, EditedSlotError, WrongPinError

COPIES = ("slot-a.1", "slot-a.2")
MAGIC = b"PRMS"
CHECK_BYTES = 16
NONCE_BYTES = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
LARGEST = 4096
"""Bytes of a slot's file; ours have some 150."""


class Header(Struct, frozen=True, array_like=True):
    """What everybody may read of a slot, and nobody may change. profile: whose journal the key opens."""

    version: int
    profile: str
    cost: Cost
    salt: bytes
    nonce: bytes


class Slot(Struct, frozen=True, array_like=True):
    """A slot as it lies on the disk. header: the bytes of a Header. locked: the journal's key."""

    header: bytes
    locked: bytes


def lock_key(key: bytes, secret: bytes, half: bytes, *, profile: str, cost: Cost) -> Slot:
    """Return a slot that gives the journal's key to whoever knows the PIN and has the keyring's half."""
    salt, nonce = os.urandom(SALT_BYTES), os.urandom(NONCE_BYTES)
    header = msgspec.msgpack.encode(Header(1, profile, cost, salt, nonce))
    return Slot(
        header, crypto_aead_xchacha20poly1305_ietf_encrypt(key, header, nonce, slot_key(secret, half, salt, cost))
    )


def open_slot(slot: Slot, secret: bytes, half: bytes, *, profile: str) -> bytes:
    """Return the journal's key.

    Raises:
        WrongPinError: it is another PIN's, or the keyring has another half by now.
        EditedSlotError: it is another profile's, or asks for a derivation that we never make.
        MemoryError: this PC has not the memory that the slot was made with.
    """
    try:
        header = msgspec.msgpack.decode(slot.header, type=Header)
    except (msgspec.DecodeError, ValueError) as error:
        raise EditedSlotError from error
    sizes = (len(header.salt), len(header.nonce)) == (SALT_BYTES, NONCE_BYTES)
    if header.version != 1 or header.profile != profile or not header.cost.is_sane or not sizes:
        raise EditedSlotError
    key = slot_key(secret, half, header.salt, header.cost)
    try:
        opened = crypto_aead_xchacha20poly1305_ietf_decrypt(slot.locked, slot.header, header.nonce, key)
    except CryptoError as error:
        raise WrongPinError from error
    if len(opened) != KEY_BYTES:
        raise EditedSlotError
    return opened


def write_slot(folder: Path, slot: Slot) -> None:
    """Put a slot in place of the one before, copy after copy: a cut in between leaves one that opens.

    Raises:
        StoreError: the disk does not take it; at least one whole copy is there.
    """
    body = msgspec.msgpack.encode(slot)
    with disk_errors():
        folder.mkdir(parents=True, exist_ok=True)
        for name in COPIES:
            _write(folder / name, MAGIC + _check(body) + body)


def read_slot(folder: Path) -> Slot | None:
    """Return a folder's slot from the first whole copy, None where there never was one, or it was erased.

    Raises:
        DamagedSlotError: no copy is whole.
        StoreError: the files cannot be read.
    """
    with disk_errors():
        found = [(folder / name).read_bytes()[:LARGEST] for name in COPIES if (folder / name).exists()]
    for text in found:
        body = text[len(MAGIC) + CHECK_BYTES :]
        if text[: len(MAGIC) + CHECK_BYTES] == MAGIC + _check(body):
            return msgspec.msgpack.decode(body, type=Slot)
    if found:
        raise DamagedSlotError
    return None


def erase_slot(folder: Path) -> None:
    """Erase every copy: no PIN opens the journal any more.

    Raises:
        StoreError: the disk does not let go of one.
    """
    with disk_errors():
        for name in COPIES:
            if (folder / name).exists():
                _write(folder / name, os.urandom(LARGEST))
                (folder / name).unlink()


def _check(body: bytes) -> bytes:
    return hashlib.blake2b(body, digest_size=CHECK_BYTES).digest()


def _write(path: Path, text: bytes) -> None:
    fresh = path.with_name(f"{path.name}.new")
    with fresh.open("wb") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
