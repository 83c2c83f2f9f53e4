"""What the page of marks for periods offers beside typing: questions over the page, and a menu at the caret."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from app.domain.final_marks import FINAL_VALUES
from ui.counts import Counts
from ui.finals.deciding import Deciding, Decision
from ui.finals.finals_bar import FinalsBar
from ui.finals.finals_model import FinalsModel
from ui.finals.finals_table import FinalsTable
from ui.finals.wording import cell_words, period_text, proposed_count
from ui.journal.marks_model import Place
from ui.widgets.ask_box import AskBox, Question


class FinalsActions(QObject):
    """Asks in a small box, and hands the answers to the deciding."""

    why_wanted = Signal()
    history_wanted = Signal()

    def __init__(
        self, page: QWidget, bar: FinalsBar, table: FinalsTable, model: FinalsModel, deciding: Deciding
    ) -> None:
        super().__init__(page)
        self._page = page
        self._table = table
        self._model = model
        self._deciding = deciding
        self._box = AskBox(page)
        self._answer: Callable[[str], bool] = lambda _reason: True
        self._box.answered.connect(self._on_answered)
        self._box.left.connect(table.setFocus)
        deciding.reason_wanted.connect(self._ask_reason)
        deciding.closed.connect(self._ask_deputy)
        bar.proposed_wanted.connect(self._ask_proposed)
        for action in (bar.proposed, bar.figures, bar.journal):
            self._share(action)
        for value in FINAL_VALUES:
            self._add(f"finals_{value}", value, "", partial(self._set, value))
        self._add("finals_take_back", self.tr("Take the mark back"), "", self._take_back)
        self._separate()
        table.addAction(bar.proposed)
        why = self._add("finals_why", self.tr("Why this mark"), "Ctrl+Shift+I", self.why_wanted.emit)
        self._share(why)
        self._share(self._add("finals_history", self.tr("History of the mark"), "Ctrl+H", self.history_wanted.emit))
        table.addAction(bar.figures)
        self._duty = self._separate()
        self._term = self._add("finals_term", "", "", self._on_term)
        self.show_duty(has=False)

    def show_duty(self, *, has: bool) -> None:
        """Offer to close and open terms, or not."""
        self._duty.setVisible(has)
        self._may_close = has
        self.show_period()

    def show_period(self) -> None:
        """Let the menu speak of the caret's period."""
        page, caret = self._model.page, self._table.caret
        period = page.periods[caret[1]] if caret else None
        is_term = period is not None and period.first is not None
        self._term.setVisible(self._may_close and is_term)
        if period is not None:
            text = self.tr("Open {term} for {name}…") if period.closed else self.tr("Close {term} for {name}…")
            self._term.setText(text.format(term=period_text(period), name=page.class_titles(period.id)))

    def _add(self, name: str, text: str, keys: str, act: Callable[[], object]) -> QAction:
        action = QAction(text, self._table)
        action.setObjectName(name)
        if keys:
            action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda _checked: act())
        self._table.addAction(action)
        return action

    def _share(self, action: QAction) -> None:
        """Let an action's keys serve the whole page."""
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._page.addAction(action)

    def _separate(self) -> QAction:
        line = QAction(self._table)
        line.setSeparator(True)
        self._table.addAction(line)
        return line

    def _set(self, value: str) -> None:
        if caret := self._table.caret:
            self._deciding.set(caret, value)

    def _take_back(self) -> None:
        self._deciding.take_back(self._table.chosen())

    def _ask_reason(self, place: Place, decision: Decision) -> None:
        value = decision.value
        pupil, period = self._model.page.pupils[place[0]], self._model.page.periods[place[1]]
        cell = self._model.cell(*place)
        text = self.tr(
            "Here: {words}. The school asks for a reason where a mark differs so much from the proposed one."
        )
        question = Question(
            self.tr("{pupil}, {period}: {mark}").format(pupil=pupil.short_name, period=period_text(period), mark=value),
            text.format(words=cell_words(cell)),
            self.tr("Set {mark}").format(mark=value),
            reason=True,
        )
        self._ask(question, place, lambda reason: self._deciding.give_reason(decision, reason))

    def _ask_deputy(self, place: Place, decision: Decision) -> None:
        pupil, period = self._model.page.pupils[place[0]], self._model.page.periods[place[1]]
        value = decision.value or self.tr("without a mark")
        text = self.tr(
            "“{term}” is closed. The deputy head can accept a correction: say why it is needed. "
            "Until then the mark stays as it is."
        )
        question = Question(
            self.tr("{pupil}, {period}: {mark}").format(pupil=pupil.short_name, period=period_text(period), mark=value),
            text.format(term=period_text(period)),
            self.tr("Ask the deputy head"),
            reason=True,
        )
        self._ask(question, place, lambda reason: self._deciding.ask(decision, reason))

    def _ask_proposed(self) -> None:
        caret = self._table.caret
        if caret is None:
            return
        column = caret[1]
        page = self._model.page
        period = page.periods[column]
        question = Question(
            self.tr("{period}: as proposed").format(period=period_text(period)),
            Counts().to_set(proposed_count(page, period)),
            self.tr("Set"),
        )
        self._ask(question, (0, column), lambda _reason: self._deciding.set_proposed(page, period.id))

    def _on_term(self) -> None:
        caret = self._table.caret
        if caret is None:
            return
        column = caret[1]
        page = self._model.page
        period = page.periods[column]
        name, is_mixed = page.class_titles(period.id), len(page.classes.get(period.id, ())) > 1
        if period.closed:
            question = Question(
                self.tr("Open {term} for {name}").format(term=period_text(period), name=name),
                self.tr("Its marks can be changed again, in every subject of these classes.")
                if is_mixed
                else self.tr("Its marks can be changed again, in every subject of the class."),
                self.tr("Open"),
                reason=True,
            )
            self._ask(question, (0, column), lambda reason: self._deciding.open_term(page, period.id, reason))
        else:
            missing = page.missing(period.id)
            frozen = (
                self.tr("Marks of the term are frozen, in every subject of these classes.")
                if is_mixed
                else self.tr("Its marks are frozen, in every subject of the class.")
            )
            question = Question(
                self.tr("Close {term} for {name}").format(term=period_text(period), name=name),
                f"{frozen} {Counts().not_set(missing)}" if missing else frozen,
                self.tr("Close"),
            )
            self._ask(question, (0, column), lambda _reason: self._deciding.close_term(page, period.id))

    def _ask(self, question: Question, place: Place, answer: Callable[[str], bool]) -> None:
        self._answer = answer
        area = self._table.visualRect(self._model.index(*place))
        self._box.ask(question, QRect(self._table.viewport().mapTo(self._page, area.topLeft()), area.size()))

    def _on_answered(self, reason: str) -> None:
        if self._answer(reason):
            self._box.leave()
