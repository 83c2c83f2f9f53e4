"""Parents' reasons of absences as a list, a row each."""

from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QFont, QIcon
from typing_extensions import override

from app.domain.excuse_proposals import ACCEPTED
from app.domain.pages import Standing
from app.domain.proposal_pages import ShownProposal
from ui.asked.wording import pupil_text
from ui.proposals.wording import days_text, reason_text, spoken_text, state_text
from ui.theme import Theme, text_font
from ui.widgets.icons import icon
from ui.widgets.rows_model import AnyIndex, RowsModel

PUPIL, DAYS, REASON, STATE = range(4)


class ProposalsModel(RowsModel[ShownProposal]):
    """What is to be decided, given, awaited or not sent yet differs in a word and a picture, not by colour alone."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent, key=lambda each: each.id)
        self._heads = (self.tr("Pupil"), self.tr("Days"), self.tr("Reason"), self.tr("Decision"))
        self._bold: QFont = text_font(bold=True)
        self._due = icon("calendar", theme.muted)
        self._demanding = icon("mild", theme.held)
        self._waiting = icon("waiting", theme.waiting)
        self._accepted = icon("sent", theme.good)
        self._closed = icon("close", theme.muted)

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index.row())
        if row is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return (pupil_text, days_text, reason_text, state_text)[index.column()](row)
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return spoken_text(row)
            case Qt.ItemDataRole.FontRole if index.column() == PUPIL:
                return self._bold
            case Qt.ItemDataRole.DecorationRole if index.column() == STATE:
                return self._picture(row)
            case _:
                return None

    def _picture(self, row: ShownProposal) -> QIcon:
        if row.is_waiting or row.is_followed_up:
            return self._due if row.is_waiting else self._demanding
        if row.standing is Standing.WAITING:
            return self._waiting
        return self._accepted if row.decision == ACCEPTED else self._closed
