"""A journal's page in its tab: connects the table with the bar above and the line below; reloads what changed."""

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from app.changes import Changes
from app.domain.pages import JournalPage, LessonColumn, PupilRow, TermSpan
from app.ids import JournalId, LessonId, PupilId
from app.services.reading import read_cells, read_opening, read_page
from ui.desk import Desk
from ui.journal.entering import Entering
from ui.journal.mark_boxes import MarkBoxes
from ui.journal.marks_model import MarksModel
from ui.journal.marks_pad import MarksPad
from ui.journal.marks_table import MarksTable
from ui.journal.menus import EdgeMenus
from ui.journal.page_actions import PageActions
from ui.journal.page_bar import PageBar, term_on
from ui.journal.status_line import StatusLine
from ui.journal.typing import Typing
from ui.journal.why import Why
from ui.journal.wording import marks_text, question_text, selection_text, told_cell
from ui.theme import Theme, is_touch
from ui.today.view import local_now
from ui.widgets.empty_note import EmptyNote
from ui.widgets.empty_texts import empty_page_text
from ui.widgets.focus_lead import FocusLead


class JournalView(QWidget):
    """Opens at the term and the lesson of today."""

    lesson_chosen = Signal(str)
    refused = Signal(object)
    finals_wanted = Signal()
    plan_wanted = Signal()
    history_wanted = Signal(int, int)
    """Row and column of a cell whose changes are to be told."""
    lesson_history_wanted = Signal(int, int)
    """Row and column of a cell of the lesson whose changes are to be told."""
    board_wanted = Signal(int, int)
    """Row and column at which what helps at the board is wanted."""
    seating_wanted = Signal()
    spread_wanted = Signal(int, str, QRect)
    class_trend_wanted = Signal(QRect)
    """Pictures are wanted, as the menus say it."""
    card_wanted = Signal(str)
    """A pupil, by the id."""

    def __init__(
        self,
        desk: Desk,
        journal: JournalId,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        now: Callable[[], datetime] = local_now,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._desk = desk
        self._journal = journal
        self._now = now
        self._aimed, self._lesson = False, ""
        today = now().date()
        page, self._term = desk.page(read_opening, journal, lambda terms: term_on(terms, today))
        self._model = MarksModel(page, self)
        self._bar = PageBar(theme)
        self._bar.show_terms(page.terms, self._term)
        self._bar.show_marked(marked=not self._model.page.is_unmarked)
        self._table = MarksTable(self._model, theme)
        self._line = StatusLine()
        self._entering = Entering(desk, self._model, self._today, self)
        self._typing = Typing(self._table, self._model, self._entering)
        self._actions = PageActions(self, self._bar, self._table, self._model, self._entering)
        self._build_boxes(theme)
        self._lay_out()
        self._connect()
        self._table.show_today(today)
        self._tell_empty()
        self._go_to_day(today)

    def title(self) -> str:
        """Return the page's name, such as "7Б Алгебра"."""
        return f"{self._model.page.title} {self._model.page.subject}"

    @property
    def page(self) -> JournalPage:
        """What is shown."""
        return self._model.page

    @property
    def term(self) -> TermSpan | None:
        """The term that is shown, None for the whole year."""
        return self._term

    @property
    def table(self) -> MarksTable:
        """The table of its marks; what stands over it types through it."""
        return self._table

    @property
    def awaits_keys(self) -> bool:
        """Whether an entry has been begun or is asked about, so that Escape is for it."""
        typing = self._typing
        return typing.is_pending or typing.is_adding or typing.is_running or typing.doubt is not None

    @property
    def lesson(self) -> str:
        """The lesson in whose column the caret is, by its id; empty for none."""
        return self._lesson

    def show_lesson(self, lesson: LessonId, pupil: PupilId | None = None) -> None:
        """Put the caret into a lesson's column, at a pupil where one is given.

        The whole year is shown where the lesson is in another term.
        """
        if self._model.column(lesson) < 0:
            self._show_term(None)
        column = self._model.column(lesson)
        if column >= 0 and self._model.rowCount():
            place = self._model.place(pupil, lesson) if pupil else None
            self._table.go(place or (self._table.caret[0] if self._table.caret else 0, column))
            self._aim()

    def at(self, row: int, column: int) -> tuple[PupilRow, LessonColumn, QRect]:
        """Return whose cell it is, of which lesson, and where it is on this page."""
        page, area = self._model.page, self._table.visualRect(self._model.index(row, column))
        top = self._table.viewport().mapTo(self, area.topLeft())
        return page.pupils[row], page.lessons[column], QRect(top, area.size())

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._aimed:
            self._aim()

    def _build_boxes(self, theme: Theme) -> None:
        self._note = EmptyNote(self._table)
        self._menus = EdgeMenus(self, self._desk, self._table, self._bar)
        self._boxes = MarkBoxes(self, self._desk, self._table, self._entering, self._today)
        self._why = Why(self, self._desk, self._model, theme, self._now)

    def _lay_out(self) -> None:
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self._bar)
        lines.addWidget(self._table, 1)
        if is_touch():
            lines.addWidget(MarksPad(self._table))
        lines.addWidget(self._line)
        FocusLead(self, self._table)

    def _connect(self) -> None:
        self._desk.changed.connect(self._on_changed)
        self._entering.refused.connect(self.refused)
        self._typing.refused.connect(self.refused)
        self._typing.changed.connect(self._on_typing)
        self._typing.comment_wanted.connect(self._boxes.edit_comment)
        self._typing.retake_wanted.connect(self._boxes.ask_retake)
        self._boxes.told.connect(self._line.show_hint)
        self._boxes.cell_wanted.connect(lambda debt: self.show_lesson(debt.lesson, debt.pupil))
        self._actions.told.connect(self._line.show_hint)
        self._actions.why_wanted.connect(self._on_why)
        self._actions.history_wanted.connect(self.history_wanted)
        self._actions.lesson_history_wanted.connect(self.lesson_history_wanted)
        self._connect_menus()
        self._why.told.connect(self._line.show_hint)
        self._why.left.connect(self._table.setFocus)
        self._bar.finals_wanted.connect(self.finals_wanted)
        self._bar.plan_wanted.connect(self.plan_wanted)
        self._table.caret_moved.connect(self._on_caret)
        self._table.selection_changed.connect(self._tell_selection)
        self._bar.term_chosen.connect(self._show_term)
        self._bar.left.connect(self._table.setFocus)
        self._bar.run_wanted.connect(self._on_run)

    def _connect_menus(self) -> None:
        self._menus.card_wanted.connect(self.card_wanted)
        self._menus.board_wanted.connect(self.board_wanted)
        self._menus.seating_wanted.connect(self.seating_wanted)
        self._menus.spread_wanted.connect(self.spread_wanted)
        self._menus.class_trend_wanted.connect(self.class_trend_wanted)
        self._menus.why_wanted.connect(self._on_why)
        self._menus.lesson_history_wanted.connect(self.lesson_history_wanted)
        self._menus.refused.connect(self.refused)

    def _today(self) -> date:
        return self._now().date()

    def _read(self) -> JournalPage:
        term = self._term
        first, last = (term.first, term.last) if term else (None, None)
        return self._desk.page(read_page, self._journal, first=first, last=last)

    def _show_term(self, term: TermSpan | None) -> None:
        self._term = term
        self._show(self._read())
        self._aim()

    def _show(self, page: JournalPage) -> None:
        seen = self._model.page
        caret = self._table.caret
        if self._model.show_page(page) and caret is not None:
            pupil, lesson = seen.pupils[caret[0]].id, seen.lessons[caret[1]].id
            place = self._model.place(pupil, lesson)
            if place is None:
                self._go_to_day(seen.lessons[caret[1]].day)
            else:
                self._table.go(place)
        self._table.take_keys()
        self._table.show_today(self._today())
        self._bar.show_terms(page.terms, self._term if self._term in page.terms else None)
        self._tell_empty()
        self._tell_selection()

    def _tell_empty(self) -> None:
        pupils, lessons = self._model.rowCount(), self._model.columnCount()
        self._note.say(empty_page_text(pupils=pupils, lessons=lessons, whole_year=self._term is None))

    def _go_to_day(self, day: date) -> None:
        lessons = self._model.page.lessons
        before = [column for column, lesson in enumerate(lessons) if lesson.day <= day]
        same = [column for column in before if lessons[column].day == day]
        if lessons and self._model.rowCount():
            self._table.go((0, (same[:1] or before[-1:] or [0])[0]))

    def _aim(self) -> None:
        self._aimed = self._table.isVisible()
        if self._aimed:
            self._table.aim()

    def _tell_selection(self) -> None:
        places = self._table.chosen()
        page = self._model.page
        if len(places) == 1:
            self._line.show_selection(told_cell(page, *places[0], self._today()))
        else:
            self._line.show_selection(selection_text(page, places) if places else "")

    def _on_changed(self, changes: Changes) -> None:
        page = self._model.page
        if changes.school or self._journal in changes.shapes or changes.lessons & {each.id for each in page.lessons}:
            self._show(self._read())
        elif cells := changes.cells_in(self._journal):
            self._model.show_cells(self._desk.page(read_cells, self._journal, cells=cells))
            self._tell_selection()
        else:
            return
        places = [
            place for cell in changes.cells_in(self._journal) if (place := self._model.place(cell.pupil, cell.lesson))
        ]
        if changes.recorded and len(places) == 1 and not self._entering.is_writing:
            self._typing.show(places[0])

    def _on_caret(self, _row: int, column: int) -> None:
        lessons = self._model.page.lessons
        lesson = lessons[column].id if 0 <= column < len(lessons) else ""
        if lesson and lesson != self._lesson:
            self._lesson = lesson
            self.lesson_chosen.emit(lesson)

    def _on_typing(self) -> None:
        self._bar.show_run(running=self._typing.is_running)
        self._line.ask(question_text(self._typing.doubt, same_key=self._typing.can_repeat))
        self._line.show_hint(self._hint())

    def _hint(self) -> str:
        if self._typing.is_pending:
            return self.tr("Enter — write it · Esc — forget it")
        keys = marks_text(self._model.page)
        if self._typing.is_adding:
            return self.tr("One more mark: type {keys}, Esc — no more").format(keys=keys)
        if self._typing.is_running:
            return self.tr("Enter — skip · Backspace — back · / — one more for the last one · Esc — end")
        if self._model.page.is_unmarked:
            return self.tr("This class has no marks · н б у о — attendance · ? — all keys")
        return self.tr(
            "{keys} — mark · / — one more · н б у о — attendance · д — owes · F2 — comment · ? — all keys"
        ).format(keys=keys)

    def _on_why(self, row: int) -> None:
        area = self._table.row_area(row)
        top = self._table.mapTo(self, area.topLeft())
        self._why.explain(self._journal, row, self._term, QRect(top, area.size()))

    def _on_run(self, run: bool) -> None:  # noqa: FBT001 - a signal's value
        self._typing.run_column(run=run)
        self._table.setFocus()
