"""Pupils at risk as a table of three columns; a pupil's name stands at the first ground only."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QFont, QIcon
from typing_extensions import override

from app.domain.pages import PupilRow
from app.domain.risk import RiskKind, RiskRow
from ui.class_desk.risk_wording import risk_text, spoken_risk, subject_text
from ui.theme import Theme, text_font
from ui.widgets.icons import icon
from ui.widgets.rows_model import AnyIndex, RowsModel

GRAVE = {RiskKind.FAILING, RiskKind.NOT_ASSESSED}
PUPIL, SUBJECT, GROUND = range(3)


class RiskModel(RowsModel[RiskRow]):
    """Holds what was read."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._heads = (self.tr("Pupil"), self.tr("Subject"), self.tr("Ground"))
        self._bold: QFont = text_font(bold=True)
        self._icons: dict[bool, QIcon] = {
            True: icon("attention", theme.refused),
            False: icon("mild", theme.held),
        }

    @property
    def pupils(self) -> int:
        """How many pupils are on the list."""
        return len(self.listed)

    @property
    def listed(self) -> Sequence[PupilRow]:
        """The pupils on the list, each once, in its order."""
        return list({row.pupil.id: row.pupil for row in self._rows}.values())

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index.row())
        if row is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(index.row(), index.column())
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return spoken_risk(row)
            case Qt.ItemDataRole.FontRole if index.column() == PUPIL:
                return self._bold
            case Qt.ItemDataRole.DecorationRole if index.column() == GROUND:
                return self._icons[row.risk.kind in GRAVE]
            case _:
                return None

    def _text(self, number: int, column: int) -> str:
        row, before = self._rows[number], self.row(number - 1)
        if column == PUPIL:
            return "" if before and before.pupil.id == row.pupil.id else row.pupil.short_name
        return subject_text(row) if column == SUBJECT else risk_text(row.risk)
