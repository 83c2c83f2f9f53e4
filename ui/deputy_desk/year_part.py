"""«Годовые отметки»: years with too many terms «н/а», of all journals; Enter decides one, with a reason."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from app.changes import Changes
from app.domain.year_cases import YearCase
from app.errors import GradebookError
from app.services.year_decisions import decide_year, read_year_cases
from ui.deputy_desk.year_box import YearBox
from ui.deputy_desk.year_model import PLACE, PROPOSAL, PUPIL, TERMS, YearModel
from ui.desk import Desk
from ui.theme import PAGE_GAP, SMALL_GAP, WIDE_GAP
from ui.widgets.focus_lead import FocusLead
from ui.widgets.list_table import ListTable
from ui.widgets.naming import named
from ui.widgets.offering import offer

PUPIL_WIDTH, PLACE_WIDTH, PROPOSAL_WIDTH = 220, 220, 240
"""Pixels; the terms have the rest."""


class YearPart(QWidget):
    """A teacher's own mark is a proposal until it is decided."""

    refused = Signal(object)
    journal_wanted = Signal(str, str, str)
    counted = Signal(int)
    """How many years wait for a decision."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._stale = True
        self._asked: YearCase | None = None
        self._model = YearModel(self)
        self._table = ListTable(self._model, wide=TERMS)
        self._table.setObjectName("year_cases")
        self._table.setAccessibleName(self.tr("Years to decide"))
        for column, width in ((PUPIL, PUPIL_WIDTH), (PLACE, PLACE_WIDTH), (PROPOSAL, PROPOSAL_WIDTH)):
            self._table.setColumnWidth(column, width)
        self._count = named(QLabel(), "year_count")
        self._count.setProperty("role", "title")
        self._decide = named(QPushButton(self.tr("Decide…")), "year_decide")
        self._decide.setToolTip(self.tr("Decide the chosen year (Enter)"))
        self._open = named(QPushButton(self.tr("Open in the journal")), "year_open")
        self._empty = named(QLabel(self.tr("No year waits: nobody has too many terms without a mark")), "year_empty")
        self._empty.setProperty("role", "title")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._box = YearBox(self)
        self._lay_out()
        self._connect()

    def reload(self) -> None:
        """Read the cases anew; the caret stays near where it was."""
        self._stale = False
        row = max(0, self._table.currentIndex().row())
        cases = self._desk.page(read_year_cases)
        self._model.show(cases)
        self._table.setCurrentIndex(self._model.index(min(row, len(cases) - 1), PUPIL))
        self._count.setText(self.tr("%n year(s) to decide", "", len(cases)))
        for button in (self._decide, self._open):
            offer(button, possible=bool(cases), reason=self._empty.text())
        self._table.setVisible(bool(cases))
        self._empty.setVisible(not cases)
        self.counted.emit(len(cases))

    def refresh(self) -> None:
        """Read the cases anew if something has changed since."""
        if self._stale:
            self.reload()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def _connect(self) -> None:
        self._table.opened.connect(self._on_ask)
        self._decide.clicked.connect(lambda: self._on_ask(self._table.currentIndex().row()))
        self._open.clicked.connect(self._on_open)
        self._box.decided.connect(self._on_decided)
        self._box.left.connect(self._table.setFocus)
        self._desk.changed.connect(self._on_changed)

    def _on_ask(self, row: int) -> None:
        self._asked = self._model.row(row)
        if self._asked is not None:
            area = self._table.visualRect(self._model.index(row, PUPIL))
            self._box.ask(self._asked, QRect(self._table.viewport().mapTo(self, area.topLeft()), area.size()))

    def _on_decided(self, value: str, reason: str) -> None:
        if self._asked is None:
            return
        try:
            self._desk.do(decide_year, case=self._asked, value=value, reason=reason)
        except GradebookError as error:
            self.refused.emit(error)
            self.reload()
            return
        self._box.leave()

    def _on_open(self) -> None:
        case = self._model.row(self._table.currentIndex().row())
        if case is not None:
            self.journal_wanted.emit(case.journal, "", case.pupil.id)

    def _on_changed(self, changes: Changes) -> None:
        self._stale = self._stale or bool(changes)
        # the number stands on the tab, also while another part of the page is looked at
        page = self.parentWidget()
        if self.isVisible() or (page is not None and page.isVisible()):
            self.refresh()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(WIDE_GAP, SMALL_GAP, WIDE_GAP, SMALL_GAP)
        head.setSpacing(SMALL_GAP)
        head.addWidget(self._count, 1)
        head.addWidget(self._open)
        head.addWidget(self._decide)
        self._empty.setContentsMargins(PAGE_GAP, PAGE_GAP, PAGE_GAP, PAGE_GAP)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addLayout(head)
        lines.addWidget(self._empty, 1)
        lines.addWidget(self._table, 1)
        FocusLead(self, self._table)
