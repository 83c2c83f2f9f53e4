"""Shows sheets under each other as they will be on paper; only those in sight are drawn."""

from PySide6.QtCore import QPoint, QRect, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget
from typing_extensions import override

from ui.printing.press import fitted
from ui.printing.sheet import SHEET, Printed
from ui.theme import WIDE_GAP, Theme
from ui.widgets.naming import named

ZOOMS = (100, 130, 170, 220, 300)
"""Percent of a sheet that is seen as a whole."""

KEPT = 6
"""Sheets that are kept drawn."""

PAPER = QColor("#ffffff")


class SheetsView(QScrollArea):
    """Arrows and pages scroll; the sheet that is looked at is told by `number`."""

    scrolled = Signal(int)
    """The sheet in sight, from 0."""

    def __init__(self, printed: Printed, theme: Theme) -> None:
        super().__init__()
        named(self, "print_sheets", self.tr("Sheets"))
        self._zoom = 0
        self._canvas = Canvas(printed, theme)
        self._count = len(printed.told)
        self.setWidget(self._canvas)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().valueChanged.connect(lambda _: self.scrolled.emit(self.number))

    @property
    def number(self) -> int:
        """The sheet in the middle of the view, from 0."""
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        return max(0, min(self._count - 1, middle // max(1, self._canvas.step)))

    def go(self, number: int) -> None:
        """Bring a sheet into sight."""
        self.verticalScrollBar().setValue(max(0, min(self._count - 1, number)) * self._canvas.step)

    def zoom(self, steps: int) -> None:
        """Show the sheets larger or smaller, the same one in sight."""
        seen, self._zoom = self.number, max(0, min(len(ZOOMS) - 1, self._zoom + steps))
        self._fit()
        self.go(seen)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        # with sheets of another size the same place is on another sheet, without any scrolling
        self.scrolled.emit(self.number)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: self._count - 1}
        if (number := ends.get(Qt.Key(event.key()))) is not None:
            self.go(number)
        else:
            super().keyPressEvent(event)

    def _fit(self) -> None:
        room = self.viewport().size()
        high = (room.height() - 2 * WIDE_GAP) * SHEET.width() / SHEET.height()
        self._canvas.fit(max(1, int(min(room.width() - 2 * WIDE_GAP, high)) * ZOOMS[self._zoom] // 100))


class Canvas(QWidget):
    """The sheets themselves."""

    def __init__(self, printed: Printed, theme: Theme) -> None:
        super().__init__()
        self._printed = printed
        self._theme = theme
        self._sheet = QSize()
        self._drawn: dict[int, QPixmap] = {}

    @property
    def step(self) -> int:
        """Pixels from a sheet to the next one."""
        return self._sheet.height() + WIDE_GAP

    def fit(self, width: int) -> None:
        """Draw the sheets in another width."""
        sheet = QSize(width, round(width * SHEET.height() / SHEET.width()))
        if sheet != self._sheet:
            self._sheet = sheet
            self._drawn.clear()
            self.setFixedSize(width + 2 * WIDE_GAP, self.step * len(self._printed.told) + WIDE_GAP)
            self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for number in range(len(self._printed.told)):
            area = QRect(QPoint(WIDE_GAP, WIDE_GAP + number * self.step), self._sheet)
            if area.intersects(event.rect()):
                painter.drawPixmap(area.topLeft(), self._picture(number))
                painter.setPen(self._theme.strong_line)
                painter.drawRect(area.adjusted(0, 0, -1, -1))
        painter.end()

    def _picture(self, number: int) -> QPixmap:
        density = self.devicePixelRatioF()
        found = self._drawn.get(number)
        if found is None or found.devicePixelRatio() != density:
            found = QPixmap(self._sheet * density)
            found.fill(PAPER)
            painter = QPainter(found)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            fitted(painter, QSizeF(found.size()))
            self._printed.draw(painter, number)
            painter.end()
            found.setDevicePixelRatio(density)
            while len(self._drawn) >= KEPT:
                del self._drawn[next(iter(self._drawn))]
            self._drawn[number] = found
        return found
