"""A room as a table of seats: who sits there, and what stands in the journal for the lesson."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QByteArray, QMimeData, QModelIndex, QObject, Qt, Signal
from typing_extensions import override

from app.domain.seating import Layout, Seat
from app.ids import PupilId
from ui.journal.marks_model import MarksModel, Place
from ui.journal.wording import spoken_cell
from ui.widgets.rows_model import AnyIndex

PUPIL = "application/x-peremena-pupil"
"""What is dragged: a pupil's id."""


class SeatModel(QAbstractTableModel):
    """Holds a layout; the marks are those of the journal's page, in the column of one lesson."""

    dropped = Signal(str, int, int)
    """A pupil by the id, and the seat."""

    def __init__(self, marks: MarksModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._marks = marks
        self._layout = Layout()
        self._column = -1
        self._seats: dict[Seat, Place] = {}
        self.is_arranging = False

    @property
    def layout(self) -> Layout:
        """How they sit."""
        return self._layout

    def show_room(self, layout: Layout, column: int) -> None:
        """Show another room or another lesson. column: the lesson's on the page."""
        is_other = (layout.rows, layout.width) != (self._layout.rows, self._layout.width)
        if is_other:
            self.beginResetModel()
        self._layout, self._column = layout, column
        rows = {who.id: row for row, who in enumerate(self._marks.page.pupils)}
        self._seats = {seat: (rows[who], column) for who, seat in layout.places.items() if who in rows}
        if is_other:
            self.endResetModel()
        else:
            self.refresh()

    def refresh(self) -> None:
        """Let every seat be drawn anew."""
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))

    def place(self, seat: Seat) -> Place | None:
        """Return which cell of the journal a seat stands for, None for an empty seat or no lesson."""
        place = self._seats.get(seat)
        return place if place is not None and self._column >= 0 else None

    def name(self, seat: Seat) -> str:
        """Return who sits there, empty for nobody."""
        place = self._seats.get(seat)
        return "" if place is None else self._marks.page.pupils[place[0]].short_name

    def seat_of(self, row: int) -> Seat | None:
        """Return where the pupil of a journal's row sits, None for nowhere."""
        pupils = self._marks.page.pupils
        return self._layout.places.get(pupils[row].id) if 0 <= row < len(pupils) else None

    def unseated(self) -> list[tuple[PupilId, str]]:
        """Return who has no seat, with their names."""
        return [(each.id, each.short_name) for each in self._marks.page.pupils if each.id not in self._layout.places]

    @override
    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else self._layout.rows

    @override
    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else self._layout.width

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        seat = index.row(), index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return self.name(seat)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(seat)
            case _:
                return None

    @override
    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if not self.is_arranging:
            return usual
        taken = (index.row(), index.column()) in self._seats
        return usual | Qt.ItemFlag.ItemIsDropEnabled | (Qt.ItemFlag.ItemIsDragEnabled if taken else usual)

    @override
    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    @override
    def mimeTypes(self) -> list[str]:
        return [PUPIL]

    @override
    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        if indexes and (who := self._layout.at((indexes[0].row(), indexes[0].column()))):
            data.setData(PUPIL, QByteArray(who.encode()))
        return data

    @override
    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: AnyIndex) -> bool:
        seat = (parent.row(), parent.column()) if parent.isValid() else (row, column)
        who = bytes(data.data(PUPIL).data()).decode()
        if not who or not self._layout.has(seat):
            return False
        self.dropped.emit(who, *seat)
        # nothing is to be removed where it came from: the room is drawn anew as a whole
        return False

    def _spoken(self, seat: Seat) -> str:
        where = self.tr("row {row}, seat {seat}").format(row=seat[0] + 1, seat=seat[1] + 1)
        place = self._seats.get(seat)
        if place is None:
            return self.tr("{where}: nobody").format(where=where)
        told = spoken_cell(self._marks.page, *place) if place[1] >= 0 else self.name(seat)
        return f"{told}; {where}"
