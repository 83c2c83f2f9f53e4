"""The seats of a room: typed into as the journal's cells are, or arranged by dragging and by keys."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView
from typing_extensions import override

from app.domain.seating import Seat
from ui.journal.keys import Act, read_press
from ui.journal.marks_table import MarksTable
from ui.seating.model import SeatModel
from ui.seating.seat_delegate import SeatDelegate
from ui.theme import Theme
from ui.widgets.rows_model import AnyIndex

LEAST_WIDTH, LEAST_HEIGHT = 76, 66
"""Pixels of a seat: a surname, a name, and a mark below them."""

STEPS = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}


class SeatTable(QTableView):
    """Arrows go from seat to seat; while it is arranged, Ctrl and an arrow take the pupil along."""

    typed = Signal(object)
    """A press at the pupil who sits at the current seat."""
    seat_chosen = Signal(int, int)
    shifted = Signal(int, int)
    """Rows and places by which the pupil at the current seat goes."""
    unseated = Signal()
    left = Signal()

    def __init__(self, model: SeatModel, cells: MarksTable, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("seating_table")
        self.setProperty("kind", "seats")
        self.setAccessibleName(self.tr("Seating plan"))
        self._seats = model
        self._cells = cells
        self.setItemDelegate(SeatDelegate(model, cells, theme, self))
        self.setModel(model)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(True)
        for header, least in ((self.horizontalHeader(), LEAST_WIDTH), (self.verticalHeader(), LEAST_HEIGHT)):
            header.hide()
            header.setMinimumSectionSize(least)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)

    @property
    def seat(self) -> Seat | None:
        """The current seat."""
        index = self.currentIndex()
        return (index.row(), index.column()) if index.isValid() else None

    def go(self, seat: Seat) -> None:
        """Make a seat the current one."""
        self.setCurrentIndex(self._seats.index(*seat))

    def show_arranging(self, *, arranging: bool) -> None:
        """Let the pupils be moved, or be marked."""
        self._seats.is_arranging = arranging
        self.setDragEnabled(arranging)
        self.setAcceptDrops(arranging)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not (self._arrange(event) if self._seats.is_arranging else self._type(event)):
            super().keyPressEvent(event)

    @override
    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self.seat_chosen.emit(current.row(), current.column())

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def _arrange(self, event: QKeyEvent) -> bool:
        step = STEPS.get(Qt.Key(event.key()))
        if step and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.shifted.emit(*step)
            return True
        if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.unseated.emit()
            return True
        return False

    def _type(self, event: QKeyEvent) -> bool:
        press = read_press(event, self._cells.keys)
        is_taken = self.seat is not None and self._seats.place(self.seat) is not None
        if press is None or not (is_taken or press.act is Act.LEAVE):
            return False
        self.typed.emit(press)
        return True
