"""Remarks and praise of the class in all subjects: by day, of everybody or one pupil; writing and taking back."""

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
)
from typing_extensions import override

from app.domain.class_page import OwnClass
from app.ids import PupilId
from app.services.class_desk import read_pupils
from app.services.remarks import add_remark_of_day, read_remarks_of_class, take_back_remark
from ui.class_desk.counts import ClassCounts
from ui.class_desk.remark_form import RemarkForm
from ui.class_desk.remarks_model import AUTHOR, DAY, KIND, PUPIL, TEXT, RemarksModel
from ui.class_desk.section import Section
from ui.desk import Desk
from ui.theme import SMALL_GAP, WIDE_GAP, Theme
from ui.widgets.empty_texts import nobody_text
from ui.widgets.focus_lead import FocusLead
from ui.widgets.list_table import ListTable
from ui.widgets.naming import named

WIDTHS = {DAY: 200, PUPIL: 180, KIND: 120, AUTHOR: 210}
"""Pixels of the columns beside the text."""


class RemarksTable(ListTable):
    """Remarks and praise; Delete takes one back."""

    taken_back = Signal(int)

    def __init__(self, model: RemarksModel) -> None:
        super().__init__(model, wide=TEXT)
        self.setObjectName("class_remarks")
        self.setAccessibleName(self.tr("Remarks and praise"))
        for column, width in WIDTHS.items():
            self.setColumnWidth(column, width)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.taken_back.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)


class RemarksSection(Section):
    """Takes back at once, since undo brings it again."""

    def __init__(self, desk: Desk, theme: Theme, now: Callable[[], datetime], mine: OwnClass) -> None:
        super().__init__(desk, theme, now, mine)
        self._model = RemarksModel(theme, self)
        self._table = RemarksTable(self._model)
        self._whose = named(QComboBox(), "remarks_whose", self.tr("Whose remarks"))
        self._count = named(QLabel(), "remarks_count")
        self._count.setProperty("role", "muted")
        self._empty = named(QLabel(), "remarks_empty")
        self._empty.setWordWrap(True)
        self._empty.setContentsMargins(WIDE_GAP, WIDE_GAP, WIDE_GAP, WIDE_GAP)
        self._new = named(QPushButton(self.tr("Write one")), "remarks_new")
        self._new.setToolTip(self.tr("Write a remark or praise (F2)"))
        self._new.setShortcut(QKeySequence("F2"))
        self._form = RemarkForm()
        self._form.show_day(self.today)
        self._hint = named(
            QLabel(self.tr("Enter — open the lesson · Delete — take back · F2 — write one")), "remarks_hint"
        )
        self._hint.setProperty("role", "caption")
        self._lay_out()
        self._whose.currentIndexChanged.connect(self._refresh)
        self._new.clicked.connect(self._form.begin)
        self._form.written.connect(self._on_written)
        self._table.opened.connect(self._on_open)
        self._table.taken_back.connect(self._on_taken_back)
        FocusLead(self, self._table)

    @override
    def reload(self) -> None:
        pupils = self._desk.page(read_pupils, self._class, self.today, self.today)
        self._form.show_pupils(pupils)
        kept = self._whose.currentData()
        with QSignalBlocker(self._whose):
            self._whose.clear()
            self._whose.addItem(self.tr("All pupils"), "")
            for each in pupils:
                self._whose.addItem(each.short_name, each.id)
            self._whose.setCurrentIndex(max(0, self._whose.findData(kept)))
        whose = self._whose.currentData()
        rows = [each for each in self._desk.page(read_remarks_of_class, self._class.id) if whose in {"", each.pupil}]
        row = max(0, self._table.currentIndex().row())
        self._model.show(rows)
        self._table.setCurrentIndex(self._model.index(min(row, len(rows) - 1), DAY))
        praises = sum(each.praise for each in rows)
        self._count.setText(f"{ClassCounts().remarks(len(rows) - praises)}, {ClassCounts().praises(praises)}")
        self._table.setVisible(bool(rows))
        self._empty.setText(self.tr("Nothing was written yet.") if pupils else nobody_text())
        self._empty.setVisible(not rows)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(WIDE_GAP, SMALL_GAP, WIDE_GAP, SMALL_GAP)
        top.setSpacing(WIDE_GAP)
        top.addWidget(self._whose)
        top.addWidget(self._count, 1)
        top.addWidget(self._new)
        self._hint.setContentsMargins(WIDE_GAP, SMALL_GAP, WIDE_GAP, SMALL_GAP)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addLayout(top)
        lines.addWidget(self._empty)
        lines.addWidget(self._table, 1)
        lines.addStretch()
        for each in (self._form, self._hint):
            lines.addWidget(each)

    def _on_written(self, who: str, day: date, praise: bool, text: str) -> None:  # noqa: FBT001 (a signal's value)
        if self._try(
            lambda: self._desk.do(
                add_remark_of_day, school_class=self._class.id, pupil=PupilId(who), day=day, praise=praise, text=text
            )
        ):
            self._form.clear()

    def _on_open(self, number: int) -> None:
        row = self._model.row(number)
        if row is not None:
            self.journal_wanted.emit(row.journal, row.lesson, row.pupil)

    def _on_taken_back(self, number: int) -> None:
        row = self._model.row(number)
        if row is not None:
            self._try(lambda: self._desk.do(take_back_remark, remark=row.id))
