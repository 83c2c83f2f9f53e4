"""The table of marks for periods: its columns' widths, and the menu of a period."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget
from typing_extensions import override

from ui.finals.finals_delegate import FinalsDelegate
from ui.finals.finals_model import FinalsModel
from ui.finals.period_header import PeriodHeader
from ui.journal.keys import final_keys
from ui.journal.page_table import PageTable
from ui.journal.pupil_header import Corner, PupilHeader
from ui.theme import Theme
from ui.widgets.rows_model import AnyIndex

WIDEST = 150
"""Pixels of a column: more would part the average from its mark."""


class FinalsTable(PageTable):
    """Draws through one delegate; knows nothing of marks."""

    def __init__(self, model: FinalsModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("finals_table")
        self.setAccessibleName(self.tr("Marks for periods"))
        self._finals = model
        self._delegate = FinalsDelegate(model, theme, self)
        self._period_header = PeriodHeader(model, theme, self)
        self._pupil_header = PupilHeader(lambda: model.page.pupils, theme, self, note=lambda pupil: pupil.of_class)
        self._corner = Corner(self, self.tr("Pupil"))
        self.take(model)
        self.setItemDelegate(self._delegate)
        self.setHorizontalHeader(self._period_header)
        self.setVerticalHeader(self._pupil_header)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self._period_header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._period_header.customContextMenuRequested.connect(
            lambda at: self._show_menu_of(self._period_header.logicalIndexAt(at))
        )
        model.modelReset.connect(self.lay_out)

    def lay_out(self) -> None:
        """Take the widths and the keys from the page anew."""
        self.keys = final_keys(self._finals.page.scale)
        self._pupil_header.fit(self.width())
        room = self.width() - self._pupil_header.width() - self.verticalScrollBar().sizeHint().width()
        count = max(1, self._finals.columnCount())
        self._period_header.setDefaultSectionSize(max(self._delegate.narrowest, min(WIDEST, room // count)))
        self.updateGeometries()
        self._corner.setGeometry(0, 0, self._pupil_header.width(), self._period_header.sizeHint().height())
        self.viewport().update()

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        if self.indexAt(event.position().toPoint()).isValid():
            self._show_menu_of(self.currentIndex().column())

    @override
    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        super().currentChanged(current, previous)
        self._period_header.show_current(current.column())
        self._pupil_header.show_current(current.row())
        self.caret_moved.emit(current.row(), current.column())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self.lay_out()
        super().resizeEvent(event)
        if self.caret:
            self.scrollTo(self.currentIndex())

    def _show_menu_of(self, column: int) -> None:
        """Offer what can be done in a period, at the caret's pupil."""
        if column < 0 or not self._finals.rowCount():
            return
        row = self.caret[0] if self.caret else 0
        self.go((row, column))
        menu = QMenu(self)
        menu.setObjectName("finals_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(self.actions())
        menu.popup(self.cursor().pos())
