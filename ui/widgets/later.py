"""Puts off what need not be in the same frame as an entry: asked many times, done once, soon."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

SOON_MS = 60
"""Milliseconds: the entry is painted first, and nobody sees the delay."""

PAUSE_MS = 350
"""Milliseconds without another entry: whoever types a column is not held up by what stands beside it."""


class Later(QTimer):
    """Does one thing a little later; what was put off is gone with its parent.

    in_pause: only once nobody has asked for a while; else soon after the first asking.
    """

    def __init__(self, act: Callable[[], None], parent: QObject, *, in_pause: bool = False) -> None:
        super().__init__(parent)
        self._in_pause = in_pause
        self.setSingleShot(True)
        self.setInterval(PAUSE_MS if in_pause else SOON_MS)
        self.timeout.connect(act)

    def ask(self) -> None:
        """Let it be done, once for all that ask until then."""
        if self._in_pause or not self.isActive():
            self.start()
