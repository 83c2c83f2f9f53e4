"""What is typed, pasted or filled into cells becomes a command to the desk; a refusal writes nothing and is told."""

from collections.abc import Callable, Iterable, Sequence
from typing import Concatenate, ParamSpec

from PySide6.QtCore import QObject, Signal

from app.changes import Changes, merged
from app.domain.attendance import Absence
from app.domain.entries import Typed, parse_entry
from app.domain.pages import ShownCell, ShownMark
from app.errors import DoesNotFitError, GradebookError
from app.ids import LessonId, PupilId
from app.services.attending import set_absence
from app.services.marking import CellEntry, add_mark, clear_cell, comment_mark, enter_cells, put_mark
from app.store.unit import Unit
from ui.desk import Desk
from ui.journal.blocks import as_typed, block_text, holds_something, parse_block
from ui.journal.marks_model import MarksModel, Place

P = ParamSpec("P")


class Entering(QObject):
    """One call is one step of undo."""

    refused = Signal(object)

    def __init__(self, desk: Desk, model: MarksModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._model = model
        self._writing = False

    @property
    def is_writing(self) -> bool:
        """Whether what the desk announces just now comes from here."""
        return self._writing

    def put(self, place: Place, value: str) -> bool:
        """Give the first mark of a cell or change its last one; return whether it was written."""
        pupil, lesson, seen = self._at(place)
        return self._do(put_mark, pupil=pupil, lesson=lesson, value=value, seen=seen)

    def add(self, place: Place, value: str) -> bool:
        """Give one more mark; return whether it was written."""
        pupil, lesson, seen = self._at(place)
        return self._do(add_mark, pupil=pupil, lesson=lesson, value=value, seen=seen)

    def sign(self, place: Place, absence: Absence) -> bool:
        """Set a sign of absence, or clear it where the cell has the same; return whether one stands there now."""
        pupil, lesson, seen = self._at(place)
        wanted = Absence.PRESENT if seen.absence is absence else absence
        return self._do(set_absence, pupil=pupil, lesson=lesson, absence=wanted, seen=seen) and bool(wanted)

    def clear(self, places: Iterable[Place]) -> None:
        """Annul every mark and clear every sign in these cells."""
        held = [cell for place in places if holds_something((cell := self._at(place))[2])]
        if held:
            self._do(clear_cells, cells=held)

    def comment(self, mark: ShownMark, text: str) -> bool:
        """Write a mark's comment, seen as it is in *mark*; return whether it was written."""
        return self._do(comment_mark, mark=mark.id, comment=text, base=mark.comment_token)

    def fill_down(self, places: Sequence[Place]) -> None:
        """Enter each column's first selected cell into those below it; a single cell takes what is above it."""
        if len(places) == 1 and places[0][0] > 0:
            row, column = places[0]
            places = [(row - 1, column), *places]
        first: dict[int, Place] = {}
        for place in places:
            first.setdefault(place[1], place)
        below = [place for place in places if place not in first.values()]
        self._enter((place, as_typed(self._model.cell(*first[place[1]]))) for place in below)

    def fill_empty(self, places: Iterable[Place], text: str) -> bool:
        """Enter the same into every cell that is still empty; return whether the text was understood."""
        try:
            typed = parse_entry(text)
        except GradebookError as error:
            self.refused.emit(error)
            return False
        return self._enter((place, typed) for place in places if not holds_something(self._model.cell(*place)))

    def copied(self, places: Sequence[Place]) -> str:
        """Return the cells of the smallest block around these places as a spreadsheet takes them."""
        rows, columns = [row for row, _ in places], [column for _, column in places]
        return block_text(
            [
                [self._model.cell(row, column) for column in range(min(columns), max(columns) + 1)]
                for row in range(min(rows), max(rows) + 1)
            ]
        )

    def paste(self, places: Sequence[Place], text: str) -> None:
        """Enter a block from the first of these places on; a single value goes into each of them."""
        try:
            block = parse_block(text)
            if len(block) == len(block[0]) == 1:
                self._enter((place, block[0][0]) for place in places)
                return
            top, left = min(row for row, _ in places), min(column for _, column in places)
            self._check_room(top + len(block), left + max(map(len, block)))
        except GradebookError as error:
            self.refused.emit(error)
            return
        self._enter(
            ((top + down, left + right), typed) for down, row in enumerate(block) for right, typed in enumerate(row)
        )

    def _check_room(self, rows: int, columns: int) -> None:
        if rows > self._model.rowCount() or columns > self._model.columnCount():
            raise DoesNotFitError(max(0, rows - self._model.rowCount()), max(0, columns - self._model.columnCount()))

    def _enter(self, wanted: Iterable[tuple[Place, Typed]]) -> bool:
        entries = [CellEntry(*self._at(place), typed) for place, typed in wanted if typed]
        return self._do(enter_cells, entries=entries) if entries else True

    def _at(self, place: Place) -> tuple[PupilId, LessonId, ShownCell]:
        page = self._model.page
        return page.pupils[place[0]].id, page.lessons[place[1]].id, self._model.cell(*place)

    def _do(self, command: Callable[Concatenate[Unit, P], Changes], *args: P.args, **kwargs: P.kwargs) -> bool:
        self._writing = True
        try:
            self._desk.do(command, *args, **kwargs)
        except GradebookError as error:
            self.refused.emit(error)
            return False
        finally:
            self._writing = False
        return True


def clear_cells(unit: Unit, *, cells: Sequence[tuple[PupilId, LessonId, ShownCell]]) -> Changes:
    """Clear several cells as one command."""
    return merged(clear_cell(unit, pupil=pupil, lesson=lesson, seen=seen) for pupil, lesson, seen in cells)
