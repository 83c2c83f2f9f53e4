"""How often something may be tried: token buckets in memory, one for each address and one for all together."""

import math
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic

TRIES = 10
"""Wrong enrolment codes from one address at once; one more each REFILL_S."""

ALL_TRIES = 100
"""Wrong enrolment codes from everywhere: a day of them meets one of 1,000 live codes with a chance of 1 : 7,000."""

REFILL_S = 6.0
ALL_REFILL_S = 0.6
MOST_ADDRESSES = 10_000
"""Buckets kept; full ones are forgotten first."""


@dataclass
class Bucket:
    """Holds up to size tries and wins one back each refill_s seconds."""

    size: int
    refill_s: float
    held: float
    at: float

    def after_refill(self, now: float) -> "Bucket":
        """Bring the bucket to this moment."""
        self.held = min(self.size, self.held + (now - self.at) / self.refill_s)
        self.at = now
        return self

    @property
    def wait_s(self) -> int:
        """Whole seconds until a try is there, 0 for now."""
        return max(0, math.ceil((1 - self.held) * self.refill_s))


@dataclass
class Tries:
    """Counts the tries that failed. clock: seconds, never going back.

    all_tries, all_refill_s: of everywhere together; generous where a guess is hopeless.
    """

    clock: Callable[[], float] = monotonic
    all_tries: int = ALL_TRIES
    all_refill_s: float = ALL_REFILL_S
    _all: Bucket = field(init=False)
    _by_address: dict[str, Bucket] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self._all = Bucket(self.all_tries, self.all_refill_s, self.all_tries, self.clock())

    def take(self, address: str) -> int:
        """Take one try and return 0, or return how many seconds to wait for one."""
        with self._lock:
            buckets = self._buckets(address)
            wait_s = max(bucket.wait_s for bucket in buckets)
            if not wait_s:
                for bucket in buckets:
                    bucket.held -= 1
            return wait_s

    def give_back(self, address: str) -> None:
        """Give back a try that succeeded: sixty PCs of one school may be connected within a minute."""
        with self._lock:
            for bucket in self._buckets(address):
                bucket.held = min(bucket.size, bucket.held + 1)

    def _buckets(self, address: str) -> tuple[Bucket, Bucket]:
        now = self.clock()
        if len(self._by_address) >= MOST_ADDRESSES:
            self._by_address = {
                key: bucket for key, bucket in self._by_address.items() if bucket.after_refill(now).held < bucket.size
            }
        own = self._by_address.setdefault(address, Bucket(TRIES, REFILL_S, TRIES, now))
        return self._all.after_refill(now), own.after_refill(now)
