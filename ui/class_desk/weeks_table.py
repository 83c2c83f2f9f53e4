"""The table of the map: a thousand cells are drawn once into a picture, and a frame only copies what is seen of it."""

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPixmap
from typing_extensions import override

from ui.class_desk.grid_model import GridModel
from ui.class_desk.grid_table import GridTable
from ui.class_desk.weeks_delegate import WeeksDelegate
from ui.theme import Theme


class WeeksTable(GridTable):
    """What has the focus and what is chosen is drawn over the picture. delegate: draws a cell of it."""

    def __init__(self, name: str, label: str, model: GridModel, theme: Theme) -> None:
        super().__init__(name, label, model, theme)
        self._theme = theme
        self._picture: QPixmap | None = None
        for changed in (model.dataChanged, model.modelReset):
            changed.connect(self._forget)

    def draw_by(self, delegate: WeeksDelegate) -> None:
        """Draw the cells by a delegate."""
        self._cells = delegate

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.model().rowCount() or not self.model().columnCount():
            return
        painter = QPainter(self.viewport())
        painter.drawPixmap(QPoint(-self.horizontalOffset(), -self.verticalOffset()), self._drawn())
        for chosen in self.selectionModel().selection().toList():
            first, last = self.visualRect(chosen.topLeft()), self.visualRect(chosen.bottomRight())
            painter.setPen(QPen(self._theme.strong_line, 2))
            painter.drawRect(first.united(last).adjusted(1, 1, -1, -1))
        if self.hasFocus() and self.currentIndex().isValid():
            painter.setPen(QPen(self._theme.focus, 2))
            painter.drawRect(self.visualRect(self.currentIndex()).adjusted(1, 1, -1, -1))
        painter.end()

    def _forget(self) -> None:
        self._picture = None

    def _drawn(self) -> QPixmap:
        density = self.devicePixelRatioF()
        # the weeks are as wide as each other: another width of one is another width of all
        size = QSize(self.horizontalHeader().length(), self.verticalHeader().length()) * density
        if self._picture is None or self._picture.size() != size:
            self._picture = QPixmap(size)
            self._picture.setDevicePixelRatio(density)
            self._draw(self._picture)
        return self._picture

    def _draw(self, picture: QPixmap) -> None:
        across, down = self.horizontalHeader(), self.verticalHeader()
        columns = [(across.sectionPosition(n), across.sectionSize(n)) for n in range(across.count())]
        rows = [(down.sectionPosition(n), down.sectionSize(n)) for n in range(down.count())]
        picture.fill(self._theme.line)
        painter = QPainter(picture)
        for row, (top, height) in enumerate(rows):
            for column, (left, width) in enumerate(columns):
                # a pixel at the right and below stays for the line between two cells
                self._cells.draw(painter, QRect(left, top, width - 1, height - 1), row, column)
        painter.end()
