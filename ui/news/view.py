"""The page «Что изменилось»: what others wrote in one's journals since one last looked, and putting it away."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.changes import Changes
from app.domain.news import NewsItem
from app.ids import JournalId
from app.services.news import look_at_news, read_news
from ui.counts import Counts
from ui.desk import Desk
from ui.desk_view import DeskView
from ui.news.model import NewsModel
from ui.theme import PAGE_GAP, SMALL_GAP, WIDE_GAP, Theme
from ui.widgets.focus_lead import FocusLead
from ui.widgets.lines_delegate import LinesDelegate
from ui.widgets.naming import named
from ui.widgets.offering import offer


class NewsView(DeskView):
    """Arrows choose a line, Enter opens its cell in the journal, Tab goes to the buttons."""

    def __init__(self, desk: Desk, theme: Theme, _now: Callable[[], datetime]) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._desk = desk
        self._stale = False
        self._newest = 0
        self._model = NewsModel(self)
        self._count = named(QLabel(), "news_count")
        self._count.setProperty("role", "title")
        self._seen_too = named(QCheckBox(self.tr("Seen ones too")), "news_seen_too")
        self._look_journal = named(QPushButton(), "news_look_journal")
        self._look_all = named(QPushButton(self.tr("All seen")), "news_look_all", self.tr("Mark everything as seen"))
        self._list = self._build_list(theme)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._list)
        self._pages.addWidget(self._build_empty())
        self._lay_out()
        self._connect()
        FocusLead(self, self._list)
        self._reload()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._reload()

    def _connect(self) -> None:
        self._list.activated.connect(self._on_open)
        self._list.selectionModel().currentChanged.connect(self._on_current)
        self._look_all.clicked.connect(lambda: self._look(None))
        self._look_journal.clicked.connect(self._on_look_journal)
        self._seen_too.toggled.connect(self._reload)
        self._desk.changed.connect(self._on_changed)

    def _current(self) -> NewsItem | None:
        return self._model.item(self._list.currentIndex().row())

    def _reload(self) -> None:
        self._stale = False
        row = max(self._list.currentIndex().row(), 0)
        page = self._desk.page(read_news, seen_too=self._seen_too.isChecked())
        self._newest = max((item.n for item in page.items), default=0)
        self._model.show_page(page)
        self._count.setText(Counts().news(page.unseen) if page.unseen else self.tr("Nothing new"))
        offer(self._look_all, possible=bool(page.unseen), reason=self.tr("Nothing new"))
        self._pages.setCurrentIndex(0 if page.items else 1)
        self._list.setCurrentIndex(self._model.index(self._model.row_near(row), 0))
        self._on_current()

    def _look(self, journal: JournalId | None) -> None:
        self._desk.do(look_at_news, upto=self._newest, of=journal)
        self._list.setFocus()

    def _on_look_journal(self) -> None:
        if item := self._current():
            self._look(item.journal)

    def _on_open(self, _index: QModelIndex) -> None:
        item = self._current()
        if item is None:
            return
        if item.period:
            self.finals_wanted.emit(item.journal, item.period)
        else:
            self.journal_wanted.emit(item.journal, item.lesson or "", item.pupil or "")

    def _on_current(self) -> None:
        item = self._current()
        self._look_journal.setVisible(item is not None and not item.is_seen)
        if item is not None:
            text = self.tr("{journal}: seen").format(journal=f"{item.title} {item.subject}")
            self._look_journal.setText(text)

    def _on_changed(self, changes: Changes) -> None:
        if changes.news or changes.school:
            self._stale = True
            if self.isVisible():
                self._reload()

    def _build_list(self, theme: Theme) -> QListView:
        listed = named(QListView(), "news_list", self.tr("What others have written"))
        listed.setModel(self._model)
        listed.setItemDelegate(LinesDelegate(theme, listed))
        listed.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        return listed

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(WIDE_GAP, SMALL_GAP, WIDE_GAP, SMALL_GAP)
        bar.setSpacing(SMALL_GAP)
        bar.addWidget(self._count, 1)
        for each in (self._seen_too, self._look_journal, self._look_all):
            bar.addWidget(each)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addLayout(bar)
        lines.addWidget(self._pages, 1)

    def _build_empty(self) -> QWidget:
        page = QWidget()
        text = named(
            QLabel(self.tr("Nobody else has changed anything in your journals since you last looked.")), "news_empty"
        )
        text.setProperty("role", "title")
        text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        text.setWordWrap(True)
        lines = QVBoxLayout(page)
        lines.setContentsMargins(PAGE_GAP, PAGE_GAP, PAGE_GAP, PAGE_GAP)
        lines.addStretch(2)
        lines.addWidget(text)
        lines.addStretch(3)
        return page
