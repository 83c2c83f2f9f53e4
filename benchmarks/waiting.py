"""Waits for a widget's paint, as the person before it would see it, for a window and for a while.

Without QtTest: the program does not load it, and what is weighed would be 8 MB heavier.
"""

import time

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QWidget
from typing_extensions import override

PATIENCE_S = 10


class Painting(QObject):
    """Watches one widget for its next paint."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self._seen = False
        watched.installEventFilter(self)

    def expect(self) -> None:
        """Begin to look for a paint."""
        self._seen = False

    def wait(self) -> None:
        """Return when the paint is over and has reached the window's picture.

        Raises:
            TimeoutError: nothing was painted.
        """
        until = time.monotonic() + PATIENCE_S
        while not self._seen:
            QCoreApplication.processEvents()
            if time.monotonic() > until:
                raise TimeoutError

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self._seen = self._seen or event.type() == QEvent.Type.Paint
        return False


def wait_for_window(window: QWidget) -> None:
    """Return when the window is seen and has the keyboard.

    Raises:
        TimeoutError: it did not get it.
    """
    until = time.monotonic() + PATIENCE_S
    while not window.isActiveWindow():
        QCoreApplication.processEvents()
        if time.monotonic() > until:
            raise TimeoutError


def work_for(ms: int) -> None:
    """Let the program go on for a while."""
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()
