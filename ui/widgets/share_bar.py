"""A bar of what is done of a whole, with a stroke where it should be by now; beside it stand the numbers."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui.theme import Theme

LENGTH, HEIGHT = 160, 16
"""Pixels."""

STROKE = 2


class ShareBar(QWidget):
    """Painted; the same is told in words to readers of the screen."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._theme = theme
        self._shares = 0.0, 0.0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def shares(self) -> tuple[float, float]:
        """What is done, and what should be, of the whole: 0 to 1."""
        return self._shares

    def show_share(self, done: int, due: int, whole: int, told: str) -> None:
        """Draw other numbers. told: the same in words."""
        self._shares = (min(1.0, done / whole), min(1.0, due / whole)) if whole else (0.0, 0.0)
        self.setAccessibleName(told)
        self.setToolTip(told)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(LENGTH, HEIGHT)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme, area = self._theme, self.rect().adjusted(0, STROKE, -1, -STROKE)
        done, due = (round(share * area.width()) for share in self._shares)
        painter = QPainter(self)
        painter.fillRect(area, theme.accent_soft)
        painter.fillRect(QRect(area.left(), area.top(), done, area.height()), theme.accent)
        painter.setPen(theme.strong_line)
        painter.drawRect(area)
        painter.fillRect(QRect(max(0, area.left() + due - STROKE), 0, STROKE, self.height()), theme.text)
        painter.end()
