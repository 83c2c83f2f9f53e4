"""Where the caret goes and what a press does: cell by cell, or a whole column in one run."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from app.errors import UnknownMarkError
from ui.journal.entering import Entering
from ui.journal.keys import Act, Press
from ui.journal.marks_model import MarksModel, Place
from ui.journal.marks_table import MarksTable


class Typing(QObject):
    """The caret stays after an entry; in a run of a column it goes to the next pupil by itself.

    A run begins where the caret is, and ends at the last pupil, with Escape, or when the caret leaves the column.
    The keys "/", F2 and Backspace are about the entry just made, wherever the run has taken the caret since.
    """

    refused = Signal(object)
    comment_wanted = Signal(int, int)
    changed = Signal()

    def __init__(self, table: MarksTable, model: MarksModel, entering: Entering) -> None:
        super().__init__(table)
        self._table = table
        self._model = model
        self._entering = entering
        self._run = -1
        self._again = False
        self._last: Place | None = None
        self._moving = False
        self._acts: dict[Act, Callable[[Place, Press], None]] = {
            Act.MARK: self._on_mark,
            Act.SIGN: self._on_sign,
            Act.AGAIN: self._on_again,
            Act.CLEAR: lambda _place, _press: self._entering.clear(self._table.chosen()),
            Act.BACK: self._on_back,
            Act.COMMENT: lambda place, _press: self._on_comment(self._last or place),
            Act.DOWN: lambda place, _press: self._step(place, 1),
            Act.UP: lambda place, _press: self._step(place, -1),
            Act.LEFT: lambda place, _press: self._turn(place, -1),
            Act.RIGHT: lambda place, _press: self._turn(place, 1),
            Act.LEAVE: lambda _place, _press: self.stop(),
            Act.UNKNOWN: lambda _place, press: self.refused.emit(UnknownMarkError(press.text)),
        }
        table.typed.connect(self.take)
        table.caret_moved.connect(self._on_caret)
        model.modelReset.connect(self.stop)

    @property
    def is_running(self) -> bool:
        """Whether a column is being filled."""
        return self._run >= 0

    @property
    def is_adding(self) -> bool:
        """Whether the next digit is one more mark."""
        return self._again

    def take(self, press: Press) -> None:
        """Do what a press in the caret's cell asks for."""
        if place := self._table.caret:
            self._acts[press.act](place, press)

    def run_column(self, *, run: bool) -> None:
        """Begin to fill the caret's column from the caret on, or end it."""
        self._run = self._table.caret[1] if run and self._table.caret else -1
        if self.is_running and self._table.caret:
            self._table.go(self._table.caret)
        self._tell()

    def stop(self) -> None:
        """End the run, and wait for no further mark."""
        self._run, self._again, self._last = -1, False, None
        self._tell()

    def show(self, place: Place) -> None:
        """Put the caret where something was changed by other means; a run of that column goes on."""
        self._again, self._last = False, None
        self._go(place)
        if place[1] != self._run:
            self._run = -1
        self._tell()

    def _on_mark(self, place: Place, press: Press) -> None:
        enter = self._entering.add if self._again else self._entering.put
        if enter(place, press.text):
            self._entered(place)

    def _on_sign(self, place: Place, press: Press) -> None:
        if self._entering.sign(place, press.sign):
            self._entered(place)

    def _on_again(self, place: Place, _press: Press) -> None:
        if self._last is not None and self._last != place:
            self._go(self._last)
        self._again = not self._again
        self._tell()

    def _on_back(self, place: Place, _press: Press) -> None:
        if self._last is None or self._last == place:
            self._entering.clear(self._table.chosen())
            return
        self._go(self._last)
        self._entering.clear([self._last])
        self._last = None

    def _on_comment(self, place: Place) -> None:
        self._go(place)
        self.comment_wanted.emit(*place)

    def _entered(self, place: Place) -> None:
        self._again, self._last = False, place
        if self.is_running:
            self._advance(place)
        self._tell()

    def _advance(self, place: Place) -> None:
        if place[0] + 1 < self._model.rowCount():
            self._go((place[0] + 1, place[1]))
        else:
            self._run = -1

    def _step(self, place: Place, rows: int) -> None:
        self._again, self._last = False, None
        row = place[0] + rows
        if 0 <= row < self._model.rowCount():
            self._go((row, place[1]))
        else:
            self._run = -1
        self._tell()

    def _turn(self, place: Place, columns: int) -> None:
        column = place[1] + columns
        if 0 <= column < self._model.columnCount():
            self._table.go((place[0], column))

    def _go(self, place: Place) -> None:
        self._moving = True
        self._table.go(place)
        self._moving = False

    def _on_caret(self, _row: int, column: int) -> None:
        if self._moving:
            return
        self._again, self._last = False, None
        if column != self._run:
            self._run = -1
        self._tell()

    def _tell(self) -> None:
        self._table.show_typing(adding=self._table.caret if self._again else None, run=self._run)
        self.changed.emit()
