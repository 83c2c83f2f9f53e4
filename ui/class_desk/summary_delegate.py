"""Draws the cells of the summary: a mark that is set is large and bold, an average is small, thin and has a comma."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from app.domain.class_page import SummaryPage
from ui.class_desk.summary_grid import average_text
from ui.theme import GAP, SMALL_PT, Theme, text_font, touchable

MARK_PT = 12.0
CENTRE = Qt.AlignmentFlag.AlignCenter


class SummaryDelegate(QStyledItemDelegate):
    """Neither is told from the other by its colour alone. page: what is shown now."""

    def __init__(self, page: Callable[[], SummaryPage], theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._page = page
        self._theme = theme
        self._set_font = text_font(MARK_PT, bold=True)
        self._average_font = text_font(SMALL_PT)

    @property
    def narrowest(self) -> int:
        """Return how wide a column must be."""
        return touchable(QFontMetrics(self._average_font).horizontalAdvance("0,00") + 2 * GAP)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(self.narrowest, QFontMetrics(self._set_font).height() + 2 * GAP)

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme, area = self._theme, QRect(option.rect)
        state: QStyle.StateFlag = option.state
        cell = self._page().cell(index.row(), index.column())
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, theme.selection)
        elif cell is None:
            painter.fillRect(area, theme.month_band)
        if cell is not None and cell.value:
            painter.setFont(self._set_font)
            painter.setPen(theme.mark(cell.value))
            painter.drawText(area, CENTRE, cell.value)
        elif cell is not None:
            painter.setFont(self._average_font)
            painter.setPen(theme.muted)
            painter.drawText(area, CENTRE, average_text(cell.average))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.focus, 2))
            painter.drawRect(area.adjusted(1, 1, -1, -1))
        painter.restore()
