"""Upright bars, each with its name below and its number above: nothing is told by a colour alone."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ui.theme import GAP, SMALL_GAP, Theme, text_font

USUAL = QSize(320, 140)
WIDEST = 56
"""Pixels of a bar."""


class Bar(NamedTuple):
    """A bar. colour: of the number and of the bar's edge."""

    name: str
    number: int
    colour: QColor


class BarsPicture(QWidget):
    """Painted; the same is told in words to readers of the screen."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._theme = theme
        self._font = text_font(bold=True)
        self._bars: Sequence[Bar] = ()

    @property
    def bars(self) -> Sequence[Bar]:
        """What is drawn."""
        return self._bars

    def show_bars(self, bars: Sequence[Bar], told: str) -> None:
        """Draw other bars. told: the same in words."""
        self._bars = bars
        self.setAccessibleName(told)
        self.setToolTip(told)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return USUAL

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._font)
        line = QFontMetrics(self._font).height() + GAP
        room = self.rect().adjusted(0, line, 0, -line)
        most = max((each.number for each in self._bars), default=0)
        share = room.width() // max(1, len(self._bars))
        for place, each in enumerate(self._bars):
            height = room.height() * each.number // most if most else 0
            width = min(WIDEST, share - SMALL_GAP)
            left = place * share + (share - width) // 2
            bar = QRect(left, room.bottom() - height, width, height)
            painter.fillRect(bar, each.colour)
            painter.setPen(self._theme.text)
            self._write(painter, QRect(place * share, bar.top() - line, share, line), str(each.number))
            painter.setPen(each.colour)
            self._write(painter, QRect(place * share, room.bottom() + 1, share, line), each.name)
        painter.setPen(self._theme.strong_line)
        painter.drawLine(room.left(), room.bottom() + 1, room.right(), room.bottom() + 1)
        painter.end()

    def _write(self, painter: QPainter, area: QRect, text: str) -> None:
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)
