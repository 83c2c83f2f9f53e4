"""Years with «н/а» as a table of four columns."""

from typing import Any

from PySide6.QtCore import QObject, Qt
from typing_extensions import override

from app.domain.year_cases import YearCase
from ui.deputy_desk.year_wording import marks_text, place_text, proposal_text, spoken_case
from ui.theme import text_font
from ui.widgets.rows_model import AnyIndex, RowsModel

PUPIL, PLACE, TERMS, PROPOSAL = range(4)


class YearModel(RowsModel[YearCase]):
    """Holds what was read."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._heads = (self.tr("Pupil"), self.tr("Journal"), self.tr("Terms"), self.tr("The teacher proposes"))
        self._bold = text_font(bold=True)

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        case = self.row(index.row())
        if case is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return (case.pupil.short_name, place_text(case), marks_text(case), proposal_text(case))[index.column()]
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return spoken_case(case)
            case Qt.ItemDataRole.FontRole if index.column() == PUPIL:
                return self._bold
            case _:
                return None
