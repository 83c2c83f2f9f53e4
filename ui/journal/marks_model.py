"""The journal's page as a table: pupils down, lessons across; it shows what was written and writes nothing itself."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from typing_extensions import override

from app.domain.pages import EMPTY_CELL, JournalPage, ShownCell, Span, is_member
from app.domain.pictures import pupil_trend
from app.ids import LessonId, PupilId
from ui.journal.blocks import cell_text
from ui.journal.pupil_wording import pupil_lines, spoken_pupil
from ui.journal.wording import (
    average_text,
    cell_lines,
    lesson_lines,
    spoken_cell,
    spoken_lesson,
)
from ui.widgets.rows_model import AnyIndex

Place = tuple[int, int]
"""Row and column."""

MOST_LESSONS = 100
"""Lessons up to which a page tells how averages went: a term; a whole year would take longer than it is worth."""


class MarksModel(QAbstractTableModel):
    """Holds one immutable page."""

    def __init__(self, page: JournalPage, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._page = page
        self._trends: dict[PupilId, tuple[Decimal, ...]] = {}
        self._take(page)

    @property
    def page(self) -> JournalPage:
        """The page that is shown."""
        return self._page

    def show_page(self, page: JournalPage) -> bool:
        """Show another page; return whether its rows or columns are others, so that places mean something else."""
        if self._shape(page) != self._shape(self._page):
            self.beginResetModel()
            self._take(page)
            self.endResetModel()
            return True
        self._take(page)
        bottom, right = self.rowCount() - 1, self.columnCount() - 1
        if bottom >= 0 <= right:
            self._tell(0, 0, bottom, right)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, right)
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, bottom)
        return False

    def show_cells(self, cells: Mapping[tuple[PupilId, LessonId], ShownCell]) -> None:
        """Show these cells as they are now, and the averages of their rows."""
        places = [place for key in cells if (place := self.place(*key)) is not None]
        self._page = self._page.with_cells({key: cell for key, cell in cells.items() if self.place(*key)})
        for pupil, _ in cells:
            self._trends.pop(pupil, None)
        if places:
            rows, columns = [row for row, _ in places], [column for _, column in places]
            self._tell(min(rows), min(columns), max(rows), max(columns))

    def cell(self, row: int, column: int) -> ShownCell:
        """Return the cell at a place of the page."""
        return self._page.cells.get((self._pupils[row], self._lessons[column]), EMPTY_CELL)

    def trend(self, pupil: PupilId) -> tuple[Decimal, ...]:
        """Return how a pupil's average went, nothing on a page too long for it; reckoned when it is asked for."""
        if len(self._lessons) > MOST_LESSONS:
            return ()
        if pupil not in self._trends:
            self._trends[pupil] = pupil_trend(self._page, pupil)
        return self._trends[pupil]

    def is_outside(self, row: int, column: int) -> bool:
        """Return whether the pupil was not in the group on the lesson's day."""
        return (row, column) in self._outside

    def is_released(self, row: int, column: int) -> bool:
        """Return whether the pupil is released from the lesson."""
        return (row, column) in self._released

    def place(self, pupil: PupilId, lesson: LessonId) -> Place | None:
        """Return where a cell is, None where it is not on this page."""
        row, column = self._rows.get(pupil), self._columns.get(lesson)
        return None if row is None or column is None else (row, column)

    def column(self, lesson: LessonId) -> int:
        """Return a lesson's column, -1 where it is not on this page."""
        return self._columns.get(lesson, -1)

    def column_places(self, column: int) -> list[Place]:
        """Return the places of a whole column, from the top."""
        return [(row, column) for row in range(self.rowCount())]

    def row_named(self, beginning: str) -> int | None:
        """Return the first row whose surname, else whose name, begins so; None where there is none. Е finds Ё too."""
        wanted = _plain(beginning)
        names = [pupil.short_name for pupil in self._page.pupils] + [pupil.name for pupil in self._page.pupils]
        found = (place for place, name in enumerate(names) if wanted and _plain(name).startswith(wanted))
        place = next(found, None)
        return None if place is None else place % self.rowCount()

    @override
    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._pupils)

    @override
    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._lessons)

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return cell_text(self.cell(index.row(), index.column()))
            case Qt.ItemDataRole.AccessibleTextRole:
                return spoken_cell(self._page, index.row(), index.column())
            case Qt.ItemDataRole.ToolTipRole:
                return cell_lines(self._page, index.row(), index.column()) or None
            case _:
                return None

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        count = self.columnCount() if orientation is Qt.Orientation.Horizontal else self.rowCount()
        if not 0 <= section < count:
            return None
        if orientation is Qt.Orientation.Horizontal:
            return self._lesson_header(section, role)
        return self._pupil_header(section, role)

    def _lesson_header(self, column: int, role: int) -> str | None:
        lesson = self._page.lessons[column]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return spoken_lesson(lesson)
            case Qt.ItemDataRole.ToolTipRole:
                return lesson_lines(lesson)
            case _:
                return None

    def _pupil_header(self, row: int, role: int) -> str | None:
        pupil = self._page.pupils[row]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return f"{pupil.short_name} {average_text(self._page, pupil)}".strip()
            case Qt.ItemDataRole.AccessibleTextRole:
                return spoken_pupil(self._page, row)
            case Qt.ItemDataRole.ToolTipRole:
                return pupil_lines(self._page, row)
            case _:
                return None

    def _take(self, page: JournalPage) -> None:
        self._page = page
        self._pupils, self._lessons = self._shape(page)
        self._rows = {pupil: row for row, pupil in enumerate(self._pupils)}
        self._columns = {lesson: column for column, lesson in enumerate(self._lessons)}
        self._trends.clear()
        self._outside = _outside(page)
        self._released = _released(page)

    def _tell(self, top: int, left: int, bottom: int, right: int) -> None:
        # not headerDataChanged for the averages: it makes a table lay out and paint the whole page again
        self.dataChanged.emit(self.index(top, left), self.index(bottom, right))

    @staticmethod
    def _shape(page: JournalPage) -> tuple[tuple[PupilId, ...], tuple[LessonId, ...]]:
        return tuple(pupil.id for pupil in page.pupils), tuple(lesson.id for lesson in page.lessons)


def _outside(page: JournalPage) -> frozenset[Place]:
    """Return the cells of pupils who were not in the group on the day; where nothing is said, everybody was."""
    lessons = page.lessons
    partly = (
        (row, spans)
        for row, pupil in enumerate(page.pupils)
        if lessons and (spans := page.members.get(pupil.id)) and not _covers(spans, lessons[0].day, lessons[-1].day)
    )
    return frozenset(
        (row, column) for row, spans in partly for column, each in enumerate(lessons) if not is_member(spans, each.day)
    )


def _released(page: JournalPage) -> frozenset[Place]:
    """Return the cells of lessons from which their pupils are released."""
    return frozenset(
        (row, column)
        for row, pupil in enumerate(page.pupils)
        if (spans := page.released.get(pupil.id))
        for column, each in enumerate(page.lessons)
        if is_member(spans, each.day)
    )


def _covers(spans: Iterable[Span], first: date, last: date) -> bool:
    return any(begins <= first and (ends is None or ends >= last) for begins, ends in spans)


def _plain(text: str) -> str:
    return text.strip().casefold().replace("ё", "е")
