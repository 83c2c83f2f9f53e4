"""Keeps a window inside the display it is on: one that is smaller, was changed, or has taken another's place."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QDialog, QWidget

from ui.widgets.later import Later

AS_DISPLAY = Qt.WindowState.WindowMaximized | Qt.WindowState.WindowFullScreen | Qt.WindowState.WindowMinimized
"""States in which the system decides about place and size."""


class InDisplay(QObject):
    """Looks after one window, which need not be shown yet, and the dialogs over it.

    fit: tells the window how many pixels there are for it, without its frame.
    """

    def __init__(self, window: QWidget, fit: Callable[[QSize], None]) -> None:
        super().__init__(window)
        self._window = window
        self._fit = fit
        self._screen = window.screen()
        # the system tells of a display's end before it has moved its windows
        self._soon = Later(self._bring_in, self)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenRemoved.connect(self._soon.ask)
        # only a window that the system knows tells of another display
        window.winId()
        window.windowHandle().screenChanged.connect(self._on_screen)
        self._on_screen(self._screen)
        self._bring_in()

    def _on_screen(self, screen: QScreen) -> None:
        """Take the size of another display; the place is left to whoever drags the window there."""
        if screen is not self._screen and self._screen in QGuiApplication.screens():
            self._screen.availableGeometryChanged.disconnect(self._soon.ask)
        self._screen = screen
        screen.availableGeometryChanged.connect(self._soon.ask)
        self._shrink(self._window)

    def _bring_in(self) -> None:
        dialogs = [each for each in self._window.findChildren(QDialog) if each.isWindow() and each.isVisible()]
        for window in (self._window, *dialogs):
            self._shrink(window)
            if not window.windowState() & AS_DISPLAY:
                window.move(_inside(window.frameGeometry(), window.screen().availableGeometry()))

    def _shrink(self, window: QWidget) -> None:
        room = window.screen().availableSize() - (window.frameGeometry().size() - window.size())
        if window is self._window:
            self._fit(room)
        if not window.windowState() & AS_DISPLAY:
            window.resize(window.size().boundedTo(room))


def _inside(frame: QRect, area: QRect) -> QPoint:
    """Return where a frame begins that is moved into an area; its upper left corner is seen in any case."""
    left = max(area.left(), min(frame.left(), area.right() + 1 - frame.width()))
    top = max(area.top(), min(frame.top(), area.bottom() + 1 - frame.height()))
    return QPoint(left, top)
