"""What a person does with the program's windows: look, wait, press keys, click, take a picture."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import (
    QDeadlineTimer,
    QEvent,
    QEventLoop,
    QModelIndex,
    Qt,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QLabel,
    QLineEdit,
    QTableView,
    QWidget,
)

from ui.__main__ import read_options, run

WAIT_MS = 20_000
"""Longest that something is waited for; usually it is there at once."""

LOOK_MS = 5
"""How often it is looked for."""

SETTLE_MS = 50
"""Until a window is laid out and painted after the last key."""

PIN = "480263"
"""Of every profile that the tests make."""

W = TypeVar("W", bound=QWidget)


class NotSeenError(Exception):
    """What had to be on the screen was not."""


def drive(options: Sequence[str], act: Callable[[], None]) -> None:
    """Run the program and let somebody use it; its windows are closed at the end.

    Raises:
        Exception: what went wrong for its user.
    """
    errors: list[BaseException] = []
    qInstallMessageHandler(lambda kind, _, text: errors.extend(_wrong(kind, text)))
    app = QApplication(sys.argv[:1])

    def use() -> None:
        try:
            act()
        except BaseException as error:  # noqa: BLE001 (Qt's edge: raised again below)
            errors.append(error)
        finally:
            app.closeAllWindows()
            app.quit()

    QTimer.singleShot(0, use)
    run(app, read_options(options))
    if errors:
        raise errors[0]


def _wrong(kind: QtMsgType, text: str) -> list[BaseException]:
    """Return what Qt complains of, but for what its offscreen platform cannot do."""
    harmless = kind in {QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg} or text.startswith("This plugin does not support")
    return [] if harmless else [NotSeenError(text)]


def pause(ms: int) -> None:
    """Let the program run on; QTest.qWait would keep its other threads from running."""
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


def until(seen: Callable[[], bool], what: str, timeout_ms: int = WAIT_MS) -> None:
    """Wait for something.

    Raises:
        NotSeenError: it did not come.
    """
    deadline = QDeadlineTimer(timeout_ms)
    while not seen():
        if deadline.hasExpired():
            raise NotSeenError(what)
        pause(LOOK_MS)


def expect(seen: object, wanted: object, what: str) -> None:
    """Check what is on the screen now.

    Raises:
        NotSeenError: it is something else.
    """
    if seen != wanted:
        message = f"{what}: {seen!r} in place of {wanted!r}"
        raise NotSeenError(message)


def window(name: str) -> QWidget:
    """Return a window that is shown, waiting for it."""

    def shown() -> list[QWidget]:
        return [each for each in QApplication.topLevelWidgets() if each.objectName() == name and each.isVisible()]

    until(lambda: bool(shown()), f"window {name}")
    return shown()[0]


def part(kind: type[W], name: str, within: QWidget | None = None) -> W:
    """Return a part of the windows that is in sight, waiting for it."""

    def shown() -> list[W]:
        roots = [within] if within else [each for each in QApplication.topLevelWidgets() if each.isVisible()]
        return [each for root in roots for each in root.findChildren(kind, name) if each.isVisible()]

    until(lambda: bool(shown()), f"{kind.__name__} {name}")
    return shown()[0]


def set_pin(pin: str = PIN) -> None:
    """Choose the PIN of a profile that has none yet."""
    write(part(QLineEdit, "new_pin"), pin)
    write(part(QLineEdit, "new_pin_again"), pin)
    press(Qt.Key.Key_Return, on=part(QLineEdit, "new_pin_again"))


def unlock(pin: str = PIN) -> None:
    """Type the PIN of a locked profile."""
    write_anew(part(QLineEdit, "unlock_pin"), pin)
    press(Qt.Key.Key_Return, on=part(QLineEdit, "unlock_pin"))


def text_of(name: str) -> str:
    """Return what a label says."""
    return part(QLabel, name).text()


def click(widget: QWidget) -> None:
    """Click into the middle of something."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def write(widget: QWidget, text: str) -> None:
    """Click into a field and type a text, in whatever alphabet."""
    focus(widget)
    for letter in text:
        press_letter(widget, letter)


def focus(widget: QWidget) -> None:
    """Click into a field."""
    click(widget.viewport() if isinstance(widget, QAbstractScrollArea) else widget)
    until(widget.hasFocus, f"the caret in {widget.objectName()}")


def write_anew(widget: QWidget, text: str) -> None:
    """Type a text in place of what stands in a field."""
    focus(widget)
    press(Qt.Key.Key_A, control=True, on=widget)
    for letter in text:
        press_letter(widget, letter)


def press_letter(widget: QWidget, letter: str) -> None:
    """Press the key that writes a letter; QTest knows Latin ones only."""
    code = ord(letter.upper()) if letter.isascii() else 0
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, code, Qt.KeyboardModifier.NoModifier, letter))


def press(key: Qt.Key, *, control: bool = False, on: QWidget | None = None) -> None:
    """Press a key where the focus is."""
    modifier = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
    target = on or QApplication.focusWidget() or QApplication.activeWindow()
    if target is None:
        raise NotSeenError(str(key))
    QTest.keyClick(target, key, modifier)


def choose(view: QAbstractItemView, index: QModelIndex) -> None:
    """Click a row or a cell."""
    view.scrollTo(index)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center())


def row_names(view: QAbstractItemView) -> list[str]:
    """Return what the rows of a list say to a reader of the screen."""
    model = view.model()
    return [str(model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)) for row in range(model.rowCount())]


def column_of(table: QTableView, column: int) -> list[str]:
    """Return what the cells of a column show."""
    model = table.model()
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


class Camera:
    """Takes pictures, numbered on from those that are in the folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def take(self, of: QWidget, name: str, *, at_once: bool = False) -> None:
        """Keep a picture of a window, as soon as everything about the last key is painted."""
        if not at_once:
            pause(SETTLE_MS)
        number = len(list(self.folder.glob("*.png"))) + 1
        path = self.folder / f"{number:02}-{name}.png"
        if not of.grab().save(str(path)):
            raise NotSeenError(str(path))
