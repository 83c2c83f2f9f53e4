"""A timer for the class: minutes, large digits, and a quiet sound at the end where it is wanted."""

import time
from collections.abc import Callable
from math import ceil

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QCheckBox, QHBoxLayout, QLabel, QPushButton, QSpinBox, QVBoxLayout, QWidget

from ui.theme import SMALL_GAP, text_font
from ui.widgets.naming import named

LONGEST = 90
"""Minutes: two lessons."""

USUAL_MINUTES = 5
STEP_MS = 200
"""Milliseconds between two looks at the clock."""

DIGITS_PT = 44.0


class TimerPart(QWidget):
    """Runs by a clock that nobody sets. seconds: that clock. digits_pt: points of the digits."""

    ended = Signal()

    def __init__(self, seconds: Callable[[], float] = time.monotonic, *, digits_pt: float = DIGITS_PT) -> None:
        super().__init__()
        self._seconds = seconds
        self._ends = 0.0
        self._left = USUAL_MINUTES * 60.0
        self._ticks = QTimer(self)
        self._ticks.setInterval(STEP_MS)
        self._ticks.timeout.connect(self._on_tick)
        self._digits = named(QLabel(), "timer_digits")
        self._digits.setFont(text_font(digits_pt, bold=True))
        self._said = named(QLabel(), "timer_said")
        self._said.setProperty("role", "warning")
        self._minutes = named(QSpinBox(), "timer_minutes", self.tr("Minutes"))
        self._minutes.setRange(1, LONGEST)
        self._minutes.setValue(USUAL_MINUTES)
        self._minutes.setSuffix(self.tr(" min"))
        self._minutes.valueChanged.connect(self._on_anew)
        self._run = named(QPushButton(), "timer_run")
        self._run.setAutoDefault(True)
        self._run.clicked.connect(self._on_run)
        self._anew = named(QPushButton(self.tr("Anew")), "timer_anew", self.tr("Set the timer anew"))
        self._anew.clicked.connect(self._on_anew)
        self._minutes.setMinimumHeight(self._anew.sizeHint().height())
        self._sound = named(QCheckBox(self.tr("Sound at the end")), "timer_sound")
        self._lay_out()
        self._on_anew()

    @property
    def is_running(self) -> bool:
        """Whether time is going."""
        return self._ticks.isActive()

    def _lay_out(self) -> None:
        title = QLabel(self.tr("Timer"))
        title.setProperty("role", "title")
        buttons = QHBoxLayout()
        buttons.setSpacing(SMALL_GAP)
        for each in (self._minutes, self._run, self._anew):
            buttons.addWidget(each)
        buttons.addStretch()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(SMALL_GAP)
        for widget in (title, self._digits, self._said):
            lines.addWidget(widget)
        lines.addLayout(buttons)
        lines.addWidget(self._sound)

    def _on_run(self) -> None:
        if self.is_running:
            self._ticks.stop()
        else:
            if self._left <= 0:
                self._left = self._minutes.value() * 60.0
            self._ends = self._seconds() + self._left
            self._ticks.start()
        self._show()

    def _on_anew(self) -> None:
        self._ticks.stop()
        self._left = self._minutes.value() * 60.0
        self._show()

    def _on_tick(self) -> None:
        self._left = self._ends - self._seconds()
        if self._left <= 0:
            self._left = 0.0
            self._ticks.stop()
            if self._sound.isChecked():
                QApplication.beep()
            self.ended.emit()
        self._show()

    def _show(self) -> None:
        left = ceil(self._left)
        self._digits.setText(f"{left // 60:02}:{left % 60:02}")
        self._digits.setAccessibleName(self.tr("Left: {time}").format(time=self._digits.text()))
        self._said.setText(self.tr("Time is up"))
        self._said.setVisible(left == 0)
        begun = 0 < self._left < self._minutes.value() * 60.0
        self._run.setText(self.tr("Pause") if self.is_running else self.tr("Go on") if begun else self.tr("Start"))
