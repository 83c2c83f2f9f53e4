"""Asks for the reason of chosen absences: what it is, the paper, and the paper's date."""

from datetime import date

from PySide6.QtCore import QDate, QRect, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDateEdit,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.attendance import Absence
from app.domain.class_absences import Reason
from ui.theme import SMALL_GAP, WIDE_GAP
from ui.widgets.floating_box import FloatingBox
from ui.widgets.naming import named
from ui.widgets.offering import offer

WIDTH = 420
LONGEST = 200
"""Letters of a paper's name."""


class AbsenceReasonBox(FloatingBox):
    """Enter gives the reason, Escape leaves all as it was."""

    given = Signal(Reason)

    def __init__(self, parent: QWidget) -> None:
        super().__init__("absence_reason_box", parent)
        self.setFixedWidth(WIDTH)
        self._title = named(QLabel(), "absence_reason_title")
        self._title.setWordWrap(True)
        self._ill = named(QRadioButton(self.tr("б — ill")), "absence_reason_ill")
        self._excused = named(QRadioButton(self.tr("у — another reason that counts")), "absence_reason_excused")
        self._ill.setChecked(True)
        self._signs = QButtonGroup(self)
        for each in (self._ill, self._excused):
            self._signs.addButton(each)
        self._document = named(QLineEdit(maxLength=LONGEST), "absence_reason_document", self.tr("Paper"))
        self._document.setPlaceholderText(self.tr("certificate, application, order …"))
        self._day = named(QDateEdit(), "absence_reason_day", self.tr("Date of the paper"))
        self._day.setCalendarPopup(True)
        self._day.setDisplayFormat("dd.MM.yyyy")
        self._give = named(QPushButton(self.tr("Write the reason")), "absence_reason_give")
        self._give.setProperty("kind", "primary")
        self._give.setAutoDefault(True)
        self._lay_out()
        self._document.returnPressed.connect(self._on_given)
        self._give.clicked.connect(self._on_given)
        self._document.textChanged.connect(self._on_document)

    def ask(self, title: str, today: date, area: QRect) -> None:
        """Ask beside *area*. title: for whose days. today: what the paper's date begins with."""
        self._title.setText(title)
        self._document.clear()
        self._day.setDate(QDate(today.year, today.month, today.day))
        self._on_document("")
        self.open_beside(area)
        (self._ill if self._ill.isChecked() else self._excused).setFocus()

    def _lay_out(self) -> None:
        hint = QLabel(self.tr("Enter — write, Esc — leave as it was"))
        hint.setProperty("role", "caption")
        hint.setWordWrap(True)
        form = QFormLayout()
        form.setSpacing(SMALL_GAP)
        form.addRow(self.tr("Paper"), self._document)
        form.addRow(self.tr("of"), self._day)
        last = QHBoxLayout()
        last.addWidget(hint, 1)
        last.addWidget(self._give)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(WIDE_GAP, WIDE_GAP, WIDE_GAP, WIDE_GAP)
        lines.setSpacing(SMALL_GAP)
        for each in (self._title, self._ill, self._excused):
            lines.addWidget(each)
        lines.addLayout(form)
        lines.addLayout(last)

    def _on_document(self, text: str) -> None:
        offer(self._day, possible=bool(text.strip()), reason=self.tr("Name the paper first."))

    def _on_given(self) -> None:
        document, day = self._document.text().strip(), self._day.date()
        sign = Absence.ILL if self._ill.isChecked() else Absence.EXCUSED
        self.given.emit(Reason(sign, document, date(day.year(), day.month(), day.day()) if document else None))
