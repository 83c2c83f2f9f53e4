"""Windows' own messages that the session is locked or the PC goes to sleep."""

import ctypes
from collections.abc import Callable
from ctypes import wintypes

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication
from PySide6.QtGui import QWindow
from typing_extensions import override

SESSION_CHANGE, SESSION_LOCK = 0x02B1, 0x7
"""WM_WTSSESSION_CHANGE with WTS_SESSION_LOCK. Source: winuser.h, wtsapi32.h."""

POWER, SUSPEND = 0x0218, 0x4
"""WM_POWERBROADCAST with PBT_APMSUSPEND."""

THIS_SESSION = 0


class WindowsLock(QAbstractNativeEventFilter):
    """Asks for the messages by a window of its own that is never shown."""

    def __init__(self, locked: Callable[[], object]) -> None:
        super().__init__()
        self._locked = locked
        self._window = QWindow()
        library = getattr(ctypes, "windll").wtsapi32  # noqa: B009 (known to the type checker on Windows only)
        library.WTSRegisterSessionNotification(int(self._window.winId()), THIS_SESSION)
        if app := QCoreApplication.instance():
            app.installNativeEventFilter(self)

    @override
    def nativeEventFilter(self, kind: QByteArray | bytes | bytearray | memoryview, message: int) -> object:
        told = wintypes.MSG.from_address(int(message))
        if (told.message, told.wParam) in {(SESSION_CHANGE, SESSION_LOCK), (POWER, SUSPEND)}:
            self._locked()
        return False, 0
