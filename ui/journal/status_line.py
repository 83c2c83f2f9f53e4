"""The line below the page: what is selected, which keys do what now, and what is asked."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from ui.theme import SMALL_GAP, WIDE_GAP
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.naming import named


class StatusLine(QWidget):
    """The selection at the left, the keys at the right, or below where both do not fit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._selection = ElidedLabel("journal_selection")
        self._hint = named(QLabel(), "journal_hint")
        self._hint.setTextFormat(Qt.TextFormat.PlainText)
        self._hint.setProperty("role", "caption")
        self._hint.setMinimumWidth(1)
        self._question = named(QLabel(), "journal_question")
        self._question.setTextFormat(Qt.TextFormat.PlainText)
        self._question.setProperty("role", "warning")
        self._question.setWordWrap(True)
        self._question.hide()
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line.setSpacing(SMALL_GAP)
        self._line.addWidget(self._selection, 1)
        self._line.addWidget(self._hint)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(WIDE_GAP, SMALL_GAP, WIDE_GAP, SMALL_GAP)
        lines.setSpacing(SMALL_GAP)
        lines.addWidget(self._question)
        lines.addLayout(self._line)

    def show_selection(self, text: str) -> None:
        """Say what is selected."""
        self._selection.show_text(text)

    def show_hint(self, text: str) -> None:
        """Say which keys do what."""
        self._hint.setText(text)
        self._fit()

    def ask(self, text: str) -> None:
        """Ask something that the next key answers; empty where nothing is asked."""
        self._question.setText(text)
        self._question.setVisible(bool(text))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        beside = self.width() > 2 * self._hint.fontMetrics().horizontalAdvance(self._hint.text())
        wanted = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if wanted is not self._line.direction():
            # asks for a new layout even where nothing changes, and with it the whole window is painted
            self._hint.setWordWrap(not beside)
            self._line.setDirection(wanted)
