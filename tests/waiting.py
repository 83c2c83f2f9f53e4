"""Waits in tests for what another thread or process does."""

import time
from collections.abc import Callable

PATIENCE_S = 30.0
LOOK_S = 0.02
"""Between two looks: short beside what is waited for, long beside a look."""


def until(holds: Callable[[], object], *, patience_s: float = PATIENCE_S) -> None:
    """Wait until something holds.

    Raises:
        AssertionError: it did not in time.
    """
    end = time.monotonic() + patience_s
    while not holds():
        assert time.monotonic() < end
        time.sleep(LOOK_S)
