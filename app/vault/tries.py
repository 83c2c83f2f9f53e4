"""Counts wrong PINs, over restarts too: a few are free, then each waits longer, the last erases the slot."""

import os
from collections.abc import Callable
from pathlib import Path

from app.disk import disk_errors
from app.vault.errors import TooManyTriesError, TryLaterError

FREE = 5
MOST = 10
WAITS_S = (30, 60, 120, 300)
"""Seconds before the try after the fifth, sixth, seventh and eighth wrong one; the last is for the ninth as well."""

FILE = "tries"


class Tries:
    """The tries of one profile. monotonic: seconds that nobody can set; a restart begins the wait anew."""

    def __init__(self, folder: Path, monotonic: Callable[[], float]) -> None:
        self._path = folder / FILE
        self._monotonic = monotonic
        self._since = monotonic()

    @property
    def wrong(self) -> int:
        """How many wrong PINs there were since the last right one."""
        text = self._path.read_text(encoding="ascii", errors="replace").strip() if self._path.exists() else "0"
        # what somebody has made unreadable is no way to a fresh start
        return int(text) if text.isdecimal() and text.isascii() else MOST - 1

    @property
    def left(self) -> int:
        """How many tries are left until the slot is erased."""
        return max(0, MOST - self.wrong)

    @property
    def wait_s(self) -> float:
        """Seconds until another try is taken, 0 for at once."""
        wrong = self.wrong
        if wrong < FREE:
            return 0.0
        wanted = WAITS_S[min(wrong - FREE, len(WAITS_S) - 1)]
        return max(0.0, wanted - (self._monotonic() - self._since))

    def begin(self) -> None:
        """Count a try before it is made, so that ending the program in between brings no free one.

        Raises:
            TooManyTriesError: there is none left.
            TryLaterError: one has to wait.
            StoreError: the try cannot be counted, so it is not taken.
        """
        if not self.left:
            raise TooManyTriesError
        if wait := self.wait_s:
            raise TryLaterError(wait)
        self._keep(self.wrong + 1)
        self._since = self._monotonic()

    def succeed(self) -> None:
        """Begin anew: the PIN was right.

        Raises:
            StoreError: the disk does not take it.
        """
        self._keep(0)

    def _keep(self, wrong: int) -> None:
        with disk_errors():
            self._path.parent.mkdir(parents=True, exist_ok=True)
            fresh = self._path.with_name(f"{FILE}.new")
            with fresh.open("w", encoding="ascii") as file:
                file.write(f"{wrong}\n")
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(self._path)
