"""A finger that rests on something opens its menu, as the right button of a mouse does."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid
from typing_extensions import override

REST_MS = 600
"""Milliseconds: longer than any tap, shorter than patience."""


class LongPress(QObject):
    """Watches the whole application while it is on; whiteboards report a finger as a mouse, so both are watched."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._is_on = False
        self._pressed: QWidget | None = None
        self._at = QPoint()
        self._resting = QTimer(self, singleShot=True, interval=REST_MS)
        self._resting.timeout.connect(self._on_rest)

    def turn(self, *, on: bool) -> None:
        """Begin or end watching."""
        if on != self._is_on:
            self._is_on = on
            (self._app.installEventFilter if on else self._app.removeEventFilter)(self)
            self._resting.stop()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent) and isinstance(watched, QWidget):
            self._follow(watched, event)
        return False

    def _follow(self, watched: QWidget, event: QMouseEvent) -> None:
        at = event.globalPosition().toPoint()
        if event.type() == QEvent.Type.MouseButtonPress and event.button() is Qt.MouseButton.LeftButton:
            if not self._resting.isActive():
                # the first that hears of it is the one below the finger; those around it hear of it afterwards
                self._pressed, self._at = watched, at
                self._resting.start()
        elif event.type() == QEvent.Type.MouseMove:
            if (at - self._at).manhattanLength() > 2 * QApplication.startDragDistance():
                self._resting.stop()
        elif event.type() in {QEvent.Type.MouseButtonRelease, QEvent.Type.MouseButtonDblClick}:
            self._resting.stop()

    def _on_rest(self) -> None:
        pressed = self._pressed
        if pressed is not None and isValid(pressed) and pressed.isVisible():
            reason = QContextMenuEvent.Reason.Mouse
            QApplication.sendEvent(pressed, QContextMenuEvent(reason, pressed.mapFromGlobal(self._at), self._at))
