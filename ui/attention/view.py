"""The page «Требует внимания»: a list of entries and the chosen one in full; nothing here blocks any work."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QLabel, QListView, QScrollArea, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from app.changes import Changes
from app.domain.attention import AttentionItem
from app.errors import GradebookError
from app.services.attention import dismiss, read_attention, resolve
from app.services.requesting import withdraw
from ui.attention.card import ItemCard
from ui.attention.item_delegate import ItemDelegate
from ui.attention.model import AttentionModel
from ui.counts import Counts
from ui.desk import Desk
from ui.theme import PAGE_GAP, SMALL_GAP, WIDE_GAP, Theme
from ui.widgets.naming import named


class AttentionView(QWidget):
    """Arrows choose an entry, Enter opens it in the journal, Tab goes to what can be done."""

    opened = Signal(AttentionItem)
    chosen = Signal(str)
    refused = Signal(object)

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._desk = desk
        self._stale = False
        self._model = AttentionModel(self)
        self._count = named(QLabel(), "attention_count")
        self._count.setProperty("role", "title")
        self._count.setContentsMargins(WIDE_GAP, SMALL_GAP, WIDE_GAP, SMALL_GAP)
        self._list = self._build_list(theme)
        self._card = ItemCard()
        self._pages = QStackedWidget()
        self._pages.addWidget(self._build_entries())
        self._pages.addWidget(self._build_empty())
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self._pages)
        self.setFocusProxy(self._list)
        self._connect()
        self._reload()

    @property
    def lesson(self) -> str:
        """The chosen entry's lesson, empty where there is none."""
        item = self._current()
        return item.lesson or "" if item else ""

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._reload()

    def _connect(self) -> None:
        self._list.activated.connect(self._on_open)
        self._list.selectionModel().currentChanged.connect(self._on_current)
        self._card.opened.connect(self._on_open)
        self._card.kept.connect(lambda: self._decide(take_other=False))
        self._card.taken.connect(lambda: self._decide(take_other=True))
        self._card.dismissed.connect(self._on_dismissed)
        self._card.withdrawn.connect(self._on_withdrawn)
        self._desk.changed.connect(self._on_changed)

    def _current(self) -> AttentionItem | None:
        return self._model.row(self._list.currentIndex().row())

    def _reload(self) -> None:
        self._stale = False
        before, row = self._current(), self._list.currentIndex().row()
        items = self._desk.page(read_attention)
        self._model.show(items)
        self._count.setText(Counts().to_decide(len(items)))
        self._pages.setCurrentIndex(0 if items else 1)
        place = self._model.place(before.id) if before else -1
        self._list.setCurrentIndex(self._model.index(place if place >= 0 else min(max(row, 0), len(items) - 1), 0))
        self._show_current()

    def _show_current(self) -> None:
        if item := self._current():
            self._card.show_item(item)

    def _decide(self, *, take_other: bool) -> None:
        if item := self._current():
            self._try(lambda: self._desk.do(resolve, conflict_id=item.id, take_other=take_other))

    def _on_dismissed(self) -> None:
        if item := self._current():
            self._try(lambda: self._desk.do(dismiss, operation=item.id))

    def _on_withdrawn(self) -> None:
        if item := self._current():
            self._try(lambda: self._desk.do(withdraw, request=item.id))

    def _try(self, act: Callable[[], object]) -> None:
        try:
            act()
        except GradebookError as error:
            self.refused.emit(error)
            self._reload()
        self._list.setFocus()

    def _on_open(self) -> None:
        item = self._current()
        if item is not None and item.journal is not None:
            self.opened.emit(item)

    def _on_current(self, _index: QModelIndex) -> None:
        self._show_current()
        if self.lesson:
            self.chosen.emit(self.lesson)

    def _on_changed(self, changes: Changes) -> None:
        # a mark on a journal's page must not wait for a page that nobody sees
        self._stale = True
        if changes and self.isVisible():
            self._reload()

    def _build_list(self, theme: Theme) -> QListView:
        listed = named(QListView(), "attention_list", self.tr("Entries that need attention"))
        listed.setModel(self._model)
        listed.setItemDelegate(ItemDelegate(theme, listed))
        listed.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        listed.setUniformItemSizes(True)
        return listed

    def _build_entries(self) -> QWidget:
        page = QWidget()
        scroll = named(QScrollArea(), "attention_scroll", self.tr("The chosen entry"))
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self._card)
        line = QFrame()
        line.setProperty("role", "line")
        lines = QVBoxLayout(page)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self._count)
        lines.addWidget(self._list, 2)
        lines.addWidget(line)
        lines.addWidget(scroll, 3)
        return page

    def _build_empty(self) -> QWidget:
        page = QWidget()
        text = named(QLabel(self.tr("All is well: nothing needs a decision")), "attention_empty")
        text.setProperty("role", "title")
        text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        text.setWordWrap(True)
        lines = QVBoxLayout(page)
        lines.setContentsMargins(PAGE_GAP, PAGE_GAP, PAGE_GAP, PAGE_GAP)
        lines.addStretch(2)
        lines.addWidget(text)
        lines.addStretch(3)
        return page
