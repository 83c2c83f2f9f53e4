"""«Кого спросить»: calls a pupil who is there by chance, everybody once before anybody twice, and says why."""

import random
from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.domain.calling import Choose, Round, round_of
from app.domain.pages import JournalPage
from app.ids import LessonId, PupilId
from app.services.calling import call_pupil, forget_called, read_called
from ui.counts import Counts
from ui.desk import Desk
from ui.theme import SMALL_GAP
from ui.widgets.naming import named
from ui.widgets.offering import offer


class ChancePart(QWidget):
    """About one lesson; what was called is kept with it. called_as: how a pupil is named on the screen."""

    called = Signal(str)
    """A pupil, by the id."""

    def __init__(self, desk: Desk, choose: Choose | None = None) -> None:
        super().__init__()
        self._desk = desk
        self._choose = choose or random.SystemRandom().choice
        self._page: JournalPage | None = None
        self._lesson: LessonId | None = None
        self._called_as: Callable[[PupilId], str] = str
        self._since = 0
        self._name = named(QLabel(), "chance_name")
        self._name.setProperty("role", "display")
        self._name.setTextFormat(Qt.TextFormat.PlainText)
        self._name.setWordWrap(True)
        self._why = named(QLabel(), "chance_why")
        self._why.setProperty("role", "muted")
        self._why.setWordWrap(True)
        self._next = named(QPushButton(self.tr("Call somebody")), "chance_next")
        self._next.setProperty("kind", "primary")
        self._next.setAutoDefault(True)
        self._next.clicked.connect(self._on_next)
        self._anew = named(QPushButton(self.tr("Begin anew")), "chance_anew")
        self._anew.clicked.connect(self._on_anew)
        self._lay_out()
        self.setFocusProxy(self._next)

    def show_lesson(self, page: JournalPage, lesson: LessonId, called_as: Callable[[PupilId], str]) -> None:
        """Call at a lesson of a page, among whom it says to be there."""
        is_other = lesson != self._lesson
        self._page, self._lesson, self._called_as = page, lesson, called_as
        if is_other:
            self._since = 0
        self._tell()

    def _lay_out(self) -> None:
        title = QLabel(self.tr("Who answers"))
        title.setProperty("role", "title")
        buttons = QHBoxLayout()
        buttons.setSpacing(SMALL_GAP)
        buttons.addWidget(self._next)
        buttons.addWidget(self._anew)
        buttons.addStretch()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(SMALL_GAP)
        for each in (title, self._name, self._why):
            lines.addWidget(each)
        lines.addLayout(buttons)

    def forget_name(self) -> None:
        """Show nobody until somebody is called again."""
        self._since = len(self._called())
        self._tell()

    def _called(self) -> tuple[PupilId, ...]:
        return self._desk.page(read_called, self._lesson) if self._lesson else ()

    def _round(self) -> Round | None:
        if self._page is None or self._lesson is None:
            return None
        column = next((n for n, each in enumerate(self._page.lessons) if each.id == self._lesson), None)
        if column is None:
            return None
        return round_of(self._page, column, self._called())

    def _tell(self) -> None:
        found = self._round()
        for button in (self._next, self._anew):
            is_anybody = found is not None and bool(found.present)
            offer(button, possible=is_anybody, reason=self.tr("Nobody is there to be called."))
        last = self._called()[self._since :][-1:]
        self._name.setText(self._called_as(last[0]) if last else "")
        self._name.setVisible(bool(last))
        self._why.setText(self._why_text(found))

    def _why_text(self, found: Round | None) -> str:
        if found is None or not found.present:
            return self.tr("Nobody is there to be called.")
        left = self.tr("Round {number}: {left} of {all} were not called yet.").format(
            number=found.number, left=len(found.left), all=len(found.present)
        )
        return f"{left} {Counts().left_out(found.skipped)}" if found.skipped else left

    def _on_next(self) -> None:
        found = self._round()
        if found is not None and found.left and self._lesson is not None:
            who = self._choose(found.left)
            self._desk.do(call_pupil, lesson=self._lesson, pupil=who)
            self._tell()
            self.called.emit(who)

    def _on_anew(self) -> None:
        if self._lesson is not None:
            self._desk.do(forget_called, lesson=self._lesson)
            self._since = 0
            self._tell()
