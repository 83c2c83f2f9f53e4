"""The small boxes about marks: comments, a reason for a late correction, a mark instead of another, what is owed."""

from collections.abc import Callable
from datetime import date
from functools import cached_property

from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from app.domain.pages import ShownMark
from app.ids import MarkId
from app.services.debts import read_debts
from app.services.reasons import read_last_reasons
from ui.desk import Desk
from ui.journal.attempts import Attempt, with_reason
from ui.journal.blocks import cell_text
from ui.journal.comment_box import CommentBox
from ui.journal.debts_box import DebtsBox
from ui.journal.entering import Entering
from ui.journal.marks_model import MarksModel, Place
from ui.journal.marks_table import MarksTable
from ui.journal.reason_box import ReasonBox
from ui.journal.retake_box import RetakeBox
from ui.journal.wording import lesson_text


class MarkBoxes(QObject):
    """Each opens beside the caret's cell, and hands its answer to the entering."""

    told = Signal(str)
    cell_wanted = Signal(object)
    """A JournalDebt whose cell shall be shown."""

    def __init__(
        self, page: QWidget, desk: Desk, table: MarksTable, entering: Entering, today: Callable[[], date]
    ) -> None:
        super().__init__(page)
        self._page = page
        self._desk = desk
        self._table = table
        self._model: MarksModel = table.marks
        self._entering = entering
        self._today = today
        self._place: Place = (0, 0)
        entering.reason_wanted.connect(self._on_reason_wanted)
        self._add_actions()

    def edit_comment(self, row: int, column: int) -> None:
        """Open what belongs to a cell: the comment of its last mark, minutes late, the day of a debt."""
        self._place = row, column
        if not self._comment.edit(self._model.page, row, column, self._area(row, column)):
            self.told.emit(self.tr("There is no mark here to comment on: put one first."))

    def ask_retake(self, row: int, column: int) -> None:
        """Ask for a mark in a cell instead of another one."""
        self._place = row, column
        if not self._retake.ask(self._model.page, row, column, self._area(row, column)):
            self.told.emit(self.tr("The pupil has no mark here that could be re-taken."))

    # made when they are wanted for the first time: most pages are opened for marks alone

    @cached_property
    def _comment(self) -> CommentBox:
        box = CommentBox(self._page)
        box.kept.connect(self._on_comment_kept)
        box.minutes_kept.connect(lambda minutes: self._entering.minutes(self._place, minutes))
        box.until_kept.connect(lambda until: self._entering.owe(self._place, until))
        box.left.connect(self._table.setFocus)
        return box

    @cached_property
    def _reason(self) -> ReasonBox:
        box = ReasonBox(self._page)
        box.given.connect(lambda waiting, reason: self._entering.attempt(with_reason(waiting, reason)))
        box.left.connect(self._table.setFocus)
        return box

    @cached_property
    def _retake(self) -> RetakeBox:
        box = RetakeBox(self._page)
        box.wanted.connect(self._on_retake_wanted)
        box.left.connect(self._table.setFocus)
        return box

    @cached_property
    def _debts(self) -> DebtsBox:
        box = DebtsBox(self._page)
        box.opened.connect(self.cell_wanted)
        box.left.connect(self._table.setFocus)
        return box

    def _add_actions(self) -> None:
        # the keys of the first two are the table's own: a shortcut here would take them from a page of another scale
        self._add("journal_retake", self.tr("A mark instead of another (=)"), self._on_retake)
        self._add("journal_debt", self.tr("Owes a work, or no longer (д)"), self._on_debt)
        all_debts = self._add("journal_debts", self.tr("What is owed in this journal"), self._on_debts)
        all_debts.setShortcut(QKeySequence("Ctrl+Shift+D"))
        all_debts.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)

    def _add(self, name: str, text: str, act: Callable[[], None]) -> QAction:
        action = QAction(text, self._table)
        action.setObjectName(name)
        action.triggered.connect(act)
        self._table.addAction(action)
        return action

    def _area(self, row: int, column: int) -> QRect:
        area = self._table.visualRect(self._model.index(row, column))
        return QRect(self._table.viewport().mapTo(self._page, area.topLeft()), area.size())

    def _on_comment_kept(self, mark: ShownMark, text: str, private: bool) -> None:  # noqa: FBT001 - a signal's value
        self._entering.comment(mark, text, private=private)

    def _on_reason_wanted(self, attempt: Attempt) -> None:
        place = self._model.place(*attempt.cells[0])
        if place is None:
            return
        row, column = place
        page, value = self._model.page, attempt.request.value if attempt.request else ""
        who = f"{page.pupils[row].short_name}, {lesson_text(page.lessons[column])}"
        wanted = f": {cell_text(page.cell(row, column))} → {value}" if value else ""
        question = self.tr("Why is the mark changed?")
        self._reason.ask(
            attempt, f"{who}{wanted}. {question}", self._desk.page(read_last_reasons), self._area(row, column)
        )

    def _on_retake_wanted(self, old: MarkId, text: str) -> None:
        self._retake.leave()
        self._entering.retake(self._place, text, old)

    def _on_retake(self) -> None:
        if caret := self._table.caret:
            self.ask_retake(*caret)

    def _on_debt(self) -> None:
        if caret := self._table.caret:
            self._entering.owe(caret)

    def _on_debts(self) -> None:
        if caret := self._table.caret:
            found = self._desk.page(read_debts, self._model.page.journal)
            self._debts.show_debts(found, self._today(), self._area(*caret))
