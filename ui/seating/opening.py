"""Opens the seating plan over a journal's page, keeps what is arranged, and prints it."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from app.changes import Changes
from app.domain.seating import Layout
from app.errors import GradebookError
from app.services.seating import read_seating, set_seating
from ui.desk import Desk
from ui.journal.view import JournalView
from ui.printing.preview import PrintPreview
from ui.seating.plan import SeatingPlan
from ui.seating.printing import RoomSheet
from ui.theme import Theme


class Seats(QObject):
    """Made when the plan is wanted for the first time; a class that was never seated sits by the alphabet."""

    refused = Signal(object)

    def __init__(self, page: JournalView, desk: Desk, theme: Theme, now: Callable[[], datetime]) -> None:
        super().__init__(page)
        self._page = page
        self._desk = desk
        self._theme = theme
        self._now = now
        self._plan: SeatingPlan | None = None
        page.seating_wanted.connect(self._on_wanted)
        desk.changed.connect(self._on_changed)

    def _on_wanted(self) -> None:
        if self._plan is None:
            self._plan = SeatingPlan(self._page, self._theme)
            self._plan.changed.connect(self._on_arranged)
            self._plan.left.connect(self._on_left)
            self._plan.print_wanted.connect(self._on_print)
        if self._plan.isVisible():
            self._on_left()
        else:
            self._plan.open_room(self._read())

    def _read(self) -> Layout:
        page = self._page.page
        found = self._desk.page(read_seating, page.journal)
        pupils = [each.id for each in page.pupils]
        return found.only(pupils) if found.places else found.filled(pupils)

    def _on_arranged(self, layout: Layout) -> None:
        try:
            self._desk.do(set_seating, journal=self._page.page.journal, layout=layout)
        except GradebookError as error:
            self.refused.emit(error)

    def _on_left(self) -> None:
        if self._plan is not None:
            self._plan.hide()
        self._page.setFocus()

    def _on_changed(self, changes: Changes) -> None:
        if self._plan is not None and self._plan.isVisible() and (changes.shapes or changes.school):
            self._plan.show_room(self._read())

    def _on_print(self) -> None:
        plan = self._plan
        if plan is None:
            return
        day = self._now().date()
        preview = PrintPreview(RoomSheet(self._page.title(), day, plan.model), day, self._theme, self._page)
        preview.finished.connect(plan.table.setFocus)
        preview.open()
