"""Rows that are only read: behind each stands one immutable value; what its cells say is told by who inherits."""

from collections.abc import Callable, Hashable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

AnyIndex = QModelIndex | QPersistentModelIndex
Row = TypeVar("Row")


class RowsModel(QAbstractTableModel, Generic[Row]):
    """Rows under headings; a list has one column and no heading.

    key: what makes a row the same one although it says something else; where all are the same ones, what is chosen
    stays. None: other rows are others.
    """

    def __init__(self, parent: QObject | None = None, *, key: Callable[[Row], Hashable] | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self._rows: tuple[Row, ...] = ()
        self._heads: tuple[str, ...] = ("",)

    @property
    def rows(self) -> tuple[Row, ...]:
        """What is shown."""
        return self._rows

    def show(self, rows: Sequence[Row]) -> None:
        """Show other rows."""
        if self._are_the_same(rows):
            self._rows = tuple(rows)
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, self.columnCount() - 1))
            return
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def row(self, number: int) -> Row | None:
        """Return a row, None where there is no such."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def place(self, key: Hashable) -> int:
        """Return the row with this key, -1 where it is not shown."""
        return next((n for n, each in enumerate(self._rows) if self._key and self._key(each) == key), -1)

    @override
    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._heads)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._heads):
            return None
        return self._heads[section] if role == Qt.ItemDataRole.DisplayRole else None

    def _are_the_same(self, rows: Sequence[Row]) -> bool:
        key = self._key
        return key is not None and [key(each) for each in rows] == [key(each) for each in self._rows]
