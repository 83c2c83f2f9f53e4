"""Paints a list's rows of two lines, with a word at the right where there is one, and headings between them."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from ui.theme import GAP, RADIUS, SMALL_GAP, SMALL_PT, WIDE_GAP, Theme, text_font, touchable
from ui.widgets.rows_model import AnyIndex

SECOND = int(Qt.ItemDataRole.UserRole) + 1
"""Role of the second line."""

CHIP = SECOND + 1
"""Role of the word at the right, with the names of its two colours in the theme, (text, ground, ink); None for none."""

IS_HEADING = SECOND + 2
"""Role that says whether the row is a heading."""


class LinesDelegate(QStyledItemDelegate):
    """What does not find room is cut with "…"; the tooltip has the whole."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._strong = text_font()
        self._strong.setWeight(QFont.Weight.DemiBold)
        self._small = text_font(SMALL_PT)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        first, second = QFontMetrics(self._strong).height(), QFontMetrics(self._small).height()
        if index.data(IS_HEADING):
            return QSize(1, touchable(first + 2 * SMALL_GAP))
        return QSize(1, touchable(first + second + 2 * SMALL_GAP))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        area = QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.data(IS_HEADING):
            self._paint_heading(painter, area, str(index.data()))
        else:
            self._paint_row(painter, option, area, index)
        painter.restore()

    def _paint_heading(self, painter: QPainter, area: QRect, text: str) -> None:
        painter.fillRect(area, self._theme.raised)
        inside = area.adjusted(WIDE_GAP, 0, -WIDE_GAP, 0)
        self._write(painter, inside, text, self._strong, self._theme.text)
        painter.setPen(self._theme.line)
        painter.drawLine(area.bottomLeft(), area.bottomRight())

    def _paint_row(self, painter: QPainter, option: QStyleOptionViewItem, area: QRect, index: AnyIndex) -> None:
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.fillRect(area, self._theme.selection if chosen else self._theme.surface)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(self._theme.focus, 2))
            painter.drawRoundedRect(area.adjusted(2, 2, -2, -3), RADIUS, RADIUS)
        inside = area.adjusted(WIDE_GAP, SMALL_GAP, -WIDE_GAP, -SMALL_GAP)
        if chip := index.data(CHIP):
            inside.setRight(self._paint_chip(painter, inside, *chip) - SMALL_GAP)
        middle = inside.top() + QFontMetrics(self._strong).height()
        upper, lower = QRect(inside), QRect(inside)
        upper.setBottom(middle)
        lower.setTop(middle)
        self._write(painter, upper, str(index.data()), self._strong, self._theme.text)
        self._write(painter, lower, str(index.data(SECOND)), self._small, self._theme.muted)

    def _write(self, painter: QPainter, area: QRect, text: str, font: QFont, colour: QColor) -> None:
        painter.setFont(font)
        painter.setPen(colour)
        shown = QFontMetrics(font).elidedText(" ".join(text.split()), Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, shown)

    def _paint_chip(self, painter: QPainter, area: QRect, text: str, ground: str, ink: str) -> int:
        """Draw a word at the right, and return where it begins."""
        metrics = QFontMetrics(self._small)
        width, height = metrics.horizontalAdvance(text) + 2 * SMALL_GAP, metrics.height() + GAP
        chip = QRect(area.right() - width, area.center().y() - height // 2, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(getattr(self._theme, ground))
        painter.drawRoundedRect(chip, height / 2, height / 2)
        painter.setFont(self._small)
        painter.setPen(getattr(self._theme, ink))
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, text)
        return chip.left()
