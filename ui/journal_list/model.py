"""My journals as a list: a heading for each class, its subjects below."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from PySide6.QtCore import QCoreApplication, QModelIndex, Qt
from typing_extensions import override

from app.domain.pages import JournalInfo
from ui.journal.wording import day_text
from ui.widgets.rows_model import AnyIndex, RowsModel

JOURNAL = int(Qt.ItemDataRole.UserRole)
"""Role of a row's journal, None on a heading."""


class JournalsModel(RowsModel[str | JournalInfo]):
    """Rows: either the name of a class, or a journal."""

    def show_journals(self, journals: Sequence[JournalInfo]) -> None:
        """Show journals that are sorted by class."""
        self.show(list(_rows(journals)))

    def first_journal(self) -> QModelIndex:
        """Return the first row that can be opened, an invalid index where there is none."""
        found = (row for row, each in enumerate(self._rows) if isinstance(each, JournalInfo))
        return self.index(next(found, -1), 0)

    @override
    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        heading = isinstance(self.row(index.row()), str)
        return Qt.ItemFlag.NoItemFlags if heading else super().flags(index)

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index.row())
        if row is None:
            return None
        if role == JOURNAL:
            return row if isinstance(row, JournalInfo) else None
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        if isinstance(row, str):
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.subject
        return ", ".join(part for part in (f"{row.title} {row.subject}", stands_in_text(row)) if part)


def stands_in_text(journal: JournalInfo) -> str:
    """Return on which days a journal is mine by substitutions, empty where it is mine."""
    if not journal.stands_in:
        return ""
    text = QCoreApplication.translate("JournalsModel", "substitution: {days}")
    return text.format(days=", ".join(map(day_text, journal.stands_in)))


def _rows(journals: Sequence[JournalInfo]) -> Iterator[str | JournalInfo]:
    for school_class, mine in groupby(journals, key=_class_of):
        yield school_class
        yield from mine


def _class_of(journal: JournalInfo) -> str:
    return journal.title.partition(" · ")[0]
