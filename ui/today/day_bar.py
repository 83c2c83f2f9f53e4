"""The bar above the day's lessons: the date, a day back and on, today, and a calendar."""

from datetime import date, timedelta

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtGui import QKeySequence, QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QToolButton,
    QWidget,
    QWidgetAction,
)

from ui.theme import SMALL_GAP, WIDE_GAP, Theme
from ui.widgets.icons import icon
from ui.widgets.naming import named
from ui.widgets.offering import offer


class DayBar(QWidget):
    """Chooses a day."""

    chosen = Signal(date)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._day = date.min
        self._today = date.min
        self._title = named(QLabel(), "today_title")
        self._title.setProperty("role", "display")
        previous = self._button("today_previous", "left", self.tr("Previous day"), theme)
        previous.setShortcut(QKeySequence("Alt+Left"))
        following = self._button("today_next", "right", self.tr("Next day"), theme)
        following.setShortcut(QKeySequence("Alt+Right"))
        self._calendar, self._pick = self._picker(theme)
        self._back = named(QPushButton(self.tr("Today")), "today_day")
        self._back.setAccessibleName(self.tr("Go to today"))
        self._back.setToolTip(self.tr("Go to today (Alt+Home)"))
        self._back.setShortcut(QKeySequence("Alt+Home"))
        line = QHBoxLayout(self)
        line.setContentsMargins(WIDE_GAP, SMALL_GAP, WIDE_GAP, SMALL_GAP)
        for each in (previous, following):
            line.addWidget(each)
        line.addSpacing(SMALL_GAP)
        line.addWidget(self._title)
        line.addWidget(self._pick)
        line.addStretch()
        line.addWidget(self._back)
        previous.clicked.connect(lambda: self._move(-1))
        following.clicked.connect(lambda: self._move(1))
        self._back.clicked.connect(lambda: self.chosen.emit(self._today))

    def show_day(self, day: date, today: date) -> None:
        """Show a day's name; today: the day that "Today" leads to."""
        self._day, self._today = day, today
        text = QLocale().toString(QDate(day.year, day.month, day.day), self.tr("dddd, d MMMM"))
        self._title.setText(text[:1].upper() + text[1:])
        offer(self._back, possible=day != today, reason=self.tr("Today is shown already."))
        self._calendar.setSelectedDate(QDate(day.year, day.month, day.day))

    def _move(self, days: int) -> None:
        self.chosen.emit(self._day + timedelta(days=days))

    def _on_picked(self, day: QDate) -> None:
        self.chosen.emit(date(day.year(), day.month(), day.day()))

    def _button(self, name: str, picture: str, text: str, theme: Theme) -> QToolButton:
        button = named(QToolButton(), name)
        button.setIcon(icon(picture, theme.text))
        button.setAccessibleName(text)
        button.setToolTip(text)
        return button

    def _picker(self, theme: Theme) -> tuple[QCalendarWidget, QToolButton]:
        button = self._button("today_calendar", "calendar", self.tr("Choose a day"), theme)
        calendar = named(QCalendarWidget(), "today_calendar_days")
        calendar.setAccessibleName(self.tr("Days"))
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        weekend = QTextCharFormat()
        weekend.setForeground(theme.refused)
        for weekday in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            calendar.setWeekdayTextFormat(weekday, weekend)
        for name, picture in (("qt_calendar_prevmonth", "left"), ("qt_calendar_nextmonth", "right")):
            if step := calendar.findChild(QToolButton, name):
                step.setIcon(icon(picture, theme.text))
        menu = QMenu(button)
        action = QWidgetAction(menu)
        action.setDefaultWidget(calendar)
        menu.addAction(action)
        for picked in (calendar.activated, calendar.clicked):
            picked.connect(menu.hide)
            picked.connect(self._on_picked)
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setStyleSheet("QToolButton::menu-indicator { image: none; }")
        return calendar, button
