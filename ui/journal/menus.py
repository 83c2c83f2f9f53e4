"""The menus of the page's edges: a pupil's at the left, a lesson's with its works above."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from app.domain.pages import LessonColumn
from app.services.rights import is_mine
from ui.desk import Desk
from ui.journal.marks_table import MarksTable
from ui.journal.page_bar import PageBar
from ui.journal.wording import lesson_text
from ui.lessons.work_asking import WorkAsking
from ui.widgets.card_action import KEYS, offer_card
from ui.widgets.offering import offer


class EdgeMenus(QObject):
    """What a menu offers is about the row or the column under it; the caret goes there first."""

    card_wanted = Signal(str)
    """A pupil, by the id."""
    board_wanted = Signal(int, int)
    seating_wanted = Signal()
    spread_wanted = Signal(int, str, QRect)
    """A column, a work by its id, empty for the whole lesson, and where it is."""
    class_trend_wanted = Signal(QRect)
    why_wanted = Signal(int)
    lesson_history_wanted = Signal(int, int)
    refused = Signal(object)

    def __init__(self, page: QWidget, desk: Desk, table: MarksTable, bar: PageBar) -> None:
        super().__init__(page)
        self._page = page
        self._desk = desk
        self._table = table
        self._bar = bar
        self._works: WorkAsking | None = None
        for header, act in ((table.verticalHeader(), self._on_pupil), (table.horizontalHeader(), self._on_lesson)):
            header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            header.customContextMenuRequested.connect(act)
        table.pupil_opened.connect(self._show_card)
        offer_card(table, "journal_card", self._on_card)
        self._add("journal_column_menu", self.tr("The lesson's works and more…"), "Ctrl+Shift+W", self._on_column_menu)
        self._add("journal_board", self.tr("Who answers, and a timer"), "Ctrl+Shift+B", self._on_board)
        self._add("journal_seating", self.tr("Seating plan"), "Ctrl+Shift+M", self.seating_wanted.emit)

    def _add(self, name: str, text: str, keys: str, act: Callable[[], None]) -> None:
        action = QAction(text, self._page)
        action.setObjectName(name)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _checked: act())
        self._page.addAction(action)
        self._table.addAction(action)

    def _on_board(self) -> None:
        if caret := self._table.caret:
            self.board_wanted.emit(*caret)

    def _on_card(self) -> None:
        if caret := self._table.caret:
            self._show_card(caret[0])

    def _show_card(self, row: int) -> None:
        self.card_wanted.emit(self._table.marks.page.pupils[row].id)

    def _on_pupil(self, point: QPoint) -> None:
        header = self._table.verticalHeader()
        row = header.logicalIndexAt(point)
        if row >= 0:
            self._go(row, None)
            menu = self._menu("journal_row_menu")
            self._offer(menu, self.tr("Pupil's card"), partial(self._show_card, row), KEYS)
            if not self._table.marks.page.is_unmarked:
                why = partial(self.why_wanted.emit, row)
                self._offer(menu, self.tr("Why this average"), why, "Ctrl+Shift+I")
            menu.popup(header.viewport().mapToGlobal(point))

    def _on_lesson(self, point: QPoint) -> None:
        column = self._table.horizontalHeader().logicalIndexAt(point)
        if column >= 0:
            self._go(None, column)
            self._open_lesson(column, self._table.horizontalHeader().viewport().mapToGlobal(point))

    def _on_column_menu(self) -> None:
        if caret := self._table.caret:
            area = self._column_area(caret[1])
            self._open_lesson(caret[1], self._page.mapToGlobal(area.bottomLeft()))

    def _open_lesson(self, column: int, point: QPoint) -> None:
        page = self._table.marks.page
        lesson, area = page.lessons[column], self._column_area(column)
        reason = self._not_mine(lesson)
        menu = self._menu("journal_lesson_menu")
        menu.addSection(lesson_text(lesson))
        for work in lesson.works:
            text = self.tr("Change: {work}, weight {weight}…")
            text = text.format(work=work.title or work.type_name, weight=work.weight)
            change = partial(self._asking().change, lesson.id, work, area)
            offer(self._offer(menu, text, change), possible=not reason, reason=reason)
        add = self._offer(menu, self.tr("Add a work…"), lambda: self._asking().add(lesson.id, area))
        offer(add, possible=not reason, reason=reason)
        self._offer_spreads(menu, lesson, column, area)
        menu.addSeparator()
        menu.addActions([self._bar.run, self._bar.everybody])
        menu.addSeparator()
        row = self._table.caret[0] if self._table.caret else 0
        history = partial(self.lesson_history_wanted.emit, row, column)
        self._offer(menu, self.tr("History of the lesson"), history, "Ctrl+Alt+H")
        menu.popup(point)

    def _offer_spreads(self, menu: QMenu, lesson: LessonColumn, column: int, area: QRect) -> None:
        if self._table.marks.page.is_unmarked:
            return
        menu.addSeparator()
        for work in lesson.works:
            text = self.tr("The marks of: {work}").format(work=work.title or work.type_name)
            self._offer(menu, text, partial(self.spread_wanted.emit, column, work.id, area))
        self._offer(menu, self.tr("The marks of the lesson"), partial(self.spread_wanted.emit, column, "", area))
        self._offer(menu, self.tr("The class over the term"), partial(self.class_trend_wanted.emit, area))

    def _not_mine(self, lesson: LessonColumn) -> str:
        if self._desk.page(is_mine, lesson.id):
            return ""
        return self.tr("Another teacher's lesson: it can be read here, and only its teacher fills it in.")

    def _asking(self) -> WorkAsking:
        if self._works is None:
            self._works = WorkAsking(self._desk, self._page)
            self._works.refused.connect(self.refused)
            self._works.left.connect(self._table.setFocus)
        return self._works

    def _menu(self, name: str) -> QMenu:
        menu = QMenu(self._table)
        menu.setObjectName(name)
        menu.setToolTipsVisible(True)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _offer(self, menu: QMenu, text: str, act: Callable[[], object], keys: str = "") -> QAction:
        action = menu.addAction(text)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutVisibleInContextMenu(True)
        # shown beside the text only: the page's own action has the key
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(lambda _checked: act())
        return action

    def _go(self, row: int | None, column: int | None) -> None:
        caret = self._table.caret
        if caret is not None:
            self._table.setFocus()
            self._table.go((caret[0] if row is None else row, caret[1] if column is None else column))

    def _column_area(self, column: int) -> QRect:
        table, header = self._table, self._table.horizontalHeader()
        left = table.verticalHeader().width() + header.sectionViewportPosition(column)
        corner = table.mapTo(self._page, QPoint(left, 0))
        return QRect(corner.x(), corner.y(), header.sectionSize(column), header.height())
