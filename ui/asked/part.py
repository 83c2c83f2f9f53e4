"""What families ask of the school, as a list with a card: a class teacher or a deputy head decides it."""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from typing import Generic, TypeVar

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.domain.pages import PupilRow
from app.errors import GradebookError, RuleError
from app.ids import ClassId
from ui.asked.card import AskedCard
from ui.attention.card import text_label
from ui.desk import Desk
from ui.theme import SMALL_GAP, WIDE_GAP
from ui.widgets.ask_box import AskBox, Question
from ui.widgets.card_action import offer_card
from ui.widgets.focus_lead import FocusLead
from ui.widgets.key_action import key_action
from ui.widgets.list_table import ListTable
from ui.widgets.naming import named
from ui.widgets.rows_model import RowsModel

R = TypeVar("R")


class AskedPart(QWidget, Generic[R]):
    """+ says yes and − says no, each after a question; Enter goes to the buttons below.

    What is asked, how it is read and what a decision does is told by who inherits.
    """

    refused = Signal(object)
    card_wanted = Signal(str, object, str)
    """As that of a page of the school."""
    counted = Signal(int)
    """How many wait for a decision."""

    def __init__(  # noqa: PLR0913 (what is shown, where and by which name)
        self,
        desk: Desk,
        now: Callable[[], datetime],
        model: RowsModel[R],
        table: ListTable,
        card: AskedCard,
        *,
        name: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._now, self._name = desk, now, name
        self._classes: Collection[ClassId] | None = None
        self._act: Callable[[str], object] | None = None
        self._model, self._table, self._card = model, table, card
        self._count = named(QLabel(), f"{name}_count")
        self._count.setProperty("role", "title")
        self._decided = named(QPushButton(self.tr("Show decided ones")), f"{name}_decided_shown")
        self._decided.setProperty("kind", "quiet")
        self._decided.setCheckable(True)
        self._empty = text_label(f"{name}_empty", "")
        self._empty.setContentsMargins(WIDE_GAP, WIDE_GAP, WIDE_GAP, WIDE_GAP)
        self._line = QFrame()
        self._line.setProperty("role", "line")
        self._box = AskBox(self, f"{name}_box")
        self._lay_out()
        self._connect()

    def read(self, *, decided: bool) -> Sequence[R]:
        """Return what is listed. decided: instead of what is to be decided."""
        raise NotImplementedError

    def key_of(self, row: R) -> str:
        """Return a row's id."""
        raise NotImplementedError

    def pupil_of(self, row: R) -> PupilRow | None:
        """Return a row's pupil, None where the lists of this PC do not have one."""
        raise NotImplementedError

    def show_row(self, row: R) -> None:
        """Show a row on the card."""
        raise NotImplementedError

    def counted_text(self) -> tuple[int, str]:
        """Return how many wait, and that in words."""
        raise NotImplementedError

    def nothing_text(self, *, decided: bool) -> str:
        """Return what is said where nothing is listed."""
        raise NotImplementedError

    def yes_and_no(self) -> tuple[str, str]:
        """Return what + and − do, as the menus say it."""
        raise NotImplementedError

    def ask_yes(self, row: R) -> None:
        """Ask before saying yes to a row, where that can be."""
        raise NotImplementedError

    def ask_no(self, row: R) -> None:
        """Ask before saying no to a row, where that can be."""
        raise NotImplementedError

    def show_classes(self, classes: Collection[ClassId] | None) -> None:
        """Be about these classes from now on; None for the whole school."""
        self._classes = classes

    def reload(self) -> None:
        """Read the list anew; the row that was chosen stays chosen."""
        chosen, row = self._chosen(), self._table.currentIndex().row()
        decided = self._decided.isChecked()
        rows = self.read(decided=decided)
        self._model.show(rows)
        place = self._model.place(self.key_of(chosen) if chosen is not None else None)
        self._table.setCurrentIndex(self._model.index(place if place >= 0 else min(max(row, 0), len(rows) - 1), 0))
        for each in (self._table, self._line, self._card):
            each.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        self._empty.setText(self.nothing_text(decided=decided))
        self._show_chosen()
        self.recount()

    def recount(self) -> None:
        """Say how many wait."""
        count, text = self.counted_text()
        self._count.setText(text)
        self.counted.emit(count)

    def ask(self, question: Question, act: Callable[[str], object]) -> None:
        """Ask beside the chosen row, then act on the reason that was written."""
        self._act = act
        area = self._table.visualRect(self._table.currentIndex())
        self._box.ask(question, QRect(self._table.viewport().mapTo(self, area.topLeft()), area.size()))

    def _connect(self) -> None:
        self._table.selectionModel().currentRowChanged.connect(self._show_chosen)
        self._table.opened.connect(self._card.setFocus)
        self._card.opened.connect(self._on_yes)
        self._card.closed.connect(self._on_no)
        self._card.card_wanted.connect(self._on_card)
        self._box.answered.connect(self._on_answered)
        self._box.left.connect(self._table.setFocus)
        self._decided.toggled.connect(self.reload)
        here, (yes, no) = Qt.ShortcutContext.WidgetShortcut, self.yes_and_no()
        key_action(self._table, f"{self._name}_opening", yes, "+", self._on_yes, context=here)
        key_action(self._table, f"{self._name}_closing", no, "-", self._on_no, context=here)
        offer_card(self._table, f"{self._name}_pupil_card", self._on_card)

    def _chosen(self) -> R | None:
        return self._model.row(self._table.currentIndex().row())

    def _show_chosen(self) -> None:
        if (chosen := self._chosen()) is not None:
            self.show_row(chosen)

    def _on_yes(self) -> None:
        if (chosen := self._chosen()) is not None:
            self.ask_yes(chosen)

    def _on_no(self) -> None:
        if (chosen := self._chosen()) is not None:
            self.ask_no(chosen)

    def _on_answered(self, reason: str) -> None:
        if self._act is None:
            return
        try:
            self._act(reason)
        except GradebookError as error:
            self.refused.emit(error)
            self.reload()
            if isinstance(error, RuleError):
                # asked again it would be refused again
                self._box.leave()
            return
        self._box.leave()

    def _on_card(self) -> None:
        chosen = self._chosen()
        pupil = None if chosen is None else self.pupil_of(chosen)
        if pupil is not None:
            found = [each for row in self._model.rows if (each := self.pupil_of(row)) is not None]
            self.card_wanted.emit(pupil.id, list({each.id: each for each in found}.values()), "")

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(WIDE_GAP, SMALL_GAP, WIDE_GAP, SMALL_GAP)
        head.addWidget(self._count, 1)
        head.addWidget(self._decided)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addLayout(head)
        lines.addWidget(self._empty)
        lines.addWidget(self._table, 2)
        lines.addWidget(self._line)
        lines.addWidget(self._card, 3)
        lines.addStretch()
        FocusLead(self, self._table)
