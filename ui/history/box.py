"""The history of a cell or a lesson, over its page: every change, and a button that brings an earlier value back."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QListView, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.history import History, Step, Thread
from app.errors import UnconfirmedError
from ui.error_texts import sentence
from ui.history.model import HistoryModel
from ui.theme import GAP, SMALL_GAP, WIDE_GAP, Theme
from ui.widgets.floating_box import FloatingBox
from ui.widgets.lines_delegate import LinesDelegate
from ui.widgets.naming import named
from ui.widgets.offering import offer

WIDTH = 440
MOST = 480
"""Pixels of height: on the smallest display nearly the page's own."""

BESIDE_LIST = 220
"""Pixels of height that the chosen change in full and the buttons take."""

EMPTY = 120
"""Pixels of height where there is nothing to show."""


class HistoryBox(FloatingBox):
    """Arrows choose a change, Tab goes to the button, Escape back to the page."""

    restore_wanted = Signal(Thread, Step, str)
    """What is to be brought back, and the reason that was written, empty for none."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__("history_box", parent)
        self._around = parent
        self._title = named(QLabel(), "history_title")
        self._title.setProperty("role", "title")
        self._below = named(QLabel(), "history_below")
        self._below.setProperty("role", "muted")
        self._model = HistoryModel(self)
        self.meant: frozenset[type[UnconfirmedError]] = frozenset()
        """What was asked about bringing the chosen change back; the button once more says that it is meant."""
        self._list = self._build_list(theme)
        self._full = named(QLabel(), "history_full")
        self._nothing = named(QLabel(self.tr("Nothing was ever written here.")), "history_nothing")
        self._reason = named(QLineEdit(), "history_reason", self.tr("Reason"))
        self._reason.setPlaceholderText(self.tr("Why so: the school asks for a reason here"))
        self._restore = named(QPushButton(self.tr("Bring this back")), "history_restore")
        self._restore.setAutoDefault(True)
        self._lay_out()
        self._restore.clicked.connect(self._on_restore)
        self._reason.returnPressed.connect(self._on_restore)
        self._list.selectionModel().currentChanged.connect(self._show_current)

    def open_at(self, heading: tuple[str, str], history: History, area: QRect) -> None:
        """Show a history at the right of *area*, higher where there is no room below. heading: two lines."""
        self._title.setText(heading[0])
        self._below.setText(heading[1])
        self.show_history(history)
        room = self._around.rect()
        height = min(self._wanted_height(), room.height() - 2 * GAP)
        self.setFixedSize(min(WIDTH, room.width() - 2 * GAP), height)
        left = area.right() + GAP
        if left + self.width() > room.width() - GAP:
            left = max(GAP, area.left() - GAP - self.width())
        self.move(left, max(GAP, min(area.top(), room.height() - GAP - height)))
        self.show()
        self.raise_()
        (self._list if self._model.rowCount() else self).setFocus()

    def show_history(self, history: History) -> None:
        """Show what has become of the same thing meanwhile; the chosen row stays where it was."""
        row = self._list.currentIndex().row()
        self._model.show_history(history)
        has_some = bool(self._model.rowCount())
        for each in (self._list, self._full, self._restore):
            each.setVisible(has_some)
        self._nothing.setVisible(not has_some)
        self._reason.hide()
        self._list.setCurrentIndex(self._model.index(min(max(row, 0), self._model.rowCount() - 1), 0))
        self._show_current()

    def ask_reason(self) -> None:
        """Ask why it is brought back; the button then goes on."""
        self._reason.clear()
        self._reason.show()
        self._reason.setFocus()

    def ask_meant(self, doubt: UnconfirmedError) -> None:
        """Ask whether something unusual is meant; the button then goes on, another change takes the question away."""
        self.meant |= {type(doubt)}
        again = self.tr("“Bring this back” once more — yes, Esc — no")
        self._full.setText(f"{sentence(doubt)} {again}")
        self._restore.setFocus()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.accept()
        else:
            super().keyPressEvent(event)

    def _wanted_height(self) -> int:
        rows = self._model.rowCount()
        if not rows:
            return max(EMPTY, self.sizeHint().height())
        return min(MOST, BESIDE_LIST + rows * self._list.sizeHintForRow(0))

    def _build_list(self, theme: Theme) -> QListView:
        listed = named(QListView(), "history_list", self.tr("Changes, the newest first"))
        listed.setModel(self._model)
        listed.setItemDelegate(LinesDelegate(theme, listed))
        listed.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        listed.setUniformItemSizes(True)
        listed.setTabKeyNavigation(False)
        return listed

    def _lay_out(self) -> None:
        for label in (self._title, self._below, self._full, self._nothing):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self._full.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        hint = QLabel(self.tr("Esc — back to the page"))
        hint.setProperty("role", "caption")
        last = QHBoxLayout()
        last.addWidget(hint, 1)
        last.addWidget(self._restore)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(WIDE_GAP, SMALL_GAP, WIDE_GAP, SMALL_GAP)
        lines.setSpacing(SMALL_GAP)
        for each in (self._title, self._below):
            lines.addWidget(each)
        lines.addWidget(self._list, 1)
        lines.addWidget(self._nothing, 1, Qt.AlignmentFlag.AlignTop)
        for below in (self._full, self._reason):
            lines.addWidget(below)
        lines.addLayout(last)

    def _show_current(self) -> None:
        row = self._list.currentIndex().row()
        found = self._model.row(row)
        self.meant = frozenset()
        self._full.setText(self._model.full(row))
        offer(
            self._restore,
            possible=found is not None and found[0].can_restore(found[1]),
            reason=self.tr("This change has nothing that could be brought back."),
        )
        self._reason.hide()

    def _on_restore(self) -> None:
        found = self._model.row(self._list.currentIndex().row())
        reason = self._reason.text().strip() if not self._reason.isHidden() else ""
        if found is not None and self._restore.isEnabled():
            self.restore_wanted.emit(*found, reason)
