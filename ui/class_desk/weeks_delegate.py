"""Draws a pupil's week: the more was missed, the stronger the ground; a number says it too, a line "no reason"."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from app.domain.class_weeks import LEVELS
from ui.class_desk.absences_grid import sum_mark
from ui.class_desk.weeks_grid import COUNTED, WeeksGrid
from ui.journal.lesson_header import ink_on
from ui.theme import GAP, SMALL_GAP, SMALL_PT, Theme, text_font, touchable

CENTRE = Qt.AlignmentFlag.AlignCenter
STRENGTHS = (0.0, 0.12, 0.28, 0.5, 1.0)
"""How much of the colour of absences each level has."""

SIGN = 22
"""Pixels of a level in the legend."""


class Heat:
    """The grounds of the levels with what is written on them."""

    def __init__(self, theme: Theme) -> None:
        self._grounds = [_mixed(theme.surface, theme.absence, share) for share in STRENGTHS]
        self._inks = [ink_on(each) for each in self._grounds]

    def ground(self, level: int) -> QColor:
        """Return what a level is painted with."""
        return self._grounds[level]

    def ink(self, level: int) -> QColor:
        """Return in which colour a number on it can be read."""
        return self._inks[level]


class WeeksDelegate(QStyledItemDelegate):
    """grid: what is shown now."""

    def __init__(self, grid: Callable[[], WeeksGrid], theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._grid = grid
        self._theme = theme
        self._heat = Heat(theme)
        self._font = text_font(SMALL_PT)
        self._bold = text_font(SMALL_PT, bold=True)

    @property
    def narrowest(self) -> int:
        """Return how wide a week must be: two digits."""
        return touchable(QFontMetrics(self._font).horizontalAdvance("00") + GAP)

    @property
    def narrowest_sum(self) -> int:
        """Return how wide the sum must be, with its name above it."""
        longest = max(("0000", *map(sum_mark, COUNTED)), key=len)
        return QFontMetrics(text_font(bold=True)).horizontalAdvance(longest) + 2 * GAP

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(self.narrowest, QFontMetrics(self._bold).height() + 2 * GAP)

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        area = QRect(option.rect)
        self.draw(painter, area, index.row(), index.column())
        state: QStyle.StateFlag = option.state
        has_focus = bool(state & QStyle.StateFlag.State_HasFocus)
        if has_focus or state & QStyle.StateFlag.State_Selected:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.focus if has_focus else self._theme.strong_line, 2))
            painter.drawRect(area.adjusted(1, 1, -1, -1))

    def draw(self, painter: QPainter, area: QRect, row: int, column: int) -> None:
        """Draw a cell as it is without the focus."""
        theme, grid = self._theme, self._grid()
        is_sum, cell = grid.is_sum(column), grid.painted(row, column)
        empty = theme.raised if is_sum else theme.surface if cell.is_taught else theme.month_band
        ink = theme.text if is_sum else self._heat.ink(cell.strength)
        painter.fillRect(area, self._heat.ground(cell.strength) if cell.strength else empty)
        if cell.text:
            painter.setFont(self._bold if is_sum else self._font)
            painter.setPen(ink)
            painter.drawText(area, CENTRE, cell.text)
        if cell.is_unexcused:
            painter.fillRect(QRect(area.left() + GAP, area.bottom() - GAP, area.width() - 2 * GAP, 2), ink)


class WeeksLegend(QWidget):
    """Each ground with the share that it stands for."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("class_weeks_legend")
        self._theme = theme
        self._heat = Heat(theme)
        self._font = text_font(SMALL_PT)
        self._texts = [
            *(self.tr("to {share} %").format(share=bound) for bound in LEVELS[1:]),
            self.tr("more"),
            self.tr("some without a reason"),
        ]
        self.setAccessibleName(
            self.tr("Of a week's lessons: {texts}").format(texts=", ".join(self._texts[:-1]))
            + "; "
            + self.tr("a line below: {text}").format(text=self._texts[-1])
        )
        self.setToolTip(self.accessibleName())

    @override
    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._font)
        texts = sum(metrics.horizontalAdvance(text) + SIGN + 2 * SMALL_GAP for text in self._texts)
        return QSize(texts, metrics.height() + GAP)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, metrics, left = QPainter(self), QFontMetrics(self._font), 0
        painter.setFont(self._font)
        for number, text in enumerate(self._texts, 1):
            sign = QRect(left, GAP // 2, SIGN, self.height() - GAP)
            is_line = number == len(self._texts)
            painter.fillRect(sign, self._theme.surface if is_line else self._heat.ground(number))
            painter.setPen(self._theme.line)
            painter.drawRect(sign.adjusted(0, 0, -1, -1))
            if is_line:
                painter.fillRect(QRect(left + GAP, sign.bottom() - GAP, SIGN - 2 * GAP, 2), self._theme.text)
            painter.setPen(self._theme.muted)
            room = QRect(sign.right() + GAP, 0, metrics.horizontalAdvance(text) + GAP, self.height())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
            left = room.right() + SMALL_GAP
        painter.end()


def _mixed(ground: QColor, colour: QColor, share: float) -> QColor:
    parts = zip(ground.getRgb()[:3], colour.getRgb()[:3], strict=True)  # type: ignore[index]  # four numbers
    return QColor(*(round(low + (high - low) * share) for low, high in parts))
