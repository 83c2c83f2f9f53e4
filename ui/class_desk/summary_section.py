"""The summary of all subjects: choose a period, see every pupil's marks, and open any of them in its journal."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.class_page import OwnClass, SummaryPage
from app.domain.finals import Period
from app.services.class_desk_summary import read_summary
from ui.class_desk.column_header import UprightHeader
from ui.class_desk.grid_model import GridModel
from ui.class_desk.grid_table import GridTable
from ui.class_desk.names_box import NamesBox
from ui.class_desk.section import Section
from ui.class_desk.summary_delegate import SummaryDelegate
from ui.class_desk.summary_grid import SummaryGrid, figures_line, figures_names
from ui.desk import Desk
from ui.finals.wording import period_text
from ui.journal.keys import Act, Press
from ui.journal.status_line import StatusLine
from ui.theme import GAP, SMALL_GAP, WIDE_GAP, Theme
from ui.widgets.empty_texts import no_terms_text, nobody_text
from ui.widgets.focus_lead import FocusLead
from ui.widgets.icons import icon
from ui.widgets.naming import named

WIDEST = 68
"""Pixels of a column: more would part the marks of a row."""

NOTHING = SummaryPage(OwnClass("", "", 0), (), Period(""), (), (), {}, is_unmarked=False)  # type: ignore[arg-type]  # no class yet


class SummarySection(Section):
    """Enter and a double click open the cell."""

    def __init__(self, desk: Desk, theme: Theme, now: Callable[[], datetime], mine: OwnClass) -> None:
        super().__init__(desk, theme, now, mine)
        self._page = NOTHING
        self._model = GridModel(SummaryGrid(NOTHING), self)
        self._table = GridTable("class_summary", self.tr("All subjects of the class"), self._model, theme)
        self._delegate = SummaryDelegate(lambda: self._page, theme, self._table)
        header = UprightHeader(theme, self._table, lambda column: (self._page.subjects[column].short,))
        header.setAccessibleName(self.tr("Subjects"))
        self._table.dress(header, self._delegate, self._widths)
        self._periods = named(QComboBox(), "class_period", self.tr("Period"))
        self._figures = named(QLabel(), "class_figures")
        self._figures.setWordWrap(True)
        self._figures.setTextFormat(Qt.TextFormat.PlainText)
        self._names = QAction(icon("why", theme.text), self.tr("Who stands how"), self)
        self._empty = named(QLabel(), "class_empty")
        self._empty.setWordWrap(True)
        self._line = StatusLine()
        self._box = NamesBox(theme, self)
        self._lay_out()
        self._connect()
        FocusLead(self, self._table)

    @override
    def reload(self) -> None:
        wanted = str(self._periods.currentData() or "")
        self._page = self._desk.page(read_summary, self._class.id, period=wanted, today=self.today)
        self._show_periods()
        caret = self._table.caret
        changed = self._model.show_grid(SummaryGrid(self._page))
        self._table.keep_place(caret, changed=changed)
        self._figures.setText(figures_line(self._page))
        self._empty.setText(self._empty_text())
        self._empty.setVisible(not self._page.pupils or not self._page.subjects)
        self._tell()

    def _empty_text(self) -> str:
        if not self._page.pupils:
            return nobody_text()
        if not any(each.first for each in self._page.periods):
            return no_terms_text()
        return self.tr("This class has no lessons in this period. Choose another one above.")

    def _show_periods(self) -> None:
        shown = [self._periods.itemData(n) for n in range(self._periods.count())]
        with QSignalBlocker(self._periods):
            if shown != [each.id for each in self._page.periods]:
                self._periods.clear()
                for each in self._page.periods:
                    self._periods.addItem(period_text(each), each.id)
            self._periods.setCurrentIndex(self._periods.findData(self._page.period.id))

    def _widths(self, room: int) -> list[int]:
        count = len(self._page.subjects)
        return [max(self._delegate.narrowest, min(WIDEST, room // max(1, count)))] * count

    def _lay_out(self) -> None:
        self._names.setShortcut(QKeySequence("Ctrl+Shift+F"))
        self._names.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._names.setToolTip(self.tr("Who stands how (Ctrl+Shift+F)"))
        self.addAction(self._names)
        self._who = named(QToolButton(), "class_who", self._names.text())
        self._who.setDefaultAction(self._names)
        self._who.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        label = QLabel(self.tr("Period"))
        label.setBuddy(self._periods)
        self._empty.setContentsMargins(WIDE_GAP, SMALL_GAP, WIDE_GAP, SMALL_GAP)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addLayout(_row((label, 0), (self._periods, 0), (QWidget(), 1)))
        lines.addWidget(self._empty)
        lines.addWidget(self._table, 1)
        lines.addLayout(_row((self._figures, 1), (self._who, 0)))
        lines.addWidget(self._line)

    def _connect(self) -> None:
        self._periods.currentIndexChanged.connect(self._refresh)
        self._names.triggered.connect(self._on_names)
        self._box.left.connect(self._table.setFocus)
        self._table.opened.connect(self._on_open)
        self._table.card_wanted.connect(lambda row: self.show_card(row, self._page.pupils))
        self._table.typed.connect(self._on_typed)
        self._table.caret_moved.connect(self._tell)

    def _tell(self) -> None:
        caret = self._table.caret
        if caret is not None and self._page.pupils and self._page.subjects:
            self._line.show_selection(SummaryGrid(self._page).spoken(*caret))
        self._line.show_hint(
            self.tr("large — the mark that is set · with a comma — average so far · Enter — open · Alt+Enter — card")
        )

    def _on_typed(self, press: Press) -> None:
        if press.act is Act.DOWN:
            self._on_open()
        elif press.act in {Act.LEFT, Act.RIGHT} and (caret := self._table.caret) is not None:
            self._table.go((caret[0], caret[1] + (1 if press.act is Act.RIGHT else -1)))

    def _on_open(self) -> None:
        caret = self._table.caret
        cell = self._page.cell(*caret) if caret is not None else None
        if caret is not None and cell is not None:
            self.journal_wanted.emit(cell.journal, cell.lesson, self._page.pupils[caret[0]].id)

    def _on_names(self) -> None:
        self._box.show_names(figures_names(self._page), self._line.geometry())


def _row(*parts: tuple[QWidget, int]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(WIDE_GAP, GAP, WIDE_GAP, GAP)
    row.setSpacing(SMALL_GAP)
    for widget, stretch in parts:
        row.addWidget(widget, stretch)
    return row
