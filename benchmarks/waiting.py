"""Waits until a widget has been painted, as the person before it would see it."""

import time

from PySide6.QtCore import QCoreApplication, QEvent, QObject
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
