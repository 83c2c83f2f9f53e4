"""A journal's page for the eyes of the whole class: only what the veil leaves of it is here, and nothing is typed."""

from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.changes import Changes
from app.domain.pages import JournalPage
from app.domain.presenting import Veil, given_names, numbers, veiled
from app.ids import LessonId, PupilId
from ui.board.tools import WIDTH, LessonTools
from ui.desk import Desk
from ui.journal.marks_model import MarksModel
from ui.journal.marks_table import MarksTable
from ui.journal.view import JournalView
from ui.theme import SMALL_GAP, WIDE_GAP, Theme
from ui.widgets.icons import icon
from ui.widgets.key_action import key_action
from ui.widgets.naming import named

AGAIN_MS = 2_500
"""Milliseconds within which the second Escape leaves."""


class PresentationView(QWidget):
    """Follows the page that stays behind it; Escape twice leaves, as F11 does."""

    left = Signal()

    def __init__(self, source: JournalView, desk: Desk, theme: Theme, today: date) -> None:
        super().__init__()
        self.setObjectName("presentation")
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._source = source
        self._lesson = source.lesson
        self._theme = theme
        self._veil = named(QComboBox(), "presentation_veil", self.tr("What is shown"))
        for veil, text in self._choices().items():
            self._veil.addItem(text, veil.value)
        self._who: PupilId | None = None
        self._model = MarksModel(self._veiled(), self)
        self._table = MarksTable(self._model, theme)
        self._table.show_today(today)
        self._table.let_tab_leave()
        self._tools = LessonTools(desk)
        self._said = named(QLabel(), "presentation_said")
        self._said.setProperty("role", "title")
        self._escaped = QTimer(self)
        self._escaped.setSingleShot(True)
        self._escaped.setInterval(AGAIN_MS)
        self._lay_out()
        self._connect(desk)
        self._go()
        self._tools.chance.forget_name()

    @property
    def veil(self) -> Veil:
        """What is left of the page."""
        return Veil(self._veil.currentData())

    def show_veil(self, veil: Veil) -> None:
        """Leave something else of the page."""
        self._veil.setCurrentIndex(self._veil.findData(veil.value))

    def _choices(self) -> dict[Veil, str]:
        return {
            Veil.NAMES: self.tr("Names without marks"),
            Veil.NUMBERS: self.tr("Numbers and marks"),
            Veil.ONE: self.tr("The marks of one pupil"),
        }

    def _band(self) -> QFrame:
        band = named(QFrame(), "presentation_band")
        band.setProperty("role", "band")
        picture = QLabel()
        picture.setPixmap(icon("present", self._theme.on_accent).pixmap(16, 16))
        leave = named(QPushButton(self.tr("Leave (F11)")), "presentation_leave")
        leave.clicked.connect(self.left)
        line = QHBoxLayout(band)
        line.setContentsMargins(WIDE_GAP, SMALL_GAP, WIDE_GAP, SMALL_GAP)
        line.setSpacing(SMALL_GAP)
        line.addWidget(picture)
        line.addWidget(self._said, 1)
        line.addWidget(self._veil)
        line.addWidget(leave)
        self._said.setWordWrap(True)
        return band

    def _lay_out(self) -> None:
        tools = QWidget()
        around = QVBoxLayout(tools)
        around.setContentsMargins(WIDE_GAP, WIDE_GAP, WIDE_GAP, WIDE_GAP)
        around.addWidget(self._tools)
        tools.setFixedWidth(WIDTH + 2 * WIDE_GAP)
        below = QHBoxLayout()
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(0)
        below.addWidget(self._table, 1)
        below.addWidget(tools)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self._band())
        lines.addLayout(below, 1)

    def _connect(self, desk: Desk) -> None:
        desk.changed.connect(self._on_changed)
        self._veil.currentIndexChanged.connect(self._on_veil)
        self._table.caret_moved.connect(self._on_caret)
        self._tools.chance.called.connect(self._on_called)
        self._escaped.timeout.connect(self._tell)
        window, leave = Qt.ShortcutContext.WindowShortcut, self.tr("Leave")
        key_action(self, "presentation_end", leave, "F11", self.left.emit, context=window)
        key_action(
            self, "presentation_escape", self.tr("Leave, asked once more"), "Esc", self._on_escape, context=window
        )

    def _veiled(self) -> JournalPage:
        return veiled(self._source.page, self.veil, self._who)

    def _on_veil(self) -> None:
        # whoever was called by name must not be found by number, and the other way round
        self._tools.chance.forget_name()
        self._show()
        self._go()

    def _show(self) -> None:
        self._model.show_page(self._veiled())
        self._table.lay_out()
        self._tell()

    def _tell(self) -> None:
        called = given_names if self.veil is Veil.NAMES else numbers
        names = called(self._source.page.pupils)
        self._tools.chance.show_lesson(self._source.page, LessonId(self._lesson), lambda who: names.get(who, ""))
        self._said.setText(
            self.tr("Once more Esc — the page with all names and marks is shown again")
            if self._escaped.isActive()
            else self.tr("For the class: surnames, averages, remarks and messages are hidden")
        )

    def _go(self) -> None:
        column = self._model.column(LessonId(self._lesson))
        if column >= 0 and self._model.rowCount():
            self._table.go((0, column))
        self._tell()

    def _on_caret(self, row: int, _column: int) -> None:
        pupils = self._source.page.pupils
        who = pupils[row].id if 0 <= row < len(pupils) else None
        if who != self._who:
            self._who = who
            if self.veil is Veil.ONE:
                self._model.show_page(self._veiled())

    def _on_called(self, who: str) -> None:
        place = self._model.place(PupilId(who), LessonId(self._lesson))
        if place is not None:
            self._table.go(place)

    def _on_changed(self, changes: Changes) -> None:
        if changes:
            self._show()

    def _on_escape(self) -> None:
        if self._escaped.isActive():
            self.left.emit()
        else:
            self._escaped.start()
            self._tell()
