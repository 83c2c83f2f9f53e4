"""Pupils at risk: who, in which subject, on what ground; Enter opens the cell, the rules can be adjusted."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout
from typing_extensions import override

from app.domain.class_page import OwnClass
from app.domain.risk import RiskPage
from app.domain.risk_rules import Own, adjusted
from app.services.class_desk_risk import read_risk
from app.services.school_rules import read_rules
from ui.class_desk.counts import ClassCounts
from ui.class_desk.risk_model import GROUND, PUPIL, SUBJECT, RiskModel
from ui.class_desk.risk_rules_box import RiskRulesBox
from ui.class_desk.risk_wording import own_text, rules_text
from ui.class_desk.section import Section
from ui.desk import Desk
from ui.theme import SMALL_GAP, WIDE_GAP, Theme
from ui.widgets.card_action import offer_card
from ui.widgets.empty_texts import no_terms_text, nobody_text
from ui.widgets.focus_lead import FocusLead
from ui.widgets.list_table import ListTable
from ui.widgets.naming import named

PUPIL_WIDTH, SUBJECT_WIDTH = 264, 200
"""Pixels of the first columns; the ground has the rest."""


class RiskTable(ListTable):
    """Pupils at risk with the ground."""

    def __init__(self, model: RiskModel) -> None:
        super().__init__(model, wide=GROUND)
        self.setObjectName("class_risk")
        self.setAccessibleName(self.tr("Pupils at risk"))
        self.setColumnWidth(PUPIL, PUPIL_WIDTH)
        self.setColumnWidth(SUBJECT, SUBJECT_WIDTH)


class RiskSection(Section):
    """The rules stand above the list, always, with what of them is not the school's."""

    own_chosen = Signal(object)

    def __init__(self, desk: Desk, theme: Theme, now: Callable[[], datetime], mine: OwnClass) -> None:
        super().__init__(desk, theme, now, mine)
        self._own: Own = {}
        self._model = RiskModel(theme, self)
        self._table = RiskTable(self._model)
        self._count = named(QLabel(), "risk_count")
        self._count.setProperty("role", "title")
        self._text = named(QLabel(), "risk_rules")
        self._text.setWordWrap(True)
        self._text.setProperty("role", "muted")
        self._change = named(QPushButton(self.tr("Adjust the rules")), "risk_change")
        self._change.setToolTip(self.tr("Adjust the rules (F2)"))
        self._change.setShortcut("F2")
        self._empty = named(QLabel(), "risk_empty")
        self._empty.setWordWrap(True)
        self._empty.setContentsMargins(WIDE_GAP, WIDE_GAP, WIDE_GAP, WIDE_GAP)
        self._hint = named(QLabel(self.tr("Enter — open in the journal · Alt+Enter — card · F2 — rules")), "risk_hint")
        self._hint.setProperty("role", "caption")
        self._box = RiskRulesBox(self)
        self._lay_out()
        self._change.clicked.connect(self._on_change)
        self._box.chosen.connect(self._on_chosen)
        self._box.left.connect(self._table.setFocus)
        self._table.opened.connect(self._on_open)
        offer_card(self._table, "risk_card", self._on_card)
        FocusLead(self, self._table)

    def show_own(self, own: Own) -> None:
        """Look by rules that are otherwise than the school's."""
        self._own = own
        self._refresh()

    @override
    def reload(self) -> None:
        page = self._desk.page(read_risk, self._class.id, own=self._own, today=self.today)
        row = max(0, self._table.currentIndex().row())
        self._model.show(page.rows)
        self._table.setCurrentIndex(self._model.index(min(row, len(page.rows) - 1), PUPIL))
        count = ClassCounts().at_risk(self._model.pupils)
        term = page.period.name
        text = self.tr("{term}: {count}") if term else self.tr("Now: {count}")
        self._count.setText(text.format(term=term, count=count))
        self._text.setText(f"{rules_text(page.rules)}\n{own_text(page.rules, page.school)}")
        self._table.setVisible(bool(page.rows))
        self._empty.setText(self._empty_text(page))
        self._empty.setVisible(not page.rows)

    def _empty_text(self, page: RiskPage) -> str:
        if not page.pupils:
            return nobody_text()
        return self.tr("By these rules nobody is at risk.") if page.period.first else no_terms_text()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(WIDE_GAP, SMALL_GAP, WIDE_GAP, SMALL_GAP)
        texts = QVBoxLayout()
        texts.addWidget(self._count)
        texts.addWidget(self._text)
        top.addLayout(texts, 1)
        top.addWidget(self._change, 0, Qt.AlignmentFlag.AlignTop)
        self._hint.setContentsMargins(WIDE_GAP, SMALL_GAP, WIDE_GAP, SMALL_GAP)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addLayout(top)
        lines.addWidget(self._empty)
        lines.addWidget(self._table, 1)
        lines.addStretch()
        lines.addWidget(self._hint)

    def _on_change(self) -> None:
        school = self._desk.page(read_rules).risk
        self._box.ask(adjusted(school, self._own), school, self._change.geometry())

    def _on_chosen(self, own: Own) -> None:
        self._box.leave()
        self.show_own(own)
        self.own_chosen.emit(own)

    def _on_card(self) -> None:
        row = self._model.row(self._table.currentIndex().row())
        if row is not None:
            listed = self._model.listed
            self.show_card(next(place for place, each in enumerate(listed) if each.id == row.pupil.id), listed)

    def _on_open(self, number: int) -> None:
        row = self._model.row(number)
        if row is not None:
            self.journal_wanted.emit(row.journal, row.lesson, row.pupil.id)
