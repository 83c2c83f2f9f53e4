"""Every journal of the school with what is lacking in it, as a table; filtered and sorted here."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Qt
from typing_extensions import override

from app.domain.collation import russian_key
from app.domain.keeping import JournalKeeping, Lack
from app.domain.rules import MarkingRules
from ui.deputy_desk.keeping_wording import cell_line, cell_text, lack_text, rule_text, spoken
from ui.theme import Theme, text_font
from ui.widgets.rows_model import AnyIndex, RowsModel

LACKS = tuple(Lack)
NAMES = 3
"""Columns before the lacks: class and group, subject, teachers."""

CENTRE = int(Qt.AlignmentFlag.AlignCenter)
LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which journals are shown. words: each in class, subject or teacher. lacking: only those that lack anything.

    school_class, teacher: empty for all. lack: only those that lack this, most of it first.
    """

    words: str = ""
    school_class: str = ""
    teacher: str = ""
    lacking: bool = False
    lack: Lack | None = None

    def takes(self, keeping: JournalKeeping) -> bool:
        """Return whether a journal is wanted."""
        text = russian_key(" ".join((keeping.title, keeping.subject, *keeping.teachers)))
        return (
            all(russian_key(word) in text for word in self.words.split())
            and self.school_class in {"", keeping.class_name}
            and (not self.teacher or self.teacher in keeping.teachers)
            and (not self.lacking or bool(keeping.lacking))
            and (self.lack is None or self.lack in keeping.lacking)
        )


class KeepingModel(RowsModel[JournalKeeping]):
    """Shows those of the journals that are wanted."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent, key=lambda each: each.id)
        self._theme = theme
        self._strong = text_font(bold=True)
        self._looks: dict[int, Any] = {
            Qt.ItemDataRole.TextAlignmentRole: CENTRE,
            Qt.ItemDataRole.FontRole: self._strong,
            Qt.ItemDataRole.ForegroundRole: theme.held,
        }
        self._all: tuple[JournalKeeping, ...] = ()
        self._wanted = Wanted()
        self._rules = MarkingRules()
        named = (self.tr("Class"), self.tr("Subject"), self.tr("Teacher"))
        self._heads = (*named, *map(lack_text, LACKS))

    @property
    def has_any(self) -> bool:
        """Whether there is a journal at all, wanted or not."""
        return bool(self._all)

    @override
    def show(self, rows: Sequence[JournalKeeping]) -> None:
        """Show other facts, those of them that are wanted."""
        self._all = tuple(rows)
        self.want(self._wanted)

    def tell(self, rules: MarkingRules) -> None:
        """Tell by which rules the facts were counted."""
        self._rules = rules

    def want(self, wanted: Wanted) -> None:
        """Show other rows of the same journals."""
        self._wanted = wanted
        found = [each for each in self._all if wanted.takes(each)]
        if (lack := wanted.lack) is not None:
            found.sort(key=lambda each: each.lacking[lack], reverse=True)
        super().show(found)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        lack = LACKS[section - NAMES] if orientation is Qt.Orientation.Horizontal and section >= NAMES else None
        match role:
            case Qt.ItemDataRole.ToolTipRole:
                return rule_text(lack, self._rules) if lack else None
            case Qt.ItemDataRole.TextAlignmentRole:
                return CENTRE if lack else LEFT
            case _:
                return super().headerData(section, orientation, role)

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        keeping, column = self.row(index.row()), index.column()
        if keeping is None:
            return None
        if column < NAMES:
            return self._named(keeping, column, role)
        return self._counted(keeping, LACKS[column - NAMES], role)

    def _counted(self, keeping: JournalKeeping, lack: Lack, role: int) -> Any:
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return cell_text(keeping, lack)
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return cell_line(keeping, lack) or None
            case Qt.ItemDataRole.BackgroundRole:
                return self._theme.held_soft if lack in keeping.lacking else None
            case _:
                return self._looks.get(role)

    def _named(self, keeping: JournalKeeping, column: int, role: int) -> Any:
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return (keeping.title, keeping.subject, ", ".join(keeping.teachers) or "—")[column]
            case Qt.ItemDataRole.AccessibleTextRole:
                return spoken(keeping) if column == 0 else None
            case Qt.ItemDataRole.FontRole:
                return self._strong if column == 0 else None
            case _:
                return None
