"""Opens what helps at the board over a journal's page: who answers, and a timer."""

from PySide6.QtCore import QObject

from app.changes import Changes
from app.ids import LessonId, PupilId
from ui.board.tools import ToolsBox
from ui.desk import Desk
from ui.journal.view import JournalView


class BoardTools(QObject):
    """Made when it is wanted for the first time; the timer goes on while the box is away."""

    def __init__(self, page: JournalView, desk: Desk) -> None:
        super().__init__(page)
        self._page = page
        self._desk = desk
        self._box: ToolsBox | None = None
        page.board_wanted.connect(self._on_wanted)
        desk.changed.connect(self._on_changed)

    def _on_wanted(self, row: int, column: int) -> None:
        if self._box is None:
            self._box = ToolsBox(self._desk, self._page)
            self._box.called.connect(self._on_called)
            self._box.left.connect(self._page.setFocus)
        self._show()
        self._box.open_at(self._page.at(row, column)[2])

    def _show(self) -> None:
        page = self._page.page
        names = {each.id: each.short_name for each in page.pupils}
        if self._box is not None and self._page.lesson:
            self._box.tools.chance.show_lesson(page, LessonId(self._page.lesson), lambda who: names.get(who, ""))

    def _on_called(self, who: str) -> None:
        self._page.show_lesson(LessonId(self._page.lesson), PupilId(who))

    def _on_changed(self, changes: Changes) -> None:
        if changes and self._box is not None and self._box.isVisible():
            self._show()
