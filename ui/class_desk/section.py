"""What every part of the class teacher's desk does: it shows one class, and reads it anew only when it is looked at."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.changes import Changes
from app.domain.class_page import OwnClass
from app.domain.pages import PupilRow
from app.errors import GradebookError
from ui.desk import Desk
from ui.theme import Theme


class Section(QWidget):
    """Changes made elsewhere wait until the part is in sight; none of them is kept waiting for it."""

    refused = Signal(object)
    journal_wanted = Signal(str, str, str)
    card_wanted = Signal(str, object, str)
    """As that of a page of the school."""

    def __init__(self, desk: Desk, theme: Theme, now: Callable[[], datetime], mine: OwnClass) -> None:
        super().__init__()
        self._desk = desk
        self._theme = theme
        self._now = now
        self._class = mine
        self._stale = True
        desk.changed.connect(self._on_changed)

    @property
    def today(self) -> date:
        """The day on which the page is looked at."""
        return self._now().date()

    def show_class(self, mine: OwnClass) -> None:
        """Show another class."""
        self._class = mine
        self._refresh()

    def show_card(self, row: int, listed: Sequence[PupilRow]) -> None:
        """Ask for the card of a row's pupil. listed: the rows."""
        if 0 <= row < len(listed):
            self.card_wanted.emit(listed[row].id, listed, "")

    def reload(self) -> None:
        """Read what is shown."""
        raise NotImplementedError

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._refresh()

    def _refresh(self) -> None:
        self._stale = not self.isVisible()
        if self._stale:
            return
        # refused where the class was given to another teacher while its page was open
        self._try(self.reload)

    def _try(self, act: Callable[[], object]) -> bool:
        """Do something; return whether it was not refused."""
        try:
            act()
        except GradebookError as error:
            self.refused.emit(error)
            return False
        return True

    def _on_changed(self, changes: Changes) -> None:
        if changes:
            self._refresh()
