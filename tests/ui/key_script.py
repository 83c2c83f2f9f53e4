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
GROUP = re.compile(r"\(([^()]+)\)×(\d+)")


class Press(NamedTuple):
    """A key, several at once, or a click, and how often."""

    what: str
    times: int


def read_script(script: str) -> Iterator[Press]:
    """Yield what is to be pressed; "(5 Enter)×3" is both, one after the other, three times."""
    for token in GROUP.sub(lambda found: f"{found[1]} " * int(found[2]), script).split():
        found = TIMES.fullmatch(token)
        assert found, token
        yield Press(found[1], int(found[2] or 1))


def length(script: str) -> int:
    """Return how many presses and clicks a script is."""
    return sum(press.times for press in read_script(script))


class Counter(QObject):
    """Counts the presses and clicks that arrive.

    Of each the first arrival only, and then it looks away: hearing every event that a press brings about takes longer
    than much of what is measured meanwhile.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self.count = 0
        self._app = app

    def look(self) -> None:
        """Wait for the next press."""
        self._app.installEventFilter(self)

    def look_away(self) -> None:
        """Count no more."""
        self._app.removeEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent):
            # a shortcut is announced and never pressed, any other key is both
            is_press = event.type() in {QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress} and event.key() not in HELD
        else:
            is_press = event.type() == QEvent.Type.MouseButtonPress and isinstance(watched, QWidget)
            is_press = is_press and event.spontaneous()
        if is_press:
            self.count += 1
            self.look_away()
        return False


def play(script: str, window: QWidget, counter: Counter | None = None) -> None:
    """Do what a script says, and have it counted; keys go where the keyboard is."""
    for press in read_script(script):
        for _ in range(press.times):
            # a window that has just been opened is there before the next key
            QApplication.processEvents()
            if counter is not None:
                counter.look()
            if press.what.startswith(CLICK):
                _click(window, press.what.removeprefix(CLICK))
            else:
                _press(QApplication.focusWidget() or window, press.what)
    if counter is not None:
        counter.look_away()


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
