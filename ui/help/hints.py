"""First hints: each once, one at a time, beside what it speaks of; never over a cell, and they can be turned off."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QPushButton, QSizePolicy, QWidget
from shiboken6 import isValid
from typing_extensions import override

from ui.settings import Settings
from ui.theme import GAP, SMALL_GAP, WIDE_GAP
from ui.widgets.naming import named


@dataclass(frozen=True, slots=True)
class Hint:
    """A text and its place. place: a widget's class. line: above which line of its layout, -1 below the last."""

    name: str
    place: str
    line: int
    text: str
    narrow: bool = False


def hints() -> tuple[Hint, ...]:
    """Return the hints in the order in which they are worth reading."""
    return (
        Hint(
            "today",
            "TodayView",
            1,
            QCoreApplication.translate("Hints", "Enter opens the lesson. Ctrl+K finds any action, journal or day."),
        ),
        Hint(
            "marks",
            "JournalView",
            1,
            QCoreApplication.translate(
                "Hints", "A digit puts a mark, Enter goes to the next pupil. Every entry is kept at once."
            ),
        ),
        Hint(
            "lesson",
            "LessonPanel",
            0,
            QCoreApplication.translate(
                "Hints", "Ctrl+T takes the topic from the plan. What is typed here is kept by itself."
            ),
            narrow=True,
        ),
        Hint(
            "synchronisation",
            "Workspace",
            -1,
            QCoreApplication.translate(
                "Hints", "Below at the right stands what is not sent yet. Without a network just go on working."
            ),
        ),
    )


class HintBar(QFrame):
    """A text and two answers; it takes no focus by itself."""

    read = Signal()
    unwanted = Signal()

    def __init__(self, hint: Hint) -> None:
        super().__init__()
        self.setObjectName("hint")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setProperty("role", "hint")
        text = named(QLabel(hint.text), "hint_text")
        text.setWordWrap(True)
        understood = named(QPushButton(self.tr("I see")), "hint_read")
        never = named(QPushButton(self.tr("No more hints")), "hint_unwanted")
        understood.clicked.connect(self.read)
        never.clicked.connect(self.unwanted)
        lines = QBoxLayout(QBoxLayout.Direction.TopToBottom if hint.narrow else QBoxLayout.Direction.LeftToRight, self)
        lines.setContentsMargins(WIDE_GAP, GAP, WIDE_GAP, GAP)
        lines.setSpacing(SMALL_GAP)
        lines.addWidget(text, 1)
        for button in (understood, never):
            button.setProperty("kind", "quiet")
            lines.addWidget(button)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # what wraps is higher than the hint by which the page shares out its room
        self.setMinimumHeight(self.heightForWidth(self.width()))


class Hints(QObject):
    """Looks which hint fits what is shown. It belongs to one workspace. parts: the page there and what is beside it."""

    turned_off = Signal()

    def __init__(self, workspace: QWidget, parts: Callable[[], Sequence[QWidget]], settings: Settings) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._parts = parts
        self._settings = settings
        self._bar: HintBar | None = None
        self._hint: Hint | None = None

    def look(self) -> None:
        """Show the first hint that is not read and whose place is seen, instead of one whose place is not."""
        if not self._settings.hints_shown:
            self.hide()
            return
        read = self._settings.hints_read
        for hint in hints():
            if hint.name not in read and (place := self._place(hint)) is not None:
                self._show(hint, place)
                return
        self.hide()

    def hide(self) -> None:
        """Take the hint away without counting it as read."""
        if self._bar is not None and isValid(self._bar):
            self._bar.hide()
            self._bar.deleteLater()
        self._bar = self._hint = None

    def _show(self, hint: Hint, place: QWidget) -> None:
        # a page that was closed has taken its hint with it
        shown = self._bar if self._bar is not None and isValid(self._bar) else None
        if shown is not None and hint == self._hint and shown.parentWidget() is place:
            return
        self.hide()
        lines = place.layout()
        if isinstance(lines, QBoxLayout):
            self._hint, self._bar = hint, HintBar(hint)
            self._bar.read.connect(self._on_read)
            self._bar.unwanted.connect(self._on_unwanted)
            lines.insertWidget(hint.line, self._bar)
            self._bar.show()

    def _place(self, hint: Hint) -> QWidget | None:
        # not all children: for each one Qt would make an object of Python, some of classes that nothing else asks for
        inside = (self._workspace, *self._parts())
        found = (each for each in inside if type(each).__name__ == hint.place and each.isVisibleTo(self._workspace))
        return next(found, None)

    def _on_read(self) -> None:
        if self._hint is not None:
            self._settings.hints_read = [*self._settings.hints_read, self._hint.name]
        self._leave()

    def _on_unwanted(self) -> None:
        self._settings.hints_shown = False
        self._leave()
        self.turned_off.emit()

    def _leave(self) -> None:
        place = self._bar.parentWidget() if self._bar else None
        self.hide()
        if place is not None:
            place.setFocus()
