"""The upper edge of the page of marks for periods: name, how many are set, and a lock where the term is closed."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget
from typing_extensions import override

from ui.finals.finals_model import FinalsModel
from ui.finals.wording import count_text, period_text
from ui.theme import GAP, SMALL_PT, TEXT_PT, Theme, text_font
from ui.widgets.icons import icon

LOCK = 14
"""Pixels of the lock."""

CENTRE = Qt.AlignmentFlag.AlignCenter


class PeriodHeader(QHeaderView):
    """Two lines for each period."""

    def __init__(self, model: FinalsModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._page_model = model
        self._theme = theme
        self._current = -1
        self._name_font = text_font(TEXT_PT, bold=True)
        self._small_font = text_font(SMALL_PT)
        self._name_height = QFontMetrics(self._name_font).height() + GAP
        self._small_height = QFontMetrics(self._small_font).height() + GAP
        self._lock = icon("lock", theme.muted)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setAccessibleName(self.tr("Periods"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_current(self, column: int) -> None:
        """Show whose column the caret is in."""
        self._current = column
        self.viewport().update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(0, self._name_height + self._small_height + GAP)

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        theme, page = self._theme, self._page_model.page
        period = page.periods[logicalIndex]
        painter.save()
        ground = theme.month_band if period.closed else theme.raised
        painter.fillRect(rect, theme.selection if logicalIndex == self._current else ground)
        name = QRect(rect.left(), rect.top() + GAP, rect.width(), self._name_height)
        text = QFontMetrics(self._name_font).elidedText(
            period_text(period), Qt.TextElideMode.ElideRight, rect.width() - 2 * GAP - (LOCK if period.closed else 0)
        )
        width = QFontMetrics(self._name_font).horizontalAdvance(text)
        if period.closed:
            self._lock.paint(painter, QRect(name.center().x() - width // 2 - LOCK, name.top() + 1, LOCK, LOCK))
            name.translate(GAP, 0)
        painter.setFont(self._name_font)
        painter.setPen(theme.text)
        painter.drawText(name, CENTRE, text)
        painter.setFont(self._small_font)
        painter.setPen(theme.muted)
        count = QRect(rect.left(), name.bottom(), rect.width(), self._small_height)
        painter.drawText(count, CENTRE, count_text(page, period))
        painter.fillRect(QRect(rect.right(), rect.top(), 1, rect.height()), theme.line)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.strong_line)
        painter.restore()
