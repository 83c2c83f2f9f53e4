"""The entries that need attention as a list; what is shown is what was read."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt
from typing_extensions import override

from app.domain.attention import AttentionItem
from ui.attention.wording import spoken, title
from ui.widgets.rows_model import AnyIndex, RowsModel

ITEM = int(Qt.ItemDataRole.UserRole)
"""Role of a row's entry."""


class AttentionModel(RowsModel[AttentionItem]):
    """One immutable list of entries."""

    def __init__(self, parent: QObject | None = None, *, said: Callable[[AttentionItem], str] = spoken) -> None:
        super().__init__(parent, key=lambda each: each.id)
        self._said = said

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        item = self.row(index.row())
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
