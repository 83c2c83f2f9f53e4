"""«КТП» of a journal in its tab: the plan, how the lessons stand against it, and pages that show what would change."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QLabel, QMenu, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from app.changes import Changes
from app.domain.plan_comparing import compared
from app.domain.plan_pages import PlanPage, PlanSource, fact_of
from app.domain.plans import PlanEntry
from app.errors import GradebookError
from app.files.plan_in import PlanFile
from app.ids import JournalId
from app.services.plans import new_item_id, put_plan, read_plan, read_plan_sources
from ui.desk import Desk
from ui.desk_view import DeskView
from ui.file_dialog import file_dialog
from ui.plan.fact_part import FactPart
from ui.plan.moving_page import MovingPage
from ui.plan.plan_bar import PlanBar
from ui.plan.plan_model import PlanModel
from ui.plan.plan_table import PlanTable
from ui.plan.preview_page import PreviewPage
from ui.plan.reading_page import ReadingPage
from ui.theme import PAGE_GAP, SMALL_GAP, Theme
from ui.today.view import local_now
from ui.widgets.focus_lead import FocusLead
from ui.widgets.later import Later
from ui.widgets.naming import named
from ui.widgets.offering import offer


class PlanView(DeskView):
    """What is typed is written when its row is left; every change is one step of undo."""

    own_journal_wanted = Signal()

    def __init__(
        self, desk: Desk, journal: JournalId, theme: Theme, *, now: Callable[[], datetime] = local_now
    ) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._desk = desk
        self._journal = journal
        self._now = now
        self._stale = False
        self._model = PlanModel(self._read(), theme, self)
        self._bar = PlanBar(theme)
        self._fact = FactPart(theme)
        self._table = PlanTable(self._model)
        self._empty = self._build_empty()
        self._preview, self._moving, self._reading = PreviewPage(theme), MovingPage(theme), ReadingPage()
        self._pages = QStackedWidget()
        self._soon = Later(self._reload, self)
        self._lay_out()
        self._connect()
        self._show_page()

    def title(self) -> str:
        """Return the page's name, such as "7Б Алгебра · план"."""
        page = self._model.page
        return self.tr("{title} {subject} · plan").format(title=page.title, subject=page.subject)

    def keep(self) -> None:
        """Write what is typed."""
        self._table.finish_edit()
        self._write_typed()

    def take_file(self, path: Path) -> None:
        """Read a plan from a file and show what it would change."""
        self.keep()
        self._pages.setCurrentWidget(self._reading)
        self._reading.begin(path)

    def take_copy(self, source: PlanSource) -> None:
        """Show what another journal's plan would change."""
        self.keep()
        page = self._model.page
        comparison = compared(page.entries, source.items, new_item_id)
        fact = fact_of(page, comparison.entries)
        self._preview.show_copy(f"{source.title} {source.subject}", comparison, page, fact)
        self._open(self._preview)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._reload()

    def _lay_out(self) -> None:
        plan = QWidget()
        inside = QVBoxLayout(plan)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        for each in (self._bar, self._fact, self._empty):
            inside.addWidget(each)
        inside.addWidget(self._table, 1)
        self._plan = plan
        for page in (plan, self._preview, self._moving, self._reading):
            self._pages.addWidget(page)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self._pages)
        FocusLead(self, self._table)

    def _connect(self) -> None:
        self._desk.changed.connect(self._on_changed)
        self._bar.add_wanted.connect(self._on_add)
        self._bar.remove_wanted.connect(self._on_remove)
        self._bar.file_wanted.connect(self._on_file)
        self._bar.copy_wanted.connect(self._on_copy)
        self._bar.move_wanted.connect(self._on_move_rest)
        self._bar.journal_wanted.connect(self.own_journal_wanted)
        self._table.row_left.connect(self._write_typed)
        self._table.add_wanted.connect(self._on_add)
        self._table.remove_wanted.connect(self._on_remove)
        self._table.move_wanted.connect(self._on_move)
        for page in (self._preview, self._moving):
            page.accepted.connect(self._on_accepted)
            page.left.connect(self._close_page)
        self._reading.read.connect(self._on_read)
        self._reading.failed.connect(self._on_failed)
        self._reading.left.connect(self._close_page)

    def _build_empty(self) -> QLabel:
        text = self.tr("There is no plan yet. Take it from a file, copy it from another class, or add the first item.")
        label = named(QLabel(text), "plan_empty")
        label.setWordWrap(True)
        label.setProperty("role", "muted")
        label.setContentsMargins(PAGE_GAP, SMALL_GAP, PAGE_GAP, SMALL_GAP)
        return label

    def _read(self) -> PlanPage:
        return self._desk.page(read_plan, self._journal, today=self._now().date())

    def _reload(self) -> None:
        self._stale = False
        key = self._model.entries[self._table.row].id if self._table.row >= 0 else ""
        self._model.show_page(self._read())
        self._show_page()
        if (row := self._model.row_of(key)) >= 0 and row != self._table.row:
            self._table.go(row)

    def _show_page(self) -> None:
        page = self._model.page
        self._fact.show_page(page)
        self._empty.setVisible(not self._model.entries)
        self._bar.show_rights(is_mine=page.is_mine, has_items=bool(page.rows))

    def _write_typed(self) -> None:
        if self._model.is_typed_into:
            wanted = self._model.wanted()
            if self._put(wanted):
                self._reload()

    def _put(self, items: Sequence[PlanEntry]) -> bool:
        """Write the plan, and return whether it was taken; what is typed stays where it was refused."""
        if tuple(items) != self._model.page.entries:
            try:
                self._desk.do(put_plan, journal=self._journal, items=items)
            except GradebookError as error:
                self.refused.emit(error)
                return False
        self._model.forget()
        return True

    def _on_add(self) -> None:
        if not self._model.page.is_mine:
            return
        self.keep()
        row = self._table.row
        section = self._model.entries[row].section if row >= 0 else ""
        self._model.add(PlanEntry(new_item_id(), section, "", 1), row + 1)
        self._show_page()
        self._table.begin_edit(row + 1)

    def _on_remove(self) -> None:
        rows = self._table.rows()
        if not rows or not self._model.page.is_mine:
            return
        self.keep()
        kept = [each for row, each in enumerate(self._model.entries) if row not in rows]
        if self._put(kept):
            self._reload()
            if kept:
                self._table.go(min(rows[0], len(kept) - 1))

    def _on_move(self, step: int) -> None:
        self.keep()
        row, items = self._table.row, list(self._model.entries)
        if not self._model.page.is_mine or not (row >= 0 and 0 <= row + step < len(items)):
            return
        items.insert(row + step, items.pop(row))
        if self._put(items):
            self._reload()
            self._table.go(row + step)

    def _on_file(self) -> None:
        dialog = file_dialog(self, "plan_file", self.tr("Plan from a file"), "plan")
        dialog.setNameFilters([self.tr("Tables (*.xlsx *.xlsm *.xls *.csv *.tsv *.html)"), self.tr("All files (*)")])
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.take_file(Path(name)))
        dialog.open()

    def _on_copy(self) -> None:
        menu = QMenu(self)
        menu.setObjectName("plan_copy_menu")
        for source in self._desk.page(read_plan_sources, self._journal):
            text = self.tr("{journal}, {hours} h").format(
                journal=f"{source.title} {source.subject}", hours=source.hours
            )
            menu.addAction(text).triggered.connect(lambda _checked, chosen=source: self.take_copy(chosen))
        if menu.isEmpty():
            nothing = self.tr("No other journal of yours has a plan")
            offer(menu.addAction(nothing), possible=False, reason=nothing)
        menu.aboutToHide.connect(menu.deleteLater)
        button = self._bar.copy_button()
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    def _on_move_rest(self) -> None:
        self.keep()
        self._moving.show_page(self._model.page)
        self._open(self._moving)

    def _on_read(self, found: PlanFile) -> None:
        page = self._model.page
        comparison = compared(page.entries, found.entries, new_item_id)
        self._preview.show_file(found, comparison, page, fact_of(page, comparison.entries))
        self._open(self._preview)

    def _on_failed(self, error: Exception) -> None:
        self._close_page()
        if not isinstance(error, GradebookError):
            raise error
        self.refused.emit(error)

    def _on_accepted(self, items: Sequence[PlanEntry]) -> None:
        if self._put(items):
            self._close_page()
            self._reload()

    def _open(self, page: QWidget) -> None:
        self._pages.setCurrentWidget(page)
        page.setFocus()

    def _close_page(self) -> None:
        self._pages.setCurrentWidget(self._plan)
        self._table.setFocus()

    def _on_changed(self, changes: Changes) -> None:
        if self._journal not in changes.shapes and not changes.lessons and not changes.school:
            return
        self._stale = True
        if self.isVisible():
            self._soon.ask()
