"""Draws a mark for a period: the average, the mark set or proposed, what warns, and how far the entry has come."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from app.domain.finals import ShownFinal
from app.domain.pages import Standing
from ui.finals.finals_model import FinalsModel
from ui.finals.wording import average_text, lacks_marks
from ui.journal.glyphs import GLYPH, Glyphs
from ui.theme import GAP, SMALL_GAP, SMALL_PT, Theme, text_font
from ui.widgets.icons import icon

MARK_PT = 12.0
SIGN = 14
"""Pixels of a warning's square."""

CENTRE = Qt.AlignmentFlag.AlignCenter


class FinalsDelegate(QStyledItemDelegate):
    """A set mark is bold; a proposed one is thin, in a dashed frame: neither is told by its colour alone."""

    def __init__(self, model: FinalsModel, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._theme = theme
        self._small_font = text_font(SMALL_PT)
        self._set_font = text_font(MARK_PT, bold=True)
        self._proposed_font = text_font(MARK_PT)
        self._average = QFontMetrics(self._small_font).horizontalAdvance("0,00") + GAP
        self._glyphs = Glyphs(theme)
        self._signs = {"changed": icon("changed", theme.conflict), "few": icon("attention", theme.held)}

    @property
    def narrowest(self) -> int:
        """Return how wide a column must be: average, a warning, «н/а» and the sign of a standing."""
        return GAP + self._average + SIGN + QFontMetrics(self._set_font).horizontalAdvance("н/а") + GAP + GLYPH

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(self.narrowest, QFontMetrics(self._set_font).height() + 2 * GAP)

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        cell = self._model.cell(index.row(), index.column())
        painter.save()
        ground = self._ground(cell, index, selected=bool(state & QStyle.StateFlag.State_Selected))
        if ground is not None:
            painter.fillRect(area, ground)
        left = self._paint_average(painter, area, cell, index.column())
        self._paint_mark(painter, QRect(left, area.top(), area.right() - GLYPH - left, area.height()), cell)
        if cell.standing is not Standing.SENT:
            self._glyphs.paint(painter, area, cell.standing)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(self._theme.focus, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(area.adjusted(1, 1, -1, -1))
        painter.restore()

    def _ground(self, cell: ShownFinal, index: QModelIndex | QPersistentModelIndex, *, selected: bool) -> QColor | None:
        theme = self._theme
        if selected:
            return theme.selection
        standings = {
            Standing.HELD: theme.held_soft,
            Standing.REFUSED: theme.refused_soft,
            Standing.CONFLICT: theme.conflict_soft,
        }
        page = self._model.page
        closed = (page.pupils[index.row()].id, page.periods[index.column()].id) in page.frozen
        return standings.get(cell.standing, theme.month_band if closed else None)

    def _paint_average(self, painter: QPainter, area: QRect, cell: ShownFinal, column: int) -> int:
        """Draw the average and the warnings; return where the room for the mark begins."""
        painter.setFont(self._small_font)
        painter.setPen(self._theme.muted)
        place = QRect(area.left() + GAP, area.top(), self._average, area.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, average_text(cell))
        left = place.right()
        lacking = lacks_marks(cell, self._model.page.periods[column], self._model.today)
        for name, shown in (("changed", cell.has_changed), ("few", lacking)):
            if shown:
                top = area.top() + (area.height() - SIGN) // 2
                self._signs[name].paint(painter, QRect(left, top, SIGN, SIGN))
                left += SIGN
        # the marks of a column stay in line whether something warns or not
        return max(left, place.right() + SIGN)

    def _paint_mark(self, painter: QPainter, room: QRect, cell: ShownFinal) -> None:
        if cell.value:
            painter.setFont(self._set_font)
            painter.setPen(self._theme.mark(cell.value))
            painter.drawText(room, CENTRE, cell.value)
        elif cell.proposed:
            painter.setFont(self._proposed_font)
            width = max(QFontMetrics(self._proposed_font).horizontalAdvance(cell.proposed) + SMALL_GAP, room.height())
            frame = QRect(0, 0, min(width, room.width()) - SMALL_GAP, room.height() - SMALL_GAP)
            frame.moveCenter(room.center())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._theme.strong_line, 1, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(frame, GAP, GAP)
            painter.setPen(self._theme.muted)
            painter.drawText(room, CENTRE, cell.proposed)
