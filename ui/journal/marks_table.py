"""The table of the journal's page: widths, today's column, scrolling to the lesson, the column that is filled."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QItemSelection, QModelIndex, QRect, Signal
from PySide6.QtGui import QFocusEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget
from typing_extensions import override

from app.domain.pages import EMPTY_CELL, ShownCell
from app.ids import LessonId, PupilId
from ui.journal.blocks import sign_text
from ui.journal.keys import Act, Press, scale_keys
from ui.journal.lesson_header import LessonHeader
from ui.journal.mark_delegate import Hint, MarkDelegate
from ui.journal.marks_model import MarksModel
from ui.journal.page_table import PageTable
from ui.journal.pupil_header import Corner, PupilHeader
from ui.journal.pupil_wording import note_text
from ui.journal.wording import average_text
from ui.theme import Theme, touchable
from ui.widgets.rows_model import AnyIndex

NARROWEST = 36
"""Pixels of a column: two marks, or a mark and a sign."""


def is_crowded(cell: ShownCell) -> bool:
    """Return whether a cell may need more than the narrowest column."""
    if len(cell.marks) + bool(cell.absence) + len(cell.debts) > 1:
        return True
    return len(cell.marks[0].value) > 1 if cell.marks else len(sign_text(cell)) > 1


class MarksTable(PageTable):
    """Draws through one delegate; knows nothing of marks."""

    selection_changed = Signal()
    left = Signal()
    """The keyboard goes elsewhere."""

    average_clicked = Signal(int)
    pupil_opened = Signal(int)
    """A pupil's row was clicked twice."""

    def __init__(self, model: MarksModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("journal_table")
        self.setAccessibleName(self.tr("Marks"))
        self._marks = model
        self._delegate = MarkDelegate(model, theme, self)
        self._lesson_header = LessonHeader(model, theme, self)
        self._pupil_header = PupilHeader(
            lambda: model.page.pupils,
            theme,
            self,
            average=None if model.page.is_unmarked else lambda pupil: average_text(model.page, pupil),
            note=lambda pupil: note_text(model.page, pupil, self._today),
        )
        if not model.page.is_unmarked:
            self._pupil_header.draw_trends(lambda pupil: model.trend(pupil.id))
        heads = [self.tr("Pupil")] if model.page.is_unmarked else [self.tr("Pupil"), self.tr("Average")]
        self._corner = Corner(self, *heads)
        self._today = date.min
        self.take_keys()
        self.setItemDelegate(self._delegate)
        # before the model: the headers that they replace would ask it for the size of every section
        self.setHorizontalHeader(self._lesson_header)
        self.setVerticalHeader(self._pupil_header)
        self.take(model)
        self.horizontalScrollBar().valueChanged.connect(lambda: self._lesson_header.viewport().update())
        self._pupil_header.average_clicked.connect(self.average_clicked)
        self._pupil_header.opened.connect(self.pupil_opened)
        model.dataChanged.connect(self._on_data)
        model.modelReset.connect(self.lay_out)

    @property
    def marks(self) -> MarksModel:
        """The page that is shown."""
        return self._marks

    @property
    def cells(self) -> MarkDelegate:
        """What draws the cells."""
        return self._delegate

    def take_keys(self) -> None:
        """Take from the page how its marks are typed."""
        self.keys = scale_keys(self._marks.page.scale)

    def row_area(self, row: int) -> QRect:
        """Return where a row's head is, in the table's own pixels."""
        top = self._lesson_header.height() + self._pupil_header.sectionViewportPosition(row)
        return QRect(self._pupil_header.width(), top, 1, self._pupil_header.sectionSize(row))

    def aim(self) -> None:
        """Scroll so that the caret's lesson has others at both sides, and no lesson is cut at the left."""
        self.scrollTo(self.currentIndex(), QAbstractItemView.ScrollHint.PositionAtCenter)
        first = self._lesson_header.logicalIndexAt(0)
        if first >= 0:
            self.horizontalScrollBar().setValue(self._lesson_header.sectionPosition(first))

    def show_trends(self, *, shown: bool) -> None:
        """Draw how averages went beside them, where there is room, or leave that room to the lessons."""
        self._pupil_header.want_trends(wanted=shown)
        self._fit()

    def show_today(self, today: date) -> None:
        """Tint the columns of a day."""
        if today != self._today:
            self._today = today
            self._pupil_header.measure()
            self.lay_out()

    def show_typing(self, *, hint: Hint | None, run: int) -> None:
        """Show what a cell waits for, such as "/" for one more mark, and which column is being filled (-1: none)."""
        before = self._delegate.hint, self._delegate.run
        if before == (hint, run):
            return
        self._delegate.show_typing(hint=hint, run=run)
        for each in (before[0], hint):
            if each is not None:
                self.update(self._marks.index(*each[0]))
        for column in {before[1], run} - {-1}:
            left, width = self.columnViewportPosition(column), self.columnWidth(column)
            self.viewport().update(left, 0, width, self.viewport().height())

    def lay_out(self) -> None:
        """Take the widths and the header from the page anew."""
        lessons = self._marks.page.lessons
        today = frozenset(column for column, lesson in enumerate(lessons) if lesson.day == self._today)
        self._lesson_header.show_columns(today=today)
        self._delegate.show_columns(today=today, months=self._lesson_header.month_starts())
        self._delegate.show_day(self._today)
        self._lesson_header.setDefaultSectionSize(touchable(NARROWEST))
        wanted = self._wanted(self._marks.page.cells)
        for column in range(len(lessons)):
            self._widen(column, wanted.get(column, touchable(NARROWEST)))
        self._fit()
        self.viewport().update()

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        if self.indexAt(event.position().toPoint()).isValid():
            self.typed.emit(Press(Act.COMMENT))

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    @override
    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        super().currentChanged(current, previous)
        self._lesson_header.show_current(current.column())
        self._pupil_header.show_current(current.row())
        self.caret_moved.emit(current.row(), current.column())

    @override
    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.selection_changed.emit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)
        if self.caret:
            self.scrollTo(self.currentIndex())

    def _fit(self) -> None:
        self._pupil_header.fit(self.width())
        self.updateGeometries()
        self._corner.setGeometry(0, 0, self._pupil_header.width(), self._lesson_header.sizeHint().height())

    def _on_data(self, first: QModelIndex, last: QModelIndex) -> None:
        self._pupil_header.show_averages(first.row(), last.row())
        page = self._marks.page
        pupils, lessons = page.pupils[first.row() : last.row() + 1], page.lessons[first.column() : last.column() + 1]
        places = ((pupil.id, lesson.id) for pupil in pupils for lesson in lessons)
        for column, width in self._wanted({place: page.cells.get(place, EMPTY_CELL) for place in places}).items():
            self._widen(column, max(self.columnWidth(column), width))

    def _wanted(self, cells: Mapping[tuple[PupilId, LessonId], ShownCell]) -> dict[int, int]:
        """Return the width in pixels of each column in which a cell needs more than the narrowest."""
        wanted: dict[int, int] = {}
        for (pupil, lesson), cell in cells.items():
            if is_crowded(cell) and (place := self._marks.place(pupil, lesson)):
                wanted[place[1]] = max(wanted.get(place[1], touchable(NARROWEST)), self._delegate.width(cell))
        return wanted

    def _widen(self, column: int, width: int) -> None:
        if width != self.columnWidth(column):
            self.setColumnWidth(column, width)
