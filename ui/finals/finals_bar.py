"""The bar above the marks for periods: how the caret's period stands, and what can be done with it as a whole."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from ui.theme import SMALL_GAP, WIDE_GAP, Theme
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.icons import BESIDE_TEXT, icon
from ui.widgets.naming import named
from ui.widgets.offering import offer


class FinalsBar(QWidget):
    """Tells what is wanted; holds no page."""

    proposed_wanted = Signal()
    journal_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._summary = ElidedLabel("finals_summary")
        self._overdue = named(QLabel(), "finals_overdue", self.tr("The day has come"))
        self._overdue.setPixmap(icon("attention", theme.held).pixmap(BESIDE_TEXT))
        self._due = named(QLabel(), "finals_due")
        self._due.setTextFormat(Qt.TextFormat.PlainText)
        self.show_due("", has_come=False)
        self.proposed = self._action("finals", theme, self.tr("Set the proposed marks"), "Ctrl+D")
        self.proposed.setToolTip(self.tr("What is proposed becomes the mark where none is set (Ctrl+D)"))
        self.proposed.triggered.connect(self.proposed_wanted)
        self.figures = self._action("why", theme, self.tr("How the figures come about"), "Ctrl+Shift+F")
        self.figures.setToolTip(self.tr("How the figures come about (Ctrl+Shift+F)"))
        self.journal = self._action("journals", theme, self.tr("To the journal"), "Ctrl+I")
        self.journal.setToolTip(self.tr("To the journal's page (Ctrl+I)"))
        self.journal.triggered.connect(self.journal_wanted)
        line = QHBoxLayout(self)
        line.setContentsMargins(WIDE_GAP, SMALL_GAP, WIDE_GAP, SMALL_GAP)
        line.setSpacing(SMALL_GAP)
        line.addWidget(self._summary, 1)
        line.addWidget(self._overdue)
        line.addWidget(self._due)
        line.addSpacing(SMALL_GAP)
        # held here: a button that only its layout knows would be collected
        self._buttons = [
            self._button("finals_set_proposed", self.proposed),
            self._button("finals_to_journal", self.journal),
        ]
        for button in self._buttons:
            line.addWidget(button)

    def show_summary(self, text: str, *, proposals: bool) -> None:
        """Say how the caret's period stands. proposals: whether there is one that is not set."""
        self._summary.show_text(text)
        reason = self.tr("Nothing is proposed here that is not set already.")
        offer(self.proposed, possible=proposals, reason=reason)

    def show_due(self, text: str, *, has_come: bool) -> None:
        """Say until when marks are expected; nothing for an empty text. has_come: whether that day has."""
        self._due.setText(text)
        self._due.setVisible(bool(text))
        self._overdue.setVisible(bool(text) and has_come)

    def _action(self, name: str, theme: Theme, text: str, keys: str) -> QAction:
        action = QAction(icon(name, theme.text), text, self)
        action.setShortcut(QKeySequence(keys))
        return action

    def _button(self, name: str, action: QAction) -> QToolButton:
        button = named(QToolButton(), name)
        button.setDefaultAction(action)
        button.setAccessibleName(action.text())
        button.setIconSize(BESIDE_TEXT)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button
