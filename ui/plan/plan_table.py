"""The table of a plan: typing edits, keys add, remove and move rows; leaving a row tells so."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QHeaderView, QLineEdit, QTableView
from typing_extensions import override

from ui.plan.plan_model import CONTROL, HOURS, LESSONS, NUMBER, SECTION, STATE, TOPIC, PlanModel
from ui.theme import touchable
from ui.widgets.naming import named

WIDTHS = {NUMBER: 46, SECTION: 150, HOURS: 58, CONTROL: 120, LESSONS: 150, STATE: 120}
"""Pixels; the topic takes the rest."""

ROW_HEIGHT = 30


class PlanTable(QTableView):
    """F2, a letter or a double click begins to edit; Alt with an arrow moves the row."""

    row_left = Signal()
    add_wanted = Signal()
    remove_wanted = Signal()
    move_wanted = Signal(int)

    def __init__(self, model: PlanModel) -> None:
        super().__init__()
        named(self, "plan_table", self.tr("Plan"))
        self.setTabKeyNavigation(False)
        self.setModel(model)
        self.setProperty("kind", "lines")
        self.setCornerButtonEnabled(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(touchable(ROW_HEIGHT))
        self._size_columns()
        self.selectionModel().currentRowChanged.connect(self._on_row)

    @property
    def row(self) -> int:
        """The current row, -1 where there is none."""
        return self.currentIndex().row()

    def rows(self) -> list[int]:
        """Return the selected rows, or the current one."""
        found = sorted({index.row() for index in self.selectedIndexes()})
        return found or ([self.row] if self.row >= 0 else [])

    def go(self, row: int, column: int | None = None) -> None:
        """Put the caret into a row, at a column where one is given."""
        place = max(self.currentIndex().column(), TOPIC) if column is None else column
        index = self.model().index(row, place)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def begin_edit(self, row: int) -> None:
        """Begin to type a row's topic."""
        self.go(row, TOPIC)
        self.edit(self.currentIndex())

    def finish_edit(self) -> None:
        """Take over what is being typed into a cell."""
        editor = self.focusWidget()
        if isinstance(editor, QLineEdit) and self.state() == QAbstractItemView.State.EditingState:
            self.commitData(editor)
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        match event.key():
            case Qt.Key.Key_Insert:
                self.add_wanted.emit()
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace:
                self.remove_wanted.emit()
            case Qt.Key.Key_Up | Qt.Key.Key_Down if alt:
                self.move_wanted.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
            case _:
                super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.row < 0 and self.model().rowCount():
            self.go(0, TOPIC)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self.state() != QAbstractItemView.State.EditingState:
            self.row_left.emit()

    def _size_columns(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(TOPIC, QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in WIDTHS.items():
            self.setColumnWidth(column, width)

    def _on_row(self, _now: QModelIndex, before: QModelIndex) -> None:
        if before.isValid():
            self.row_left.emit()
