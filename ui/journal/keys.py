"""What a key press in a cell means, in either layout of the keyboard."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from app.domain.attendance import KEYS, Absence
from app.domain.debts import POINT
from app.domain.scales import FAILED, FIVE, PASS_FAIL, PASSED, Scale

AGAIN_KEYS = frozenset("/.\\")
"""What the key "/" gives: on the number pad and in the Latin layout, in the Russian one, and beside Enter there."""

INSTEAD_KEY = "="
"""The same key in both layouts."""

DEBT_KEYS = frozenset({"д", "l", POINT})
"""«Долг»: the same physical key in both layouts, and the point itself."""

PASS_KEYS: dict[str, str] = {"з": PASSED, "p": PASSED, "+": PASSED, "-": FAILED}
"""«Зач» and «незач» by one key each; З stands on P, + and - are the same in both layouts."""


class Act(Enum):
    """What a press asks for."""

    MARK = "mark"
    LETTER = "letter"
    """A letter of a value that may be longer than one."""
    SIGN = "sign"
    AGAIN = "again"
    """The next digit is one more mark in the cell."""
    INSTEAD = "instead"
    """A mark instead of another one."""
    DEBT = "debt"
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
    """A press as meant. text: the mark, or what was typed where it is no mark."""

    act: Act
    text: str = ""
    sign: Absence = Absence.PRESENT


@dataclass(frozen=True, slots=True)
class ScaleKeys:
    """How the values of a scale are typed.

    at_once: by letter, the value that it writes at once. letters: of values that take several, lower case; values:
    those values, lower case.
    """

    at_once: Mapping[str, str]
    letters: frozenset[str] = frozenset()
    values: frozenset[str] = frozenset()

    def begins(self, text: str) -> bool:
        """Return whether a value begins so."""
        return any(value.startswith(text) for value in self.values)

    def grows(self, text: str) -> bool:
        """Return whether a value begins so and is longer."""
        return any(value.startswith(text) and value != text for value in self.values)


def scale_keys(scale: Scale) -> ScaleKeys:
    """Return how the values of a scale are typed: by a key each where a key is enough, else letter by letter."""
    values = [value for value, _ in scale.values if value not in {PASSED, FAILED}]
    lower = frozenset(value.casefold() for value in values)
    letters = frozenset("".join(lower))
    passes = {key: value for key, value in PASS_KEYS.items() if value in scale and key not in letters}
    if all(len(value) == 1 for value in values):
        return ScaleKeys({**passes, **{value.casefold(): value for value in values}})
    return ScaleKeys(passes, letters, lower)


FIVE_KEYS = scale_keys(FIVE)
"""A digit is a mark at once."""


def final_keys(scale: Scale) -> ScaleKeys:
    """Return how marks for periods are typed in a subject of a scale: by five, or as passed where it has no fives."""
    return FIVE_KEYS if any(five for _, five in scale.values) else scale_keys(PASS_FAIL)


_BY_KEY: dict[int, Act] = {
    Qt.Key.Key_Tab: Act.RIGHT,
    Qt.Key.Key_Backtab: Act.LEFT,
    Qt.Key.Key_Delete: Act.CLEAR,
    Qt.Key.Key_Backspace: Act.BACK,
    Qt.Key.Key_F2: Act.COMMENT,
    Qt.Key.Key_Escape: Act.LEAVE,
}

_COMMAND_KEYS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


def read_press(event: QKeyEvent, keys: ScaleKeys = FIVE_KEYS) -> Press | None:
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
    return _read_text(text, keys, pad=bool(event.modifiers() & Qt.KeyboardModifier.KeypadModifier))


def _read_text(text: str, keys: ScaleKeys, *, pad: bool) -> Press:
    lower = text.lower()
    if value := keys.at_once.get(lower):
        return Press(Act.MARK, value)
    if keys.begins(lower):
        return Press(Act.LETTER, lower)
    if text in AGAIN_KEYS or (pad and text == ","):
        return Press(Act.AGAIN)
    sign = KEYS.get(lower)
    if sign is not None:
        return Press(Act.SIGN, text, sign)
    if text == INSTEAD_KEY or lower in DEBT_KEYS:
        return Press(Act.INSTEAD if text == INSTEAD_KEY else Act.DEBT, text)
    return Press(Act.UNKNOWN, text)
