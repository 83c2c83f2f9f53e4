"""Years with «н/а» as a table of four columns."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from typing_extensions import override

from app.domain.year_cases import YearCase
from ui.deputy_desk.year_wording import marks_text, place_text, proposal_text, spoken_case
from ui.journal.marks_model import AnyIndex
from ui.theme import text_font

PUPIL, PLACE, TERMS, PROPOSAL = range(4)


class YearModel(QAbstractTableModel):
    """Holds what was read."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cases: Sequence[YearCase] = ()
        self._bold = text_font(bold=True)

    def show(self, cases: Sequence[YearCase]) -> None:
        """Show other cases."""
        self.beginResetModel()
        self._cases = cases
        self.endResetModel()

    def case(self, row: int) -> YearCase | None:
        """Return a case, None where there is no such row."""
        return self._cases[row] if 0 <= row < len(self._cases) else None

    @override
    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._cases)

    @override
    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else PROPOSAL + 1

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        case = self.case(index.row())
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

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (self.tr("Pupil"), self.tr("Journal"), self.tr("Terms"), self.tr("The teacher proposes"))[section]
        return None
