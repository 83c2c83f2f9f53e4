"""«Ведение журналов»: every journal of the school, what is lacking in it, and by which rule."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.changes import Changes
from app.domain.collation import russian_key
from app.domain.keeping import JournalKeeping, Lack
from app.services.deputy_desk import read_keeping
from app.services.school_rules import read_rules
from ui.deputy_desk.keeping_model import NAMES, KeepingModel, Wanted
from ui.deputy_desk.keeping_wording import lack_text, order_text, rule_text
from ui.desk import Desk
from ui.theme import SMALL_GAP, WIDE_GAP, Theme
from ui.widgets.empty_note import EmptyNote
from ui.widgets.focus_lead import FocusLead
from ui.widgets.naming import named
from ui.widgets.row_table import RowTable
from ui.widgets.telling import telling

ALL, LACKING = "", "lacking"
"""What the choice of lacks says beside the kinds: every journal, or those that lack anything."""

WIDTHS = (100, 200, 160)
"""Pixels of class, subject and teacher at first."""

NAME_WIDTH = 240
"""Pixels of the choice of a teacher: of a longer name its tooltip tells the whole."""


class KeepingPart(QWidget):
    """Enter or a double click opens a journal; Ctrl+F looks for one."""

    journal_wanted = Signal(str, str, str)

    def __init__(self, desk: Desk, theme: Theme, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._now = now
        self._stale = True
        self._soon = QTimer(self, singleShot=True)
        self._model = KeepingModel(theme, self)
        self._search = named(QLineEdit(), "keeping_search", self.tr("Class, subject or teacher"))
        self._search.setPlaceholderText(self.tr("Class, subject or teacher"))
        self._search.setClearButtonEnabled(True)
        self._class = named(QComboBox(), "keeping_class", self.tr("Class"))
        self._teacher = named(QComboBox(), "keeping_teacher", self.tr("Teacher"))
        self._lack = named(QComboBox(), "keeping_lack", self.tr("What is lacking"))
        self._rules = named(QPushButton(self.tr("How it is counted")), "keeping_rules")
        self._rules.setProperty("kind", "quiet")
        self._rules.setCheckable(True)
        self._told = named(QLabel(), "keeping_told")
        self._count = named(QLabel(), "keeping_count")
        self._table = self._build_table()
        self._note = EmptyNote(self._table)
        self._lay_out()
        self._fill_lacks()
        self._connect()

    def reload(self) -> None:
        """Read all facts anew; the current journal and the filters stay."""
        self._stale = False
        current = self._current()
        journals = self._desk.page(read_keeping, today=self._now().date())
        self._fill(self._class, self.tr("All classes"), _classes_of(journals))
        self._fill(self._teacher, self.tr("All teachers"), _teachers_of(journals))
        self._model.show(journals)
        self._tell()
        self._tell_rules()
        self._go(self._model.place(current.id) if current else 0)

    def begin_search(self) -> None:
        """Put the caret where a journal is looked for."""
        self._search.setFocus()
        self._search.selectAll()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            # the page stands there first
            self._soon.start()

    def _connect(self) -> None:
        self._soon.timeout.connect(self.reload)
        self._search.textChanged.connect(self._on_wanted)
        self._search.returnPressed.connect(self._table.setFocus)
        for each in (self._class, self._teacher, self._lack):
            each.activated.connect(self._on_wanted)
        self._rules.toggled.connect(self._told.setVisible)
        self._table.activated.connect(self._on_open)
        self._desk.changed.connect(self._on_changed)

    def _current(self) -> JournalKeeping | None:
        row = self._table.currentIndex().row()
        return self._model.row(row)

    def _on_wanted(self) -> None:
        lack = self._lack.currentData()
        self._model.want(
            Wanted(
                self._search.text(),
                self._class.currentData() or "",
                self._teacher.currentData() or "",
                lacking=lack == LACKING,
                lack=Lack(lack) if lack not in {ALL, LACKING} else None,
            )
        )
        self._tell()
        self._go(0)

    def _tell(self) -> None:
        self._count.setText(self.tr("%n journal(s)", "", len(self._model.rows)))
        self._note.say("" if self._model.rows else self._empty_text())

    def _tell_rules(self) -> None:
        rules = self._desk.page(read_rules)
        self._model.tell(rules)
        told = "\n".join(f"{lack_text(lack)} — {rule_text(lack, rules)}" for lack in Lack)
        self._told.setText(f"{order_text()}\n{told}")

    def _empty_text(self) -> str:
        if self._model.has_any:
            return self.tr("No journal is like this. Choose others above, or empty the field.")
        return self.tr(
            "The school has no journals yet. The school office gives them out; "
            "they come here with the next synchronisation (F5)."
        )

    def _go(self, row: int) -> None:
        self._table.setCurrentIndex(self._model.index(max(0, row), 0))

    def _on_open(self, index: QModelIndex) -> None:
        if keeping := self._model.row(index.row()):
            self.journal_wanted.emit(keeping.id, "", "")

    def _on_changed(self, changes: Changes) -> None:
        # a quarter of a second is too long between two keys of a journal's page: what is not seen waits
        self._stale = self._stale or bool(changes)
        if self._stale and self.isVisible():
            self.reload()

    def _fill(self, box: QComboBox, everything: str, choices: list[str]) -> None:
        chosen = box.currentData()
        box.clear()
        box.addItem(everything, "")
        for each in choices:
            box.addItem(each, each)
        box.setCurrentIndex(max(0, box.findData(chosen)))

    def _fill_lacks(self) -> None:
        self._lack.addItem(self.tr("All journals"), ALL)
        self._lack.addItem(self.tr("Anything lacking"), LACKING)
        for lack in Lack:
            self._lack.addItem(lack_text(lack), lack.value)

    def _build_table(self) -> RowTable:
        table = named(
            RowTable(self._model, RowTable.SelectionMode.SingleSelection),
            "keeping_table",
            self.tr("Journals of the school"),
        )
        header = table.horizontalHeader()
        for column in range(NAMES, self._model.columnCount()):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        for column, width in enumerate(WIDTHS):
            header.resizeSection(column, width)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        return table

    def _lay_out(self) -> None:
        self._told.setProperty("role", "caption")
        self._told.setWordWrap(True)
        self._told.setTextFormat(Qt.TextFormat.PlainText)
        self._told.setContentsMargins(WIDE_GAP, 0, WIDE_GAP, SMALL_GAP)
        self._told.hide()
        self._count.setProperty("role", "muted")
        head = QHBoxLayout()
        head.setContentsMargins(WIDE_GAP, SMALL_GAP, WIDE_GAP, SMALL_GAP)
        head.setSpacing(SMALL_GAP)
        head.addWidget(self._search, 1)
        for each in (self._class, self._teacher, self._lack, self._count, self._rules):
            head.addWidget(each)
        self._class.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._teacher.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._teacher.setMaximumWidth(NAME_WIDTH)
        telling(self._teacher)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addLayout(head)
        lines.addWidget(self._told)
        lines.addWidget(self._table, 1)
        FocusLead(self, self._table)


def _classes_of(journals: tuple[JournalKeeping, ...]) -> list[str]:
    return [name for _, name in sorted({(each.grade, each.class_name) for each in journals})]


def _teachers_of(journals: tuple[JournalKeeping, ...]) -> list[str]:
    return sorted({name for each in journals for name in each.teachers}, key=russian_key)
