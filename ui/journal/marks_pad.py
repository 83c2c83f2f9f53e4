"""Marks and signs to press with a finger, below the page: for a whiteboard or a tablet without a keyboard."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.domain.attendance import Absence
from ui.journal.keys import Act, Press
from ui.journal.marks_table import MarksTable
from ui.journal.wording import absence_text
from ui.theme import SMALL_GAP, TARGET, WIDE_GAP
from ui.widgets.naming import named

SIGNS = (Absence.ABSENT, Absence.ILL, Absence.EXCUSED, Absence.LATE)


class MarksPad(QWidget):
    """A button is the key that it stands for; the caret and the keyboard stay in the table."""

    def __init__(self, table: MarksTable) -> None:
        super().__init__()
        self.setObjectName("marks_pad")
        self._table = table
        line = QHBoxLayout(self)
        line.setContentsMargins(WIDE_GAP, 0, WIDE_GAP, SMALL_GAP)
        line.setSpacing(SMALL_GAP)
        for name, text, told, presses in self._keys():
            button = named(QPushButton(text), name, told)
            button.setToolTip(told)
            button.setMinimumWidth(TARGET)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _checked=False, presses=presses: self._press(presses))
            line.addWidget(button)
        line.addStretch()

    def _keys(self) -> Iterator[tuple[str, str, str, Sequence[Press]]]:
        """Yield each button's name, text, meaning, and what it presses."""
        page = self._table.marks.page
        if not page.is_unmarked:
            for value, _ in page.scale.values:
                yield f"pad_{value}", value, self.tr("Mark {value}").format(value=value), self._typed(value)
            yield "pad_again", "/", self.tr("One more mark"), [Press(Act.AGAIN)]
        for sign in SIGNS:
            yield f"pad_{sign.name}", str(sign), absence_text(sign), [Press(Act.SIGN, str(sign), sign)]
        yield "pad_clear", "⌫", self.tr("Empty the cell"), [Press(Act.CLEAR)]
        yield "pad_up", "↑", self.tr("Previous pupil"), [Press(Act.UP)]
        yield "pad_down", "↓", self.tr("Next pupil"), [Press(Act.DOWN)]

    def _typed(self, value: str) -> Sequence[Press]:
        """Return how a value is typed: at once, or letter by letter and Enter where a longer one begins so too."""
        keys = self._table.keys
        if value in keys.at_once.values():
            return [Press(Act.MARK, value)]
        lower = value.casefold()
        letters = [Press(Act.LETTER, letter) for letter in lower]
        return [*letters, Press(Act.DOWN)] if keys.grows(lower) else letters

    def _press(self, presses: Sequence[Press]) -> None:
        self._table.setFocus()
        for press in presses:
            self._table.typed.emit(press)
