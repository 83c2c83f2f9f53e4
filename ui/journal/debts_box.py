"""All that is owed in a journal, over the page; Enter goes to the cell."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.debts import is_overdue
from app.domain.pages import JournalDebt
from ui.journal.wording import day_text, debt_day_text
from ui.theme import SMALL_GAP, WIDE_GAP
from ui.widgets.floating_box import FloatingBox
from ui.widgets.list_table import ListTable
from ui.widgets.naming import named
from ui.widgets.rows_model import AnyIndex, RowsModel

PUPIL, LESSON, WORK, UNTIL = range(4)
WIDTH, TALLEST = 600, 320
"""Pixels: a name, a work and a day beside each other; what does not fit is scrolled."""


class DebtsModel(RowsModel[JournalDebt]):
    """Holds one list; an overdue debt says so in words."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._heads = (self.tr("Pupil"), self.tr("Lesson"), self.tr("Work"), self.tr("Until"))
        self._today = date.min

    def show_debts(self, debts: Sequence[JournalDebt], today: date) -> None:
        """Show other debts."""
        self._today = today
        self.show(debts)

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        debt = self.row(index.row())
        if debt is None or role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return None
        until = debt_day_text(debt.until, overdue=is_overdue(debt.until, self._today))
        return (debt.name, day_text(debt.day), debt.work or self.tr("answer"), until)[index.column()]


class DebtsBox(FloatingBox):
    """Escape leaves it."""

    opened = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__("debts_box", parent)
        self.setFixedWidth(WIDTH)
        self._title = named(QLabel(), "debts_title")
        self._title.setProperty("role", "title")
        self._hint = QLabel(self.tr("Enter — go to the cell, Esc — leave"))
        self._hint.setProperty("role", "caption")
        self._model = DebtsModel(self)
        self._table = named(ListTable(self._model, wide=WORK), "debts_table", self.tr("What is owed in this journal"))
        self._table.setFrameShape(ListTable.Shape.NoFrame)
        for column in (PUPIL, LESSON, UNTIL):
            self._table.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self._table.opened.connect(self._on_opened)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(WIDE_GAP, WIDE_GAP, WIDE_GAP, WIDE_GAP)
        lines.setSpacing(SMALL_GAP)
        lines.addWidget(self._title)
        lines.addWidget(self._table, 1)
        lines.addWidget(self._hint)

    def show_debts(self, debts: Sequence[JournalDebt], today: date, area: QRect) -> None:
        """Show what is owed beside *area*."""
        self._model.show_debts(debts, today)
        nothing = self.tr("Nothing is owed in this journal")
        self._title.setText(self.tr("%n debt(s)", "", len(debts)) if debts else nothing)
        self._table.setVisible(bool(debts))
        rows = self._table.verticalHeader().defaultSectionSize() * (len(debts) + 2)
        self._table.setFixedHeight(min(rows, TALLEST))
        self.open_beside(area)
        (self._table if debts else self).setFocus()
        if debts:
            self._table.setCurrentIndex(self._model.index(0, 0))

    def _on_opened(self, row: int) -> None:
        debt = self._model.row(row)
        self.leave()
        self.opened.emit(debt)
