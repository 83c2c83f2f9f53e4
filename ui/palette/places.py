"""What the palette leads to beside actions: journals, pupils of the open journal, days."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.ids import JournalId
from app.services.reading import read_journals
from ui.desk import Desk
from ui.journal.marks_model import MarksModel
from ui.journal.marks_table import MarksTable
from ui.palette.days import day_entries, written_day
from ui.palette.entry import Entry


class PalettePlaces(QObject):
    """Asks the store once, when the palette is opened."""

    def __init__(
        self, desk: Desk, open_journal: Callable[[JournalId], object], go: Callable[[date], object], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._open_journal = open_journal
        self._go = go

    def journals(self) -> Iterator[Entry]:
        """Yield my journals."""
        for each in self._desk.page(read_journals):
            yield Entry(
                key=f"journal {each.id}",
                title=f"{each.title} {each.subject}",
                detail=self.tr("Journal"),
                act=partial(self._open_journal, each.id),
            )

    def pupils(self, page: QWidget) -> Iterator[Entry]:
        """Yield the pupils of a journal's page, nothing for another page."""
        table = page.findChild(MarksTable)
        model = table.model() if table else None
        if table is None or not isinstance(model, MarksModel):
            return
        for row, pupil in enumerate(model.page.pupils):
            yield Entry(
                key=f"pupil {pupil.id}",
                title=pupil.short_name,
                detail=self.tr("Pupil of this journal"),
                act=partial(_go_to, table, row),
                also=pupil.patronymic,
            )

    def days(self, today: date) -> Iterator[Entry]:
        """Yield the days that have names."""
        yield from day_entries(today, self._go)

    def written(self, text: str, today: date) -> Entry | None:
        """Return the day that is written as a date, None for none."""
        return written_day(text, today, self._go)


def _go_to(table: MarksTable, row: int) -> None:
    table.go((row, table.caret[1] if table.caret else 0))
    table.setFocus()
