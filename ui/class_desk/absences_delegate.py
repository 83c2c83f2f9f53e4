"""Draws a pupil's day: a whole one as a filled sign, a part of one with its fraction, a sum as a number."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from app.domain.attendance import Absence
from app.domain.class_absences import DayKind
from ui.class_desk.absences_grid import SUMS, AbsencesGrid, sum_mark
from ui.theme import GAP, RADIUS, SMALL_PT, TEXT_PT, Theme, text_font, touchable

CENTRE = Qt.AlignmentFlag.AlignCenter


class AbsencesDelegate(QStyledItemDelegate):
    """The kinds of days differ in form as well as in colour. grid: what is shown now."""

    def __init__(self, grid: Callable[[], AbsencesGrid], theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._grid = grid
        self._theme = theme
        self._bold = text_font(TEXT_PT, bold=True)
        self._small = text_font(SMALL_PT)

    @property
    def narrowest(self) -> int:
        """Return how wide a day must be: "н 2/6"."""
        return touchable(QFontMetrics(self._small).horizontalAdvance("осв 2/6") + GAP)

    @property
    def narrowest_sum(self) -> int:
        """Return how wide a sum must be."""
        longest = max(map(sum_mark, SUMS), key=len)
        return QFontMetrics(self._bold).horizontalAdvance(longest) + 2 * GAP

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(self.narrowest, QFontMetrics(self._bold).height() + 2 * GAP)

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme, area, grid = self._theme, QRect(option.rect), self._grid()
        state: QStyle.StateFlag = option.state
        row, column = index.row(), index.column()
        day, is_sum = grid.day(row, column), grid.sum_at(column) is not None
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, theme.selection)
        elif is_sum:
            painter.fillRect(area, theme.raised)
        elif day is None:
            painter.fillRect(area, theme.month_band)
        whole = day is not None and day.kind is DayKind.MISSED
        if whole:
            self._fill(painter, area)
        painter.setFont(self._bold if whole or is_sum else self._small)
        unexcused = day is not None and day.sign is Absence.ABSENT
        painter.setPen(theme.absence if whole or unexcused else theme.text if is_sum else theme.muted)
        painter.drawText(area, CENTRE, grid.text(row, column))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.focus, 2))
            painter.drawRect(area.adjusted(1, 1, -1, -1))
        painter.restore()

    def _fill(self, painter: QPainter, area: QRect) -> None:
        painter.setPen(QPen(self._theme.absence, 1))
        painter.setBrush(self._theme.absence_soft)
        side = min(area.width(), area.height()) - GAP
        sign = QRect(0, 0, max(side, min(area.width() - 2 * GAP, 2 * side)), side)
        sign.moveCenter(area.center())
        painter.drawRoundedRect(sign, RADIUS // 2, RADIUS // 2)
