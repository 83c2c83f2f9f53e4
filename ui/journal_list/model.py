"""My journals as a list: a heading for each class, its subjects below."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from PySide6.QtCore import QAbstractListModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from app.domain.pages import JournalInfo
from ui.journal.wording import day_text

AnyIndex = QModelIndex | QPersistentModelIndex
JOURNAL = int(Qt.ItemDataRole.UserRole)
"""Role of a row's journal, None on a heading."""


class JournalsModel(QAbstractListModel):
    """Rows: either the name of a class, or a journal."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[str | JournalInfo] = []

    def show(self, journals: Sequence[JournalInfo]) -> None:
        """Show journals that are sorted by class."""
        self.beginResetModel()
        self._rows = list(_rows(journals))
        self.endResetModel()

    def first_journal(self) -> QModelIndex:
        """Return the first row that can be opened, an invalid index where there is none."""
        found = (row for row, each in enumerate(self._rows) if isinstance(each, JournalInfo))
        return self.index(next(found, -1))

    @override
    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    @override
    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        heading = index.isValid() and isinstance(self._rows[index.row()], str)
        return Qt.ItemFlag.NoItemFlags if heading else super().flags(index)

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
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
