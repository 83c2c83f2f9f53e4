"""A line at the lower edge of the window: what is being done beside it, how far it is, and a way to stop it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from ui.theme import SMALL_GAP
from ui.widgets.naming import named
from ui.widgets.time_left import TimeLeft

BAR = 120
"""Pixels."""


class WorkLine(QWidget):
    """Takes no focus when it comes; it is there only as long as the work is."""

    stop_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("work_line")
        self._left = TimeLeft(self)
        self._what = ""
        self._text = named(QLabel(), "work_text")
        self._text.setProperty("role", "caption")
        self._bar = named(QProgressBar(textVisible=False), "work_progress", self.tr("Progress"))
        self._bar.setFixedWidth(BAR)
        self._stop = named(QPushButton(self.tr("Stop")), "work_stop")
        self._stop.clicked.connect(self.stop_wanted)
        # not by Tab: where it is put beside other work, it takes no part in that
        self.setFocusProxy(self._stop)
        line = QHBoxLayout(self)
        line.setContentsMargins(SMALL_GAP, 0, SMALL_GAP, 0)
        line.setSpacing(SMALL_GAP)
        for each in (self._text, self._bar, self._stop):
            line.addWidget(each)
        self.hide()

    def begin(self, what: str) -> None:
        """Say what is being done."""
        self._what = what
        self.show_progress(0, 0)
        self.show()

    def show_progress(self, done: int, total: int) -> None:
        """Say how far it is. total: 0 where nobody knows."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        left = self._left.text(self._what, done, total)
        self._text.setText(" · ".join(each for each in (self._what, left) if each))
        self._text.setAccessibleName(self._text.text())
