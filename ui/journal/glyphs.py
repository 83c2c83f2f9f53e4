"""Small signs that say how far an entry has come, by their form as well as by their colour."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QPolygonF

from app.domain.pages import Standing
from ui.theme import Theme

GLYPH = 9
"""Pixels of a sign's square."""


class Glyphs:
    """Each sign is drawn once for each density of the screen."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._drawn: dict[tuple[Standing, float], QPixmap] = {}

    def paint(self, painter: QPainter, area: QRect, standing: Standing) -> None:
        """Put a sign into the lower right corner of a cell."""
        density = painter.device().devicePixelRatio()
        sign = self._drawn.get((standing, density))
        if sign is None:
            sign = self._drawn[standing, density] = self._draw(standing, density)
        painter.drawPixmap(area.right() - GLYPH - 1, area.bottom() - GLYPH - 1, sign)

    def _draw(self, standing: Standing, density: float) -> QPixmap:
        pixmap = QPixmap(QSize(GLYPH, GLYPH) * density)
        pixmap.setDevicePixelRatio(density)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_sign(painter, standing, standing_colour(standing, self._theme))
        painter.end()
        return pixmap


def standing_colour(standing: Standing, theme: Theme) -> QColor:
    """Return the colour of a standing."""
    return {
        Standing.WAITING: theme.waiting,
        Standing.HELD: theme.held,
        Standing.REFUSED: theme.refused,
        Standing.CONFLICT: theme.conflict,
    }.get(standing, theme.muted)


def draw_sign(painter: QPainter, standing: Standing, colour: QColor) -> None:
    """Draw a sign into a square of GLYPH from the painter's origin."""
    _SIGNS[standing](painter, colour)


def _dot(painter: QPainter, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(QPointF(GLYPH - 2.5, GLYPH - 2.5), 2, 2)


def _clock(painter: QPainter, colour: QColor) -> None:
    painter.setPen(QPen(colour, 1.3))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QRectF(0.7, 0.7, GLYPH - 1.4, GLYPH - 1.4))
    middle = GLYPH / 2
    painter.drawPolyline(QPolygonF([QPointF(middle, 2.2), QPointF(middle, middle), QPointF(middle + 2, middle + 1)]))


def _exclamation(painter: QPainter, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    middle = GLYPH / 2
    painter.drawPolygon(QPolygonF([QPointF(middle - 1.4, 0), QPointF(middle + 1.4, 0), QPointF(middle, 5.6)]))
    painter.drawEllipse(QPointF(middle, GLYPH - 1.3), 1.2, 1.2)


def _two_ways(painter: QPainter, colour: QColor) -> None:
    painter.setPen(QPen(colour, 1.2))
    for line, tip, back in ((2.6, GLYPH - 0.6, -2.2), (GLYPH - 2.6, 0.6, 2.2)):
        painter.drawLine(QPointF(0.6, line), QPointF(GLYPH - 0.6, line))
        painter.drawPolyline(
            QPolygonF([QPointF(tip + back, line - 2), QPointF(tip, line), QPointF(tip + back, line + 2)])
        )


_SIGNS: dict[Standing, Callable[[QPainter, QColor], None]] = {
    Standing.WAITING: _dot,
    Standing.HELD: _clock,
    Standing.REFUSED: _exclamation,
    Standing.CONFLICT: _two_ways,
}
