"""Asks why a mark of a closed term shall be corrected, and sends the request to the deputy head «завуч»."""

from functools import cached_property

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtWidgets import QWidget

from app.errors import TermClosedError
from app.services.requesting import MarkRequest
from ui.journal.entering import Entering
from ui.journal.marks_model import MarksModel, Place
from ui.journal.marks_table import MarksTable
from ui.journal.wording import lesson_text
from ui.widgets.ask_box import AskBox, Question


class Requesting(QObject):
    """A small box beside the cell; the page below stays alive."""

    told = Signal(str)

    def __init__(self, page: QWidget, table: MarksTable, model: MarksModel, entering: Entering) -> None:
        super().__init__(page)
        self._page = page
        self._table = table
        self._model = model
        self._entering = entering
        self._request: MarkRequest | None = None
        entering.closed.connect(self._on_closed)

    @cached_property
    def _box(self) -> AskBox:
        box = AskBox(self._page, "request_box")
        box.answered.connect(self._on_answered)
        box.left.connect(self._table.setFocus)
        return box

    def _on_closed(self, place: Place, request: MarkRequest, error: TermClosedError) -> None:
        self._request = request
        pupil, lesson = self._model.page.pupils[place[0]], self._model.page.lessons[place[1]]
        text = self.tr(
            "“{term}” is closed. The deputy head can accept a correction: say why it is needed. "
            "Until then the cell stays as it is."
        )
        wanted = request.value or self.tr("without a mark")
        if request.more:
            wanted = self.tr("one more, {mark}").format(mark=request.value)
        question = Question(
            f"{pupil.short_name}, {lesson_text(lesson)}: {wanted}",
            text.format(term=error.term),
            self.tr("Ask the deputy head"),
            reason=True,
        )
        area = self._table.visualRect(self._model.index(*place))
        self._box.ask(question, QRect(self._table.viewport().mapTo(self._page, area.topLeft()), area.size()))

    def _on_answered(self, reason: str) -> None:
        if self._request is not None and self._entering.ask(self._request, reason):
            self._request = None
            self._box.leave()
            self.told.emit(self.tr("The request waits for the deputy head. You find it under “Needs attention”."))
