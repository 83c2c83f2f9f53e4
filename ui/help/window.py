"""Help in a window of its own: contents and search at the left, the page at the right; works beside the journal."""

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QAction, QKeySequence, QTextCursor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from ui.help.pages import ABOUT_HELP, PAGES, language, page_text, page_title
from ui.palette.matching import rank, wanted, words_of
from ui.theme import PAGE_GAP, SMALL_GAP
from ui.widgets.naming import named

USUAL = (860, 520)
"""Pixels: fits the smallest display."""

CONTENTS = 250
"""Pixels: the longest title."""

NAME = int(Qt.ItemDataRole.UserRole)
"""Role of a page's name in the contents."""


class HelpWindow(QDialog):
    """Escape closes it; what is looked for is found in every page."""

    shown = Signal(str)
    """The name of the page that is shown."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("help")
        self.setWindowTitle(self.tr("Help"))
        self.resize(*USUAL)
        self._language = language()
        self._search = self._build_search()
        self._contents = self._build_contents()
        self._nothing = named(QLabel(self.tr("No page has these words.")), "help_nothing")
        self._nothing.setProperty("role", "muted")
        self._nothing.setWordWrap(True)
        self._nothing.hide()
        self._page = self._build_page()
        self._lay_out()
        about = QAction(self.tr("About help"), self)
        about.setShortcut(QKeySequence("F1"))
        about.triggered.connect(lambda _checked: self.open_page(ABOUT_HELP))
        self.addAction(about)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(SMALL_GAP)
        for each in (self._search, self._nothing, self._contents):
            left.addWidget(each)
        line = QHBoxLayout(self)
        line.setContentsMargins(SMALL_GAP, SMALL_GAP, SMALL_GAP, SMALL_GAP)
        line.setSpacing(SMALL_GAP)
        line.addLayout(left)
        line.addWidget(self._page, 1)

    @property
    def page(self) -> str:
        """The name of the page that is shown."""
        item: QListWidgetItem | None = self._contents.currentItem()
        return "" if item is None else str(item.data(NAME))

    def open_page(self, name: str) -> None:
        """Show a page, and the whole contents again."""
        self._search.clear()
        self._contents.setCurrentRow(PAGES.index(name))
        self.show()
        self.raise_()
        self.activateWindow()
        self._page.setFocus()

    def _build_search(self) -> QLineEdit:
        search = named(QLineEdit(), "help_search", self.tr("Search in help"))
        search.setPlaceholderText(self.tr("Search in help"))
        search.setClearButtonEnabled(True)
        search.setFixedWidth(CONTENTS)
        search.textChanged.connect(self._on_search)
        return search

    def _build_page(self) -> QTextBrowser:
        page = named(QTextBrowser(), "help_page", self.tr("Help page"))
        page.setOpenLinks(False)
        page.setFrameShape(QTextBrowser.Shape.NoFrame)
        page.setTabChangesFocus(True)
        page.anchorClicked.connect(self._on_link)
        page.document().setDocumentMargin(PAGE_GAP)
        return page

    def _build_contents(self) -> QListWidget:
        contents = named(QListWidget(), "help_contents", self.tr("Contents"))
        contents.setFixedWidth(CONTENTS)
        contents.setWordWrap(True)
        contents.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        for name in PAGES:
            item = QListWidgetItem(page_title(name, self._language), contents)
            item.setData(NAME, name)
        contents.currentItemChanged.connect(lambda _item: self._show())
        return contents

    def _show(self) -> None:
        if name := self.page:
            self._page.setMarkdown(page_text(name, self._language))
            self._page.moveCursor(QTextCursor.MoveOperation.Start)
            self.shown.emit(name)

    def _on_search(self, text: str) -> None:
        wish = wanted(text)
        found = [
            row
            for row, name in enumerate(PAGES)
            if wish.is_empty
            or rank(wish, words_of(page_title(name, self._language)), words_of(page_text(name, self._language)))
            is not None
        ]
        for row in range(len(PAGES)):
            self._contents.item(row).setHidden(row not in found)
        self._nothing.setVisible(not found)
        if found and self._contents.currentRow() not in found:
            self._contents.setCurrentRow(found[0])
        self._page.moveCursor(QTextCursor.MoveOperation.Start)
        if text.strip():
            self._page.find(text.strip())

    def _on_link(self, link: QUrl) -> None:
        name = link.path().removesuffix(".md")
        if name in PAGES:
            self.open_page(name)
