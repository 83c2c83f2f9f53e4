"""Keys that follow from the portal's own: each for one purpose, none to be kept or backed up besides it."""

import hashlib
import hmac

from nacl.exceptions import CryptoError
from nacl.secret import SecretBox
from nacl.signing import SigningKey


class UnsealableError(ValueError):
    """What was sealed cannot be opened: it was altered, or sealed with another portal's key."""


class DerivedKeys:
    """What only this portal can compute."""

    def __init__(self, key: SigningKey) -> None:
        self._key = key.encode()
        self._box = SecretBox(self._of(b"peremena sealing"))

    def sealed(self, secret: bytes) -> bytes:
        """Return a secret as it may lie in the database."""
        return bytes(self._box.encrypt(secret))

    def opened(self, sealed: bytes) -> bytes:
        """Return a secret that was sealed.

        Raises:
            UnsealableError: this portal has not sealed it.
        """
        try:
            return self._box.decrypt(sealed)
        except (CryptoError, ValueError, TypeError) as error:
            raise UnsealableError from error

    def follower(self, purpose: str, secret: str) -> bytes:
        """Return 32 bytes that follow from a secret, the same each time, and that nobody else can compute from it."""
        return hmac.digest(self._of(purpose.encode()), secret.encode(), hashlib.sha256)

    def _of(self, purpose: bytes) -> bytes:
        return hashlib.blake2b(purpose, key=self._key, digest_size=SecretBox.KEY_SIZE).digest()
