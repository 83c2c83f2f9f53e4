"""The table of marks for periods: caret, selection and widths; what is typed goes out as a signal."""

from PySide6.QtCore import QItemSelectionModel, QItemSelectionRange, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QMenu, QTableView, QWidget
from typing_extensions import override

from ui.finals.finals_delegate import FinalsDelegate
from ui.finals.finals_model import FinalsModel
from ui.finals.period_header import PeriodHeader
from ui.journal.keys import read_press
from ui.journal.marks_model import AnyIndex, Place
from ui.journal.pupil_header import Corner, PupilHeader
from ui.theme import Theme

WIDEST = 150
"""Pixels of a column: more would part the average from its mark."""


class FinalsTable(QTableView):
    """Draws through one delegate; knows nothing of marks."""

    typed = Signal(object)
    caret_moved = Signal(int, int)

    def __init__(self, model: FinalsModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("finals_table")
        self.setAccessibleName(self.tr("Marks for periods"))
        self._finals = model
        self._delegate = FinalsDelegate(model, theme, self)
        self._period_header = PeriodHeader(model, theme, self)
        self._pupil_header = PupilHeader(lambda: model.page.pupils, theme, self)
        self._corner = Corner(self, self.tr("Pupil"))
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setHorizontalHeader(self._period_header)
        self.setVerticalHeader(self._pupil_header)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self._period_header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._period_header.customContextMenuRequested.connect(
            lambda at: self._show_menu_of(self._period_header.logicalIndexAt(at))
        )
        model.modelReset.connect(self.lay_out)

    @property
    def caret(self) -> Place | None:
        """The current cell's place."""
        index = self.currentIndex()
        return (index.row(), index.column()) if index.isValid() else None

    def chosen(self) -> list[Place]:
        """Return the selected cells by row, or the caret's where nothing is selected."""
        ranges: list[QItemSelectionRange] = self.selectionModel().selection().toList()
        places = {
            (row, column)
            for each in ranges
            for row in range(each.top(), each.bottom() + 1)
            for column in range(each.left(), each.right() + 1)
        }
        return sorted(places) if places else [self.caret] if self.caret else []

    def go(self, place: Place) -> None:
        """Put the caret into a cell and bring it into sight."""
        self.selectionModel().setCurrentIndex(
            self._finals.index(*place), QItemSelectionModel.SelectionFlag.ClearAndSelect
        )

    def lay_out(self) -> None:
        """Take the widths from the page anew."""
        self._pupil_header.fit(self.width())
        room = self.width() - self._pupil_header.width() - self.verticalScrollBar().sizeHint().width()
        count = max(1, self._finals.columnCount())
        self._period_header.setDefaultSectionSize(max(self._delegate.narrowest, min(WIDEST, room // count)))
        self.updateGeometries()
        self._corner.setGeometry(0, 0, self._pupil_header.width(), self._period_header.sizeHint().height())
        self.viewport().update()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        press = read_press(event)
        if press is None:
            super().keyPressEvent(event)
        else:
            self.typed.emit(press)
            event.accept()

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        # Tab is the next period; only beyond the last one it leaves the table
        column = self.currentIndex().column()
        inside = column < self._finals.columnCount() - 1 if next else column > 0
        return False if inside else super().focusNextPrevChild(next)

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
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.caret is None and self._finals.rowCount() and self._finals.columnCount():
            self.go((0, 0))

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
