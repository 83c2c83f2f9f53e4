"""From a PIN and the keyring's half to the key of a slot: slow on purpose, and worth nothing without either."""

import hashlib
import hmac
import time
from collections.abc import Callable

from msgspec import Struct
from nacl.exceptions import CryptoError
from nacl.pwhash import argon2id

MEGABYTE = 1024 * 1024
SALT_BYTES = argon2id.SALTBYTES
KEY_BYTES = 32

LEAST_MEMORY, LEAST_PASSES = 19 * MEGABYTE, 2
"""Source: OWASP Password Storage Cheat Sheet, Argon2id; less than this no slot may ask for."""

MEMORY, MOST_PASSES = 64 * MEGABYTE, 16
WANTED_S = 0.3
"""A PC is given the fewest passes that take this long; its teacher waits so long at each unlocking."""


class Cost(Struct, frozen=True, array_like=True):
    """What a derivation costs. memory: bytes. passes: over the memory."""

    memory: int
    passes: int

    @property
    def is_sane(self) -> bool:
        """Whether no program of ours would make less, and no PC is brought down by it."""
        return LEAST_MEMORY <= self.memory <= MEMORY and LEAST_PASSES <= self.passes <= MOST_PASSES


LEAST = Cost(LEAST_MEMORY, LEAST_PASSES)


def calibrated(clock: Callable[[], float] = time.perf_counter) -> Cost:
    """Return the cost that this PC bears: WANTED_S, or the least where it has not the memory."""
    try:
        begun = clock()
        _stretched(b"measured", bytes(SALT_BYTES), Cost(MEMORY, LEAST_PASSES))
        a_pass_s = max(clock() - begun, 0.001) / LEAST_PASSES
    except (CryptoError, MemoryError):
        return LEAST
    return Cost(MEMORY, max(LEAST_PASSES, min(MOST_PASSES, -int(-WANTED_S // a_pass_s))))


def slot_key(secret: bytes, half: bytes, salt: bytes, cost: Cost) -> bytes:
    """Return the key of a slot: HKDF over the stretched PIN and the keyring's half.

    half: KEY_BYTES from the keyring.

    Raises:
        MemoryError: this PC has not the memory that the slot was made with.
    """
    try:
        stretched = _stretched(secret, salt, cost)
    except CryptoError as error:
        raise MemoryError from error
    return hkdf(stretched + half, salt=salt, info=b"peremena slot A")


def hkdf(material: bytes, *, salt: bytes, info: bytes) -> bytes:
    """Return 32 bytes by HKDF-SHA-256. Source: RFC 5869; one block of its output is what is needed here."""
    extracted = hmac.digest(salt, material, hashlib.sha256)
    return hmac.digest(extracted, info + b"\x01", hashlib.sha256)


def _stretched(secret: bytes, salt: bytes, cost: Cost) -> bytes:
    return argon2id.kdf(KEY_BYTES, secret, salt, opslimit=cost.passes, memlimit=cost.memory)
