"""The table of a page of the class: names at the left, columns that share the room, Enter opens a cell."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QStyledItemDelegate
from typing_extensions import override

from ui.class_desk.grid_model import GridModel
from ui.journal.marks_model import Place
from ui.journal.page_table import PageTable
from ui.journal.pupil_header import Corner, PupilHeader
from ui.theme import Theme
from ui.widgets.card_action import offer_card
from ui.widgets.rows_model import AnyIndex


class GridTable(PageTable):
    """Knows nothing of what it shows. widths: the columns' pixels for the room that is left beside the names."""

    opened = Signal()
    card_wanted = Signal(int)
    """A row."""

    def __init__(self, name: str, label: str, model: GridModel, theme: Theme) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(label)
        self._pupil_header = PupilHeader(lambda: model.pupils, theme, self)
        self._corner = Corner(self, self.tr("Pupil"))
        self._widths: Callable[[int], Sequence[int]] = lambda _room: ()
        self._pupil_header.opened.connect(self.card_wanted)
        offer_card(self, "class_card", self._on_card)
        self.take(model)
        self.setVerticalHeader(self._pupil_header)
        model.modelReset.connect(self.lay_out)

    def dress(self, header: QHeaderView, delegate: QStyledItemDelegate, widths: Callable[[int], Sequence[int]]) -> None:
        """Draw the columns' names and the cells by these, and share the room so."""
        self.setHorizontalHeader(header)
        self.setItemDelegate(delegate)
        self._widths = widths
        self.lay_out()

    def lay_out(self) -> None:
        """Take the widths from the page anew."""
        self._pupil_header.fit(self.width())
        header = self.horizontalHeader()
        room = self.width() - self._pupil_header.width() - self.verticalScrollBar().sizeHint().width()
        for column, width in enumerate(self._widths(room)):
            header.resizeSection(column, width)
        self.updateGeometries()
        self._corner.setGeometry(0, 0, self._pupil_header.width(), header.sizeHint().height())
        self.viewport().update()

    def keep_place(self, before: Place | None, *, changed: bool) -> None:
        """Put the caret back after a page was read anew. changed: whether rows or columns are others now."""
        model = self.model()
        if not model.rowCount() or not model.columnCount():
            return
        row, column = before or (0, 0)
        if changed or self.caret is None:
            self.go((min(row, model.rowCount() - 1), min(column, model.columnCount() - 1)))

    def _on_card(self) -> None:
        if self.caret:
            self.card_wanted.emit(self.caret[0])

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        if self.indexAt(event.position().toPoint()).isValid():
            self.opened.emit()

    @override
    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        super().currentChanged(current, previous)
        self._pupil_header.show_current(current.row())
        self.horizontalHeader().viewport().update()
        self.caret_moved.emit(current.row(), current.column())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self.lay_out()
        super().resizeEvent(event)
        if self.caret:
            self.scrollTo(self.currentIndex())
