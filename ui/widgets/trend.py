"""A small picture of how an average went: painted anywhere, or a widget with the same told in words."""

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ui.theme import GAP, Theme

LOWEST, HIGHEST = 2.0, 5.0
"""Averages that the picture's lower and upper edge stand for; a lower one is drawn at the edge."""

DOT = 2.5
"""Pixels of radius: the newest average."""

USUAL = QSize(180, 44)


def paint_trend(painter: QPainter, area: QRect, averages: Sequence[Decimal], colour: QColor) -> None:
    """Draw averages from the left to the right, the last one as a dot; a single one is the dot alone."""
    if not averages:
        return
    inside = area.adjusted(3, 3, -3, -3)
    step = inside.width() / max(1, len(averages) - 1)
    first = inside.left() if len(averages) > 1 else inside.right()
    points = [QPointF(first + number * step, _height(inside, float(each))) for number, each in enumerate(averages)]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 1.5))
    painter.drawPolyline(points)
    painter.setBrush(colour)
    painter.drawEllipse(points[-1], DOT, DOT)
    painter.restore()


class TrendPicture(QWidget):
    """The whole marks of the scale are thin lines behind it."""

    def __init__(self, theme: Theme, name: str, size: QSize = USUAL) -> None:
        super().__init__()
        self._size = size
        self.setObjectName(name)
        self._theme = theme
        self._averages: Sequence[Decimal] = ()

    @property
    def averages(self) -> Sequence[Decimal]:
        """What is drawn."""
        return self._averages

    def show_averages(self, averages: Sequence[Decimal], told: str) -> None:
        """Draw other averages. told: the same in words."""
        self._averages = averages
        self.setAccessibleName(told)
        self.setToolTip(told)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return self._size

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._size.width() // 2, self._size.height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        area = self.rect()
        inside = area.adjusted(3, 3, -3, -3)
        painter.setPen(QPen(self._theme.line, 1, Qt.PenStyle.DotLine))
        for mark in range(int(LOWEST), int(HIGHEST) + 1):
            top = round(_height(inside, float(mark)))
            painter.drawLine(area.left() + GAP // 2, top, area.right() - GAP // 2, top)
        paint_trend(painter, area, self._averages, self._theme.accent)
        painter.end()


def _height(area: QRect, average: float) -> float:
    share = (max(LOWEST, min(HIGHEST, average)) - LOWEST) / (HIGHEST - LOWEST)
    return area.bottom() - share * (area.height() - 1)
