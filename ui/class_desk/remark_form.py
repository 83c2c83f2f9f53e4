"""Writes a remark or praise for a pupil's day."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QDate, QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QDateEdit, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.domain.pages import PupilRow
from app.ids import PupilId
from ui.class_desk.remarks_model import kind_text
from ui.theme import GAP, SMALL_GAP, WIDE_GAP
from ui.widgets.naming import named
from ui.widgets.offering import offer

LONGEST = 500
"""Letters: a diary shows them at once."""


class RemarkForm(QWidget):
    """Enter in the text writes it; the pupil and the day stay for the next one."""

    written = Signal(str, date, bool, str)
    """Pupil, day, whether it is praise, text."""

    def __init__(self) -> None:
        super().__init__()
        self._pupil = named(QComboBox(), "remark_pupil", self.tr("Pupil"))
        self._day = named(QDateEdit(), "remark_day", self.tr("Day of the lesson"))
        self._day.setCalendarPopup(True)
        self._day.setDisplayFormat("dd.MM.yyyy")
        self._kind = named(QComboBox(), "remark_kind", self.tr("Remark or praise"))
        for praise in (False, True):
            self._kind.addItem(kind_text(praise=praise), praise)
        self._text = named(QLineEdit(maxLength=LONGEST), "remark_text", self.tr("Text for the diary"))
        self._text.setPlaceholderText(self.tr("Text for the diary; pupil and parents read it"))
        self._write = named(QPushButton(self.tr("Write into the diary")), "remark_write")
        self._write.setProperty("kind", "primary")
        self._write.setAutoDefault(True)
        self._lay_out()
        self._text.textChanged.connect(self._on_typed)
        self._on_typed("")
        self._text.returnPressed.connect(self._on_write)
        self._write.clicked.connect(self._on_write)

    def _on_typed(self, text: str) -> None:
        offer(self._write, possible=bool(text.strip()), reason=self.tr("Write the text first."))

    def show_pupils(self, pupils: Sequence[PupilRow]) -> None:
        """Offer these pupils; the chosen one stays where it is among them."""
        kept = self._pupil.currentData()
        with QSignalBlocker(self._pupil):
            self._pupil.clear()
            for each in pupils:
                self._pupil.addItem(each.short_name, each.id)
            self._pupil.setCurrentIndex(max(0, self._pupil.findData(kept)))

    def show_day(self, day: date) -> None:
        """Begin with a day."""
        self._day.setDate(QDate(day.year, day.month, day.day))

    def clear(self) -> None:
        """Be ready for the next one."""
        self._text.clear()

    def begin(self) -> None:
        """Take the focus."""
        self._pupil.setFocus()

    def _lay_out(self) -> None:
        title = QLabel(self.tr("New"))
        title.setProperty("role", "caption")
        first, second = QHBoxLayout(), QHBoxLayout()
        first.setSpacing(SMALL_GAP)
        second.setSpacing(SMALL_GAP)
        first.addWidget(title)
        for widget, stretch in ((self._pupil, 1), (self._day, 0), (self._kind, 0)):
            first.addWidget(widget, stretch)
        second.addWidget(self._text, 1)
        second.addWidget(self._write)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(WIDE_GAP, SMALL_GAP, WIDE_GAP, SMALL_GAP)
        lines.setSpacing(GAP)
        lines.addLayout(first)
        lines.addLayout(second)

    def _on_write(self) -> None:
        text, day = self._text.text().strip(), self._day.date()
        if text and self._pupil.currentData():
            chosen = date(day.year(), day.month(), day.day())
            self.written.emit(PupilId(self._pupil.currentData()), chosen, bool(self._kind.currentData()), text)
