"""A day's lessons of the school as a table, and who might stand in as a list."""

from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QFont
from typing_extensions import override

from app.domain.timetable import StandIn, TimetableLesson
from ui.deputy_desk.timetable_wording import fitness_text, note_text, spoken_lesson, teachers_text, time_text
from ui.theme import Theme, text_font
from ui.widgets.lines_delegate import CHIP, SECOND
from ui.widgets.rows_model import AnyIndex, RowsModel

NUMBER, TIME, TITLE, SUBJECT, TEACHER, ROOM, NOTE = range(7)


class DayModel(RowsModel[TimetableLesson]):
    """Shows the lessons of a day, or those of one teacher."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent, key=lambda each: each.id)
        self._theme = theme
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

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        return super().headerData(section, orientation, role)

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        lesson, column = self.row(index.row()), index.column()
        if lesson is None:
            return None
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


class StandInsModel(RowsModel[StandIn]):
    """Shows who might take a lesson, the best first; who stands in now is told by a word."""

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        each = self.row(index.row())
        if each is None:
            return None
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
