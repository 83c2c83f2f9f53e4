"""The window before the journal: it opens what is here, or leads through the first start."""

from functools import cached_property

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from ui.help.helping import offer_help
from ui.login.first_start import FirstStart
from ui.theme import PAGE_GAP, SMALL_GAP
from ui.widgets.naming import named
from ui.widgets.small_screen import SmallScreen
from ui.widgets.work_line import WorkLine

TEXT_WIDTH = 460
"""Pixels: a sentence takes two lines."""

SMALLEST = QSize(640, 480)
"""Pixels; on a display with less the pages are scrolled."""


class Entrance(QStackedWidget):
    """Opening, the first start, and whatever page is asked of it."""

    again = Signal()
    anew = Signal()
    from_copy = Signal()
    keyless = Signal()
    """Somebody wants to work though this PC gives no key."""

    stop_wanted = Signal()
    painted = Signal()
    """Once, when the window has been on the screen for the first time."""

    def __init__(self, first_start: FirstStart) -> None:
        super().__init__()
        self.setObjectName("entrance")
        self.setWindowTitle(self.tr("Peremena"))
        self.setMinimumSize(SMALLEST)
        self._first_start = first_start
        self._frames: dict[QWidget, QWidget] | None = None
        self._seen = False
        self._opening = self._build_opening()
        self.addWidget(self._opening)
        self.addWidget(first_start)
        offer_help(self)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._seen:
            self._seen = True
            self.painted.emit()

    def fit(self, room: QSize) -> None:
        """Let every page be scrolled where the display has less room than the smallest window. room: its pixels.

        Pages that were framed once stay so: where there is room for them again nothing is scrolled.
        """
        self.setMinimumSize(SMALLEST.boundedTo(room))
        if self._frames is None and (room.width() < SMALLEST.width() or room.height() < SMALLEST.height()):
            self._frames = {}
            shown, typed_in = self.currentIndex(), self.focusWidget()
            pages = [page for place in range(self.count()) if (page := self.widget(place)) is not None]
            for page in pages:
                self.removeWidget(page)
                self.addWidget(self._frame(page))
            self.setCurrentIndex(shown)
            if typed_in is not None:
                typed_in.setFocus()

    def show_opening(self) -> None:
        """Say that the journal is being opened."""
        self._say(self.tr("Opening the journal…"), "muted")
        self._show_buttons(again=False, anew=False, copy=False)

    def show_error(self, text: str, *, anew: bool, copy: bool = False, keyless: bool = False) -> None:
        """Say why the journal does not open.

        anew, copy, keyless: whether signing in again, a copy, or working without a keyring is a way out.
        """
        self._say(text, "error")
        self._show_buttons(again=True, anew=anew, copy=copy)
        self._keyless.setVisible(keyless)
        self._again.setFocus()

    def show_restoring(self, done: int, total: int) -> None:
        """Say how far the journal's copy is put back. total: 0 where nobody knows."""
        if not self._work.isVisible():
            self._say(self.tr("The journal is being restored from its copy. The damaged file is kept."), "muted")
            self._show_buttons(again=False, anew=False, copy=False)
            self._work.begin(self.tr("Restoring…"))
            self._work.setFocus()
        self._work.show_progress(done, total)

    def show_first_start(self) -> None:
        """Ask for the address."""
        self.setCurrentWidget(self._frame(self._first_start))

    def show_page(self, page: QWidget) -> None:
        """Show another page; the focus goes where the page wants it."""
        frame = self._frame(page)
        if self.indexOf(frame) < 0:
            self.addWidget(frame)
        self.setCurrentWidget(frame)
        page.setFocus()

    def _frame(self, page: QWidget) -> QWidget:
        """Return what a page is in: itself, or what scrolls it."""
        if self._frames is None:
            return page
        if page not in self._frames:
            self._frames[page] = SmallScreen(page, SMALLEST)
        return self._frames[page]

    @cached_property
    def _work(self) -> WorkLine:
        work = WorkLine()
        work.stop_wanted.connect(self.stop_wanted)
        self._lines.insertLayout(self._lines.count() - 1, _centred(work))
        return work

    def _build_opening(self) -> QWidget:
        page = QWidget()
        self._text = named(QLabel(), "entrance_text")
        self._text.setProperty("role", "muted")
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._text.setWordWrap(True)
        self._text.setFixedWidth(TEXT_WIDTH)
        self._again = named(QPushButton(self.tr("Try again")), "entrance_again")
        self._again.setProperty("kind", "primary")
        self._again.clicked.connect(self.again)
        self._anew = named(QPushButton(self.tr("Sign in again, keep the old file")), "entrance_anew")
        self._anew.clicked.connect(self.anew)
        self._copy = named(QPushButton(self.tr("Restore from a copy")), "entrance_copy")
        self._copy.clicked.connect(self.from_copy)
        self._keyless = named(QPushButton(self.tr("Work without a password storage…")), "entrance_keyless")
        self._keyless.clicked.connect(self.keyless)
        self._lines = lines = QVBoxLayout(page)
        lines.setSpacing(PAGE_GAP)
        lines.addStretch(2)
        lines.addLayout(_centred(self._text))
        # two lines: with larger texts the smallest window has no room for the three beside each other
        lines.addLayout(_centred(self._anew, self._keyless))
        lines.addLayout(_centred(self._copy, self._again))
        lines.addStretch(3)
        return page

    def _say(self, text: str, role: str) -> None:
        self._text.setText(text)
        # only of another role: whoever asks for the style before the first paint waits for its enumerations
        if self._text.property("role") != role:
            self._text.setProperty("role", role)
            self._text.style().unpolish(self._text)
            self._text.style().polish(self._text)

    def _show_buttons(self, *, again: bool, anew: bool, copy: bool) -> None:
        if "_work" in vars(self):
            self._work.hide()
        self.setCurrentIndex(0)
        self._again.setVisible(again)
        self._anew.setVisible(anew)
        self._keyless.hide()
        self._copy.setVisible(copy)


def _centred(*widgets: QWidget) -> QHBoxLayout:
    """Return a line with these in its middle; a label that is aligned instead gets the height of one line only."""
    line = QHBoxLayout()
    line.setSpacing(SMALL_GAP)
    line.addStretch()
    for each in widgets:
        line.addWidget(each)
    line.addStretch()
    return line
