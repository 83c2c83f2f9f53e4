"""A quiet bar that says one sentence and goes away by itself or at a click."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from ui.theme import GAP, SMALL_GAP, Theme
from ui.widgets.icons import icon
from ui.widgets.naming import named

SHOWN_MS = 15_000
"""Milliseconds: enough to read two lines twice."""


class Notice(QFrame):
    """Never takes the focus, never blocks."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = named(QLabel(), "notice_text")
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._text.setProperty("role", "warning")
        close = named(QToolButton(), "notice_close")
        close.setIcon(icon("close", theme.text))
        close.setAccessibleName(self.tr("Close the message"))
        close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        line = QHBoxLayout(self)
        line.setContentsMargins(SMALL_GAP, GAP, SMALL_GAP, GAP)
        line.addWidget(self._text, 1)
        line.addWidget(close)
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._timer.timeout.connect(self.hide)
        close.clicked.connect(self.hide)
        self.hide()

    def show_sentence(self, text: str) -> None:
        """Show a sentence for a while."""
        self._text.setText(text)
        self._text.setAccessibleName(text)
        self.show()
        self._timer.start()
