"""The news as a list: a heading for each journal and day, and the lines under it."""

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from PySide6.QtCore import QObject, Qt
from typing_extensions import override

from app.domain.news import NewsItem, NewsPage
from ui.news.wording import heading_text, line_text, origin_text, spoken
from ui.widgets.lines_delegate import IS_HEADING, SECOND
from ui.widgets.rows_model import AnyIndex, RowsModel


class NewsModel(RowsModel[NewsItem | str]):
    """One immutable page of news; headings cannot be chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kinds: Mapping[str, str] = {}

    def show_page(self, page: NewsPage) -> None:
        """Show another page."""
        self._kinds = page.kinds
        rows: list[NewsItem | str] = []
        for heading, items in groupby(page.items, key=heading_text):
            rows += heading, *items
        self.show(rows)

    def item(self, row: int) -> NewsItem | None:
        """Return a row's line, None for a heading and where there is no such row."""
        found = self.row(row)
        return found if isinstance(found, NewsItem) else None

    def row_near(self, row: int) -> int:
        """Return the row at or after this one that is a line, else the last one that is; -1 where none is."""
        lines = [place for place, each in enumerate(self._rows) if isinstance(each, NewsItem)]
        return next((place for place in lines if place >= row), lines[-1] if lines else -1)

    @override
    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        return super().flags(index) if self.item(index.row()) else Qt.ItemFlag.NoItemFlags

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        each = self.row(index.row())
        if each is None:
            return None
        if isinstance(each, str):
            return {int(Qt.ItemDataRole.DisplayRole): each, IS_HEADING: True}.get(int(role))
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return line_text(each, self._kinds)
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return spoken(each, self._kinds)
            case _ if role == SECOND:
                return origin_text(each)
            case _:
                return None
