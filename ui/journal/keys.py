"""What a key press in a cell means, in either layout of the keyboard."""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from app.domain.attendance import KEYS, Absence
from app.domain.marks import SCALE

AGAIN_KEYS = frozenset("/.\\")
"""What the key "/" gives: on the number pad and in the Latin layout, in the Russian one, and beside Enter there."""


class Act(Enum):
    """What a press asks for."""

    MARK = "mark"
    SIGN = "sign"
    AGAIN = "again"
    """The next digit is one more mark in the cell."""
    CLEAR = "clear"
    BACK = "back"
    COMMENT = "comment"
    DOWN = "down"
    UP = "up"
    LEFT = "left"
    RIGHT = "right"
    LEAVE = "leave"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Press:
    """A press as meant. text: the mark, or what was typed where nobody knows it."""

    act: Act
    text: str = ""
    sign: Absence = Absence.PRESENT


_BY_KEY: dict[int, Act] = {
    Qt.Key.Key_Tab: Act.RIGHT,
    Qt.Key.Key_Backtab: Act.LEFT,
    Qt.Key.Key_Delete: Act.CLEAR,
    Qt.Key.Key_Backspace: Act.BACK,
    Qt.Key.Key_F2: Act.COMMENT,
    Qt.Key.Key_Escape: Act.LEAVE,
}

_COMMAND_KEYS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


def read_press(event: QKeyEvent) -> Press | None:
    """Return what a press means, None where it is the table's own: arrows, paging, shortcuts."""
    if event.modifiers() & _COMMAND_KEYS:
        return None
    if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
        return Press(Act.UP if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else Act.DOWN)
    if act := _BY_KEY.get(event.key()):
        return Press(act)
    text = event.text()
    if not text.strip() or not text.isprintable():
        return None
    return _read_text(text, pad=bool(event.modifiers() & Qt.KeyboardModifier.KeypadModifier))


def _read_text(text: str, *, pad: bool) -> Press:
    if text in SCALE:
        return Press(Act.MARK, text)
    if text in AGAIN_KEYS or (pad and text == ","):
        return Press(Act.AGAIN)
    sign = KEYS.get(text.lower())
    return Press(Act.UNKNOWN, text) if sign is None else Press(Act.SIGN, text, sign)
