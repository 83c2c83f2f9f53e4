"""One line of text that says when it was typed into and when it is meant to be kept."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit
from typing_extensions import override

KEEP_KEYS = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class TextLine(QLineEdit):
    """Enter, Ctrl+Enter and leaving the field keep the text."""

    typed = Signal(str)
    kept = Signal()

    def __init__(self, name: str, label: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.textEdited.connect(self.typed)

    def shown(self) -> str:
        """Return the text as it stands in the field."""
        return self.text()

    def show_text(self, text: str) -> None:
        """Replace the text without saying that it was typed."""
        if text != self.text():
            self.setText(text)
            self.setCursorPosition(0)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in KEEP_KEYS:
            self.kept.emit()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.kept.emit()
