"""The line of the day that tells of marks «вне расписания», and the box that moves them to another lesson."""

from datetime import date
from functools import partial

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from app.errors import GradebookError
from app.ids import LessonId
from app.services.off_timetable import OffTimetable, Target, move_marks, read_off_timetable, read_targets
from ui.counts import Counts
from ui.desk import Desk
from ui.theme import GAP, PAGE_GAP, SMALL_GAP, WIDE_GAP, Theme
from ui.widgets.floating_box import FloatingBox
from ui.widgets.icons import BESIDE_TEXT, icon
from ui.widgets.naming import named
from ui.widgets.offering import offer

WIDTH = 420
"""Pixels: a lesson with the beginning of its topic."""


class OffLine(QWidget):
    """Of several lessons one is chosen from a menu; nothing is moved before the box's button."""

    refused = Signal(object)
    left = Signal()

    def __init__(self, desk: Desk, theme: Theme, page: QWidget) -> None:
        super().__init__(page)
        self._desk = desk
        self._page = page
        self._found: tuple[OffTimetable, ...] = ()
        self._button = named(QPushButton(), "today_off")
        self._button.setProperty("kind", "quiet")
        self._button.setIcon(icon("attention", theme.held))
        self._button.setIconSize(BESIDE_TEXT)
        self._button.setMinimumWidth(1)
        self._button.clicked.connect(self._on_clicked)
        self._box = OffBox(page)
        self._box.chosen.connect(self._on_chosen)
        self._box.left.connect(self.left)
        line = QHBoxLayout(self)
        line.setContentsMargins(GAP, 0, WIDE_GAP, SMALL_GAP)
        line.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def reload(self) -> None:
        """Look again for marks of cancelled lessons."""
        self._found = self._desk.page(read_off_timetable)
        self.setVisible(bool(self._found))
        if self._found:
            lines = [self._text(each) for each in self._found]
            self._button.setToolTip("\n".join(lines))
            first = self.tr("Off the timetable: {what}").format(what=lines[0])
            more = self.tr("{text} and {count} more").format(text=first, count=len(lines) - 1)
            self._button.setAccessibleName(more if len(lines) > 1 else first)
            self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - PAGE_GAP - BESIDE_TEXT.width() - 2 * WIDE_GAP
        text, metrics = self._button.accessibleName(), self._button.fontMetrics()
        self._button.setText(metrics.elidedText(text, Qt.TextElideMode.ElideRight, room))

    def _text(self, each: OffTimetable) -> str:
        text = self.tr("{journal}, {day} (cancelled) — {marks}")
        journal = f"{each.title} {each.subject}"
        return text.format(journal=journal, day=day_text(each.day), marks=Counts().marks(each.marks))

    def _on_clicked(self) -> None:
        if len(self._found) == 1:
            self._ask(self._found[0])
            return
        menu = named(QMenu(self), "today_off_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for each in self._found:
            menu.addAction(self._text(each), partial(self._ask, each))
        menu.popup(self._button.mapToGlobal(QPoint(0, self._button.height())))

    def _ask(self, found: OffTimetable) -> None:
        targets = self._desk.page(read_targets, found=found)
        corner = self._button.mapTo(self._page, QPoint(0, 0))
        self._box.ask(found, self._text(found), targets, QRect(corner, self._button.size()))

    def _on_chosen(self, source: str, target: str) -> None:
        try:
            self._desk.do(move_marks, source=LessonId(source), target=LessonId(target))
        except GradebookError as error:
            self.refused.emit(error)
        else:
            self._box.leave()


class OffBox(FloatingBox):
    """Asks to which lesson the marks go."""

    chosen = Signal(str, str)
    """The cancelled lesson and the other one."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("off_box", parent)
        self.setFixedWidth(WIDTH)
        self._found: OffTimetable | None = None
        self._title = named(QLabel(), "off_title")
        self._text = named(QLabel(), "off_text")
        self._text.setProperty("role", "caption")
        for label in (self._title, self._text):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self._lessons = named(QComboBox(), "off_lesson", self.tr("To which lesson"))
        self._answer = named(QPushButton(self.tr("Move the marks")), "off_answer")
        self._answer.setProperty("kind", "primary")
        self._answer.setAutoDefault(True)
        self._answer.clicked.connect(self._on_answer)
        hint = QLabel(self.tr("Esc — leave as it was"))
        hint.setProperty("role", "caption")
        last = QHBoxLayout()
        last.addWidget(hint, 1)
        last.addWidget(self._answer)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(WIDE_GAP, WIDE_GAP, WIDE_GAP, WIDE_GAP)
        lines.setSpacing(SMALL_GAP)
        for each in (self._title, self._text, self._lessons):
            lines.addWidget(each)
        lines.addLayout(last)

    def ask(self, found: OffTimetable, title: str, targets: tuple[Target, ...], area: QRect) -> None:
        """Ask beside *area*."""
        self._found = found
        self._title.setText(title)
        why = self.tr("Cancelled: {reason}").format(reason=found.reason) if found.reason else ""
        text = self.tr("Its marks count as long as they stand. They can be moved to another lesson, with their works.")
        self._text.setText(f"{why}\n{text}".strip())
        self._lessons.clear()
        for each in targets:
            name = self.tr("{day}, lesson {number}").format(day=day_text(each.day), number=each.number)
            self._lessons.addItem(f"{name} · {each.topic}" if each.topic else name, each.lesson)
        later = (place for place, each in enumerate(targets) if each.day >= found.day)
        self._lessons.setCurrentIndex(next(later, len(targets) - 1))
        offer(self._answer, possible=bool(targets), reason=self.tr("There is no other lesson to move them to."))
        self.open_beside(area)
        self._lessons.setFocus()

    def _on_answer(self) -> None:
        if self._found is not None and self._lessons.currentData():
            self.chosen.emit(self._found.lesson, self._lessons.currentData())


def day_text(day: date) -> str:
    """Return a day as "24 ноября"."""
    shape = QCoreApplication.translate("Today", "d MMMM")
    return QLocale().toString(QDate(day.year, day.month, day.day), shape)
