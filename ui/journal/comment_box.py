"""The small editor of what belongs to a cell beside its marks: comments, minutes late, the day of a debt."""

from datetime import date

from PySide6.QtCore import QDate, QRect, Signal
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDateEdit,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.domain.attendance import Absence
from app.domain.pages import EMPTY_CELL, JournalPage, ShownCell, ShownMark
from ui.journal.wording import lesson_text
from ui.theme import SMALL_GAP, WIDE_GAP
from ui.widgets.floating_box import FloatingBox
from ui.widgets.naming import named

WIDTH = 400
"""Pixels: a comment of a line and a half."""


class CommentBox(FloatingBox):
    """Enter and leaving the box keep what was typed, Escape forgets it; the cell is as it was seen at the opening."""

    kept = Signal(object, str, bool)
    """A mark, its comment, and whether it is for the teacher only."""
    minutes_kept = Signal(int)
    until_kept = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__("comment_box", parent)
        self.setFixedWidth(WIDTH)
        self._cell = EMPTY_CELL
        self._title = named(QLabel(), "comment_title")
        self._title.setProperty("role", "caption")
        self._title.setWordWrap(True)
        self._which = named(QComboBox(), "comment_mark", self.tr("Which mark"))
        self._text = named(QLineEdit(), "comment_text", self.tr("Comment"))
        self._private = named(QCheckBox(self.tr("For the teacher only")), "comment_private")
        self._minutes = named(QSpinBox(), "comment_minutes", self.tr("Minutes late"))
        self._minutes.setSpecialValueText(self.tr("not said"))
        self._until = named(QDateEdit(), "comment_until", self.tr("Owed until"))
        self._until.setCalendarPopup(True)
        self._minutes.lineEdit().setAccessibleName(self.tr("Minutes late"))
        self._until.lineEdit().setAccessibleName(self.tr("Owed until"))
        self._lay_out()
        for each in (self._text, self._minutes.lineEdit(), self._until.lineEdit()):
            each.returnPressed.connect(self._on_return)
        self._which.currentIndexChanged.connect(self._on_which)
        self._private.toggled.connect(self._say_who_reads)
        QApplication.instance().focusChanged.connect(self._on_focus)  # type: ignore[union-attr]  # there is one

    def edit(self, page: JournalPage, row: int, column: int, area: QRect) -> bool:
        """Show what belongs to a cell beside *area*; return False where there is nothing to write."""
        cell = page.cell(row, column)
        self._cell = EMPTY_CELL
        is_late = cell.absence is Absence.LATE
        if not (cell.counting or cell.debts or is_late):
            return False
        self._title.setText(f"{page.pupils[row].short_name}, {lesson_text(page.lessons[column])}")
        self._show_marks(cell.counting)
        self._rows.setRowVisible(self._minutes, is_late)
        self._minutes.setRange(0, max(page.rules.lesson_minutes, cell.minutes))
        self._minutes.setValue(cell.minutes)
        self._rows.setRowVisible(self._until, bool(cell.debts))
        if cell.debts:
            until = cell.debts[0].until
            self._until.setDate(QDate(until.year, until.month, until.day))
        self._cell = cell
        self.open_beside(area)
        first = self._text if cell.counting else self._minutes if is_late else self._until
        first.setFocus()
        (first.lineEdit() if isinstance(first, QSpinBox | QDateEdit) else first).selectAll()
        return True

    @override
    def leave(self) -> None:
        self._cell = EMPTY_CELL
        super().leave()

    def _lay_out(self) -> None:
        self._marks = QWidget()
        line = QHBoxLayout()
        line.setSpacing(SMALL_GAP)
        line.addWidget(self._which)
        line.addWidget(self._text, 1)
        about_mark = QVBoxLayout(self._marks)
        about_mark.setContentsMargins(0, 0, 0, 0)
        about_mark.setSpacing(SMALL_GAP)
        about_mark.addLayout(line)
        about_mark.addWidget(self._private)
        self._rows = QFormLayout()
        self._rows.setSpacing(SMALL_GAP)
        self._rows.addRow(self.tr("Minutes late"), self._minutes)
        self._rows.addRow(self.tr("Owed until"), self._until)
        hint = QLabel(self.tr("Enter — keep, Esc — leave"))
        hint.setProperty("role", "caption")
        lines = QVBoxLayout(self)
        lines.setContentsMargins(WIDE_GAP, SMALL_GAP, WIDE_GAP, SMALL_GAP)
        lines.setSpacing(SMALL_GAP)
        lines.addWidget(self._title)
        lines.addWidget(self._marks)
        lines.addLayout(self._rows)
        lines.addWidget(hint)

    def _show_marks(self, marks: tuple[ShownMark, ...]) -> None:
        self._marks.setVisible(bool(marks))
        self._which.clear()
        self._which.addItems([mark.value for mark in marks])
        self._which.setVisible(len(marks) > 1)
        self._which.setCurrentIndex(len(marks) - 1)
        self._show_comment(marks[-1] if marks else None)

    def _show_comment(self, mark: ShownMark | None) -> None:
        self._text.setText(mark.comment if mark else "")
        self._private.setChecked(mark is not None and mark.comment_private)
        self._say_who_reads()

    def _say_who_reads(self) -> None:
        private = self._private.isChecked()
        self._text.setPlaceholderText(self.tr("Only you read it") if private else self.tr("The parents read it"))

    def _on_return(self) -> None:
        self._keep()
        self.leave()

    def _on_which(self, number: int) -> None:
        if 0 <= number < len(self._cell.counting):
            self._show_comment(self._cell.counting[number])

    def _on_focus(self, old: QWidget | None, now: QWidget | None) -> None:
        left = old is not None and now is not None and self.isAncestorOf(old) and not self.isAncestorOf(now)
        if left and self.isVisible():
            self._keep()
            self.hide()

    def _keep(self) -> None:
        cell, self._cell = self._cell, EMPTY_CELL
        self._keep_comment(cell)
        if cell.absence is Absence.LATE and self._minutes.value() != cell.minutes:
            self.minutes_kept.emit(self._minutes.value())
        if cell.debts:
            chosen = self._until.date()
            until = date(chosen.year(), chosen.month(), chosen.day())
            if until != cell.debts[0].until:
                self.until_kept.emit(until)

    def _keep_comment(self, cell: ShownCell) -> None:
        number = self._which.currentIndex()
        if not 0 <= number < len(cell.counting):
            return
        mark, text, private = cell.counting[number], self._text.text().strip(), self._private.isChecked()
        if (text, private) != (mark.comment, mark.comment_private):
            self.kept.emit(mark, text, private)
