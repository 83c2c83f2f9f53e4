"""«Итоги» of a journal in a tab: marks for terms, the year and the course, and why each one is what it is."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget
from typing_extensions import override

from app.changes import Changes
from app.domain.attendance import Absence
from app.domain.final_marks import NOT_ASSESSED, RELEASED
from app.domain.finals import FinalsPage, Period
from app.domain.pages import PupilRow
from app.ids import JournalId, PupilId
from app.services.finals import read_explanation, read_finals, read_mean
from app.services.terms import is_deputy_head
from ui.desk import Desk
from ui.explanation.markup import Heading
from ui.explanation.sheet import ExplanationSheet
from ui.finals.deciding import Deciding
from ui.finals.figures_line import FiguresLine
from ui.finals.finals_actions import FinalsActions
from ui.finals.finals_bar import FinalsBar
from ui.finals.finals_model import FinalsModel
from ui.finals.finals_table import FinalsTable
from ui.finals.wording import (
    count_text,
    due_text,
    entry_facts,
    mean_names,
    period_on,
    period_text,
    proposed_count,
    spoken_cell,
)
from ui.journal.keys import Act, Press
from ui.journal.marks_model import Place
from ui.journal.status_line import StatusLine
from ui.theme import Theme
from ui.today.view import local_now
from ui.widgets.empty_note import EmptyNote
from ui.widgets.empty_texts import nobody_text
from ui.widgets.focus_lead import FocusLead
from ui.widgets.later import Later

WIDTH = 320
"""Pixels of the explanation; a work's name of thirty letters takes one line."""

SIGNS = {Absence.ABSENT: NOT_ASSESSED, Absence.RELEASED: RELEASED}
"""What the keys «н» and «с» mean here, in either layout."""


class FinalsView(QWidget):
    """Opens at the term of today."""

    refused = Signal(object)
    journal_wanted = Signal()
    history_wanted = Signal(int, int)
    """Row and column of a mark whose changes are to be told."""

    def __init__(
        self,
        desk: Desk,
        journal: JournalId,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        now: Callable[[], datetime] = local_now,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._desk = desk
        self._journal = journal
        self._now = now
        self._stale = False
        self._model = FinalsModel(self._read(), now().date(), self)
        self._bar = FinalsBar(theme)
        self._table = FinalsTable(self._model, theme)
        self._note = EmptyNote(self._table)
        self._sheet = ExplanationSheet(theme)
        self._figures = FiguresLine(theme, self._bar.figures, self)
        self._line = StatusLine()
        self._deciding = Deciding(desk, self._model, self)
        self._actions = FinalsActions(self, self._bar, self._table, self._model, self._deciding)
        self._explain = Later(self._show_why, self)
        self._acts: dict[Act, Callable[[Place, Press], None]] = {
            Act.MARK: lambda place, press: self._set(place, press.text),
            Act.SIGN: lambda place, press: self._set(place, SIGNS.get(press.sign, "")),
            Act.CLEAR: lambda _place, _press: self._deciding.take_back(self._table.chosen()),
            Act.BACK: lambda _place, _press: self._deciding.take_back(self._table.chosen()),
            Act.DOWN: lambda place, _press: self._on_enter(place),
            Act.UP: lambda place, _press: self._go((place[0] - 1, place[1])),
            Act.LEFT: lambda place, _press: self._go((place[0], place[1] - 1)),
            Act.RIGHT: lambda place, _press: self._go((place[0], place[1] + 1)),
            Act.LEAVE: lambda _place, _press: None,
        }
        self._lay_out()
        self._connect()
        self._show_duty()
        if self._model.rowCount() and self._model.columnCount():
            self._table.go((0, period_on(self._model.page.periods, now().date())))
        else:
            self._tell()

    def title(self) -> str:
        """Return the page's name, such as "7Б Алгебра · итоги"."""
        page = self._model.page
        return self.tr("{title} {subject} · results").format(title=page.title, subject=page.subject)

    def show_panel(self, *, shown: bool) -> None:
        """Show or hide the explanation."""
        self._sheet.setVisible(shown)

    def show_period(self, period: str) -> None:
        """Put the caret into a period's column, where there is one, at the first pupil who has no mark."""
        page = self._model.page
        column = next((n for n, each in enumerate(page.periods) if each.id == period), None)
        if column is not None and page.pupils:
            unset = (row for row, who in enumerate(page.pupils) if not page.cells[who.id, period].value)
            self._table.go((next(unset, 0), column))

    def at(self, row: int, column: int) -> tuple[PupilRow, Period, QRect]:
        """Return whose mark it is, for which period, and where it is on this page."""
        page, area = self._model.page, self._table.visualRect(self._model.index(row, column))
        top = self._table.viewport().mapTo(self, area.topLeft())
        return page.pupils[row], page.periods[column], QRect(top, area.size())

    def bring_back(self, pupil: PupilId, period: str, value: str) -> None:
        """Set a mark that stood before, asking for a reason where one is needed; an empty one takes the mark back."""
        place = self._model.place(pupil, period)
        if place is None:
            return
        if value:
            self._deciding.set(place, value)
        else:
            self._deciding.take_back([place])

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._reload()

    def _lay_out(self) -> None:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self._table)
        splitter.addWidget(self._sheet)
        splitter.setStretchFactor(0, 1)
        self._sheet.setMinimumWidth(WIDTH)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self._bar)
        lines.addWidget(splitter, 1)
        lines.addWidget(self._figures)
        lines.addWidget(self._line)
        FocusLead(self, self._table)

    def _connect(self) -> None:
        self._desk.changed.connect(self._on_changed)
        self._deciding.refused.connect(self.refused)
        self._bar.journal_wanted.connect(self.journal_wanted)
        self._actions.why_wanted.connect(self._on_why)
        self._actions.history_wanted.connect(self._on_history)
        self._sheet.left.connect(self._table.setFocus)
        self._figures.left.connect(self._table.setFocus)
        self._table.typed.connect(self._on_typed)
        self._table.caret_moved.connect(self._on_caret)

    def _read(self) -> FinalsPage:
        return self._desk.page(read_finals, self._journal, today=self._now().date())

    def _reload(self) -> None:
        self._stale = False
        seen, caret = self._model.page, self._table.caret
        if self._model.show_page(self._read(), self._now().date()) and caret is not None:
            place = self._model.place(seen.pupils[caret[0]].id, seen.periods[caret[1]].id)
            if self._model.rowCount() and self._model.columnCount():
                self._table.go(place or (0, 0))
        self._show_duty()
        self._tell()

    def _show_duty(self) -> None:
        self._actions.show_duty(has=self._desk.page(is_deputy_head, today=self._now().date()))

    def _on_changed(self, changes: Changes) -> None:
        if not self._concerns(changes):
            return
        if self.isVisible():
            self._reload()
        else:
            # a mark typed on another page is not kept waiting for this one
            self._stale = True

    def _concerns(self, changes: Changes) -> bool:
        touched = self._journal in changes.finals or self._journal in changes.shapes
        return touched or changes.school or bool(changes.cells_in(self._journal))

    def _on_typed(self, press: Press) -> None:
        caret = self._table.caret
        if caret is None:
            return
        act = self._acts.get(press.act)
        if act is None:
            self._line.show_hint(self._keys())
        else:
            act(caret, press)

    def _set(self, place: Place, value: str) -> None:
        if value:
            self._deciding.set(place, value)
        else:
            self._line.show_hint(self._keys())

    def _on_enter(self, place: Place) -> None:
        cell = self._model.cell(*place)
        page = self._model.page
        is_open = (page.pupils[place[0]].id, page.periods[place[1]].id) not in page.frozen
        if is_open and cell.proposed is not None and not cell.value and not self._deciding.set(place, cell.proposed):
            return
        self._go((place[0] + 1, place[1]))

    def _go(self, place: Place) -> None:
        if 0 <= place[0] < self._model.rowCount() and 0 <= place[1] < self._model.columnCount():
            self._table.go(place)

    def _on_caret(self) -> None:
        self._actions.show_period()
        self._tell()

    def _tell(self) -> None:
        caret = self._table.caret
        self._note.say("" if self._model.page.pupils else nobody_text())
        if caret is None:
            return
        page, today = self._model.page, self._model.today
        period = page.periods[caret[1]]
        waiting = proposed_count(page, period)
        text = self.tr("{period}: set {count}, proposed {proposed}")
        self._bar.show_summary(
            text.format(period=period_text(period), count=count_text(page, period), proposed=waiting),
            proposals=bool(waiting) and not period.closed,
        )
        self._bar.show_due(due_text(page, period, today), has_come=period.is_due(today))
        self._figures.show_period(page, period)
        self._line.show_selection(spoken_cell(page, *caret, today))
        self._line.show_hint(self._keys())
        self._explain.ask()

    def _keys(self) -> str:
        return self.tr("5–1 — mark · н — not assessed · с — released · Enter — as proposed · Delete — take back")

    def _show_why(self) -> None:
        caret = self._table.caret
        if caret is None:
            return
        page, today = self._model.page, self._model.today
        pupil, period, cell = page.pupils[caret[0]], page.periods[caret[1]], self._model.cell(*caret)
        facts = tuple(fact[:1].upper() + fact[1:] for fact in entry_facts(cell))
        heading = Heading(
            pupil.full_name, period_text(period), cell.value, facts, page.attended.get((pupil.id, period.id))
        )
        why = self._desk.page(read_explanation, page.journal, who=pupil.id, term_id=period.id, today=today)
        if why is not None:
            self._sheet.show_term(heading, why)
            return
        mean = self._desk.page(read_mean, page.journal, who=pupil.id, period=period.id, today=today)
        if mean is not None:
            self._sheet.show_mean(heading, mean, mean_names(mean))
        else:
            self._sheet.show_text(heading, self.tr("Nothing is proposed here: the mark of the exam is set as it is."))

    def _on_history(self) -> None:
        if caret := self._table.caret:
            self.history_wanted.emit(*caret)

    def _on_why(self) -> None:
        self._sheet.show()
        self._show_why()
        self._sheet.setFocus()
