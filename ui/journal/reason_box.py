"""Asks why old marks change: one reason for all corrections that wait for it, while the page below stays alive."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from ui.journal.attempts import Attempt
from ui.theme import SMALL_GAP, WIDE_GAP
from ui.widgets.floating_box import FloatingBox
from ui.widgets.naming import named
from ui.widgets.offering import offer

WIDTH = 400
"""Pixels: a reason of a line."""


class ReasonBox(FloatingBox):
    """Enter writes them, Escape forgets them. What is typed into the same cell again takes the older one's place."""

    given = Signal(object, str)
    """The attempts, and the reason."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("reason_box", parent)
        self.setFixedWidth(WIDTH)
        self._waiting: list[Attempt] = []
        self._title = named(QLabel(), "reason_title")
        self._title.setWordWrap(True)
        self._count = named(QLabel(), "reason_count")
        self._count.setProperty("role", "caption")
        self._reason = named(QComboBox(), "reason_text", self.tr("Reason"))
        self._reason.setEditable(True)
        if edit := self._reason.lineEdit():
            edit.setAccessibleName(self.tr("Reason"))
        self._reason.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._write = named(QPushButton(self.tr("Write")), "reason_write")
        self._write.setProperty("kind", "primary")
        self._lay_out()
        self._reason.editTextChanged.connect(self._on_typed)
        self._write.clicked.connect(self._on_given)

    def ask(self, attempt: Attempt, title: str, reasons: Sequence[str], area: QRect) -> None:
        """Let a correction wait, and ask for the reason beside *area*. reasons: given before, the last one first."""
        typed = self._reason.currentText() if self._waiting else ""
        self._waiting = [each for each in self._waiting if not set(each.cells) <= set(attempt.cells)]
        self._waiting.append(attempt)
        self._reason.clear()
        self._reason.addItems(list(reasons))
        self._reason.setCurrentIndex(-1)
        self._reason.setEditText(typed)
        self._title.setText(title)
        cells = sum(len(each.cells) for each in self._waiting)
        self._count.setText(self.tr("%n cell(s) wait for it and are not written yet.", "", cells))
        self._on_typed()
        self.open_beside(area)
        self._reason.setFocus()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._on_given()
        else:
            super().keyPressEvent(event)

    @override
    def leave(self) -> None:
        self._waiting = []
        super().leave()

    def _lay_out(self) -> None:
        hint = QLabel(self.tr("Enter — write, Esc — leave the marks as they are, ↓ — last reasons"))
        hint.setProperty("role", "caption")
        hint.setWordWrap(True)
        line = QHBoxLayout()
        line.setSpacing(SMALL_GAP)
        line.addWidget(self._reason, 1)
        line.addWidget(self._write)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(WIDE_GAP, SMALL_GAP, WIDE_GAP, SMALL_GAP)
        lines.setSpacing(SMALL_GAP)
        for each in (self._title, self._count):
            lines.addWidget(each)
        lines.addLayout(line)
        lines.addWidget(hint)

    def _on_typed(self) -> None:
        offer(self._write, possible=bool(self._reason.currentText().strip()), reason=self.tr("Write the reason first."))

    def _on_given(self) -> None:
        reason = self._reason.currentText().strip()
        if reason and self._waiting:
            waiting = tuple(self._waiting)
            self.leave()
            self.given.emit(waiting, reason)
