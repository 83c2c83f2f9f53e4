"""The palette itself: a field, and below it what is meant."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QLabel, QLineEdit, QListView, QVBoxLayout, QWidget
from typing_extensions import override

from ui.palette.entry import Entry
from ui.palette.model import PaletteModel
from ui.theme import PAGE_GAP, SMALL_GAP, Theme
from ui.widgets.floating_box import FloatingBox
from ui.widgets.lines_delegate import LinesDelegate
from ui.widgets.naming import named

WIDTH = 560
"""Pixels: the longest action with its keys."""

ROWS = 8
"""Rows that are seen at once, where the window has room for them."""

MOVING = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})

Find = Callable[[str], Sequence[Entry]]


class PaletteBox(FloatingBox):
    """The field keeps the focus; arrows move in the list, Enter takes, Escape leaves all as it was."""

    taken = Signal(object)

    def __init__(self, parent: QWidget, theme: Theme, find: Find) -> None:
        super().__init__("palette", parent)
        self._over = parent
        self.setAccessibleName(self.tr("Find an action"))
        self._find = find
        self._field = named(QLineEdit(), "palette_field", self.tr("What would you like to do?"))
        self._field.setPlaceholderText(self.tr("An action, a journal, a pupil, a day or a help page"))
        self._field.textChanged.connect(self._on_text)
        self._field.installEventFilter(self)
        self._model = PaletteModel(self)
        self._list = named(QListView(), "palette_list", self.tr("What was found"))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setModel(self._model)
        self._list.setItemDelegate(LinesDelegate(theme, self._list))
        self._list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.clicked.connect(self._on_taken)
        self._nothing = named(QLabel(self.tr("Nothing is called so.")), "palette_nothing")
        self._nothing.setProperty("role", "muted")
        hint = QLabel(self.tr("Enter — do it, Esc — leave"))
        hint.setProperty("role", "caption")
        lines = QVBoxLayout(self)
        lines.setContentsMargins(SMALL_GAP, SMALL_GAP, SMALL_GAP, SMALL_GAP)
        lines.setSpacing(SMALL_GAP)
        for each in (self._field, self._nothing, hint):
            lines.addWidget(each)
        lines.insertWidget(1, self._list, 1)

    def open_over(self, top: int) -> None:
        """Show everything that can be done, at the window's upper edge. top: pixels that are the menu's."""
        page = self._over
        self._on_text("")
        width = min(WIDTH, page.width() - 2 * PAGE_GAP)
        row = self._list.sizeHintForRow(0)
        height = self._field.sizeHint().height() + ROWS * row + 2 * PAGE_GAP + 2 * SMALL_GAP
        self.setGeometry((page.width() - width) // 2, top, width, min(height, page.height() - top - PAGE_GAP))
        self.show()
        self.raise_()
        self._field.setFocus(Qt.FocusReason.PopupFocusReason)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._on_key(event)
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            self._on_lost(event.reason())
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._on_taken(self._list.currentIndex())
        elif event.key() in MOVING:
            self._list.keyPressEvent(event)
        else:
            # the field is alone here: Tab would only lose it, and Escape is the way out
            return event.key() in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}
        return True

    def _on_lost(self, reason: Qt.FocusReason) -> None:
        if reason not in {Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason}:
            self.hide()

    def _on_text(self, text: str) -> None:
        found = self._find(text)
        self._model.show(found)
        self._nothing.setVisible(not found)
        self._list.setCurrentIndex(self._model.index(0, 0))

    def _on_taken(self, index: QModelIndex) -> None:
        entry = self._model.row(index.row())
        if entry is not None and not entry.reason:
            self.leave()
            self.taken.emit(entry)
