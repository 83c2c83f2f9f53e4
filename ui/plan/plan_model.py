"""A plan as a table: what is typed stays a draft until its row is left, then the whole plan is to be written."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from typing_extensions import override

from app.domain.plan_pages import ItemState, PlanPage, PlanRow
from app.domain.plans import PlanEntry
from app.judging.plans import MOST_HOURS
from ui.plan.wording import lessons_text, state_text
from ui.theme import Theme
from ui.widgets.rows_model import AnyIndex

NUMBER, SECTION, TOPIC, HOURS, CONTROL, LESSONS, STATE = range(7)
FIELDS = {SECTION: "section", TOPIC: "topic", HOURS: "hours", CONTROL: "control"}
"""Columns that can be typed into."""


class PlanModel(QAbstractTableModel):
    """Holds one immutable page and the rows that were typed into since."""

    def __init__(self, page: PlanPage, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._page = page
        self._entries = list(page.entries)
        self._typed: dict[str, PlanEntry] = {}
        self._added: dict[str, str] = {}
        self._titles = (
            self.tr("No."),
            self.tr("Section"),
            self.tr("Topic"),
            self.tr("Hours"),
            self.tr("Control"),
            self.tr("Lessons"),
            self.tr("State"),
        )

    @property
    def page(self) -> PlanPage:
        """The page that is shown."""
        return self._page

    @property
    def entries(self) -> tuple[PlanEntry, ...]:
        """The plan as it is shown, rows without a topic included."""
        return tuple(self._entries)

    @property
    def is_typed_into(self) -> bool:
        """Whether something is not written yet."""
        return bool(self._typed or self._added)

    def wanted(self) -> tuple[PlanEntry, ...]:
        """Return the plan as it is to be written: added rows that stayed without a topic are left out."""
        return tuple(each for each in self._entries if each.topic.strip() or each.id not in self._added)

    def show_page(self, page: PlanPage) -> None:
        """Show another page; what is typed into and not written stays."""
        entries = [self._typed.get(each.id, each) for each in page.entries]
        for key, before in self._added.items():
            place = next((n + 1 for n, each in enumerate(entries) if each.id == before), 0)
            entries.insert(place, next(each for each in self._entries if each.id == key))
        self._page = page
        self._change(entries)

    def forget(self) -> None:
        """Leave what was typed: it has been written, or is not wanted."""
        self._typed.clear()
        self._added.clear()

    def add(self, entry: PlanEntry, place: int) -> None:
        """Show one more row, not written before it has a topic. place: its row."""
        self._added[entry.id] = self._entries[place - 1].id if place else ""
        self._change([*self._entries[:place], entry, *self._entries[place:]])

    def row_of(self, key: str) -> int:
        """Return the row of an item, -1 where there is none."""
        return next((row for row, each in enumerate(self._entries) if each.id == key), -1)

    @override
    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._entries)

    @override
    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._titles)

    @override
    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        editable = self._page.is_mine and index.column() in FIELDS
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable if editable else super().flags(index)

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole | Qt.ItemDataRole.ToolTipRole:
                return self._text(row, column)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{self._titles[column]}: {self._text(row, column)}"
            case Qt.ItemDataRole.TextAlignmentRole if column in {NUMBER, HOURS}:
                return int(Qt.AlignmentFlag.AlignCenter)
            case Qt.ItemDataRole.ForegroundRole:
                return self._colour(row, column)
            case _:
                return None

    @override
    def setData(self, index: AnyIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        field = FIELDS.get(index.column())
        if role != Qt.ItemDataRole.EditRole or field is None:
            return False
        text = " ".join(str(value).split())
        entry = self._entries[index.row()]
        if not self._fits(field, text) or text == str(getattr(entry, field)):
            return False
        after = _changed(entry, field, text)
        self._entries[index.row()] = self._typed[entry.id] = after
        self.dataChanged.emit(index, index)
        return True

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._titles[section]

    def _fits(self, field: str, text: str) -> bool:
        if field == "hours":
            return text.isascii() and text.isdecimal() and len(text) <= len(str(MOST_HOURS)) and int(text) > 0
        return field != "topic" or bool(text)

    def _change(self, entries: Sequence[PlanEntry]) -> None:
        others = [each.id for each in entries] != [each.id for each in self._entries]
        if others:
            self.beginResetModel()
        self._entries = list(entries)
        if others:
            self.endResetModel()
        elif entries:
            self.dataChanged.emit(self.index(0, 0), self.index(len(entries) - 1, STATE))

    def _row(self, row: int) -> PlanRow | None:
        key = self._entries[row].id
        return next((each for each in self._page.rows if each.entry.id == key), None)

    def _text(self, row: int, column: int) -> str:
        entry, shown = self._entries[row], self._row(row)
        texts: dict[int, Callable[[], str]] = {
            NUMBER: lambda: str(row + 1),
            LESSONS: lambda: lessons_text(shown) if shown else "",
            STATE: lambda: state_text(shown) if shown else "",
        }
        return texts[column]() if column in texts else str(getattr(entry, FIELDS[column]))

    def _colour(self, row: int, column: int) -> object:
        shown = self._row(row)
        if shown is None:
            return None
        if column == STATE and shown.state in {ItemState.SKIPPED, ItemState.LEFT_OUT, ItemState.UNTOLD}:
            return self._theme.held
        if column == STATE and shown.state in {ItemState.NEXT, ItemState.BEGUN}:
            return self._theme.accent
        return self._theme.muted if column not in {TOPIC, HOURS} or shown.state is ItemState.GIVEN else None


def _changed(entry: PlanEntry, field: str, text: str) -> PlanEntry:
    match field:
        case "section":
            return replace(entry, section=text)
        case "topic":
            return replace(entry, topic=text)
        case "control":
            return replace(entry, control=text)
        case _:
            return replace(entry, hours=int(text))
