"""The list of my journals, by class."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QLabel, QListView, QVBoxLayout, QWidget

from app.changes import Changes
from app.domain.pages import JournalInfo
from app.services.reading import read_journals
from ui.desk import Desk
from ui.journal_list.journal_delegate import JournalDelegate
from ui.journal_list.model import JOURNAL, JournalsModel
from ui.theme import SMALL_GAP, WIDE_GAP, Theme
from ui.widgets.naming import named


class JournalsView(QWidget):
    """Enter or a double click opens a journal."""

    opened = Signal(str)

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._desk = desk
        self._journals: tuple[JournalInfo, ...] | None = None
        self._model = JournalsModel(self)
        self._empty = QLabel(self.tr("No journals yet: the school office has not given you any."))
        self._empty.setProperty("role", "muted")
        self._empty.setWordWrap(True)
        self._empty.setContentsMargins(WIDE_GAP, WIDE_GAP, WIDE_GAP, WIDE_GAP)
        self._list = named(QListView(), "journals_list", self.tr("My journals"))
        self._list.setMouseTracking(True)
        self._list.setModel(self._model)
        self._list.setItemDelegate(JournalDelegate(theme, self._list))
        self._list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._list.activated.connect(self._on_activated)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, SMALL_GAP, 0, 0)
        lines.addWidget(self._empty)
        lines.addWidget(self._list, 1)
        self.setFocusProxy(self._list)
        desk.changed.connect(self._on_changed)
        self._reload()

    def _reload(self) -> None:
        journals = self._desk.page(read_journals)
        if journals == self._journals:
            return
        self._journals = journals
        self._model.show_journals(journals)
        self._empty.setVisible(not journals)
        self._list.setCurrentIndex(self._model.first_journal())

    def _on_activated(self, index: QModelIndex) -> None:
        if journal := index.data(JOURNAL):
            self.opened.emit(journal.id)

    def _on_changed(self, changes: Changes) -> None:
        if changes.school or changes.shapes:
            self._reload()
