"""What this PC claims about the time; shown to people, never used to decide."""

import os
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from app.ids import text_of


def _new_boot() -> str:
    return text_of(os.urandom(8))


@dataclass(frozen=True)
class Clock:
    """One run of the program: a random boot id, the wall time at its start, and a monotonic count since."""

    boot: str = field(default_factory=_new_boot)
    wall: datetime = field(default_factory=lambda: datetime.now(UTC))
    started_ns: int = field(default_factory=time.monotonic_ns)

    def elapsed_ms(self) -> int:
        """Return milliseconds since the run began; immune to changes of the wall clock."""
        return (time.monotonic_ns() - self.started_ns) // 1_000_000

    def claimed_now(self) -> datetime:
        """Return the wall time that this PC claims now, in UTC."""
        return datetime.now(UTC)

    def off_ms(self) -> int:
        """Return how far the wall clock is ahead of where the run's beginning and the count since would have it.

        It changes where somebody sets the clock, and where a PC slept and its count stood still.
        """
        return (self.claimed_now() - self.wall) // timedelta(milliseconds=1) - self.elapsed_ms()


def claimed_at(wall: str, ms: int) -> str:
    """Return the time that a PC claims for an entry, ISO 8601. wall: its clock at the run's start. ms: since then.

    What is no time stays as it was said.
    """
    if not ms:
        return wall
    try:
        return (datetime.fromisoformat(wall) + timedelta(milliseconds=ms)).isoformat(timespec="seconds")
    except (ValueError, OverflowError):
        return wall
