"""The tables of a pupil's card: marks, absences, remarks, debts; each says so where there is nothing."""

from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.pupil_cards import CardSubject, CardTerm, PupilCard
from ui.pupil_card.wording import absence_rows, debt_rows, mark_rows, remark_rows
from ui.widgets.empty_note import EmptyNote
from ui.widgets.list_table import ListTable
from ui.widgets.naming import named
from ui.widgets.text_table import TextModel, TextRow


class CardTable(QWidget):
    """A table, which says so where it is empty and keeps the focus then too; built when it is looked at.

    wide: the column that takes the room that is left.
    """

    opened = Signal(str, str)

    def __init__(self, names: tuple[str, str], model: TextModel, wide: int, nothing: str) -> None:
        super().__init__()
        self.setObjectName(f"{names[0]}_part")
        self._names, self._model, self._wide, self._nothing = names, model, wide, nothing
        self._table: ListTable | None = None
        self._note: EmptyNote | None = None

    def show_rows(self, rows: tuple[TextRow, ...]) -> None:
        """Show other rows."""
        self._model.show(rows)
        self._fit()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        if self._table is None:
            self._table = self._build()
            self._note = EmptyNote(self._table)
            self._fit()
        super().showEvent(event)

    def _build(self) -> ListTable:
        name, title = self._names
        table = named(ListTable(self._model, wide=self._wide), name, title)
        table.opened.connect(self._on_opened)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(table)
        # what is added while its parent comes up is seen later, and until then takes no focus
        table.show()
        self.setFocusProxy(table)
        return table

    def _fit(self) -> None:
        if self._table is not None and self._note is not None:
            self._table.resizeColumnsToContents()
            self._table.setCurrentIndex(self._model.index(0, 0))
            self._note.say("" if self._model.rowCount() else self._nothing)

    def _on_opened(self, number: int) -> None:
        row = self._model.row(number)
        if row is not None and row.lesson:
            self.opened.emit(row.journal, row.lesson)


class CardParts(QObject):
    """Makes the tables and fills them."""

    opened = Signal(str, str)
    """Journal and lesson."""

    def __init__(self) -> None:
        super().__init__()
        day = self.tr("Day")
        subject = self.tr("Subject")
        marks = TextModel(
            (day, self.tr("For what"), self.tr("Mark"), self.tr("Weight"), self.tr("Average after it")),
            frozenset({2, 3, 4}),
        )
        absences = TextModel((day, self.tr("Lesson"), subject, self.tr("Absence"), self.tr("Reason")), frozenset({1}))
        remarks = TextModel((day, subject, self.tr("Kind"), self.tr("Text"), self.tr("By whom")))
        debts = TextModel((day, subject, self.tr("Work"), self.tr("Until when")))
        self.marks = CardTable(("card_marks", self.tr("Marks")), marks, 1, self.tr("No marks in this term yet."))
        self.absences = CardTable(("card_absences", self.tr("Absences")), absences, 4, self.tr("No lesson was missed."))
        self.remarks = CardTable(("card_remarks", self.tr("Remarks")), remarks, 3, self.tr("No remarks and no praise."))
        self.debts = CardTable(("card_debts", self.tr("Debts")), debts, 2, self.tr("Nothing is owed."))
        self.counts = (0, 0, 0, 0)
        for table in (self.marks, self.absences, self.remarks, self.debts):
            table.opened.connect(self.opened)

    def pages(self) -> tuple[QWidget, ...]:
        """Return the tables in their order."""
        return self.marks, self.absences, self.remarks, self.debts

    def show_card(self, card: PupilCard, subject: CardSubject | None, term: CardTerm | None, today: date) -> None:
        """Show a pupil's; the marks are those of a subject and a term."""
        rows = (
            mark_rows(subject, term) if subject and term else (),
            absence_rows(card.absences),
            remark_rows(card.remarks),
            debt_rows(card.subjects, today),
        )
        for table, listed in zip((self.marks, self.absences, self.remarks, self.debts), rows, strict=True):
            table.show_rows(listed)
        self.counts = len(rows[0]), len(rows[1]), len(rows[2]), len(rows[3])
