"""A bar of who has what: each mark as wide as its share, with its name and number written into it."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from app.domain.figures import GroupFigures
from app.domain.final_marks import NOT_ASSESSED
from ui.finals.figures_wording import counts_of, counts_text
from ui.theme import GAP, SMALL_PT, Theme, text_font
from ui.widgets.naming import named

SPARE = 80
"""Pixels beyond what its texts need: they show the shares."""

EDGE = 3
"""Pixels of the edge in a mark's colour below its part."""


class DistributionBar(QWidget):
    """Painted; what it says can be read as its description too, and no part is told by its colour alone."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "finals_distribution", self.tr("Marks of the period"))
        self._font = text_font(SMALL_PT)
        self._parts: tuple[tuple[str, str, int], ...] = ()
        self._inks = {mark: theme.mark(mark) for mark in "5432"} | {NOT_ASSESSED: theme.absence}
        self._grounds = {
            "5": theme.good_soft,
            "4": theme.accent_soft,
            "3": theme.held_soft,
            "2": theme.refused_soft,
            NOT_ASSESSED: theme.absence_soft,
        }
        self._plain = theme.muted, theme.month_band
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_figures(self, figures: GroupFigures) -> None:
        """Show who has what."""
        self._parts = tuple(part for part in counts_of(figures) if part[2])
        said = counts_text(figures)
        self.setAccessibleDescription(said)
        self.setToolTip(said)
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        needed = sum(self._least(part) for part in self._parts)
        return QSize(needed + SPARE, QFontMetrics(self._font).height() + GAP + EDGE)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._font)
        left = 0
        for part, width in zip(self._parts, self._widths(), strict=True):
            self._paint_part(painter, QRect(left, 0, width - 1, self.height()), part)
            left += width
        painter.end()

    def _paint_part(self, painter: QPainter, area: QRect, part: tuple[str, str, int]) -> None:
        mark = part[0]
        ink, ground = self._inks.get(mark, self._plain[0]), self._grounds.get(mark, self._plain[1])
        painter.fillRect(area, ground)
        painter.fillRect(QRect(area.left(), area.bottom() - EDGE + 1, area.width(), EDGE), QColor(ink))
        painter.setPen(ink)
        painter.drawText(area.adjusted(0, 0, 0, -EDGE), Qt.AlignmentFlag.AlignCenter, _text(part))

    def _widths(self) -> list[int]:
        """Share the room by number, but so that every text has its place."""
        least = [self._least(part) for part in self._parts]
        spare, together = self.width() - sum(least), sum(count for *_, count in self._parts)
        return [width + spare * count // together for width, (*_, count) in zip(least, self._parts, strict=True)]

    def _least(self, part: tuple[str, str, int]) -> int:
        return QFontMetrics(self._font).horizontalAdvance(_text(part)) + 2 * GAP


def _text(part: tuple[str, str, int]) -> str:
    return f"{part[1]}: {part[2]}"
