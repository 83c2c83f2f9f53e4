"""Explains a pupil's average on the journal's page, over the page."""

from collections.abc import Callable
from datetime import datetime
from functools import cached_property

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtWidgets import QWidget

from app.domain.pages import TermSpan
from app.ids import JournalId
from app.services.finals import read_explanation
from ui.desk import Desk
from ui.explanation.box import ExplanationBox
from ui.explanation.markup import Heading
from ui.journal.marks_model import MarksModel
from ui.theme import Theme


class Why(QObject):
    """An average of the whole year is of no term, so nothing follows from it: that is said instead."""

    told = Signal(str)
    left = Signal()

    def __init__(self, page: QWidget, desk: Desk, model: MarksModel, theme: Theme, now: Callable[[], datetime]) -> None:
        super().__init__(page)
        self._page = page
        self._desk = desk
        self._model = model
        self._theme = theme
        self._now = now

    def explain(self, journal: JournalId, row: int, term: TermSpan | None, area: QRect) -> None:
        """Explain a row's average beside *area*. term: the one that is shown, None for the whole year."""
        pupil = self._model.page.pupils[row]
        if term is None:
            self.told.emit(self.tr("Choose a term above: an average is explained for a term."))
            return
        today = self._now().date()
        found = self._desk.page(read_explanation, journal, who=pupil.id, term_id=term.id, today=today)
        if found is not None:
            self._box.explain(Heading(pupil.short_name, term.name), found, area)

    @cached_property
    def _box(self) -> ExplanationBox:
        box = ExplanationBox(self._theme, self._page)
        box.left.connect(self.left)
        return box
