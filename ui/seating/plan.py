"""The seating plan over a journal's page: marks are typed at the seats, or the seats are arranged."""

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.seating import Layout
from app.ids import PupilId
from ui.journal.keys import Act, Press
from ui.journal.view import JournalView
from ui.seating.model import SeatModel
from ui.seating.room_bar import RoomBar
from ui.seating.seat_table import SeatTable
from ui.theme import SMALL_GAP, WIDE_GAP, Theme
from ui.widgets.naming import named

ASIDE = 160
"""Pixels of the list of those who have no seat."""


class SeatingPlan(QWidget):
    """Covers the table of its page, whose caret goes along: there is one way of entering."""

    changed = Signal(Layout)
    left = Signal()
    print_wanted = Signal()

    def __init__(self, page: JournalView, theme: Theme) -> None:
        super().__init__(page)
        self.setObjectName("seating_plan")
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._page = page
        self._cells = page.table
        self.model = SeatModel(self._cells.marks, self)
        self.table = SeatTable(self.model, self._cells, theme)
        self._bar = RoomBar(theme)
        self._free = named(QListWidget(), "seating_free", self.tr("Without a seat"))
        self._free.setFixedWidth(ASIDE)
        self._free_title = QLabel(self.tr("Without a seat"))
        self._free_title.setProperty("role", "caption")
        self._hint = named(QLabel(), "seating_hint")
        self._hint.setProperty("role", "caption")
        self._lay_out()
        self._connect()
        self._on_arranging(arranging=False)

    def open_room(self, layout: Layout) -> None:
        """Show a room and go to the seat of whoever has the caret."""
        self.show_room(layout)
        self._place()
        self.show()
        self.raise_()
        self._follow()
        self.table.setFocus()

    def show_room(self, layout: Layout) -> None:
        """Show how they sit now."""
        seat = self.table.seat
        with QSignalBlocker(self.table):
            self.model.show_room(layout, self._cells.caret[1] if self._cells.caret else -1)
            if seat is not None and layout.has(seat):
                self.table.go(seat)
        self._bar.show_room(layout)
        self._free.clear()
        for who, name in self.model.unseated():
            item = QListWidgetItem(name)
            item.setData(Qt.ItemDataRole.UserRole, who)
            self._free.addItem(item)
        for each in (self._free, self._free_title):
            each.setVisible(bool(self._free.count()))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.Resize, QEvent.Type.Move} and self.isVisible():
            self._place()
        if event.type() == QEvent.Type.FocusIn and self.isVisible():
            self.table.setFocus()
        return super().eventFilter(watched, event)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # the journal's table is covered: Tab passes over it, and whoever leads to it comes to the seats
        self._cells.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._cells.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @override
    def event(self, event: QEvent) -> bool:
        # the plan lies over a page that has the same key for its own sheets
        if event.type() == QEvent.Type.ShortcutOverride and _is_print(event):
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.matches(QKeySequence.StandardKey.Print):
            self.print_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        board = QLabel(self.tr("Board"))
        board.setProperty("role", "caption")
        board.setAlignment(Qt.AlignmentFlag.AlignCenter)
        aside = QVBoxLayout()
        aside.addWidget(self._free_title)
        aside.addWidget(self._free, 1)
        room = QHBoxLayout()
        room.setContentsMargins(SMALL_GAP, 0, WIDE_GAP, 0)
        room.addWidget(self.table, 1)
        room.addLayout(aside)
        self._hint.setContentsMargins(WIDE_GAP, 0, WIDE_GAP, SMALL_GAP)
        self._hint.setWordWrap(True)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(SMALL_GAP)
        lines.addWidget(self._bar)
        lines.addWidget(board)
        lines.addLayout(room, 1)
        lines.addWidget(self._hint)

    def _connect(self) -> None:
        self._cells.installEventFilter(self)
        self._cells.caret_moved.connect(self._on_caret)
        self._cells.marks.dataChanged.connect(self.model.refresh)
        self._cells.marks.modelReset.connect(lambda: self.show_room(self.model.layout))
        self.table.typed.connect(self._on_typed)
        self.table.left.connect(self._cells.left)
        self.table.seat_chosen.connect(self._on_seat)
        self.table.shifted.connect(self._on_shifted)
        self.table.unseated.connect(self._on_unseated)
        self.model.dropped.connect(lambda who, row, place: self._move(PupilId(who), (row, place)))
        self._free.itemActivated.connect(self._on_free)
        self._bar.sized.connect(lambda across, rows, seats: self._write(self.model.layout.sized(across, rows, seats)))
        self._bar.filled.connect(self._on_filled)
        self._bar.arranging.connect(lambda arranging: self._on_arranging(arranging=arranging))
        self._bar.print_wanted.connect(self.print_wanted)
        self._bar.close_wanted.connect(self.left)

    def _on_arranging(self, *, arranging: bool) -> None:
        self.table.show_arranging(arranging=arranging)
        self._hint.setText(
            self.tr(
                "Drag, or Ctrl and an arrow — to another seat · Delete — no seat · Enter in the list — to this seat"
            )
            if arranging
            else self.tr("Marks and signs as in the journal · arrows — another seat · Esc — back to the page")
        )

    def _on_typed(self, press: Press) -> None:
        if press.act is Act.LEAVE and not self._page.awaits_keys:
            self.left.emit()
        else:
            self._cells.typed.emit(press)

    def _on_seat(self, row: int, place: int) -> None:
        cell = self.model.place((row, place))
        if cell is not None and not self.model.is_arranging:
            self._cells.go(cell)

    def _on_caret(self, _row: int, column: int) -> None:
        if self.isVisible():
            self.model.show_room(self.model.layout, column)
            self._follow()

    def _follow(self) -> None:
        caret = self._cells.caret
        seat = self.model.seat_of(caret[0]) if caret else None
        if seat is not None and seat != self.table.seat:
            self.table.go(seat)

    def _on_shifted(self, rows: int, places: int) -> None:
        seat = self.table.seat
        who = self.model.layout.at(seat) if seat else None
        if seat is not None and who is not None:
            wanted = seat[0] + rows, seat[1] + places
            self._move(who, wanted)
            if self.model.layout.has(wanted):
                self.table.go(wanted)

    def _on_unseated(self) -> None:
        who = self.model.layout.at(self.table.seat) if self.table.seat else None
        if who is not None:
            self._write(self.model.layout.without(who))

    def _on_free(self, item: QListWidgetItem) -> None:
        if self.table.seat is not None:
            self._move(PupilId(item.data(Qt.ItemDataRole.UserRole)), self.table.seat)

    def _on_filled(self) -> None:
        self._write(self.model.layout.filled(who for who, _ in self.model.unseated()))

    def _move(self, who: PupilId, seat: tuple[int, int]) -> None:
        self._write(self.model.layout.moved(who, seat))

    def _write(self, layout: Layout) -> None:
        if layout != self.model.layout:
            self.changed.emit(layout)

    def _place(self) -> None:
        self.setGeometry(self._cells.geometry())


def _is_print(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Print)
