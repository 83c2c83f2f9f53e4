"""The bar above the page: the term, a pupil by the first letters, a column in one run, everybody at once."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QToolButton, QWidget
from typing_extensions import override

from app.domain.pages import TermSpan
from ui.theme import SMALL_GAP, WIDE_GAP, Theme
from ui.widgets.fitting import Fitting
from ui.widgets.icons import BESIDE_TEXT, icon
from ui.widgets.naming import named

FIND_WIDTH = 190
"""Pixels of the field that finds a pupil, where texts are as large as usual."""

AROUND_TEXT = 26
"""Pixels of the field's frame and of what it keeps free at both sides."""


class FindField(QLineEdit):
    """Enter takes the pupil, Escape goes back."""

    taken = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("journal_find")
        self.setClearButtonEnabled(True)
        self.setAccessibleName(self.tr("Find a pupil"))
        self.setPlaceholderText(self.tr("Find a pupil"))
        self.setToolTip(self.tr("Find a pupil (Ctrl+F)"))

    def least_width(self) -> int:
        """Return the pixels in which what it is for can be read."""
        self.ensurePolished()
        return self.fontMetrics().horizontalAdvance(self.placeholderText()) + AROUND_TEXT

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape, Qt.Key.Key_Down}:
            self.clear()
            self.taken.emit()
        else:
            super().keyPressEvent(event)


class PageBar(QWidget):
    """Tells what is wanted; holds no page."""

    term_chosen = Signal(object)
    looked_for = Signal(str)
    left = Signal()
    run_wanted = Signal(bool)
    everybody_wanted = Signal()
    finals_wanted = Signal()
    plan_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._terms: tuple[TermSpan | None, ...] = ()
        self._term = named(QComboBox(), "journal_term", self.tr("Term"))
        self._term.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._term.activated.connect(lambda number: self.term_chosen.emit(self._terms[number]))
        self._find = FindField()
        self._find.textEdited.connect(self.looked_for)
        self._find.taken.connect(self.left)
        self._build_actions(theme)
        line = QHBoxLayout(self)
        line.setContentsMargins(WIDE_GAP, SMALL_GAP, WIDE_GAP, SMALL_GAP)
        line.setSpacing(SMALL_GAP)
        line.addWidget(self._term)
        line.addWidget(self._find, 1)
        line.addStretch()
        self._buttons = [
            self._button("journal_run", self.run),
            self._button("journal_everybody", self.everybody),
            self._button("journal_finals", self.finals),
            self._button("journal_plan", self.plan),
        ]
        for button in self._buttons:
            line.addWidget(button)
        Fitting(self, self._buttons, self._width_beside)

    def _width_beside(self) -> int:
        least = self._find.least_width()
        self._find.setMinimumWidth(least)
        self._find.setMaximumWidth(max(FIND_WIDTH, least))
        return 2 * WIDE_GAP + self._term.sizeHint().width() + least + 2 * SMALL_GAP

    def show_terms(self, terms: Sequence[TermSpan], chosen: TermSpan | None) -> None:
        """Offer the terms and the whole year."""
        self._terms = (*terms, None)
        self._term.clear()
        self._term.addItems([*(term.name for term in terms), self.tr("Whole year")])
        self._term.setCurrentIndex(self._terms.index(chosen))

    def show_marked(self, *, marked: bool) -> None:
        """Offer the marks for periods, or not where the class has no marks."""
        self.finals.setVisible(marked)
        for button in self._buttons:
            if button.defaultAction() is self.finals:
                button.setVisible(marked)

    def show_run(self, *, running: bool) -> None:
        """Show whether a column is being filled."""
        self.run.setChecked(running)

    def begin_search(self) -> None:
        """Go to the field that finds a pupil."""
        self._find.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._find.selectAll()

    def _build_actions(self, theme: Theme) -> None:
        self.run = QAction(icon("column", theme.text), self.tr("Fill a column"), self, checkable=True)
        self.run.setToolTip(self.tr("A mark, and the caret goes to the next pupil (Ctrl+Enter)"))
        self.run.setShortcuts([QKeySequence("Ctrl+Return"), QKeySequence("Ctrl+Enter")])
        self.run.triggered.connect(self.run_wanted)
        self.everybody = QAction(icon("everybody", theme.text), self.tr("Everybody"), self)
        self.everybody.setToolTip(self.tr("One mark or sign into every empty cell (Ctrl+E)"))
        self.everybody.setShortcut(QKeySequence("Ctrl+E"))
        self.everybody.triggered.connect(self.everybody_wanted)
        self.finals = QAction(icon("finals", theme.text), self.tr("Results"), self)
        self.finals.setToolTip(self.tr("Marks for the terms and the year (Ctrl+I)"))
        self.finals.setShortcut(QKeySequence("Ctrl+I"))
        self.finals.triggered.connect(self.finals_wanted)
        self.plan = QAction(icon("plan", theme.text), self.tr("Plan"), self)
        self.plan.setToolTip(self.tr("The calendar-thematic plan (Ctrl+Shift+T)"))
        self.plan.setShortcut(QKeySequence("Ctrl+Shift+T"))
        self.plan.triggered.connect(self.plan_wanted)

    def _button(self, name: str, action: QAction) -> QToolButton:
        button = named(QToolButton(), name)
        button.setDefaultAction(action)
        button.setAccessibleName(action.text())
        button.setIconSize(BESIDE_TEXT)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button


def term_on(terms: Sequence[TermSpan], day: date) -> TermSpan | None:
    """Return the term that a day is in, in holidays the one before it; None where there is none."""
    begun = [term for term in terms if term.first <= day]
    within = [term for term in begun if day <= term.last]
    found = within or begun
    return found[-1] if found else None
