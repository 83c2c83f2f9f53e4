"""What every table with pupils down its side does: caret, selection, the keys that move; what is typed goes out."""

from PySide6.QtCore import QAbstractItemModel, QItemSelectionModel, QItemSelectionRange, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView
from typing_extensions import override

from ui.journal.keys import FIVE_KEYS, read_press
from ui.journal.marks_model import Place


class PageTable(QTableView):
    """Knows nothing of marks; its headers and its delegate are those of the page that it shows."""

    typed = Signal(object)
    caret_moved = Signal(int, int)
    keys = FIVE_KEYS
    """How marks are typed; a page of another scale has its own."""
    _tab_leaves = False

    def take(self, model: QAbstractItemModel) -> None:
        """Show a model, the way these tables do; called once what the overrides need is there."""
        # before the model: each of these lays out what is there
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setModel(model)

    @property
    def caret(self) -> Place | None:
        """The current cell's place."""
        index = self.currentIndex()
        return (index.row(), index.column()) if index.isValid() else None

    def chosen(self) -> list[Place]:
        """Return the selected cells by row, or the caret's where nothing is selected."""
        ranges: list[QItemSelectionRange] = self.selectionModel().selection().toList()
        places = {
            (row, column)
            for each in ranges
            for row in range(each.top(), each.bottom() + 1)
            for column in range(each.left(), each.right() + 1)
        }
        return sorted(places) if places else [self.caret] if self.caret else []

    def go(self, place: Place) -> None:
        """Put the caret into a cell and bring it into sight."""
        # not by setCurrentIndex: while Ctrl is held, as in a shortcut, that would add to the selection
        self.selectionModel().setCurrentIndex(
            self.model().index(*place), QItemSelectionModel.SelectionFlag.ClearAndSelect
        )

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        press = read_press(event, self.keys)
        if press is None:
            super().keyPressEvent(event)
        else:
            self.typed.emit(press)
            event.accept()

    def let_tab_leave(self) -> None:
        """Let Tab leave the table at once: nothing is typed here, so it need not stop at each column."""
        self._tab_leaves = True

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        if self._tab_leaves:
            return super().focusNextPrevChild(next)
        # Tab is the next column; only beyond the last one it leaves the table
        column = self.currentIndex().column()
        inside = column < self.model().columnCount() - 1 if next else column > 0
        return False if inside else super().focusNextPrevChild(next)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.caret is None and self.model().rowCount() and self.model().columnCount():
            self.go((0, 0))
