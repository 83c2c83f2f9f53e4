"""«Пересдача»: a mark in a cell instead of another one of the same pupil."""

from PySide6.QtCore import QRect, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from app.domain.pages import JournalPage, ShownMark
from app.ids import MarkId
from ui.journal.wording import lesson_text, retaken_text
from ui.theme import SMALL_GAP, WIDE_GAP
from ui.widgets.floating_box import FloatingBox
from ui.widgets.naming import named
from ui.widgets.telling import telling

WIDTH = 460
"""Pixels."""

LONGEST = 8
"""Letters of the longest value that a scale may have."""


class RetakeBox(FloatingBox):
    """Enter gives the mark, Escape leaves all as it was. The cell's own last mark is offered first."""

    wanted = Signal(object, str)
    """The old mark, and the new value."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("retake_box", parent)
        self.setFixedWidth(WIDTH)
        self._old: tuple[MarkId, ...] = ()
        self._title = named(QLabel(), "retake_title")
        self._title.setWordWrap(True)
        self._which = telling(named(QComboBox(), "retake_old", self.tr("Instead of which mark")))
        self._value = named(QLineEdit(maxLength=LONGEST), "retake_value", self.tr("New mark"))
        self._value.setPlaceholderText(self.tr("New mark"))
        hint = QLabel(self.tr("Enter — give it, Esc — leave. The old mark stays and is shown as re-taken."))
        hint.setProperty("role", "caption")
        hint.setWordWrap(True)
        line = QHBoxLayout()
        line.setSpacing(SMALL_GAP)
        line.addWidget(QLabel(self.tr("instead of")))
        line.addWidget(self._which, 1)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(WIDE_GAP, SMALL_GAP, WIDE_GAP, SMALL_GAP)
        lines.setSpacing(SMALL_GAP)
        lines.addWidget(self._title)
        lines.addWidget(self._value)
        lines.addLayout(line)
        lines.addWidget(hint)
        self._value.returnPressed.connect(self._on_return)

    def ask(self, page: JournalPage, row: int, column: int, area: QRect) -> bool:
        """Ask for a new mark beside *area*; return False where the pupil has no mark that could be re-taken."""
        offered = _offered(page, row, column)
        if not offered:
            return False
        self._old = tuple(mark.id for _, mark in offered)
        self._title.setText(f"{page.pupils[row].short_name}, {lesson_text(page.lessons[column])}")
        self._which.clear()
        self._which.addItems([retaken_text(page.lessons[place], mark) for place, mark in offered])
        self._value.clear()
        self.open_beside(area)
        self._value.setFocus()
        return True

    def _on_return(self) -> None:
        text, number = self._value.text().strip(), self._which.currentIndex()
        if text and 0 <= number < len(self._old):
            self.wanted.emit(self._old[number], text)


def _offered(page: JournalPage, row: int, column: int) -> list[tuple[int, ShownMark]]:
    """Return the pupil's marks that were not re-taken: those of the cell first, the latest of each before."""
    others = [place for place in reversed(range(len(page.lessons))) if place != column]
    return [
        (place, mark)
        for place in (column, *others)
        for mark in reversed(page.cell(row, place).counting)
        if not mark.retaken
    ]
