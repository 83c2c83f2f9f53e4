"""The changes of a cell or a lesson as a list; what is shown is what was read."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, Qt
from typing_extensions import override

from app.domain.history import History, Step, Thread
from app.domain.pages import Standing
from app.judging.held import ACCEPTED
from ui.history.wording import fate_text, full_text, origin_text, step_text
from ui.widgets.lines_delegate import CHIP, SECOND
from ui.widgets.rows_model import AnyIndex, RowsModel

COLOURS = {
    Standing.SENT: ("window", "muted"),
    Standing.WAITING: ("waiting_soft", "waiting"),
    Standing.HELD: ("held_soft", "held"),
    Standing.REFUSED: ("refused_soft", "refused"),
    Standing.CONFLICT: ("conflict_soft", "conflict"),
}
"""Ground and ink of the word that says what became of a change."""


class HistoryModel(RowsModel[tuple[Thread, Step]]):
    """One immutable history, thread by thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kinds: Mapping[str, str] = {}

    def show_history(self, history: History) -> None:
        """Show another history."""
        self._kinds = history.kinds
        self.show([(thread, step) for thread in history.threads for step in thread.steps])

    def full(self, row: int) -> str:
        """Return everything about a row's change."""
        found = self.row(row)
        return full_text(*found, self._kinds) if found else ""

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        found = self.row(index.row())
        if found is None:
            return None
        thread, step = found
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return step_text(thread, step, self._kinds)
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return full_text(thread, step, self._kinds)
            case _ if role == SECOND:
                return origin_text(step)
            case _ if role == CHIP:
                fate = fate_text(step)
                colours = ("good_soft", "good") if step.decision == ACCEPTED else COLOURS[step.standing]
                return (fate, *colours) if fate else None
            case _:
                return None
