"""What is typed, pasted or filled into cells becomes a command to the desk; a refusal writes nothing and is told."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from PySide6.QtCore import QObject, Signal

from app.changes import Changes
from app.domain.attendance import Absence
from app.domain.debts import default_until
from app.domain.entries import Typed, parse_entry, read_minutes
from app.domain.pages import LessonColumn, ShownCell, ShownMark
from app.domain.terms import term_of
from app.errors import (
    BesideAbsenceError,
    DoesNotFitError,
    GradebookError,
    ReasonNeededError,
    ReleasedPupilError,
    TermClosedError,
    UnconfirmedError,
)
from app.ids import LessonId, MarkId, PupilId
from app.services.attending import set_absence
from app.services.debts import forgive_debts, set_debt
from app.services.entry_checks import Said
from app.services.marking import CellEntry, add_mark, clear_cells, comment_mark, enter_cells, put_mark, retake_mark
from app.services.requesting import MarkRequest, ask_mark
from app.store.unit import Unit
from ui.desk import Desk
from ui.journal.attempts import Attempt, Command
from ui.journal.blocks import as_typed, block_text, holds_something, parse_block
from ui.journal.marks_model import MarksModel, Place


class Entering(QObject):
    """One call is one step of undo. today: by this PC's clock, which only warns."""

    refused = Signal(object)
    closed = Signal(object, object, object)
    """A place, what was wanted there, and the error that says which term is closed: a deputy head can be asked."""
    doubted = Signal(object, object)
    """An attempt that is written once it is confirmed, and the error that says what is unusual."""
    reason_wanted = Signal(object)
    """An attempt that is written once a reason is given."""

    def __init__(self, desk: Desk, model: MarksModel, today: Callable[[], date], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._model = model
        self._today = today
        self._writing = False
        self._meant: dict[LessonId, frozenset[type[UnconfirmedError]]] = defaultdict(frozenset)

    @property
    def is_writing(self) -> bool:
        """Whether what the desk announces just now comes from here."""
        return self._writing

    def put(self, place: Place, value: str) -> bool:
        """Give the first mark of a cell or change its last one; return whether it was written."""
        pupil, lesson, seen = self._at(place)

        def command(unit: Unit, said: Said) -> Changes:
            return put_mark(unit, pupil=pupil, lesson=lesson, value=value, seen=seen, said=said)

        return self._try(command, [place], MarkRequest(pupil, lesson, seen, value))

    def add(self, place: Place, value: str) -> bool:
        """Give one more mark; return whether it was written."""
        pupil, lesson, seen = self._at(place)

        def command(unit: Unit, said: Said) -> Changes:
            return add_mark(unit, pupil=pupil, lesson=lesson, value=value, seen=seen, said=said)

        return self._try(command, [place], MarkRequest(pupil, lesson, seen, value, more=True))

    def retake(self, place: Place, value: str, old: MarkId) -> bool:
        """Give a mark instead of another one of the pupil; return whether it was written."""
        pupil, lesson, seen = self._at(place)

        def command(unit: Unit, said: Said) -> Changes:
            wanted = self._model.page.scale.parse(value)
            return retake_mark(unit, pupil=pupil, lesson=lesson, value=wanted, old=old, seen=seen, said=said)

        return self._try(command, [place])

    def sign(self, place: Place, absence: Absence, minutes: int = 0) -> bool:
        """Set a sign of absence, or clear it where the cell has the same; return whether one stands there now."""
        _, _, seen = self._at(place)
        wanted = Absence.PRESENT if (seen.absence, minutes) == (absence, 0) else absence
        return self._set_sign(place, wanted, minutes) and bool(wanted)

    def late(self, place: Place, minutes: str) -> bool:
        """Say how late somebody came; return whether it was written."""
        try:
            return self._set_sign(place, Absence.LATE, read_minutes(minutes, self._model.page.rules.lesson_minutes))
        except GradebookError as error:
            self.refused.emit(error)
            return False

    def minutes(self, place: Place, minutes: int) -> None:
        """Say how late somebody came who is marked as late already. minutes: 0 for not said."""
        self._set_sign(place, Absence.LATE, minutes)

    def owe(self, place: Place, until: date | None = None) -> bool:
        """Say that a work is owed, or that it is not any more where nothing is said of the day; return if written.

        until: the last day for it.
        """
        pupil, lesson, seen = self._at(place)
        day = until or self._until(self._model.page.lessons[place[1]])

        def command(unit: Unit, said: Said) -> Changes:
            if seen.debts and until is None:
                return forgive_debts(unit, pupil=pupil, lesson=lesson, seen=seen, said=said)
            return set_debt(unit, pupil=pupil, lesson=lesson, until=day, seen=seen, said=said)

        return self._try(command, [place])

    def clear(self, places: Iterable[Place]) -> None:
        """Annul every mark, clear every sign and take back every debt in these cells."""
        held = [place for place in places if holds_something(self._model.cell(*place))]
        if not held:
            return
        cells = [self._at(place) for place in held]

        def command(unit: Unit, said: Said) -> Changes:
            return clear_cells(unit, cells=cells, said=said)

        is_request = len(cells) == 1 and bool(cells[0][2].counting)
        self._try(command, held, MarkRequest(*cells[0], value="") if is_request else None)

    def confirm(self, attempt: Attempt, doubt: UnconfirmedError) -> bool:
        """Write what was asked about, and do not ask again about these lessons; return whether it was written."""
        if not isinstance(doubt, BesideAbsenceError | ReleasedPupilError):
            for _, lesson in attempt.cells:
                self._meant[lesson] |= {type(doubt)}
        return self.attempt(attempt.confirmed(type(doubt)))

    def ask(self, request: MarkRequest, reason: str) -> bool:
        """Ask the deputy head for a correction; return whether the request is on its way."""
        return self._do(lambda unit, _: ask_mark(unit, request=request, reason=reason))

    def comment(self, mark: ShownMark, text: str, *, private: bool) -> bool:
        """Write a mark's comment, seen as it is in *mark*; return whether it was written."""

        def command(unit: Unit, _said: Said) -> Changes:
            return comment_mark(unit, mark=mark.id, comment=text, base=mark.comment_token, private=private)

        return self._do(command)

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
            page = self._model.page
            typed = parse_entry(text, page.scale, page.rules.lesson_minutes)
        except GradebookError as error:
            self.refused.emit(error)
            return False
        self._enter((place, typed) for place in places if self._is_free(place))
        return True

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
            page = self._model.page
            block = parse_block(text, page.scale, page.rules.lesson_minutes)
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

    def attempt(self, attempt: Attempt) -> bool:
        """Write what is to be written, or have it asked about; return whether it was written."""
        self._writing = True
        try:
            self._desk.do(attempt.command, attempt.said)
        except UnconfirmedError as error:
            self.doubted.emit(attempt, error)
        except ReasonNeededError:
            self.reason_wanted.emit(attempt)
        except TermClosedError as error:
            self._tell_closed(attempt, error)
        except GradebookError as error:
            self.refused.emit(error)
        else:
            return True
        finally:
            self._writing = False
        return False

    def _tell_closed(self, attempt: Attempt, error: TermClosedError) -> None:
        place = self._model.place(*attempt.cells[0]) if attempt.request else None
        if place is None:
            self.refused.emit(error)
        else:
            self.closed.emit(place, attempt.request, error)

    def _check_room(self, rows: int, columns: int) -> None:
        if rows > self._model.rowCount() or columns > self._model.columnCount():
            raise DoesNotFitError(max(0, rows - self._model.rowCount()), max(0, columns - self._model.columnCount()))

    def _set_sign(self, place: Place, absence: Absence, minutes: int) -> bool:
        pupil, lesson, seen = self._at(place)

        def command(unit: Unit, said: Said) -> Changes:
            return set_absence(unit, pupil=pupil, lesson=lesson, absence=absence, seen=seen, minutes=minutes, said=said)

        return self._try(command, [place])

    def _enter(self, wanted: Iterable[tuple[Place, Typed]]) -> None:
        told = [(place, typed) for place, typed in wanted if typed]
        if not told:
            return
        lessons = self._model.page.lessons
        entries = [
            CellEntry(*self._at(place), typed, self._until(lessons[place[1]]) if typed.owes else None)
            for place, typed in told
        ]

        def command(unit: Unit, said: Said) -> Changes:
            return enter_cells(unit, entries=entries, said=said)

        self._try(command, [place for place, _ in told])

    def _until(self, lesson: LessonColumn) -> date:
        page = self._model.page
        term = term_of(lesson.day, page.terms)
        return default_until(max(self._today(), lesson.day), term.last if term else None, page.rules.days_to_pay)

    def _is_free(self, place: Place) -> bool:
        return not holds_something(self._model.cell(*place)) and not self._model.is_outside(*place)

    def _at(self, place: Place) -> tuple[PupilId, LessonId, ShownCell]:
        page = self._model.page
        return page.pupils[place[0]].id, page.lessons[place[1]].id, self._model.cell(*place)

    def _try(self, command: Command, places: Sequence[Place], request: MarkRequest | None = None) -> bool:
        cells = tuple(self._at(place)[:2] for place in places)
        meant = frozenset.intersection(*(self._meant[lesson] for _, lesson in cells))
        return self.attempt(Attempt(command, cells, Said(self._today(), confirmed=meant), request))

    def _do(self, command: Command) -> bool:
        return self.attempt(Attempt(command, (), Said(self._today())))
