"""What the palette has found, as a list."""

from typing import Any

from PySide6.QtCore import Qt
from typing_extensions import override

from ui.palette.entry import Entry
from ui.widgets.lines_delegate import CHIP, SECOND
from ui.widgets.rows_model import AnyIndex, RowsModel


class PaletteModel(RowsModel[Entry]):
    """A row: what it is, where it belongs or why it cannot be done, and its keys."""

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self.row(index.row())
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
