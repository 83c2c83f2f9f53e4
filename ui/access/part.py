"""«Доступ к дневнику»: applications of parents and pupils, which the class teacher or a deputy head decides."""

from collections.abc import Callable, Collection
from datetime import datetime

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.domain.access import ENDED, GRANTED, REFUSED
from app.domain.access_pages import ShownRequest
from app.errors import GradebookError, RuleError
from app.ids import ClassId
from app.services.access_requests import count_requests, decide_request, read_requests
from ui.access.counts import AccessCounts
from ui.access.request_card import RequestCard
from ui.access.requests_model import APPLICANT, GROUND, PUPIL, STATE, RequestsModel
from ui.access.wording import applicant_text, pupil_text
from ui.attention.card import text_label
from ui.desk import Desk
from ui.theme import SMALL_GAP, WIDE_GAP, Theme
from ui.widgets.ask_box import AskBox, Question
from ui.widgets.card_action import offer_card
from ui.widgets.focus_lead import FocusLead
from ui.widgets.key_action import key_action
from ui.widgets.list_table import ListTable
from ui.widgets.naming import named

WIDTHS = {PUPIL: 250, GROUND: 120, STATE: 270}
"""Pixels of the columns beside the applicant."""


class AccessPart(QWidget):
    """+ opens an access and − closes it, each after a question; Enter goes to the buttons below."""

    refused = Signal(object)
    card_wanted = Signal(str, object, str)
    """As that of a page of the school."""
    counted = Signal(int)
    """How many applications wait for a decision."""

    def __init__(self, desk: Desk, theme: Theme, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._now = now
        self._classes: Collection[ClassId] | None = None
        self._asked: tuple[ShownRequest, str] | None = None
        self._model = RequestsModel(theme, self)
        self._table = self._build_table()
        self._count = named(QLabel(), "access_count")
        self._count.setProperty("role", "title")
        self._decided = named(QPushButton(self.tr("Show decided ones")), "access_decided_shown")
        self._decided.setProperty("kind", "quiet")
        self._decided.setCheckable(True)
        self._empty = text_label("access_empty", "")
        self._empty.setContentsMargins(WIDE_GAP, WIDE_GAP, WIDE_GAP, WIDE_GAP)
        self._card = RequestCard()
        self._line = QFrame()
        self._line.setProperty("role", "line")
        self._box = AskBox(self, "access_box")
        self._lay_out()
        self._connect()

    def show_classes(self, classes: Collection[ClassId] | None) -> None:
        """Be about these classes from now on; None for the whole school."""
        self._classes = classes

    def reload(self) -> None:
        """Read the applications anew; the one that was chosen stays chosen."""
        chosen, row = self._chosen(), self._table.currentIndex().row()
        today, decided = self._now().date(), self._decided.isChecked()
        rows = self._desk.page(read_requests, classes=self._classes, today=today, decided=decided)
        self._model.show(rows)
        place = self._model.place(chosen.id if chosen else None)
        self._table.setCurrentIndex(self._model.index(place if place >= 0 else min(max(row, 0), len(rows) - 1), PUPIL))
        for each in (self._table, self._line, self._card):
            each.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        self._empty.setText(self.tr("Nothing has been decided yet.") if decided else self._nothing_text())
        self._show_chosen()
        self.recount()

    def recount(self) -> None:
        """Say how many wait."""
        waiting = self._desk.page(count_requests, classes=self._classes, today=self._now().date())
        text = AccessCounts().waiting(waiting.count)
        overdue = self.tr("overdue: {count}").format(count=waiting.overdue)
        self._count.setText(f"{text}, {overdue}" if waiting.overdue else text)
        self.counted.emit(waiting.count)

    def _nothing_text(self) -> str:
        return self.tr(
            "No application waits. Parents and pupils from 14 apply on the portal's page; what they send comes here "
            "with the next synchronisation, and is to be decided within one working day."
        )

    def _connect(self) -> None:
        self._table.selectionModel().currentRowChanged.connect(self._show_chosen)
        self._table.opened.connect(self._card.setFocus)
        self._card.opened.connect(self._on_open)
        self._card.closed.connect(self._on_close)
        self._card.card_wanted.connect(self._on_card)
        self._box.answered.connect(self._on_answered)
        self._box.left.connect(self._table.setFocus)
        self._decided.toggled.connect(self.reload)
        here = Qt.ShortcutContext.WidgetShortcut
        key_action(self._table, "access_opening", self.tr("Open or restore access…"), "+", self._on_open, context=here)
        key_action(self._table, "access_closing", self.tr("Refuse or end access…"), "-", self._on_close, context=here)
        offer_card(self._table, "access_pupil_card", self._on_card)

    def _chosen(self) -> ShownRequest | None:
        return self._model.row(self._table.currentIndex().row())

    def _show_chosen(self) -> None:
        if (chosen := self._chosen()) is not None:
            self._card.show_request(chosen)

    def _on_open(self) -> None:
        request = self._chosen()
        if request is None or not request.can_open:
            return
        restored = request.decision == ENDED
        text = f"{pupil_text(request)}\n{applicant_text(request)}"
        checks = self.tr("Write how you have checked who it is: by which document, when.")
        checked = restored or request.is_doubtful
        question = Question(
            self.tr("Restore the access to the diary?") if restored else self.tr("Open the access to the diary?"),
            f"{text}\n{checks}" if checked else text,
            self.tr("Restore access") if restored else self.tr("Open access"),
            reason=checked,
            hint=self.tr("How it was checked"),
        )
        self._ask(request, GRANTED, question)

    def _on_close(self) -> None:
        request = self._chosen()
        if request is None or not request.can_close:
            return
        who = f"{pupil_text(request)}\n{applicant_text(request)}"
        if request.is_waiting:
            told = self.tr("The applicant reads the reason.")
            refusal = Question(self.tr("Refuse the access?"), f"{who}\n{told}", self.tr("Refuse"), reason=True)
            self._ask(request, REFUSED, refusal)
            return
        told = self.tr("Write by which document, its number and date. What was entered stays.")
        end = Question(
            self.tr("End the access?"), f"{who}\n{told}", self.tr("End access"), reason=True, hint=self.tr("Document")
        )
        self._ask(request, ENDED, end)

    def _ask(self, request: ShownRequest, decision: str, question: Question) -> None:
        self._asked = request, decision
        area = self._table.visualRect(self._table.currentIndex())
        self._box.ask(question, QRect(self._table.viewport().mapTo(self, area.topLeft()), area.size()))

    def _on_answered(self, reason: str) -> None:
        if self._asked is None:
            return
        request, decision = self._asked
        try:
            self._desk.do(decide_request, request=request, decision=decision, answer=reason, today=self._now().date())
        except GradebookError as error:
            self.refused.emit(error)
            self.reload()
            if isinstance(error, RuleError):
                # asked again it would be refused again
                self._box.leave()
            return
        self._box.leave()

    def _on_card(self) -> None:
        request = self._chosen()
        if request is not None and request.pupil is not None:
            self.card_wanted.emit(request.pupil.id, self._model.listed, "")

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

    def _build_table(self) -> ListTable:
        table = ListTable(self._model, wide=APPLICANT)
        table.setObjectName("access_requests")
        table.setAccessibleName(self.tr("Applications for access to the diary"))
        for column, width in WIDTHS.items():
            table.setColumnWidth(column, width)
        return table
