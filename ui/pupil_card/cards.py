"""Opens pupils' cards over the pages, keeps them fresh, and gives the keyboard back when they are left."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from app.changes import Changes
from app.domain.pages import PupilRow
from app.errors import GradebookError
from app.ids import JournalId, PupilId
from app.services.pupil_card import read_card
from app.services.works import read_work_types
from ui.desk import Desk
from ui.pupil_card.sheet import CardSheet
from ui.theme import Theme
from ui.widgets.later import Later


class Cards(QObject):
    """One card at a time over one workspace; it is made when the first one is wanted."""

    refused = Signal(object)
    journal_wanted = Signal(str, str, str)

    def __init__(self, around: QWidget, desk: Desk, theme: Theme, now: Callable[[], datetime]) -> None:
        super().__init__(around)
        self._around = around
        self._desk = desk
        self._theme = theme
        self._now = now
        self._sheet: CardSheet | None = None
        self._listed: Sequence[PupilRow] = ()
        self._journal: JournalId | None = None
        self._from: QWidget | None = None
        self._refresh = Later(self._reload, self, in_pause=True)
        desk.changed.connect(self._on_changed)

    @property
    def sheet(self) -> CardSheet | None:
        """The card, None where none was wanted yet."""
        return self._sheet

    def open(self, who: PupilId, listed: Sequence[PupilRow], journal: JournalId | None) -> None:
        """Show a pupil's card. listed: among whom the keys go on. journal: of the page, None for no journal."""
        self._from = QApplication.focusWidget()
        self._listed, self._journal = listed, journal
        self._show(who)

    def leave(self) -> None:
        """Take the card away without giving the keyboard back."""
        if self._sheet is not None:
            self._sheet.hide()

    def _show(self, who: PupilId) -> None:
        today = self._now().date()
        try:
            card = self._desk.page(read_card, who, journal_id=self._journal, today=today)
        except GradebookError as error:
            self.leave()
            self.refused.emit(error)
            return
        if self._sheet is None:
            self._sheet = CardSheet(self._theme, self._around, self._desk.page(read_work_types))
            self._sheet.pupil_wanted.connect(lambda key: self._show(PupilId(key)))
            self._sheet.journal_wanted.connect(self._on_journal)
            self._sheet.left.connect(self._on_left)
        self._sheet.show_card(card, self._listed, today)

    def _on_left(self) -> None:
        if self._from is not None and isValid(self._from) and self._from.isVisible():
            self._from.setFocus()
        else:
            self._around.setFocus()

    def _on_journal(self, journal: str, lesson: str, pupil: str) -> None:
        self.leave()
        self.journal_wanted.emit(journal, lesson, pupil)

    def _on_changed(self, changes: Changes) -> None:
        if changes and self._sheet is not None and self._sheet.isVisible():
            self._refresh.ask()

    def _reload(self) -> None:
        if self._sheet is not None and (who := self._sheet.shown) is not None:
            self._show(who)
