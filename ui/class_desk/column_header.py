"""The upper edge of the class's tables: subjects upright, days in two lines, sums in one."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QTableView
from typing_extensions import override

from ui.theme import GAP, SMALL_PT, TEXT_PT, Theme, text_font

UPRIGHT = 118
"""Pixels: "Вероятн. и стат." fits upright; a longer name ends in "…", the whole of it is in the tooltip."""

CENTRE = Qt.AlignmentFlag.AlignCenter


class ColumnHeader(QHeaderView):
    """Paints what a column says. lines: its texts, the first one stronger. ground: its background, None for usual."""

    def __init__(
        self,
        theme: Theme,
        table: QTableView,
        lines: Callable[[int], tuple[str, ...]],
        ground: Callable[[int], QColor | None] = lambda _column: None,
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._theme = theme
        self._table = table
        self._lines = lines
        self._ground = ground
        self._fonts = text_font(TEXT_PT, bold=True), text_font(SMALL_PT)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(GAP)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @override
    def sizeHint(self) -> QSize:
        return QSize(0, sum(map(self._height, self._fonts)) + GAP)

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        theme = self._theme
        current = logicalIndex == self._table.currentIndex().column()
        painter.save()
        painter.fillRect(rect, theme.selection if current else self._ground(logicalIndex) or theme.raised)
        self._paint_lines(painter, rect, self._lines(logicalIndex))
        painter.fillRect(QRect(rect.right(), rect.top(), 1, rect.height()), theme.line)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.strong_line)
        painter.restore()

    def _paint_lines(self, painter: QPainter, rect: QRect, lines: tuple[str, ...]) -> None:
        left = rect.height() - sum(self._height(font) for font, _ in zip(self._fonts, lines, strict=False))
        top = rect.top() + left // 2
        for font, text in zip(self._fonts, lines, strict=False):
            room = QRect(rect.left() + 1, top, rect.width() - 2, self._height(font))
            painter.setFont(font)
            painter.setPen(self._theme.text)
            elided = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, CENTRE, elided)
            top += room.height()

    @staticmethod
    def _height(font: QFont) -> int:
        return QFontMetrics(font).height()


class UprightHeader(ColumnHeader):
    """Writes from the bottom up, so that many columns fit."""

    @override
    def sizeHint(self) -> QSize:
        return QSize(0, UPRIGHT)

    @override
    def _paint_lines(self, painter: QPainter, rect: QRect, lines: tuple[str, ...]) -> None:
        font = self._fonts[1]
        painter.setFont(font)
        painter.setPen(self._theme.text)
        painter.translate(rect.left(), rect.bottom())
        painter.rotate(-90)
        room = QRect(2 * GAP, 0, rect.height() - 3 * GAP, rect.width())
        text = QFontMetrics(font).elidedText(lines[0], Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        painter.rotate(90)
        painter.translate(-rect.left(), -rect.bottom())
