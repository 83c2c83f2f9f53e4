"""Remarks and praise of a class as a list, a row each."""

from datetime import datetime
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QFont, QIcon
from typing_extensions import override

from app.domain.pages import Standing
from app.domain.remarks import ShownRemark
from ui.journal.wording import day_text, standing_text
from ui.theme import Theme, text_font
from ui.widgets.icons import icon
from ui.widgets.rows_model import AnyIndex, RowsModel

DAY, PUPIL, KIND, TEXT, AUTHOR = range(5)


class RemarksModel(RowsModel[ShownRemark]):
    """Praise and remarks differ in a word and a picture, not by colour alone."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._heads = (self.tr("Day"), self.tr("Pupil"), self.tr("Kind"), self.tr("Text"), self.tr("Written by"))
        self._bold: QFont = text_font(bold=True)
        self._icons: dict[bool, QIcon] = {True: icon("plus", theme.good), False: icon("attention", theme.held)}

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index.row())
        if row is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _texts(row)[index.column()]
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return spoken_remark(row)
            case Qt.ItemDataRole.FontRole if index.column() == KIND:
                return self._bold
            case Qt.ItemDataRole.DecorationRole if index.column() == KIND:
                return self._icons[row.praise]
            case _:
                return None


def kind_text(*, praise: bool) -> str:
    """Return what a remark is called."""
    translate = QCoreApplication.translate
    return translate("ClassDesk", "Praise") if praise else translate("ClassDesk", "Remark")


def spoken_remark(row: ShownRemark) -> str:
    """Return a remark as one sentence."""
    parts = (day_text(row.day), row.subject, row.pupil_name, kind_text(praise=row.praise))
    return f"{', '.join(parts)}: {row.text} ({_written(row)})"


def _texts(row: ShownRemark) -> tuple[str, ...]:
    day = f"{day_text(row.day)}, {row.subject}"
    return day, row.pupil_name, kind_text(praise=row.praise), row.text, _written(row)


def _written(row: ShownRemark) -> str:
    author = QCoreApplication.translate("ClassDesk", "you") if row.is_mine else row.author
    if row.read:
        return f"{author}, {_read(row.read)}"
    return author if row.standing is Standing.SENT else f"{author}, {standing_text(row.standing)}"


def _read(wall: str) -> str:
    """Return when the family has read it, on this PC's calendar."""
    day = day_text(datetime.fromisoformat(wall).astimezone().date())
    return QCoreApplication.translate("ClassDesk", "read on {day}").format(day=day)
