"""A few lines of text that say when they were typed into and when they are meant to be kept."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit
from typing_extensions import override

from ui.widgets.text_line import KEEP_KEYS


class TextArea(QPlainTextEdit):
    """Ctrl+Enter and leaving the field keep the text; Tab leaves it."""

    typed = Signal(str)
    kept = Signal()

    def __init__(self, name: str, label: str, *, lines: int) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setTabChangesFocus(True)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * lines + 24)
        self.textChanged.connect(lambda: self.typed.emit(self.toPlainText()))

    def shown(self) -> str:
        """Return the text as it stands in the field."""
        return self.toPlainText()

    def show_text(self, text: str) -> None:
        """Replace the text without saying that it was typed."""
        if text != self.toPlainText():
            with QSignalBlocker(self):
                self.setPlainText(text)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in KEEP_KEYS and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.kept.emit()
        else:
            super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.kept.emit()
