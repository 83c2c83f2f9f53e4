"""A table whose rows are chosen as a whole and only read."""

from PySide6.QtCore import QAbstractItemModel
from PySide6.QtWidgets import QAbstractItemView, QTableView

from ui.theme import GAP, touchable

SEEN_ROWS = 40
"""Rows by which a column's width is found: a screenful; all of a school's journals would take too long."""


class RowTable(QTableView):
    """Tab leaves it; the row's height fits one line."""

    def __init__(self, model: QAbstractItemModel, selection: QAbstractItemView.SelectionMode) -> None:
        super().__init__()
        self.setProperty("kind", "rows")
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(selection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setWordWrap(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(touchable(self.fontMetrics().height() + 3 * GAP))
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setResizeContentsPrecision(SEEN_ROWS)
        self.horizontalHeader().setAccessibleName(self.tr("Columns"))
