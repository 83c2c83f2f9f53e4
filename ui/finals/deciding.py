"""What is decided about marks for periods becomes a command to the desk; a refusal writes nothing and is told."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Concatenate, ParamSpec

from PySide6.QtCore import QObject, Signal

from app.changes import Changes, merged
from app.domain.finals import FinalsPage, ShownFinal
from app.errors import GradebookError, ReasonNeededError, TermClosedError
from app.ids import PupilId
from app.services.finals import set_final, set_proposed
from app.services.requesting import ask_final
from app.services.terms import close_terms, open_terms
from app.store.unit import Unit
from ui.desk import Desk
from ui.finals.finals_model import FinalsModel
from ui.journal.marks_model import Place

P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class Decision:
    """A mark that is to be set. seen: the cell as it was shown when this was decided."""

    who: PupilId
    period: str
    value: str
    seen: ShownFinal


class Deciding(QObject):
    """One call is one step of undo."""

    refused = Signal(object)
    reason_wanted = Signal(object, object)
    """A place and the decision about it that needs a reason."""
    closed = Signal(object, object)
    """A place of a closed term and what was wanted there: a deputy head can be asked."""

    def __init__(self, desk: Desk, model: FinalsModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._model = model

    def set(self, place: Place, value: str) -> bool:
        """Set a mark, or take it back where the value is empty; return whether it stands there now."""
        page, (row, column) = self._model.page, place
        decision = Decision(page.pupils[row].id, page.periods[column].id, value, self._model.cell(row, column))
        try:
            self._desk.do(
                set_final,
                journal_id=page.journal,
                who=decision.who,
                period=decision.period,
                value=value,
                seen=decision.seen,
            )
        except ReasonNeededError:
            self.reason_wanted.emit(place, decision)
            return False
        except TermClosedError:
            self.closed.emit(place, decision)
            return False
        except GradebookError as error:
            self.refused.emit(error)
            return False
        return True

    def give_reason(self, decision: Decision, reason: str) -> bool:
        """Set a mark with a reason; return whether it was written."""
        return self._do(
            set_final,
            journal_id=self._model.page.journal,
            who=decision.who,
            period=decision.period,
            value=decision.value,
            seen=decision.seen,
            reason=reason,
        )

    def ask(self, decision: Decision, reason: str) -> bool:
        """Ask the deputy head for a mark of a closed term; return whether the request is on its way."""
        return self._do(
            ask_final,
            journal_id=self._model.page.journal,
            who=decision.who,
            period=decision.period,
            value=decision.value,
            seen=decision.seen,
            reason=reason,
        )

    def take_back(self, places: Sequence[Place]) -> None:
        """Take back every mark in these cells."""
        held = [place for place in places if self._model.cell(*place).value]
        if len(held) == 1:
            self.set(held[0], "")
        elif held:
            self._do(take_back, page=self._model.page, places=held)

    def set_proposed(self, page: FinalsPage, period: str) -> bool:
        """Set what a page proposes for a period where nothing is set; return whether it was written."""
        return self._do(set_proposed, page=page, period=period)

    def close_term(self, page: FinalsPage, term: str) -> bool:
        """Close a term for every class of the page; return whether it was written."""
        return self._do(close_terms, term_id=term, classes=[key for key, _ in page.classes[term]])

    def open_term(self, page: FinalsPage, term: str, reason: str) -> bool:
        """Open a term for every class of the page; return whether it was written."""
        return self._do(open_terms, term_id=term, classes=[key for key, _ in page.classes[term]], reason=reason)

    def _do(self, command: Callable[Concatenate[Unit, P], Changes], *args: P.args, **kwargs: P.kwargs) -> bool:
        try:
            self._desk.do(command, *args, **kwargs)
        except GradebookError as error:
            self.refused.emit(error)
            return False
        return True


def take_back(unit: Unit, *, page: FinalsPage, places: Sequence[Place]) -> Changes:
    """Take back several marks as one command."""
    cells = [(page.pupils[row].id, page.periods[column].id) for row, column in places]
    return merged(
        set_final(unit, journal_id=page.journal, who=who, period=period, value="", seen=page.cells[who, period])
        for who, period in cells
    )
