"""The bar above the class's days: which days, a step back and on, what the sums are of, and giving a reason."""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum

from PySide6.QtCore import QLocale, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QToolButton, QWidget

from app.domain.class_absences import month_of, week_of
from app.domain.class_page import period_of
from app.domain.finals import Period
from ui.class_desk.absences_grid import weekday
from ui.theme import SMALL_GAP, WIDE_GAP, Theme
from ui.widgets.icons import BESIDE_TEXT, icon
from ui.widgets.naming import named


class Span(StrEnum):
    """How many days are shown, and of what the sums are."""

    WEEK = "week"
    MONTH = "month"
    TERM = "term"
    YEAR = "year"


class AbsencesBar(QWidget):
    """Holds which days are looked at."""

    changed = Signal()

    def __init__(self, theme: Theme, today: date) -> None:
        super().__init__()
        self._today = today
        self._day = today
        self._back = self._step("class_back", "left", self.tr("Earlier"), "Alt+Left", theme)
        self._on = self._step("class_on", "right", self.tr("Later"), "Alt+Right", theme)
        self._title = named(QLabel(), "class_days")
        self._title.setProperty("role", "title")
        self._shown = named(QComboBox(), "class_span", self.tr("Days shown"))
        self._summed = named(QComboBox(), "class_summed", self.tr("What the sums are of"))
        for span, text in ((Span.WEEK, self.tr("Week")), (Span.MONTH, self.tr("Month"))):
            self._shown.addItem(text, span)
        self._fill_sums()
        self.reason = self._action(
            "pen", self.tr("Reason"), "F2", self.tr("Give a reason for the chosen “н” (F2)"), theme
        )
        self.no_reason = self._action(
            "changed", self.tr("Without reason"), "Shift+F2", self.tr("Take the reason back (Shift+F2)"), theme
        )
        self._buttons = [self._button("class_reason", self.reason), self._button("class_no_reason", self.no_reason)]
        self._lay_out()
        self._back.clicked.connect(lambda: self._move(-1))
        self._on.clicked.connect(lambda: self._move(1))
        self._shown.currentIndexChanged.connect(self._on_shown)
        self._summed.currentIndexChanged.connect(self.changed)
        self._name_days()

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day that is shown."""
        return week_of(self._day) if self._span is Span.WEEK else month_of(self._day)

    def summed(self, periods: Sequence[Period]) -> tuple[date, date, str]:
        """Return the days that the sums are of, until today, and what they are called. periods: of the class."""
        terms = tuple(each for each in periods if each.first is not None and each.last is not None)
        first, last = self.days
        name = self._title.text()
        if terms and self._summed.currentData() == Span.TERM:
            term = period_of(self._day, terms)
            first, last, name = term.first or first, term.last or last, term.name
        elif terms and self._summed.currentData() == Span.YEAR:
            first, last = terms[0].first or first, terms[-1].last or last
            name = self.tr("year")
        return first, min(last, max(self._today, first)), name

    def show_today(self, today: date) -> None:
        """Say which day it is; later ones are not counted yet."""
        self._today = today

    def show_week(self, day: date) -> None:
        """Look at the week of a day."""
        self._day = day
        if self._span is Span.WEEK:
            self._name_days()
            self.changed.emit()
        else:
            self._shown.setCurrentIndex(self._shown.findData(Span.WEEK))

    @property
    def _span(self) -> Span:
        return Span(self._shown.currentData())

    def _on_shown(self) -> None:
        with QSignalBlocker(self._summed):
            self._fill_sums()
        self._name_days()
        self.changed.emit()

    def _fill_sums(self) -> None:
        kept = max(0, self._summed.currentIndex())
        self._summed.clear()
        own = self.tr("sums of the week") if self._span is Span.WEEK else self.tr("sums of the month")
        for span, text in (
            (self._span, own),
            (Span.TERM, self.tr("sums of the term")),
            (Span.YEAR, self.tr("sums of the year")),
        ):
            self._summed.addItem(text, span)
        self._summed.setCurrentIndex(kept)

    def _move(self, steps: int) -> None:
        first, last = self.days
        self._day = (last + timedelta(1)) if steps > 0 else (first - timedelta(1))
        self._name_days()
        self.changed.emit()

    def _name_days(self) -> None:
        first, last = self.days
        if self._span is Span.MONTH:
            text = f"{QLocale().standaloneMonthName(first.month)} {first.year}"
        elif first.month == last.month:
            text = f"{first.day} – {weekday(last, 'd MMMM')}"
        else:
            text = f"{weekday(first, 'd MMMM')} – {weekday(last, 'd MMMM')}"
        self._title.setText(text[:1].upper() + text[1:])

    def _lay_out(self) -> None:
        line = QHBoxLayout(self)
        line.setContentsMargins(WIDE_GAP, SMALL_GAP, WIDE_GAP, SMALL_GAP)
        line.setSpacing(SMALL_GAP)
        for each in (self._back, self._on, self._title):
            line.addWidget(each)
        line.addStretch()
        for widget in (self._shown, self._summed, *self._buttons):
            line.addWidget(widget)

    def _step(self, name: str, picture: str, text: str, keys: str, theme: Theme) -> QToolButton:
        button = named(QToolButton(), name, text)
        button.setIcon(icon(picture, theme.text))
        button.setToolTip(f"{text} ({keys.replace('Left', '←').replace('Right', '→')})")
        button.setShortcut(QKeySequence(keys))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _action(self, picture: str, text: str, keys: str, tip: str, theme: Theme) -> QAction:
        action = QAction(icon(picture, theme.text), text, self)
        action.setShortcut(QKeySequence(keys))
        action.setToolTip(tip)
        return action

    def _button(self, name: str, action: QAction) -> QToolButton:
        button = named(QToolButton(), name, action.text())
        button.setDefaultAction(action)
        button.setIconSize(BESIDE_TEXT)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button
