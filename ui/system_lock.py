"""Hears that the session is locked or the PC goes to sleep: by D-Bus on Linux, by window messages on Windows."""

import sys
from typing import Any

from PySide6.QtCore import SLOT, QObject, Signal, Slot

LOGIN, MANAGER, SESSION = "org.freedesktop.login1", "org.freedesktop.login1.Manager", "org.freedesktop.login1.Session"
SAVERS = (
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"),
    ("org.freedesktop.ScreenSaver", "/ScreenSaver"),
    ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"),
    ("org.mate.ScreenSaver", "/org/mate/ScreenSaver"),
    ("org.cinnamon.ScreenSaver", "/org/cinnamon/ScreenSaver"),
)
"""Interface and path at which desktops tell that the screen is locked."""

ON_FLAG: Any = SLOT("on_flag(bool)")
ON_LOCK: Any = SLOT("on_lock()")
"""The slots below as Qt spells them; PySide's stubs ask for bytes, which its call does not take (6.11)."""


class SystemLock(QObject):
    """Emits once for each thing that the system tells; where it tells nothing, the idle lock is left."""

    locked = Signal()

    def listen(self) -> None:
        """Begin to listen."""
        if sys.platform == "linux":
            self._listen_to_buses()
        elif sys.platform == "win32":
            from ui.windows_lock import WindowsLock  # noqa: PLC0415 (exists there only)

            self._windows = WindowsLock(self.locked.emit)

    def _listen_to_buses(self) -> None:
        from PySide6.QtDBus import QDBusConnection  # noqa: PLC0415 - not before the first paint

        session = QDBusConnection.sessionBus()
        if session.isConnected():
            for interface, path in SAVERS:
                session.connect("", path, interface, "ActiveChanged", self, ON_FLAG)
        system = QDBusConnection.systemBus()
        if system.isConnected():
            system.connect(LOGIN, "", MANAGER, "PrepareForSleep", self, ON_FLAG)
            system.connect(LOGIN, "", SESSION, "Lock", self, ON_LOCK)

    @Slot(bool)
    def on_flag(self, begins: bool) -> None:  # noqa: FBT001 (as the bus says it)
        """Hear that the screen is locked, or that sleep begins; their ends are nothing to us."""
        if begins:
            self.locked.emit()

    @Slot()
    def on_lock(self) -> None:
        """Hear that the session is locked."""
        self.locked.emit()
