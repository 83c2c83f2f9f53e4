"""Where the caret goes and what a press does: cell by cell, or a whole column in one run."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from app.domain.attendance import Absence
from app.errors import UnconfirmedError, UnknownMarkError
from ui.journal.attempts import Attempt
from ui.journal.entering import Entering
from ui.journal.keys import Act, Press
from ui.journal.marks_model import MarksModel, Place
from ui.journal.marks_table import MarksTable
from ui.journal.pending import Pending

Cause = tuple[Place, Press]
"""A press and where it was made."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """An entry that is written once it is confirmed. cause: None where no press in a cell asked for it."""

    attempt: Attempt
    error: UnconfirmedError
    cause: Cause | None


class Typing(QObject):
    """The caret stays after an entry; in a run of a column it goes to the next pupil by itself.

    A run begins where the caret is, and ends at the last pupil, with Escape, or when the caret leaves the column.
    The keys "/", F2 and Backspace are about the entry just made, wherever the run has taken the caret since.
    What is unusual waits for the same key again or Enter; any other key goes on without it.
    """

    refused = Signal(object)
    comment_wanted = Signal(int, int)
    retake_wanted = Signal(int, int)
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
        self._pending = Pending(lambda: table.keys)
        self._cause: Cause | None = None
        self._doubt: Doubt | None = None
        self._acts: dict[Act, Callable[[Place, Press], None]] = {
            Act.MARK: self._on_mark,
            Act.SIGN: self._on_sign,
            Act.AGAIN: self._on_again,
            Act.INSTEAD: lambda place, _press: self.retake_wanted.emit(*place),
            Act.DEBT: self._on_debt,
            Act.CLEAR: lambda _place, _press: self._entering.clear(self._table.chosen()),
            Act.BACK: self._on_back,
            Act.COMMENT: lambda place, _press: self._on_comment(self._last or place),
            Act.DOWN: lambda place, _press: self._step(place, 1),
            Act.UP: lambda place, _press: self._step(place, -1),
            Act.LEFT: lambda place, _press: self._turn(place, -1),
            Act.RIGHT: lambda place, _press: self._turn(place, 1),
            Act.LEAVE: lambda _place, _press: self.stop(),
            Act.UNKNOWN: lambda _place, press: self._refuse(press.text),
        }
        table.typed.connect(self.take)
        table.caret_moved.connect(self._on_caret)
        table.left.connect(self.settle)
        entering.doubted.connect(self._on_doubted)
        model.modelReset.connect(self.stop)

    @property
    def is_running(self) -> bool:
        """Whether a column is being filled."""
        return self._run >= 0

    @property
    def is_adding(self) -> bool:
        """Whether the next digit is one more mark."""
        return self._again

    @property
    def is_pending(self) -> bool:
        """Whether letters stand in a cell that are no whole entry yet."""
        return bool(self._pending.text)

    @property
    def doubt(self) -> UnconfirmedError | None:
        """What is unusual about the entry that waits to be confirmed, None where none waits."""
        return self._doubt.error if self._doubt else None

    @property
    def can_repeat(self) -> bool:
        """Whether the same key again confirms what waits."""
        return self._doubt is not None and self._doubt.cause is not None

    def take(self, press: Press) -> None:
        """Do what a press in the caret's cell asks for."""
        if place := self._table.caret:
            self._cause = place, press
            if not (self._is_answer(press, place) or self._is_pending(press, place)):
                self._act(press, place)
            self._cause = None

    def run_column(self, *, run: bool) -> None:
        """Begin to fill the caret's column from the caret on, or end it."""
        self._run = self._table.caret[1] if run and self._table.caret else -1
        if self.is_running and self._table.caret:
            self._table.go(self._table.caret)
        self._tell()

    def stop(self) -> None:
        """End the run, and wait for no further mark."""
        self._run = -1
        self._clear()
        self._tell()

    def settle(self) -> bool:
        """Write the letters that stand in a cell; return False where they are forgotten or asked about instead.

        A single digit after «о» is a mark, unless the scale has none such.
        """
        text, place, adding = self._pending.text, self._pending.place, self._pending.adding
        is_digit = len(text) == 1 and text in self._model.page.scale and not self._model.page.is_unmarked
        is_minutes = self._pending.follows_late and not is_digit
        self._pending.forget()
        if not text or place is None:
            return True
        written = self._entering.late(place, text) if is_minutes else self._write_mark(place, text, adding=adding)
        if written:
            self._entered(place)
        self._tell()
        return written

    def show(self, place: Place) -> None:
        """Put the caret where something was changed by other means; a run of that column goes on."""
        self._clear()
        self._go(place)
        if place[1] != self._run:
            self._run = -1
        self._tell()

    def _act(self, press: Press, place: Place) -> None:
        goes_on = self.is_pending and self.is_running
        # in a run a value that is written takes the caret on by itself
        if self.settle() and not (goes_on and press.act is Act.DOWN):
            self._acts[press.act](self._table.caret or place, press)

    def _is_answer(self, press: Press, place: Place) -> bool:
        """Take a press as the answer to what is asked, if it is one."""
        if self._doubt is None:
            return False
        doubt, self._doubt = self._doubt, None
        if press.act is Act.DOWN or doubt.cause == (place, press):
            self._cause = doubt.cause
            if self._entering.confirm(doubt.attempt, doubt.error) and doubt.cause:
                self._entered(doubt.cause[0])
            self._tell()
            return True
        self._tell()
        return press.act is Act.LEAVE

    def _is_pending(self, press: Press, place: Place) -> bool:
        """Take a press as a letter of what is being typed, if it is one."""
        if self._pending.text and press.act in {Act.BACK, Act.CLEAR, Act.LEAVE}:
            drop = self._pending.shorten if press.act is Act.BACK else self._pending.forget
            drop()
        elif self._pending.takes(press, place, adding=self._again):
            if self._pending.is_whole:
                self.settle()
        else:
            return False
        self._tell()
        return True

    def _write_mark(self, place: Place, text: str, *, adding: bool) -> bool:
        try:
            value = self._model.page.scale.parse(text)
        except UnknownMarkError as error:
            self.refused.emit(error)
            return False
        return self._entering.add(place, value) if adding else self._entering.put(place, value)

    def _on_mark(self, place: Place, press: Press) -> None:
        enter = self._entering.add if self._again else self._entering.put
        if enter(place, press.text):
            self._entered(place)

    def _on_sign(self, place: Place, press: Press) -> None:
        if self._entering.sign(place, press.sign):
            self._entered(place)
            self._pending.late = place if press.sign is Absence.LATE and not self.is_running else None

    def _on_debt(self, place: Place, _press: Press) -> None:
        owes = bool(self._model.cell(*place).debts)
        if self._entering.owe(place) and not owes:
            self._entered(place)

    def _refuse(self, text: str) -> None:
        self.refused.emit(UnknownMarkError(text, self._model.page.scale.known))

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

    def _on_doubted(self, attempt: Attempt, error: UnconfirmedError) -> None:
        self._doubt = Doubt(attempt, error, self._cause)
        self._tell()

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
        self._again, self._last, self._doubt = False, None, None
        self.settle()
        if column != self._run:
            self._run = -1
        self._tell()

    def _clear(self) -> None:
        self._again, self._last, self._doubt = False, None, None
        self._pending.forget()

    def _tell(self) -> None:
        hint = (self._table.caret, "/") if self._again and self._table.caret else None
        if self._pending.text and self._pending.place:
            hint = self._pending.place, self._pending.text
        self._table.show_typing(hint=hint, run=self._run)
        self.changed.emit()
