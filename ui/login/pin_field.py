"""A field for a PIN or phrase: hidden unless one wants to see it, with a word about what misleads fingers."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QVBoxLayout, QWidget
from typing_extensions import override

from app.vault.pins import MOST
from ui.theme import GAP, SMALL_GAP
from ui.widgets.naming import named

HEIGHT = 40
"""Pixels of the field: also for a finger."""


class _Line(QLineEdit):
    """Says which letters come while Caps Lock is on."""

    letter = Signal(bool)
    """Whether a letter came as it does with Caps Lock only."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        text, shifted = event.text(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if text.isalpha():
            self.letter.emit(text.isupper() != shifted)
        super().keyPressEvent(event)


class PinField(QWidget):
    """Caption, field, and a button that shows what is typed. line: the field itself."""

    typed = Signal()
    entered = Signal()

    def __init__(self, name: str, caption: str) -> None:
        super().__init__()
        self.line = named(_Line(), name, caption)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setMaxLength(MOST)
        self.line.setMinimumHeight(HEIGHT)
        self._show = named(QToolButton(), f"{name}_show")
        self._show.setText(self.tr("Show"))
        self._show.setCheckable(True)
        self._show.setMinimumHeight(HEIGHT)
        self._hint = named(QLabel(), f"{name}_hint")
        self._hint.setProperty("role", "caption")
        self._hint.hide()
        self._lay_out(caption)
        self.setFocusProxy(self.line)
        self.line.textChanged.connect(self._on_text)
        self.line.returnPressed.connect(self.entered)
        self.line.letter.connect(self._on_letter)
        self._show.toggled.connect(self._on_show)

    @property
    def text(self) -> str:
        """What is typed."""
        return self.line.text()

    def show_after(self, last: "PinField") -> None:
        """Let Tab come to what shows this field only after the last one of its window: one types field after field."""
        QWidget.setTabOrder(last.line, self._show)

    def clear(self) -> None:
        """Empty the field and hide it again."""
        self.line.clear()
        self._show.setChecked(False)
        self._hint.hide()

    def _lay_out(self, caption: str) -> None:
        label = QLabel(caption)
        label.setProperty("role", "caption")
        label.setBuddy(self.line)
        row = QHBoxLayout()
        row.setSpacing(SMALL_GAP)
        row.addWidget(self.line, 1)
        row.addWidget(self._show)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(GAP)
        lines.addWidget(label)
        lines.addLayout(row)
        lines.addWidget(self._hint)

    def _on_text(self, text: str) -> None:
        if not text or text.isdecimal():
            self._hint.hide()
        self.typed.emit()

    def _on_letter(self, caps: bool) -> None:  # noqa: FBT001 (a signal's)
        layout = QGuiApplication.inputMethod().locale().nativeLanguageName()
        told = [self.tr("Caps Lock seems to be on.")] if caps else []
        if layout:
            told.append(self.tr("Keyboard: {language}").format(language=layout))
        self._hint.setText(" ".join(told))
        self._hint.setVisible(bool(told))

    def _on_show(self, shown: bool) -> None:  # noqa: FBT001 (a signal's)
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self._show.setText(self.tr("Hide") if shown else self.tr("Show"))
        self.line.setFocus()
