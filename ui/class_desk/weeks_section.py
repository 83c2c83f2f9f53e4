"""The class's absences over the year as a map: pupils down, weeks across, the more was missed the stronger."""

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout
from typing_extensions import override

from app.domain.class_page import OwnClass
from app.domain.class_weeks import WeeksPage
from app.services.class_desk import read_periods
from app.services.class_desk_weeks import read_absence_weeks
from ui.class_desk.absences_grid import Sum, sum_text
from ui.class_desk.column_header import ColumnHeader
from ui.class_desk.grid_model import GridModel
from ui.class_desk.section import Section
from ui.class_desk.weeks_delegate import WeeksDelegate, WeeksLegend
from ui.class_desk.weeks_grid import COUNTED, WeeksGrid
from ui.class_desk.weeks_table import WeeksTable
from ui.desk import Desk
from ui.journal.keys import Act, Press
from ui.journal.status_line import StatusLine
from ui.theme import GAP, SMALL_GAP, WIDE_GAP, Theme
from ui.widgets.empty_note import EmptyNote
from ui.widgets.empty_texts import nobody_text
from ui.widgets.focus_lead import FocusLead
from ui.widgets.naming import named

WIDEST = 40
"""Pixels of a week."""


class WeeksSection(Section):
    """The picture is the table itself: every cell has its number, and says in a sentence what is in it."""

    day_wanted = Signal(object, str)
    """A day, and the pupil by the id: whose days of that week are to be looked at."""

    def __init__(self, desk: Desk, theme: Theme, now: Callable[[], datetime], mine: OwnClass) -> None:
        super().__init__(desk, theme, now, mine)
        self._grid = WeeksGrid(WeeksPage(mine, (), (), {}), COUNTED[0])
        self._counted = named(QComboBox(), "class_weeks_counted", self.tr("What is counted"))
        for each in COUNTED:
            text = sum_text(each)
            self._counted.addItem(text[:1].upper() + text[1:], each)
        self._model = GridModel(self._grid, self)
        self._table = WeeksTable("class_weeks", self.tr("Absences of the class by weeks"), self._model, theme)
        self._delegate = WeeksDelegate(lambda: self._grid, theme, self._table)
        self._table.draw_by(self._delegate)
        header = ColumnHeader(theme, self._table, self._lines, self._ground)
        header.setAccessibleName(self.tr("Weeks"))
        self._table.dress(header, self._delegate, self._widths)
        self._told = named(QLabel(), "class_weeks_told")
        self._told.setWordWrap(True)
        self._told.setTextFormat(Qt.TextFormat.PlainText)
        self._told.setContentsMargins(WIDE_GAP, GAP, WIDE_GAP, 0)
        self._note = EmptyNote(self._table)
        self._line = StatusLine()
        self._lay_out(theme)
        self._counted.currentIndexChanged.connect(self._show)
        self._table.opened.connect(self._on_open)
        self._table.card_wanted.connect(lambda row: self.show_card(row, self._grid.pupils))
        self._table.typed.connect(self._on_typed)
        self._table.caret_moved.connect(self._tell)
        FocusLead(self, self._table)

    @override
    def reload(self) -> None:
        terms = [each for each in self._desk.page(read_periods, self._class) if each.first is not None]
        first = min((each.first for each in terms if each.first), default=self.today)
        self._grid = WeeksGrid(
            self._desk.page(read_absence_weeks, self._class.id, first=first, last=self.today), self._grid.counted
        )
        self._show()

    def _show(self) -> None:
        self._grid = WeeksGrid(self._grid.page, Sum(self._counted.currentData()))
        caret = self._table.caret
        changed = self._model.show_grid(self._grid)
        self._table.keep_place(caret or (0, max(0, len(self._grid.page.weeks) - 1)), changed=changed)
        page = self._grid.page
        nothing = self.tr("No lesson of this year has been given yet.") if page.pupils else nobody_text()
        told = self._grid.told() if page.weeks and page.pupils else ""
        self._note.say("" if told else nothing)
        self._told.setText(told)
        self._table.setAccessibleDescription(told or nothing)
        self._tell()

    def _lay_out(self, theme: Theme) -> None:
        label = QLabel(self.tr("What is counted"))
        label.setBuddy(self._counted)
        bar = QHBoxLayout()
        bar.setContentsMargins(WIDE_GAP, SMALL_GAP, WIDE_GAP, SMALL_GAP)
        bar.setSpacing(SMALL_GAP)
        bar.addWidget(label)
        bar.addWidget(self._counted)
        bar.addStretch()
        bar.addWidget(WeeksLegend(theme))
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addLayout(bar)
        lines.addWidget(self._table, 1)
        lines.addWidget(self._told)
        lines.addWidget(self._line)

    def _lines(self, column: int) -> tuple[str, ...]:
        return self._grid.lines(column)

    def _ground(self, column: int) -> QColor | None:
        weeks = self._grid.page.weeks
        return self._theme.month_band if column < len(weeks) and weeks[column].month % 2 else None

    def _widths(self, room: int) -> list[int]:
        weeks, last = len(self._grid.page.weeks), self._delegate.narrowest_sum
        wide = max(self._delegate.narrowest, min(WIDEST, (room - last) // max(1, weeks)))
        return [*[wide] * weeks, *([last] if weeks else [])]

    def _tell(self) -> None:
        caret = self._table.caret
        if caret is not None and self._grid.pupils and self._grid.page.weeks:
            self._line.show_selection(self._grid.spoken(*caret))
        self._line.show_hint(self.tr("Enter — the days of the week · Alt+Enter — card"))

    def _on_typed(self, press: Press) -> None:
        caret = self._table.caret
        if press.act is Act.DOWN:
            self._on_open()
        elif press.act in {Act.LEFT, Act.RIGHT} and caret is not None:
            column = caret[1] + (1 if press.act is Act.RIGHT else -1)
            if 0 <= column < self._model.columnCount():
                self._table.go((caret[0], column))

    def _on_open(self) -> None:
        caret = self._table.caret
        if caret is None or self._grid.is_sum(caret[1]):
            return
        week: date = self._grid.page.weeks[caret[1]]
        self.day_wanted.emit(week, self._grid.pupils[caret[0]].id)
