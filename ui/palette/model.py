"""What the palette has found, as a list."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from ui.palette.entry import Entry
from ui.widgets.lines_delegate import CHIP, SECOND

AnyIndex = QModelIndex | QPersistentModelIndex


class PaletteModel(QAbstractListModel):
    """A row: what it is, where it belongs or why it cannot be done, and its keys."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._entries: Sequence[Entry] = ()

    def show(self, entries: Sequence[Entry]) -> None:
        """Show what was found."""
        self.beginResetModel()
        self._entries = entries
        self.endResetModel()

    def entry(self, row: int) -> Entry | None:
        """Return a row's entry, None where there is no such row."""
        return self._entries[row] if 0 <= row < len(self._entries) else None

    @override
    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._entries)

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self.entry(index.row()) if index.isValid() else None
        if entry is None:
            return None
        second = entry.reason or entry.detail
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role == SECOND:
            return second
        if role == CHIP:
            return self._chip(entry)
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return ", ".join(part for part in (entry.title, second, entry.keys) if part)
        return None

    def _chip(self, entry: Entry) -> tuple[str, str, str] | None:
        if entry.reason:
            return self.tr("not now"), "held_soft", "held"
        return (entry.keys, "accent_soft", "accent") if entry.keys else None
