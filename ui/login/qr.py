"""A QR code drawn from its squares: dark on light in either theme, sharp on every screen."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui.widgets.naming import named

SIDE = 220
"""Pixels: a phone reads it from half a metre."""

QUIET = 4
"""Light squares around the code that readers need: ISO/IEC 18004, section 5.3.8."""

DARK, LIGHT = QColor("#000000"), QColor("#ffffff")


class QrCode(QWidget):
    """Empty until it is told a text."""

    def __init__(self, name: str, label: str) -> None:
        super().__init__()
        named(self, name, label)
        self._rows: tuple[bytes, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_text(self, text: str) -> None:
        """Draw a text from now on."""
        import segno  # noqa: PLC0415 - not before the first paint

        self._rows = tuple(bytes(row) for row in segno.make(text, error="m", micro=False).matrix)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(SIDE, SIDE)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), LIGHT)
        if not self._rows:
            return
        # whole pixels of the screen, so that no square is blurred
        ratio = self.devicePixelRatioF()
        squares = len(self._rows) + 2 * QUIET
        size = int(SIDE * ratio) // squares / ratio
        edge = (SIDE - size * len(self._rows)) / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(DARK)
        for y, row in enumerate(self._rows):
            for x, is_dark in enumerate(row):
                if is_dark:
                    painter.drawRect(QRectF(edge + x * size, edge + y * size, size, size))
