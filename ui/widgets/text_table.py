"""A table of texts that are only read; a row may be of a lesson, which Enter opens."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Qt
from typing_extensions import override

from ui.widgets.rows_model import AnyIndex, RowsModel


@dataclass(frozen=True, slots=True)
class TextRow:
    """A row. lesson: with its journal, both empty where there is none to open. told: all of the row in a sentence."""

    texts: tuple[str, ...]
    told: str
    journal: str = ""
    lesson: str = ""


class TextModel(RowsModel[TextRow]):
    """Holds texts. heads: of its columns. right: columns of numbers."""

    def __init__(
        self, heads: Sequence[str], right: frozenset[int] = frozenset(), parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._heads = tuple(heads)
        self._right = right

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index.row())
        if row is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.texts[index.column()]
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return row.told
            case Qt.ItemDataRole.TextAlignmentRole:
                return self._alignment(index.column())
            case _:
                return None

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(section)
        return super().headerData(section, orientation, role)

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if column in self._right else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter
