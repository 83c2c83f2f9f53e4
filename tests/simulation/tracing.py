"""What makes a seed tell the same history each time, and the digest by which two histories are compared."""

import hashlib
import os
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from typing_extensions import override

from tests.portal.conftest import NOW_MS


class Trace:
    """A digest of all that has happened, in its order."""

    def __init__(self) -> None:
        self._digest = hashlib.blake2b(digest_size=16)

    def note(self, *what: str | bytes) -> None:
        """Write down that something happened."""
        for each in what:
            data = each if isinstance(each, bytes) else each.encode()
            self._digest.update(len(data).to_bytes(4, "big") + data)

    @override
    def __str__(self) -> str:
        return self._digest.hexdigest()


@contextmanager
def drawn_from(seed: int) -> Iterator[None]:
    """Let a seed say which random bytes the system gives: names, leases, keys and tokens are then the same each time.

    The system's clock stands still meanwhile.

    Sealed boxes are not: their bytes come from libsodium itself, and nothing that happens depends on them.
    """
    chance = random.Random(f"bytes of {seed}")  # noqa: S311 (a simulation wants to be repeated)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "urandom", chance.randbytes)
        patch.setattr(random, "_urandom", chance.randbytes)
        patch.setattr(time, "time_ns", lambda: NOW_MS * 1_000_000)
        yield
