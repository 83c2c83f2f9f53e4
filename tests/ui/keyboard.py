"""Real key presses, in the Latin and in the Russian layout."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

PLAIN = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def typed(widget: QWidget, text: str) -> None:
    """Type each letter as its own key, as the layout that has the letter would send it."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, ord(letter.upper()), PLAIN, letter))


def pressed(widget: QWidget, *keys: Qt.Key, modifiers: Qt.KeyboardModifier = PLAIN) -> None:
    """Press named keys one after another, shortcuts included."""
    for key in keys:
        QTest.keyClick(widget, key, modifiers)
