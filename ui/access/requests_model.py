"""Applications for access to diaries as a list, a row each."""

from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QFont, QIcon
from typing_extensions import override

from app.domain.access import GRANTED
from app.domain.access_pages import ShownRequest
from app.domain.pages import Standing
from ui.access.wording import ground_text, spoken_text, state_text
from ui.asked.wording import pupil_text
from ui.theme import Theme, text_font
from ui.widgets.icons import icon
from ui.widgets.rows_model import AnyIndex, RowsModel

PUPIL, APPLICANT, GROUND, STATE = range(4)


class RequestsModel(RowsModel[ShownRequest]):
    """What is overdue, to be checked, decided or not sent yet differs in a word and a picture, not by colour alone."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent, key=lambda each: each.id)
        self._heads = (self.tr("Pupil"), self.tr("Applicant"), self.tr("Who it is"), self.tr("Decision"))
        self._bold: QFont = text_font(bold=True)
        self._doubtful = icon("mild", theme.held)
        self._overdue = icon("attention", theme.refused)
        self._due = icon("calendar", theme.muted)
        self._waiting = icon("waiting", theme.waiting)
        self._granted = icon("sent", theme.good)
        self._closed = icon("close", theme.muted)

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index.row())
        if row is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return (pupil_text, _applicant, ground_text, state_text)[index.column()](row)
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return spoken_text(row)
            case Qt.ItemDataRole.FontRole if index.column() == PUPIL or (index.column() == STATE and row.is_overdue):
                return self._bold
            case Qt.ItemDataRole.DecorationRole:
                return self._picture(row, index.column())
            case _:
                return None

    def _picture(self, row: ShownRequest, column: int) -> QIcon | None:
        if column == APPLICANT:
            return self._doubtful if row.is_waiting and row.is_doubtful else None
        if column != STATE:
            return None
        if row.is_waiting:
            return self._overdue if row.is_overdue else self._due
        if row.standing is Standing.WAITING:
            return self._waiting
        return self._granted if row.decision == GRANTED else self._closed


def _applicant(row: ShownRequest) -> str:
    return row.applicant
