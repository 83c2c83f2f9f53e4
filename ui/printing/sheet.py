"""What can be printed: sheets of A4 across, drawn in tenths of a millimetre whatever shows them."""

from typing import Protocol

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from ui.theme import text_font

SHEET = QSizeF(2970, 2100)
"""A4 across."""

MARGIN = 110.0
PER_INCH = 254.0
PER_POINT = PER_INCH / 72

INK = QColor("#000000")
PALE = QColor("#5a5a5a")
"""Of secondary text; still read when it was copied twice."""

LINE = QColor("#9a9a9a")
SHADE = QColor("#ececec")
"""Under a heading or a lesson that was cancelled: light enough for black text."""

MIDDLE = Qt.AlignmentFlag.AlignVCenter
STEP_PT = 0.5
IN_ONE_LINE, IN_WORDS, IN_LETTERS = 0, Qt.TextFlag.TextWordWrap, Qt.TextFlag.TextWrapAnywhere
LEAST_PT = {IN_ONE_LINE: 7.5, IN_WORDS: 5.5, IN_LETTERS: 4.0}
"""How small a text gets in one line, before it is wrapped, and before even words are broken."""


class Printed(Protocol):
    """Sheets of something. They are drawn on any thread, so they hold values only and no widget."""

    @property
    def title(self) -> str:
        """What it is; a file is named after it."""
        ...

    @property
    def told(self) -> tuple[str, ...]:
        """What is on each sheet, in words; there is at least one."""
        ...

    def draw(self, painter: QPainter, number: int) -> None:
        """Draw a sheet, from 0, on an area of the size of SHEET."""
        ...


def paper_font(points: float, *, bold: bool = False) -> QFont:
    """Return the program's font for a painter that is scaled to tenths of a millimetre."""
    font = text_font(bold=bold)
    font.setPixelSize(max(1, round(points * PER_POINT)))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def write_whole(painter: QPainter, area: QRectF, text: str, font: QFont, align: Qt.AlignmentFlag = MIDDLE) -> None:
    """Write a text into an area and cut nothing of it: what is too long is written smaller, then in several lines."""
    fitted = QFont(font)
    for wraps, least in LEAST_PT.items():
        points = font.pixelSize() / PER_POINT
        fitted.setPixelSize(font.pixelSize())
        while not _fits(area, text, fitted, wraps) and points - STEP_PT >= least:
            points -= STEP_PT
            fitted.setPixelSize(round(points * PER_POINT))
        if wraps == IN_LETTERS or _fits(area, text, fitted, wraps):
            painter.setFont(fitted)
            painter.drawText(area, align | wraps, text)
            return


def text_size(text: str, font: QFont, width: float) -> QSizeF:
    """Return the size of a text that is wrapped at a width."""
    return QFontMetricsF(font).boundingRect(QRectF(0, 0, width, 0), IN_WORDS, text).size()


def _fits(area: QRectF, text: str, font: QFont, wraps: int) -> bool:
    needed = QFontMetricsF(font).boundingRect(QRectF(area.topLeft(), QSizeF(area.width(), 0)), wraps, text)
    return needed.width() <= area.width() and needed.height() <= area.height()
