"""Draws a cell of a journal on paper: black only, so that every state is told by its form."""

from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from app.domain.attendance import Absence
from app.domain.counting import Counting, counting_of
from app.domain.debts import POINT, is_overdue
from app.domain.pages import JournalPage, ShownCell, ShownMark, Standing
from ui.journal.blocks import sign_text
from ui.journal.glyphs import GLYPH, draw_sign
from ui.printing.sheet import INK, LINE, PALE, PER_POINT, paper_font

MARK_PT, SIGN_PT, DEBT_PT, SMALL_PT = 9.5, 9.0, 14.0, 7.0
SIDE, BETWEEN = 10.0, 8.0
"""Tenths of a millimetre left free at each side of a cell, and between two marks."""

CORNER = 16.0
SIGN_SIDE = 21.0
"""Tenths of a millimetre of the sign of an entry that has not arrived."""

HATCH = 22.0
"""Between two strokes over the cell of a pupil who was not in the group."""

CENTRE = Qt.AlignmentFlag.AlignCenter
OVERDUE = f"{POINT}!"
STRUCK = frozenset({Counting.NOT_IN_FORCE, Counting.RETAKEN})


class Written(NamedTuple):
    """One mark or sign as it is written, and how wide it is."""

    text: str
    font: QFont
    width: float


class CellPaper:
    """Lays out and draws the cells of one page. day: of printing; what is owed may be overdue."""

    def __init__(self, page: JournalPage, day: date) -> None:
        self._page = page
        self._day = day
        self._mark, self._struck = paper_font(MARK_PT, bold=True), paper_font(MARK_PT)
        self._struck.setStrikeOut(True)
        self._sign, self._debt = paper_font(SIGN_PT, bold=True), paper_font(DEBT_PT, bold=True)
        self._small = paper_font(SMALL_PT)

    def width(self, cell: ShownCell) -> float:
        """Return how wide a column must be for a cell."""
        pieces = self._pieces(cell)
        aside = SIGN_SIDE if cell.standing else 0
        return sum(each.width for each in pieces) + BETWEEN * max(0, len(pieces) - 1) + 2 * SIDE + aside

    def draw(self, painter: QPainter, area: QRectF, cell: ShownCell) -> None:
        """Draw what a cell holds; what is too much for the widest column gets smaller, and none of it is left out."""
        pieces = self._pieces(cell)
        taken = self.width(cell) - 2 * SIDE
        painter.save()
        painter.translate(area.center().x(), area.center().y())
        if taken > area.width() - 2 * SIDE:
            painter.scale((area.width() - 2 * SIDE) / taken, (area.width() - 2 * SIDE) / taken)
        left = -taken / 2
        painter.setPen(INK)
        for each in pieces:
            painter.setFont(each.font)
            painter.drawText(QRectF(left, -area.height() / 2, each.width, area.height()), CENTRE, each.text)
            left += each.width + BETWEEN
        painter.restore()
        if cell.standing:
            at = QPointF(area.right() - SIGN_SIDE - 2, area.bottom() - SIGN_SIDE - 2)
            draw_standing(painter, at, cell.standing)
        draw_corner(painter, area, cell)

    def draw_released(self, painter: QPainter, area: QRectF) -> None:
        """Say that a pupil is released from the lesson."""
        painter.setFont(self._small)
        painter.setPen(PALE)
        painter.drawText(area, CENTRE, str(Absence.RELEASED))

    def is_struck(self, mark: ShownMark) -> bool:
        """Return whether a mark stands there and is not reckoned with, by itself or by the school's rule."""
        return counting_of(mark, self._page.scale, self._page.rules) in STRUCK

    def is_late(self, cell: ShownCell) -> bool:
        """Return whether what is owed here should have been paid by now."""
        return any(is_overdue(each.until, self._day) for each in cell.debts)

    def _pieces(self, cell: ShownCell) -> list[Written]:
        sign = [(sign_text(cell), self._sign)] if cell.absence else []
        marks = [(each.value, self._struck if self.is_struck(each) else self._mark) for each in cell.marks]
        owed = [(OVERDUE if is_overdue(each.until, self._day) else POINT, self._debt) for each in cell.debts]
        return [
            Written(text, font, QFontMetricsF(font).horizontalAdvance(text)) for text, font in (*sign, *marks, *owed)
        ]


def draw_standing(painter: QPainter, corner: QPointF, standing: Standing) -> None:
    """Draw how far an entry has come, at this upper left corner."""
    painter.save()
    painter.translate(corner)
    painter.scale(SIGN_SIDE / GLYPH, SIGN_SIDE / GLYPH)
    draw_sign(painter, standing, INK)
    painter.restore()


def draw_corner(painter: QPainter, area: QRectF, cell: ShownCell) -> None:
    """Fill the corner for a comment that the parent reads; one for the teacher only has an empty one."""
    commented = [mark for mark in cell.marks if mark.comment]
    if not commented:
        return
    is_private = all(mark.comment_private for mark in commented)
    right, top = area.right(), area.top()
    painter.setPen(QPen(INK, 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush if is_private else INK)
    painter.drawPolygon(QPolygonF([QPointF(right - CORNER, top), QPointF(right, top), QPointF(right, top + CORNER)]))


def draw_outside(painter: QPainter, area: QRectF) -> None:
    """Hatch the cell of a pupil who was not in the group on the day."""
    painter.save()
    painter.setClipRect(area)
    painter.setPen(QPen(LINE, PER_POINT / 4))
    left = area.left() - area.height()
    while left < area.right():
        painter.drawLine(QPointF(left, area.bottom()), QPointF(left + area.height(), area.top()))
        left += HATCH
    painter.restore()
