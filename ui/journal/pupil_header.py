"""A page's left edge, always in sight: number and name of each pupil, and the weighted average where there is one."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QLabel, QWidget
from typing_extensions import override

from app.domain.pages import PupilRow
from ui.theme import GAP, SMALL_GAP, SMALL_PT, Theme, text_font, touchable
from ui.widgets.trend import paint_trend

MIDDLE = Qt.AlignmentFlag.AlignVCenter
LONGEST_NAME = 256
"""Pixels: "Воронова-Залесская Мария-София" fits."""

SHORTEST_NAME = 130

TREND = 44
"""Pixels of the picture of how an average went."""

FROM_WIDTH = 1_100
"""Pixels of a page that has room for it: not on a screen of 1024."""


class PupilHeader(QHeaderView):
    """Reads the page itself. pupils: its rows. average: a pupil's as text, None for a page without averages.

    note: what is to be known beside a pupil's name, in few letters; empty for nothing.
    """

    average_clicked = Signal(int)
    opened = Signal(int)
    """A pupil's row was clicked twice."""

    def __init__(
        self,
        pupils: Callable[[], Sequence[PupilRow]],
        theme: Theme,
        parent: QWidget | None = None,
        *,
        average: Callable[[PupilRow], str] | None = None,
        note: Callable[[PupilRow], str] = lambda _pupil: "",
    ) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._pupils = pupils
        self._average_of = average
        self._note_of = note
        self._trend_of: Callable[[PupilRow], Sequence[Decimal]] | None = None
        self._trends_wanted = True
        self._trend = 0
        self._theme = theme
        self._current = -1
        self._measured: Sequence[PupilRow] = ()
        self._longest = 0
        self._text_font = text_font()
        self._bold_font = text_font(bold=True)
        self._small_font = text_font(SMALL_PT)
        self._number = QFontMetrics(self._small_font).horizontalAdvance("00") + SMALL_GAP
        widest = QFontMetrics(self._bold_font).horizontalAdvance("0,00") + 2 * SMALL_GAP
        self._average = widest if average else SMALL_GAP
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setDefaultSectionSize(touchable(QFontMetrics(self._bold_font).height() + 2 * GAP + 1))
        self.setMinimumSectionSize(GAP)
        self.setAccessibleName(self.tr("Pupils"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def draw_trends(self, trend: Callable[[PupilRow], Sequence[Decimal]]) -> None:
        """Draw how each average went beside it, where the page is wide enough."""
        self._trend_of = trend

    def want_trends(self, *, wanted: bool) -> None:
        """Let how averages went be drawn where there is room, or nowhere; `fit` does it."""
        self._trends_wanted = wanted

    def show_averages(self, first: int, last: int) -> None:
        """Draw these rows anew, both included."""
        top, bottom = self.sectionViewportPosition(first), self.sectionViewportPosition(last)
        self.viewport().update(QRect(0, top, self.width(), bottom + self.sectionSize(last) - top))

    def measure(self) -> None:
        """Measure the names and what stands beside them; of other pupils `fit` does it by itself."""
        self._measured = self._pupils()
        metrics = QFontMetrics(self._bold_font)
        widths = (metrics.horizontalAdvance(each.short_name) + self._note_width(each) for each in self._measured)
        self._longest = max(widths, default=0)

    def fit(self, page_width: int) -> None:
        """Take as much room for the names as they need, and at most a third of the page."""
        if self._pupils() is not self._measured:
            self.measure()
        most = max(SHORTEST_NAME, min(LONGEST_NAME, page_width // 3))
        has_room = self._trend_of is not None and page_width >= FROM_WIDTH
        self._trend = TREND if has_room and self._trends_wanted else 0
        names = max(SHORTEST_NAME, min(self._longest + 2 * SMALL_GAP, most))
        self.setFixedWidth(self._number + names + self._trend + self._average)

    def show_current(self, row: int) -> None:
        """Show whose row the caret is in."""
        for each in {self._current, row}:
            if each >= 0:
                self.viewport().update(
                    QRect(0, self.sectionViewportPosition(each), self.width(), self.sectionSize(each))
                )
        self._current = row

    @override
    def sizeHint(self) -> QSize:
        return QSize(self.minimumWidth(), 0)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        place = event.position().toPoint()
        row = self.logicalIndexAt(place)
        if row >= 0 and self._average_of is not None and place.x() >= self.width() - self._average:
            self.average_clicked.emit(row)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        row = self.logicalIndexAt(event.position().toPoint())
        if row >= 0 and event.button() is Qt.MouseButton.LeftButton:
            self.opened.emit(row)

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        theme = self._theme
        pupil = self._pupils()[logicalIndex]
        current = logicalIndex == self._current
        painter.save()
        painter.fillRect(rect, theme.selection if current else theme.raised)
        number = QRect(rect.left(), rect.top(), self._number, rect.height())
        painter.setFont(self._small_font)
        painter.setPen(theme.muted)
        painter.drawText(number, Qt.AlignmentFlag.AlignRight | MIDDLE, str(logicalIndex + 1))
        average = QRect(rect.right() - self._average, rect.top(), self._average - SMALL_GAP, rect.height())
        beside = average.left() - self._trend
        if self._trend and self._trend_of is not None:
            around = QRect(beside, rect.top() + GAP, self._trend, rect.height() - 2 * GAP)
            paint_trend(painter, around, self._trend_of(pupil), theme.muted)
        left = number.right() + SMALL_GAP
        self._paint_name(painter, QRect(left, rect.top(), beside - left, rect.height()), pupil, current=current)
        if self._average_of is not None:
            painter.setFont(self._bold_font)
            painter.drawText(average, Qt.AlignmentFlag.AlignRight | MIDDLE, self._average_of(pupil))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.line)
        painter.fillRect(QRect(rect.right(), rect.top(), 1, rect.height()), theme.strong_line)
        painter.restore()

    def _paint_name(self, painter: QPainter, area: QRect, pupil: PupilRow, *, current: bool) -> None:
        if noted := self._note_width(pupil):
            painter.drawText(area, Qt.AlignmentFlag.AlignRight | MIDDLE, self._note_of(pupil))
            area.setWidth(area.width() - noted)
        font = self._bold_font if current else self._text_font
        painter.setFont(font)
        painter.setPen(self._theme.text)
        shown = QFontMetrics(font).elidedText(pupil.short_name, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, MIDDLE, shown)

    def _note_width(self, pupil: PupilRow) -> int:
        note = self._note_of(pupil)
        return QFontMetrics(self._small_font).horizontalAdvance(note) + 2 * SMALL_GAP if note else 0


class Corner(QWidget):
    """Names the columns of the left edge."""

    def __init__(self, parent: QWidget, *texts: str) -> None:
        super().__init__(parent)
        self.setObjectName("journal_corner")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("role", "corner")
        line = QHBoxLayout(self)
        line.setContentsMargins(SMALL_GAP, 0, SMALL_GAP, SMALL_GAP)
        for number, text in enumerate(texts):
            label = QLabel(text)
            label.setProperty("role", "caption")
            align = Qt.AlignmentFlag.AlignRight if number else Qt.AlignmentFlag.AlignLeft
            line.addWidget(label, 0, align | Qt.AlignmentFlag.AlignBottom)
