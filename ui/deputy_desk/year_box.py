"""Asks for a year's mark that the deputy head decides, and why."""

from PySide6.QtCore import QRect, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.domain.year_cases import YearCase
from ui.deputy_desk.year_wording import choice_text, mean_text, place_text, proposal_text, terms_text
from ui.theme import SMALL_GAP, WIDE_GAP
from ui.widgets.floating_box import FloatingBox
from ui.widgets.naming import named
from ui.widgets.offering import offer

WIDTH = 440
"""Pixels: four terms in a line and a half."""


class YearBox(FloatingBox):
    """Begins with what the teacher proposes; nothing is set without a reason."""

    decided = Signal(str, str)
    """The mark and the reason."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("year_box", parent)
        self.setFixedWidth(WIDTH)
        self._title = named(QLabel(), "year_title")
        self._title.setWordWrap(True)
        self._text = named(QLabel(), "year_text")
        self._text.setWordWrap(True)
        self._text.setProperty("role", "caption")
        self._mark = named(QComboBox(), "year_mark", self.tr("Year's mark"))
        self._reason = named(QLineEdit(), "year_reason", self.tr("Reason"))
        self._reason.setPlaceholderText(self.tr("decision of the council, its number …"))
        self._set = named(QPushButton(self.tr("Decide")), "year_set")
        self._set.setProperty("kind", "primary")
        self._set.setAutoDefault(True)
        self._lay_out()
        self._reason.textChanged.connect(self._on_typed)
        self._reason.returnPressed.connect(self._on_set)
        self._set.clicked.connect(self._on_set)

    def ask(self, case: YearCase, area: QRect) -> None:
        """Ask beside *area*."""
        self._title.setText(f"{case.pupil.short_name}, {place_text(case)}")
        proposed = self.tr("The teacher proposes: {proposal}").format(proposal=proposal_text(case))
        self._text.setText("\n".join((terms_text(case), mean_text(case), proposed)))
        self._mark.clear()
        for value in case.choices:
            self._mark.addItem(choice_text(value), value)
        self._mark.setCurrentIndex(max(0, self._mark.findData(case.value or case.choices[-2])))
        self._reason.clear()
        self._on_typed()
        self.open_beside(area)
        self._mark.setFocus()

    def _lay_out(self) -> None:
        hint = QLabel(self.tr("Enter — decide, Esc — leave as it was"))
        hint.setProperty("role", "caption")
        hint.setWordWrap(True)
        form = QFormLayout()
        form.setSpacing(SMALL_GAP)
        form.addRow(self.tr("Year's mark"), self._mark)
        form.addRow(self.tr("Reason"), self._reason)
        last = QHBoxLayout()
        last.addWidget(hint, 1)
        last.addWidget(self._set)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(WIDE_GAP, WIDE_GAP, WIDE_GAP, WIDE_GAP)
        lines.setSpacing(SMALL_GAP)
        lines.addWidget(self._title)
        lines.addWidget(self._text)
        lines.addLayout(form)
        lines.addLayout(last)

    def _on_typed(self) -> None:
        offer(self._set, possible=bool(self._reason.text().strip()), reason=self.tr("Write the reason first."))

    def _on_set(self) -> None:
        if self._set.isEnabled():
            self.decided.emit(self._mark.currentData(), self._reason.text().strip())
