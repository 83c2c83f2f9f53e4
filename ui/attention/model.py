"""The entries that need attention as a list; what is shown is what was read."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from app.domain.attention import AttentionItem
from ui.attention.wording import spoken, title

AnyIndex = QModelIndex | QPersistentModelIndex
ITEM = int(Qt.ItemDataRole.UserRole)
"""Role of a row's entry."""


class AttentionModel(QAbstractListModel):
    """One immutable list of entries."""

    def __init__(self, parent: QObject | None = None, *, said: Callable[[AttentionItem], str] = spoken) -> None:
        super().__init__(parent)
        self._said = said
        self._items: tuple[AttentionItem, ...] = ()

    def show(self, items: Sequence[AttentionItem]) -> None:
        """Show entries; where they are the same ones, the current row stays."""
        before, after = ([each.id for each in listed] for listed in (self._items, items))
        if before != after:
            self.beginResetModel()
        self._items = tuple(items)
        if before != after:
            self.endResetModel()
        elif items:
            self.dataChanged.emit(self.index(0), self.index(len(items) - 1))

    def item(self, row: int) -> AttentionItem | None:
        """Return a row's entry, None where there is no such row."""
        return self._items[row] if 0 <= row < len(self._items) else None

    def row(self, key: str) -> int:
        """Return the row of the entry with this id, -1 where it is gone."""
        return next((row for row, each in enumerate(self._items) if each.id == key), -1)

    @override
    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._items)

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        item = self.item(index.row())
        if item is None:
            return None
        match role:
            case _ if role == ITEM:
                return item
            case Qt.ItemDataRole.DisplayRole:
                return title(item)
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return self._said(item)
            case _:
                return None
