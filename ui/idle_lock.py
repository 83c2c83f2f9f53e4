"""Says when nobody has touched the windows for a while; sleep counts as time too."""

import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow
from typing_extensions import override

LOOK_MS = 5_000
"""How often it is looked: so much later than promised a profile may lock."""

SOON_S = 30
"""So long before it is said that nobody was there; within the least minutes."""

LOOKED_ON_MINUTES = 3
"""While the class looks on, at most so many: a teacher who was called out leaves the PC to the class."""

TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


def since_boot_s() -> float:
    """Return seconds that also count while this PC sleeps, where the system can tell."""
    return time.clock_gettime(time.CLOCK_BOOTTIME) if sys.platform == "linux" else time.monotonic()


class IdleLock(QObject):
    """Watches the windows, not each widget in them: a key costs it one call."""

    idle = Signal()
    soon = Signal()
    """In half a minute nobody will have been there for long enough."""

    def __init__(self, minutes: int, parent: QObject, now_s: Callable[[], float] = since_boot_s) -> None:
        super().__init__(parent)
        self._minutes = minutes
        self._is_looked_on = False
        self._now_s = now_s
        self._touched_s = now_s()
        self._is_told = False
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._on_window)
        self._on_window(QGuiApplication.focusWindow())

    @property
    def minutes(self) -> int:
        """After how many minutes without a touch it says so."""
        return min(self._minutes, LOOKED_ON_MINUTES) if self._is_looked_on else self._minutes

    def set_minutes(self, minutes: int) -> None:
        """Wait so long from now on."""
        self._minutes = minutes
        self.touch()

    def set_looked_on(self, looked_on: bool) -> None:  # noqa: FBT001 (as the window's signal says it)
        """Wait shorter while the class looks on."""
        self._is_looked_on = looked_on
        self.touch()

    def touch(self) -> None:
        """Take note that somebody is there."""
        self._touched_s = self._now_s()
        self._is_told = False

    def stop(self) -> None:
        """Say nothing any more."""
        self._timer.stop()

    def look(self) -> None:
        """Say so where nobody was there for long enough."""
        left_s = self.minutes * 60 - (self._now_s() - self._touched_s)
        if left_s <= 0:
            self.touch()
            self.idle.emit()
        elif left_s <= SOON_S and not self._is_told:
            self._is_told = True
            self.soon.emit()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in TOUCHES:
            self.touch()
        return False

    def _on_window(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)
            self.touch()
