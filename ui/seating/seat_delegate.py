"""Paints a seat: the name, and below it the journal's own cell; desks stand apart."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from ui.journal.marks_table import MarksTable
from ui.seating.model import SeatModel
from ui.theme import GAP, RADIUS, SMALL_GAP, SMALL_PT, Theme, text_font
from ui.widgets.rows_model import AnyIndex


class SeatDelegate(QStyledItemDelegate):
    """cells: the journal's table, whose delegate knows how a cell looks."""

    def __init__(self, model: SeatModel, cells: MarksTable, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._cells = cells
        self._theme = theme
        self._font = text_font()
        self._bold = text_font(bold=True)
        self._small = text_font(SMALL_PT)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        theme, seat = self._theme, (index.row(), index.column())
        area = seat_area(option.rect, index.column(), self._model.layout.seats)
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_HasFocus or state & QStyle.StateFlag.State_Selected)
        name = self._model.name(seat)
        painter.save()
        painter.fillRect(option.rect, theme.surface)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(theme.selection if chosen else theme.surface if name else theme.raised)
        painter.setPen(QPen(theme.focus if chosen else theme.line, 2 if chosen else 1))
        painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        if name:
            surname, _, given = name.partition(" ")
            third = area.height() // 3
            line = QRect(area.left() + GAP, area.top() + GAP // 2, area.width() - 2 * GAP, third)
            self._write(painter, line, surname, self._bold if chosen else self._font, theme.text)
            self._write(painter, line.translated(0, third - GAP // 2), given, self._small, theme.muted)
            if place := self._model.place(seat):
                below = QRect(area.left() + GAP, area.bottom() - third, area.width() - 2 * GAP, third - GAP // 2)
                painter.setClipRect(below)
                self._cells.cells.paint_content(painter, below, place)
        painter.restore()

    def _write(self, painter: QPainter, area: QRect, text: str, font: QFont, colour: QColor) -> None:
        painter.setFont(font)
        painter.setPen(colour)
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, shown)


def seat_area(area: QRect, column: int, seats: int) -> QRect:
    """Return where a seat is drawn in its cell: seats of one desk touch, desks stand apart."""
    first, last = column % seats == 0, column % seats == seats - 1
    return area.adjusted(SMALL_GAP if first else 0, GAP, -SMALL_GAP if last else 0, -GAP)
