"""«На решении»: entries that the portal holds, from all journals; one key accepts, another refuses with a reason."""

from PySide6.QtCore import QItemSelectionModel, QRect, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.changes import Changes
from app.domain.attention import AttentionItem
from app.errors import GradebookError, RuleError
from app.ids import OperationId
from app.services.deciding import decide, read_held
from ui.attention.item_delegate import ItemDelegate, Words
from ui.attention.model import AttentionModel
from ui.deputy_desk.held_card import HeldCard
from ui.deputy_desk.held_wording import chip_text, spoken_text, summary_text
from ui.desk import Desk
from ui.theme import PAGE_GAP, SMALL_GAP, WIDE_GAP, Theme
from ui.widgets.ask_box import AskBox, Question
from ui.widgets.focus_lead import FocusLead
from ui.widgets.key_action import key_action
from ui.widgets.naming import named


class DecidingPart(QWidget):
    """Arrows and Shift choose entries, + accepts, − refuses, Enter opens one in its journal."""

    refused = Signal(object)
    journal_wanted = Signal(str, str, str)
    counted = Signal(int)
    """How many entries wait for a decision."""

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._stale = True
        self._asked: list[OperationId] = []
        self._model = AttentionModel(self, said=spoken_text)
        self._count = named(QLabel(), "held_count")
        self._count.setProperty("role", "title")
        self._decided = named(QPushButton(self.tr("Show decided ones")), "held_decided")
        self._decided.setProperty("kind", "quiet")
        self._decided.setCheckable(True)
        self._list = self._build_list(theme)
        self._card = HeldCard()
        self._empty = self._build_empty()
        self._pages = QStackedWidget()
        self._pages.addWidget(self._build_entries())
        self._pages.addWidget(self._empty)
        self._box = AskBox(self, "refuse_box")
        self._lay_out()
        self._connect()

    def reload(self) -> None:
        """Read the entries anew; those that were chosen stay chosen."""
        self._stale = False
        before, row = {item.id for item in self._chosen()}, self._list.currentIndex().row()
        waiting = self._desk.page(read_held)
        items = self._desk.page(read_held, decided=True) if self._decided.isChecked() else waiting
        self._model.show(items)
        self._count.setText(self.tr("%n entry(ies) to decide", "", len(waiting)))
        self._empty_text.setText(
            self.tr("Nothing has been decided yet")
            if self._decided.isChecked()
            else self.tr("All is decided: no entry waits")
        )
        self._pages.setCurrentIndex(0 if items else 1)
        self._choose(before, min(max(row, 0), len(items) - 1))
        self._show_chosen()
        self.counted.emit(len(waiting))

    def refresh(self) -> None:
        """Read the entries anew if something has changed since."""
        if self._stale:
            self.reload()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def _connect(self) -> None:
        self._list.activated.connect(self._on_open)
        self._list.selectionModel().selectionChanged.connect(self._show_chosen)
        self._card.opened.connect(self._on_open)
        self._card.accepted.connect(self._on_accept)
        self._card.refused.connect(self._on_refuse)
        self._box.answered.connect(self._on_answered)
        self._box.left.connect(self._list.setFocus)
        self._decided.toggled.connect(self.reload)
        self._desk.changed.connect(self._on_changed)
        here = Qt.ShortcutContext.WidgetShortcut
        key_action(self._list, "held_accepting", self.tr("Accept the chosen ones"), "+", self._on_accept, context=here)
        key_action(self._list, "held_refusing", self.tr("Refuse the chosen ones…"), "-", self._on_refuse, context=here)

    def _chosen(self) -> list[AttentionItem]:
        rows = sorted(index.row() for index in self._list.selectionModel().selectedIndexes())
        return [item for row in rows if (item := self._model.row(row))]

    def _choose(self, keys: set[OperationId], row: int) -> None:
        rows = [found for key in keys if (found := self._model.place(key)) >= 0] or [row]
        selection = self._list.selectionModel()
        selection.setCurrentIndex(self._model.index(rows[0], 0), QItemSelectionModel.SelectionFlag.ClearAndSelect)
        for each in rows[1:]:
            selection.select(self._model.index(each, 0), QItemSelectionModel.SelectionFlag.Select)

    def _show_chosen(self) -> None:
        chosen = self._chosen()
        self._card.setVisible(bool(chosen))
        if chosen:
            self._card.show_items(chosen)

    def _waiting(self) -> list[AttentionItem]:
        return [item for item in self._chosen() if not item.decision]

    def _on_accept(self) -> None:
        if items := self._waiting():
            self._decide([item.id for item in items], accept=True)

    def _on_refuse(self) -> None:
        if not (items := self._waiting()):
            return
        self._asked = [item.id for item in items]
        question = Question(
            self.tr("Refuse %n entry(ies)", "", len(items)),
            self.tr("The author reads the reason. What stands in the journal stays."),
            self.tr("Refuse"),
            reason=True,
        )
        area = self._list.visualRect(self._list.currentIndex())
        self._box.ask(question, QRect(self._list.viewport().mapTo(self, area.topLeft()), area.size()))

    def _on_answered(self, reason: str) -> None:
        if self._decide(self._asked, accept=False, answer=reason):
            self._box.leave()

    def _decide(self, keys: list[OperationId], *, accept: bool, answer: str = "") -> bool:
        try:
            self._desk.do(decide, entries=keys, accept=accept, answer=answer)
        except GradebookError as error:
            self.refused.emit(error)
            self.reload()
            if isinstance(error, RuleError):
                # asked again it would be refused again
                self._box.leave()
            return False
        # after the last one there is no list any more
        (self._list if self._model.rowCount() else self._decided).setFocus()
        return True

    def _on_open(self) -> None:
        item = next(iter(self._chosen()), None)
        if item is not None and item.journal is not None:
            self.journal_wanted.emit(item.journal, item.lesson or "", item.pupil or "")

    def _on_changed(self, changes: Changes) -> None:
        self._stale = self._stale or bool(changes)
        # the number of entries stands on the tab, also while another part of the page is looked at
        page = self.parentWidget()
        if self.isVisible() or (page is not None and page.isVisible()):
            self.refresh()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(WIDE_GAP, SMALL_GAP, WIDE_GAP, SMALL_GAP)
        head.addWidget(self._count, 1)
        head.addWidget(self._decided)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addLayout(head)
        lines.addWidget(self._pages, 1)
        FocusLead(self, self._list)

    def _build_list(self, theme: Theme) -> QListView:
        listed = named(QListView(), "held_list", self.tr("Entries to decide"))
        listed.setModel(self._model)
        listed.setItemDelegate(ItemDelegate(theme, listed, Words(summary_text, chip_text)))
        listed.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        listed.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        listed.setUniformItemSizes(True)
        return listed

    def _build_entries(self) -> QWidget:
        page = QWidget()
        scroll = named(QScrollArea(), "held_scroll", self.tr("The chosen entry"))
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self._card)
        line = QFrame()
        line.setProperty("role", "line")
        lines = QVBoxLayout(page)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self._list, 1)
        lines.addWidget(line)
        lines.addWidget(scroll, 1)
        return page

    def _build_empty(self) -> QWidget:
        page = QWidget()
        self._empty_text = named(QLabel(), "held_empty")
        self._empty_text.setProperty("role", "title")
        self._empty_text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty_text.setWordWrap(True)
        lines = QVBoxLayout(page)
        lines.setContentsMargins(PAGE_GAP, PAGE_GAP, PAGE_GAP, PAGE_GAP)
        lines.addWidget(self._empty_text)
        return page
