"""What the page offers beside typing: copy, paste, fill down, everybody, find; each by a key and a menu."""

from collections.abc import Callable
from functools import cached_property

from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QWidget

from ui.journal.blocks import holds_something
from ui.journal.entering import Entering
from ui.journal.everybody_box import EverybodyBox
from ui.journal.marks_model import MarksModel, Place
from ui.journal.marks_table import MarksTable
from ui.journal.page_bar import PageBar
from ui.journal.requesting import Requesting
from ui.journal.wording import lesson_text


class PageActions(QObject):
    """Asks in small boxes over the page, and hands the answers to the entering."""

    told = Signal(str)
    why_wanted = Signal(int)
    """A row whose average is to be explained."""
    history_wanted = Signal(int, int)
    """A cell whose changes are to be told."""
    lesson_history_wanted = Signal(int, int)
    """A cell of the lesson whose changes are to be told."""

    def __init__(self, page: QWidget, bar: PageBar, table: MarksTable, model: MarksModel, entering: Entering) -> None:
        super().__init__(page)
        self._page = page
        self._table = table
        self._model = model
        self._entering = entering
        self._requesting = Requesting(page, table, model, entering)
        self._requesting.told.connect(self.told)
        self._places: list[Place] = []
        bar.looked_for.connect(self._on_looked_for)
        bar.everybody_wanted.connect(self._on_everybody)
        self._add_all(bar)

    @cached_property
    def _everybody(self) -> EverybodyBox:
        box = EverybodyBox(self._page)
        box.wanted.connect(self._on_everybody_wanted)
        box.left.connect(self._table.setFocus)
        return box

    def _add_all(self, bar: PageBar) -> None:
        self._add("journal_copy", self.tr("Copy"), "Ctrl+C", self._on_copy)
        self._add("journal_paste", self.tr("Paste"), "Ctrl+V", self._on_paste)
        self._add("journal_fill_down", self.tr("Fill down"), "Ctrl+D", self._on_fill_down)
        self._table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        find = QAction(self.tr("Find a pupil"), self._page)
        find.setObjectName("journal_find_pupil")
        find.setShortcut(QKeySequence("Ctrl+F"))
        find.triggered.connect(bar.begin_search)
        why = QAction(self.tr("Why this average"), self._page)
        why.setObjectName("journal_why")
        why.setShortcut(QKeySequence("Ctrl+Shift+I"))
        why.triggered.connect(self._on_why)
        self._table.addAction(why)
        history = self._add("journal_history", self.tr("History of the cell"), "Ctrl+H", self._on_history)
        lesson = self._add("journal_lesson_history", self.tr("History of the lesson"), "Ctrl+Alt+H", self._on_lesson)
        self._table.average_clicked.connect(self.why_wanted)
        for action in (find, why, history, lesson, bar.run, bar.everybody, bar.finals):
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            self._page.addAction(action)

    def _add(self, name: str, text: str, keys: str, act: Callable[[], None]) -> QAction:
        action = QAction(text, self._table)
        action.setObjectName(name)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(act)
        self._table.addAction(action)
        return action

    def _area(self, row: int, column: int) -> QRect:
        area = self._table.visualRect(self._model.index(row, column))
        return QRect(self._table.viewport().mapTo(self._page, area.topLeft()), area.size())

    def _on_everybody(self) -> None:
        places = self._table.chosen()
        if not places:
            return
        self._places = places if len(places) > 1 else self._model.column_places(places[0][1])
        title = self.tr("To the selected cells")
        if self._places == self._model.column_places(places[0][1]):
            lesson = lesson_text(self._model.page.lessons[places[0][1]])
            title = self.tr("To everybody, {lesson}").format(lesson=lesson)
        empty = sum(not holds_something(self._model.cell(*place)) for place in self._places)
        self._everybody.ask(title, empty, self._area(*places[0]))

    def _on_everybody_wanted(self, text: str) -> None:
        if self._entering.fill_empty(self._places, text):
            self._everybody.leave()

    def _on_copy(self) -> None:
        if places := self._table.chosen():
            QGuiApplication.clipboard().setText(self._entering.copied(places))

    def _on_paste(self) -> None:
        text = QGuiApplication.clipboard().text()
        if text and (places := self._table.chosen()):
            self._entering.paste(places, text)

    def _on_fill_down(self) -> None:
        if places := self._table.chosen():
            self._entering.fill_down(places)

    def _on_why(self) -> None:
        if caret := self._table.caret:
            self.why_wanted.emit(caret[0])

    def _on_history(self) -> None:
        if caret := self._table.caret:
            self.history_wanted.emit(*caret)

    def _on_lesson(self) -> None:
        if caret := self._table.caret:
            self.lesson_history_wanted.emit(*caret)

    def _on_looked_for(self, text: str) -> None:
        row, caret = self._model.row_named(text), self._table.caret
        if row is not None and caret:
            self._table.go((row, caret[1]))
