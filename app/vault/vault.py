"""A profile's lock: makes and opens what the PIN protects, counts wrong ones, and says what is left to do."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.vault.derivation import KEY_BYTES, Cost, calibrated
from app.vault.errors import DamagedSlotError, TooManyTriesError, WeakPinError, WrongPinError
from app.vault.pins import flaw_of, secret_of
from app.vault.slots import erase_slot, lock_key, open_slot, read_slot, write_slot
from app.vault.tries import Tries


@dataclass(frozen=True, slots=True)
class Half:
    """The keyring's half of a slot's key; worth nothing without the PIN."""

    secret: bytes

    @classmethod
    def new(cls) -> "Half":
        """Make one."""
        return cls(os.urandom(KEY_BYTES))


class Vault:
    """The lock of one profile's folder. profile: its id, which the slot is bound to."""

    def __init__(
        self,
        folder: Path,
        profile: str,
        *,
        monotonic: Callable[[], float] = time.monotonic,
        cost: Callable[[], Cost] = calibrated,
    ) -> None:
        self._folder = folder
        self._profile = profile
        self._cost = cost
        self.tries = Tries(folder, monotonic)

    @property
    def has_lock(self) -> bool:
        """Whether a PIN was set; a damaged slot counts, an erased one does not."""
        try:
            return read_slot(self._folder) is not None
        except DamagedSlotError:
            return True

    def lock(self, key: bytes, pin: str, half: Half) -> None:
        """Set the PIN, or another one; the journal's key stays the same.

        Raises:
            WeakPinError: the PIN would be guessed.
            StoreError: the disk does not take it; the PIN before it still opens.
        """
        if flaw := flaw_of(pin):
            raise WeakPinError(flaw)
        write_slot(self._folder, lock_key(key, secret_of(pin), half.secret, profile=self._profile, cost=self._cost()))
        self.tries.succeed()

    def unlock(self, pin: str, half: Half) -> bytes:
        """Return the journal's key. The tenth wrong PIN in a row erases the slot: only the portal can help then.

        Raises:
            ProfileLockedError: the kind says why it stays locked.
            StoreError: the disk does not do what is needed.
        """
        slot = read_slot(self._folder)
        if slot is None:
            raise TooManyTriesError
        self.tries.begin()
        try:
            key = open_slot(slot, secret_of(pin), half.secret, profile=self._profile)
        except WrongPinError:
            if not self.tries.left:
                erase_slot(self._folder)
                raise TooManyTriesError from None
            raise
        self.tries.succeed()
        return key
