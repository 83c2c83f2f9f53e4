"""Marks for periods as a table: pupils down, periods across; it shows what was written and writes nothing itself."""

from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from typing_extensions import override

from app.domain.finals import FinalsPage, ShownFinal
from app.ids import PupilId
from ui.finals.wording import cell_facts, spoken_cell, spoken_period
from ui.journal.marks_model import Place
from ui.widgets.rows_model import AnyIndex


class FinalsModel(QAbstractTableModel):
    """Holds one immutable page. today: periods after it have not begun."""

    def __init__(self, page: FinalsPage, today: date, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._page = page
        self._today = today

    @property
    def page(self) -> FinalsPage:
        """The page that is shown."""
        return self._page

    @property
    def today(self) -> date:
        """The day on which the page is looked at."""
        return self._today

    def show_page(self, page: FinalsPage, today: date) -> bool:
        """Show another page; return whether its rows or columns are others, so that places mean something else."""
        others = _shape(page) != _shape(self._page)
        if others:
            self.beginResetModel()
        self._page, self._today = page, today
        if others:
            self.endResetModel()
            return True
        bottom, right = self.rowCount() - 1, self.columnCount() - 1
        if bottom >= 0 <= right:
            self.dataChanged.emit(self.index(0, 0), self.index(bottom, right))
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, right)
        return False

    def cell(self, row: int, column: int) -> ShownFinal:
        """Return the cell at a place of the page."""
        return self._page.cells[self._page.pupils[row].id, self._page.periods[column].id]

    def place(self, pupil: PupilId, period: str) -> Place | None:
        """Return where a cell is, None where it is not on this page."""
        pupils, periods = _shape(self._page)
        return (pupils.index(pupil), periods.index(period)) if pupil in pupils and period in periods else None

    @override
    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._page.pupils)

    @override
    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._page.periods)

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.cell(row, column).value
            case Qt.ItemDataRole.AccessibleTextRole:
                return spoken_cell(self._page, row, column, self._today)
            case Qt.ItemDataRole.ToolTipRole:
                facts = cell_facts(self.cell(row, column), self._page.periods[column], self._today)
                return "\n".join(facts) or None
            case _:
                return None

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        if orientation is Qt.Orientation.Horizontal and 0 <= section < self.columnCount():
            return spoken_period(self._page, self._page.periods[section])
        if orientation is Qt.Orientation.Vertical and 0 <= section < self.rowCount():
            return self._page.pupils[section].short_name
        return None


def _shape(page: FinalsPage) -> tuple[tuple[PupilId, ...], tuple[str, ...]]:
    return tuple(pupil.id for pupil in page.pupils), tuple(period.id for period in page.periods)
