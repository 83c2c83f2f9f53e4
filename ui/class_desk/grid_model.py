"""A page of the class as a table: pupils down, subjects or days across; it shows what was read and writes nothing."""

from collections.abc import Hashable, Sequence
from typing import Any, Protocol

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from typing_extensions import override

from app.domain.pages import PupilRow
from ui.widgets.rows_model import AnyIndex


class Grid(Protocol):
    """An immutable page, as a table asks for it."""

    @property
    def pupils(self) -> Sequence[PupilRow]:
        """Its rows."""
        ...

    @property
    def keys(self) -> Sequence[Hashable]:
        """What its columns are, whatever they show."""
        ...

    def text(self, row: int, column: int) -> str:
        """Return what a cell shows."""
        ...

    def spoken(self, row: int, column: int) -> str:
        """Return a cell as one sentence."""
        ...

    def heading(self, column: int) -> str:
        """Return what a column is called, in full."""
        ...


class GridModel(QAbstractTableModel):
    """Holds one grid."""

    def __init__(self, grid: Grid, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._grid = grid

    @property
    def pupils(self) -> Sequence[PupilRow]:
        """The rows that are shown."""
        return self._grid.pupils

    def show_grid(self, grid: Grid) -> bool:
        """Show another grid; return whether its rows or columns are others, so that places mean something else."""
        others = _shape(grid) != _shape(self._grid)
        if others:
            self.beginResetModel()
        self._grid = grid
        if others:
            self.endResetModel()
            return True
        bottom, right = self.rowCount() - 1, self.columnCount() - 1
        if bottom >= 0 <= right:
            self.dataChanged.emit(self.index(0, 0), self.index(bottom, right))
        return False

    @override
    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._grid.pupils)

    @override
    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._grid.keys)

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._grid.text(index.row(), index.column())
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return self._grid.spoken(index.row(), index.column())
            case _:
                return None

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        known = {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}
        if role not in known:
            return None
        if orientation is Qt.Orientation.Horizontal and 0 <= section < self.columnCount():
            return self._grid.heading(section)
        if orientation is Qt.Orientation.Vertical and 0 <= section < self.rowCount():
            return self._grid.pupils[section].short_name
        return None


def _shape(grid: Grid) -> tuple[list[str], list[Hashable]]:
    return [who.id for who in grid.pupils], list(grid.keys)
