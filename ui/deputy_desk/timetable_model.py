"""A day's lessons of the school as a table, and who might stand in as a list."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont
from typing_extensions import override

from app.domain.timetable import StandIn, TimetableLesson
from app.ids import TeacherId
from ui.deputy_desk.timetable_wording import fitness_text, note_text, spoken_lesson, teachers_text, time_text
from ui.theme import Theme, text_font
from ui.widgets.lines_delegate import CHIP, SECOND

AnyIndex = QModelIndex | QPersistentModelIndex
NUMBER, TIME, TITLE, SUBJECT, TEACHER, ROOM, NOTE = range(7)


class DayModel(QAbstractTableModel):
    """Shows the lessons of a day, or those of one teacher."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lessons: tuple[TimetableLesson, ...] = ()
        self._strong = text_font(bold=True)
        self._struck = QFont(text_font())
        self._struck.setStrikeOut(True)
        self._heads = (
            self.tr("No."),
            self.tr("Time"),
            self.tr("Class"),
            self.tr("Subject"),
            self.tr("Teacher"),
            self.tr("Room"),
            self.tr("Changes"),
        )

    @property
    def lessons(self) -> tuple[TimetableLesson, ...]:
        """The rows."""
        return self._lessons

    def show(self, lessons: Sequence[TimetableLesson]) -> None:
        """Show lessons; where they are the same ones, what is selected stays."""
        same = [each.id for each in lessons] == [each.id for each in self._lessons]
        if not same:
            self.beginResetModel()
        self._lessons = tuple(lessons)
        if not same:
            self.endResetModel()
        elif lessons:
            self.dataChanged.emit(self.index(0, 0), self.index(len(lessons) - 1, NOTE))

    def row(self, key: str) -> int:
        """Return the row of a lesson, -1 where it is not shown."""
        return next((row for row, each in enumerate(self._lessons) if each.id == key), -1)

    @override
    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._lessons)

    @override
    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._heads)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and 0 <= section < len(self._heads):
            if role == Qt.ItemDataRole.DisplayRole:
                return self._heads[section]
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        return None

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        lesson, column = self._lessons[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return self._text(lesson, column)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._text(lesson, column) if column else spoken_lesson(lesson)
            case Qt.ItemDataRole.FontRole:
                return self._font(lesson, column)
            case Qt.ItemDataRole.ForegroundRole if column == NOTE:
                return self._theme.refused if lesson.cancelled else self._theme.held
            case _:
                return None

    def _text(self, lesson: TimetableLesson, column: int) -> str:
        return (
            str(lesson.slot.number),
            time_text(lesson),
            lesson.title,
            lesson.subject,
            teachers_text(lesson),
            lesson.room,
            note_text(lesson),
        )[column]

    def _font(self, lesson: TimetableLesson, column: int) -> QFont | None:
        if lesson.cancelled and column in {TITLE, SUBJECT}:
            return self._struck
        return self._strong if column in {NUMBER, TITLE, NOTE} else None


class StandInsModel(QAbstractListModel):
    """Shows who might take a lesson, the best first; who stands in now is told by a word."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._people: tuple[StandIn, ...] = ()

    def show(self, people: Sequence[StandIn]) -> None:
        """Show other teachers."""
        self.beginResetModel()
        self._people = tuple(people)
        self.endResetModel()

    def teacher(self, row: int) -> TeacherId | None:
        """Return the teacher of a row, None where there is no such row."""
        return self._people[row].person.id if 0 <= row < len(self._people) else None

    @override
    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._people)

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        each = self._people[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return each.person.name
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return f"{each.person.name}: {self._chip(each)}, {fitness_text(each)}"
            case _ if role == SECOND:
                return fitness_text(each)
            case _ if role == CHIP:
                colours = ("held_soft", "held") if each.busy else ("good_soft", "good")
                return (self._chip(each), *colours)
            case _:
                return None

    def _chip(self, each: StandIn) -> str:
        return self.tr("busy") if each.busy else self.tr("free")
