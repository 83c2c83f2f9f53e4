"""The day's lessons: what is now, what is next, and what is not filled in."""

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import QDate, QLocale, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListView, QPushButton, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from app.changes import Changes
from app.domain.pages import DayPage
from app.services.awaited_marks import read_awaited
from app.services.days import read_day
from app.services.news import count_news
from ui.desk import Desk
from ui.theme import PAGE_GAP, SMALL_GAP, WIDE_GAP, Theme
from ui.today.asked_buttons import AskedButtons
from ui.today.awaited_line import AwaitedLine
from ui.today.day_bar import DayBar
from ui.today.lesson_delegate import LessonDelegate
from ui.today.lessons_model import LessonsModel
from ui.today.off_line import OffLine
from ui.widgets.focus_lead import FocusLead
from ui.widgets.icons import BESIDE_TEXT, icon
from ui.widgets.naming import named

SATURDAY = 6
"""ISO number of the first day of the weekend."""

TICK_MS = 20_000
"""How often "now" and "next" are looked at again, in milliseconds: a third of a minute is soon enough."""


def local_now() -> datetime:
    """Return the wall time of this PC in its zone; shown, never used to decide."""
    return datetime.now().astimezone()


class TodayView(QWidget):
    """Lessons of one day; Enter or a double click opens one in its journal."""

    opened = Signal(str, str)
    chosen = Signal(str)
    attention_wanted = Signal()
    news_wanted = Signal()
    asked_wanted = Signal(str)
    """What families of the own class ask, by what it is about."""
    finals_wanted = Signal(str, str)
    refused = Signal(object)

    def __init__(
        self, desk: Desk, theme: Theme, parent: QWidget | None = None, *, now: Callable[[], datetime] = local_now
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._desk = desk
        self._now = now
        self._page: DayPage | None = None
        self._bar = DayBar(theme, self)
        self._summary = named(QLabel(), "today_summary")
        self._attention = named(QPushButton(), "today_attention")
        self._told = self._build_told(theme)
        self._awaited = AwaitedLine(theme)
        self._off = OffLine(desk, theme, self)
        self._model = LessonsModel(self)
        self._list = self._build_list(theme)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._list)
        self._pages.addWidget(self._build_empty())
        self._stale = False
        self._today = now().date()
        self._tick = QTimer(self)
        self._lay_out()
        self._connect()
        FocusLead(self, self._list)
        self._tick.start(TICK_MS)
        self.show_day(self._today)

    @property
    def day(self) -> date:
        """The day that is shown."""
        return self._page.day if self._page else date.min

    @property
    def lesson(self) -> str:
        """The chosen lesson's id, empty where there is none."""
        lesson = self._model.lesson(self._list.currentIndex().row())
        return lesson.lesson if lesson else ""

    def show_day(self, day: date) -> None:
        """Show the lessons of a day and choose the one that is now or next."""
        self._turn_to(day)
        if self._page and self._page.lessons:
            self._list.setFocus()

    def show_attention(self, count: int) -> None:
        """Say how many entries need attention; nothing where none does."""
        self._attention.setText(self.tr("Needs attention: {count}").format(count=count))
        self._attention.setVisible(bool(count))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._reload()

    def _connect(self) -> None:
        self._bar.chosen.connect(self.show_day)
        self._awaited.opened.connect(self.finals_wanted)
        self._asked.wanted.connect(self.asked_wanted)
        self._off.refused.connect(self.refused)
        self._off.left.connect(self._list.setFocus)
        self._desk.changed.connect(self._on_changed)
        self._tick.timeout.connect(self._on_tick)

    def _lay_out(self) -> None:
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        for each in (self._bar, self._told, self._awaited, self._off, self._pages):
            lines.addWidget(each)

    def _turn_to(self, day: date) -> None:
        self._show(self._desk.page(read_day, day))
        self._list.setCurrentIndex(self._model.index(self._model.row_of_interest(), 0))

    def _reload(self) -> None:
        self._stale = False
        row = self._list.currentIndex().row()
        self._show(self._desk.page(read_day, self.day))
        self._list.setCurrentIndex(self._model.index(row, 0))

    def _show(self, page: DayPage) -> None:
        self._page = page
        self._model.show_day(page, self._now())
        self._bar.show_day(page.day, self._now().date())
        self._awaited.show_awaited(self._desk.page(read_awaited, today=self._now().date()), self._now().date())
        news = self._desk.page(count_news)
        self._news.setText(self.tr("Changed by others: {count}").format(count=news))
        self._news.setVisible(bool(news))
        self._asked.show_day(self._now().date())
        self._off.reload()
        self._pages.setCurrentIndex(0 if page.lessons else 1)
        self._summary.setText(self._summary_text(page))
        if not page.lessons:
            self._why.setText(self._why_text(page))
            self._nearest.setVisible(page.nearest is not None)
            self._nearest.setText(self._nearest_text(page))

    def _build_told(self, theme: Theme) -> QWidget:
        self._summary.setProperty("role", "muted")
        self._attention.setProperty("kind", "quiet")
        self._attention.setIcon(icon("attention", theme.conflict))
        self._attention.setIconSize(BESIDE_TEXT)
        self._attention.setToolTip(self.tr("What needs attention (Ctrl+Shift+A)"))
        self._attention.clicked.connect(self.attention_wanted)
        self._attention.hide()
        self._news = named(QPushButton(), "today_news")
        self._news.setProperty("kind", "quiet")
        self._news.setIcon(icon("news", theme.accent))
        self._news.setIconSize(BESIDE_TEXT)
        self._news.setToolTip(self.tr("What others have written since you last looked (Ctrl+Shift+H)"))
        self._news.clicked.connect(self.news_wanted)
        self._asked = AskedButtons(self._desk, theme)
        told = QWidget()
        line = QHBoxLayout(told)
        line.setContentsMargins(PAGE_GAP - SMALL_GAP, 0, WIDE_GAP, SMALL_GAP)
        line.addWidget(self._summary, 1)
        line.addWidget(self._asked)
        line.addWidget(self._news)
        line.addWidget(self._attention)
        return told

    def _build_list(self, theme: Theme) -> QListView:
        listed = named(QListView(), "today_list")
        listed.setAccessibleName(self.tr("Lessons of the day"))
        listed.setModel(self._model)
        listed.setItemDelegate(LessonDelegate(theme, listed))
        listed.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        listed.setUniformItemSizes(True)
        listed.activated.connect(self._on_activated)
        listed.selectionModel().currentChanged.connect(self._on_current)
        return listed

    def _build_empty(self) -> QWidget:
        page = QWidget()
        self._why = named(QLabel(), "today_why")
        self._why.setProperty("role", "title")
        self._why.setTextFormat(Qt.TextFormat.PlainText)
        self._why.setWordWrap(True)
        self._why.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nearest = named(QPushButton(), "today_nearest")
        self._nearest.setAccessibleName(self.tr("Go to the nearest day with lessons"))
        self._nearest.clicked.connect(self._on_nearest)
        lines = QVBoxLayout(page)
        lines.setSpacing(PAGE_GAP)
        lines.addStretch(2)
        lines.addWidget(self._why)
        lines.addWidget(self._nearest, 0, Qt.AlignmentFlag.AlignHCenter)
        lines.addStretch(3)
        return page

    def _summary_text(self, page: DayPage) -> str:
        if not page.lessons:
            return ""
        lessons = self.tr("%n lesson(s)", "", len(page.lessons))
        unfinished = sum(bool(each.missing) and each.is_mine for each in page.lessons)
        if not unfinished:
            return lessons
        return f"{lessons} · " + self.tr("not filled in: {count}").format(count=unfinished)

    def _why_text(self, page: DayPage) -> str:
        if not page.any_lessons:
            return self.tr(
                "You have no lessons yet. The school office makes the timetable; "
                "it comes here with the next synchronisation (F5)."
            )
        if page.holiday:
            return page.holiday
        if page.day.isoweekday() >= SATURDAY:
            return self.tr("It is the weekend: no lessons")
        if page.nearest is None:
            return self.tr("The school year is over: no lessons after this day")
        return self.tr("You have no lessons on this day")

    def _nearest_text(self, page: DayPage) -> str:
        if page.nearest is None:
            return ""
        day = QDate(page.nearest.year, page.nearest.month, page.nearest.day)
        return self.tr("Next lessons: {day}").format(day=QLocale().toString(day, self.tr("dddd, d MMMM")))

    def _on_nearest(self) -> None:
        if self._page and self._page.nearest:
            self.show_day(self._page.nearest)

    def _on_activated(self, index: QModelIndex) -> None:
        if lesson := self._model.lesson(index.row()):
            self.opened.emit(lesson.journal, lesson.lesson)

    def _on_current(self, index: QModelIndex) -> None:
        if lesson := self._model.lesson(index.row()):
            self.chosen.emit(lesson.lesson)

    def _on_tick(self) -> None:
        today, before = self._now().date(), self._today
        if today != before:
            self._today = today
            if self.day == before:
                self._turn_to(today)
            # whatever else is open tells today from other days too
            self._desk.announce(Changes(school=True))
        self._stale = True
        self._reload_if_seen()

    def _on_changed(self, changes: Changes) -> None:
        touched = changes.cells or changes.lessons or changes.shapes or changes.finals
        if touched or changes.school or changes.news or changes.access:
            self._stale = True
            self._reload_if_seen()

    def _reload_if_seen(self) -> None:
        # a mark on a journal's page must not wait for a page that nobody sees
        if self.isVisible():
            self._reload()
