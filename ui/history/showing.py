"""Shows the history of what a page asks for, keeps it fresh while it is open, and brings earlier values back."""

from collections.abc import Callable
from datetime import datetime
from functools import cached_property

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtWidgets import QWidget

from app.changes import Changes
from app.domain.history import History, Step, Thread
from app.errors import GradebookError, ReasonNeededError, UnconfirmedError
from app.services.entry_checks import Said
from app.services.history import restore
from app.store.unit import Unit
from ui.desk import Desk
from ui.history.box import HistoryBox
from ui.theme import Theme

Query = Callable[[Unit], History]
"""Reads the history that is shown."""


class HistoryShowing(QObject):
    """One box over one page."""

    left = Signal()
    refused = Signal(object)
    final_wanted = Signal(Thread, Step)
    """A mark for a period is to be brought back: its page decides and asks."""

    def __init__(self, page: QWidget, desk: Desk, theme: Theme, now: Callable[[], datetime]) -> None:
        super().__init__(page)
        self._page = page
        self._desk = desk
        self._theme = theme
        self._now = now
        self._query: Query | None = None
        desk.changed.connect(self._on_changed)

    def show(self, heading: tuple[str, str], query: Query, area: QRect) -> None:
        """Show what a query finds beside *area*. heading: whose it is, and where."""
        self._query = query
        self._box.open_at(heading, self._desk.page(query), area)

    @cached_property
    def _box(self) -> HistoryBox:
        box = HistoryBox(self._theme, self._page)
        box.left.connect(self.left)
        box.restore_wanted.connect(self._on_restore)
        return box

    def _on_changed(self, _changes: Changes) -> None:
        if self._query is not None and self._box.isVisible():
            self._box.show_history(self._desk.page(self._query))

    def _on_restore(self, thread: Thread, step: Step, reason: str) -> None:
        if thread.lesson is None:
            self._box.leave()
            self.final_wanted.emit(thread, step)
            return
        try:
            said = Said(self._now().date(), reason, self._box.meant)
            self._desk.do(restore, thread=thread, step=step, said=said)
        except ReasonNeededError:
            self._box.ask_reason()
        except UnconfirmedError as error:
            self._box.ask_meant(error)
        except GradebookError as error:
            self.refused.emit(error)
