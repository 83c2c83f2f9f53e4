"""How long something that is under way may still take, where its pace can be told."""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject

FIRST_S = 3.0
"""Seconds before a pace is believed."""

LEAST_SHARE = 0.05
"""Of the whole, before a pace is believed."""

MINUTE_S = 60


class TimeLeft(QObject):
    """Hears of each step; another stage, or one that begins anew, is timed from there on.

    now: seconds of a clock that nobody can set.
    """

    def __init__(self, parent: QObject | None = None, now: Callable[[], float] = time.monotonic) -> None:
        super().__init__(parent)
        self._now = now
        self._stage, self._began, self._first, self._done = "", 0.0, 0, 0

    def text(self, stage: str, done: int, total: int) -> str:
        """Return what is left in words, empty where nobody can tell. total: 0 where it is not known."""
        seconds = self.seconds(stage, done, total)
        if seconds is None:
            return ""
        if seconds < MINUTE_S:
            return self.tr("less than a minute left")
        return self.tr("about %n minute(s) left", "", round(seconds / MINUTE_S))

    def seconds(self, stage: str, done: int, total: int) -> float | None:
        """Return the seconds that are left at the pace so far, None where it cannot be told yet."""
        if stage != self._stage or done < self._done:
            self._stage, self._began, self._first = stage, self._now(), done
        self._done = done
        passed, stepped = self._now() - self._began, done - self._first
        if not total or done >= total or passed < FIRST_S or stepped < LEAST_SHARE * total:
            return None
        return passed * (total - done) / stepped
