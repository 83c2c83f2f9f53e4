"""The program's own icons, drawn in the colour that the theme gives them."""

from functools import cache

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QColor, QIcon, QImageReader, QPixmap

from resources.paths import ICONS

SIZES = (16, 24, 32, 48)
"""Pixels; for ordinary screens up to 200 %."""

BESIDE_TEXT = QSize(22, 16)
"""Room of an icon before a text: some air at both its sides."""


def icon(name: str, colour: QColor) -> QIcon:
    """Return an icon of resources/icons in one colour, sharp at every scaling."""
    return _icon(name, colour.name())


@cache
def _icon(name: str, colour: str) -> QIcon:
    text = (ICONS / f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour)
    drawn = QIcon()
    for size in SIZES:
        drawn.addPixmap(_drawn(text, size))
    return drawn


def _drawn(svg: str, size: int) -> QPixmap:
    buffer = QBuffer()
    buffer.setData(QByteArray(svg.encode()))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(b"svg"))
    reader.setScaledSize(QSize(size, size))
    return QPixmap.fromImage(reader.read())
