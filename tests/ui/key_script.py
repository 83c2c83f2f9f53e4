"""Keys as the documentation writes them, such as "Ctrl+F К а з Enter": pressed in a window, and counted there."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from tests.ui.keyboard import typed

CLICK = "щелчок:"
"""Before the object's name of what is clicked."""

HELD = {Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta}
"""Held while another key is pressed: together they are one press."""

TIMES = re.compile(r"(.+?)(?:×(\d+))?")


class Press(NamedTuple):
    """A key, several at once, or a click, and how often."""

    what: str
    times: int


def read_script(script: str) -> Iterator[Press]:
    """Yield what is to be pressed."""
    for token in script.split():
        found = TIMES.fullmatch(token)
        assert found, token
        yield Press(found[1], int(found[2] or 1))


def length(script: str) -> int:
    """Return how many presses and clicks a script is."""
    return sum(press.times for press in read_script(script))


def play(script: str, window: QWidget) -> None:
    """Do what a script says; keys go where the keyboard is."""
    for press in read_script(script):
        for _ in range(press.times):
            # a window that has just been opened is there before the next key
            QApplication.processEvents()
            if press.what.startswith(CLICK):
                _click(window, press.what.removeprefix(CLICK))
            else:
                _press(QApplication.focusWidget() or window, press.what)


def _click(window: QWidget, name: str) -> None:
    found = window.findChild(QWidget, name)
    assert found is not None, name
    target = getattr(found, "viewport", lambda: found)()
    QTest.mouseClick(target, Qt.MouseButton.LeftButton)


def _press(widget: QWidget, what: str) -> None:
    if len(what) == 1 and not what.isascii():
        typed(widget, what)
        return
    keys = QKeySequence(what)[0]  # type: ignore[index]  # the stubs lack it
    QTest.keyClick(widget, keys.key(), keys.keyboardModifiers())


class Counter(QObject):
    """Counts what arrives: each key once until it is let go, however many widgets hear of it, and each click."""

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self.count = 0
        self._is_down = False
        app.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.key() not in HELD:
            # a shortcut is announced and never pressed, any other key is both
            is_down = event.type() in {QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress}
            self.count += is_down and not self._is_down
            self._is_down = is_down
        elif event.type() == QEvent.Type.MouseButtonPress and isinstance(watched, QWidget) and event.spontaneous():
            self.count += 1
        return False
