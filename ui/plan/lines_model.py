"""Rows of texts to be read before something is done; nothing can be typed into them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView
from typing_extensions import override

from ui.widgets.naming import named
from ui.widgets.rows_model import AnyIndex, RowsModel


@dataclass(frozen=True, slots=True)
class TextRow:
    """A row. colour: of its last text, None for that of ordinary text. hint: the tooltip."""

    texts: tuple[str, ...]
    colour: QColor | None = None
    hint: str = ""


class LinesModel(RowsModel[TextRow]):
    """Holds immutable rows."""

    def __init__(self, titles: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._heads = tuple(titles)

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = self.row(index.row()), index.column()
        if row is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.texts[column]
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{self._heads[column]}: {row.texts[column]}"
            case Qt.ItemDataRole.ToolTipRole:
                return row.hint or row.texts[column]
            case Qt.ItemDataRole.ForegroundRole if column == len(row.texts) - 1:
                return row.colour
            case _:
                return None


def lines_table(name: str, label: str, model: LinesModel, widths: Sequence[int]) -> QTableView:
    """Return a table of rows to be read. widths: of its columns in pixels; one of 0 takes the rest."""
    table = named(QTableView(), name, label)
    table.setModel(model)
    table.setProperty("kind", "lines")
    table.setFrameShape(QTableView.Shape.NoFrame)
    table.setWordWrap(False)
    table.setCornerButtonEnabled(False)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setTabKeyNavigation(False)
    table.verticalHeader().hide()
    table.horizontalHeader().setHighlightSections(False)
    table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    for column, width in enumerate(widths):
        if width:
            table.setColumnWidth(column, width)
        else:
            table.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
    return table
