"""The bar above a plan: what can be done with it."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from ui.theme import SMALL_GAP, WIDE_GAP, Theme
from ui.widgets.icons import BESIDE_TEXT, icon
from ui.widgets.naming import named
from ui.widgets.offering import offer


class PlanBar(QWidget):
    """Tells what is wanted; holds no plan."""

    add_wanted = Signal()
    remove_wanted = Signal()
    file_wanted = Signal()
    copy_wanted = Signal()
    move_wanted = Signal()
    journal_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(WIDE_GAP, SMALL_GAP, WIDE_GAP, SMALL_GAP)
        self._line.setSpacing(SMALL_GAP)
        self.add = self._action("plus", self.tr("Item"), self.tr("Add an item below (Insert)"), self.add_wanted.emit)
        self.remove = self._action(
            "close", self.tr("Remove"), self.tr("Remove the chosen items (Delete)"), self.remove_wanted.emit
        )
        self.file = self._action(
            "plan", self.tr("From a file…"), self.tr("Take a plan from an XLSX or CSV table"), self.file_wanted.emit
        )
        self.copy = self._action(
            "everybody", self.tr("From a class…"), self.tr("Copy another journal's plan"), self.copy_wanted.emit
        )
        self.move_rest = self._action(
            "right",
            self.tr("Move the rest…"),
            self.tr("Spread the coming items over the lessons that are left"),
            self.move_wanted.emit,
        )
        self.journal = self._action(
            "journals",
            self.tr("To the journal"),
            self.tr("To the journal's page (Ctrl+Shift+T)"),
            self.journal_wanted.emit,
        )
        self.journal.setShortcut(QKeySequence("Ctrl+Shift+T"))
        self._editing = (self.add, self.remove, self.file, self.copy, self.move_rest)
        self._buttons = [self._button(each) for each in (*self._editing, self.journal)]
        for button in self._buttons[:-1]:
            self._line.addWidget(button)
        self._line.addStretch()
        self._line.addWidget(self._buttons[-1])

    def show_rights(self, *, is_mine: bool, has_items: bool) -> None:
        """Offer what may be done."""
        for action in self._editing:
            action.setVisible(is_mine)
        reason = self.tr("The plan has no items yet.")
        for action in (self.remove, self.move_rest):
            offer(action, possible=has_items, reason=reason)

    def copy_button(self) -> QWidget:
        """Return what the list of classes opens below."""
        return self._buttons[3]

    def _action(self, name: str, text: str, hint: str, act: Callable[[], None]) -> QAction:
        action = QAction(icon(name, self._theme.text), text, self)
        action.setToolTip(hint)
        action.triggered.connect(act)
        return action

    def _button(self, action: QAction) -> QToolButton:
        button = named(QToolButton(), "", action.text())
        button.setDefaultAction(action)
        button.setIconSize(BESIDE_TEXT)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        action.visibleChanged.connect(lambda: button.setVisible(action.isVisible()))
        return button
