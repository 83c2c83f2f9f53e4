"""Puts off what need not be in the same frame as an entry: asked many times, done once, soon."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

SOON_MS = 60
"""Milliseconds: the entry is painted first, and nobody sees the delay."""


class Later(QTimer):
    """Does one thing a little later; what was put off is gone with its parent."""

    def __init__(self, act: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self.setSingleShot(True)
        self.setInterval(SOON_MS)
        self.timeout.connect(act)

    def ask(self) -> None:
        """Let it be done soon, unless it is going to be already."""
        if not self.isActive():
            self.start()
