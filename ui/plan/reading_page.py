"""A file of a plan is being read: says so, and lets it be left."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from app.files.plan_in import PlanFile, read_plan_file
from ui.background import Background
from ui.theme import PAGE_GAP, WIDE_GAP
from ui.widgets.key_action import key_action
from ui.widgets.naming import named


class ReadingPage(QWidget):
    """Reads on another thread; what comes after it was left is thrown away."""

    read = Signal(object)
    failed = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        # not a child: it is closed, and its thread waited for, before it goes
        self._background = Background()
        self._asked = 0
        self._text = named(QLabel(), "plan_reading_text")
        bar = named(QProgressBar(), "plan_reading_bar", self.tr("The file is being read"))
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        cancel = named(QPushButton(self.tr("Cancel")), "plan_reading_cancel")
        key_action(
            self, "plan_reading_leave", cancel.text(), "Esc", self.leave, context=Qt.ShortcutContext.WindowShortcut
        )
        cancel.clicked.connect(self.leave)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(PAGE_GAP, PAGE_GAP, PAGE_GAP, PAGE_GAP)
        lines.setSpacing(WIDE_GAP)
        lines.addWidget(self._text)
        lines.addWidget(bar)
        lines.addWidget(cancel)
        lines.addStretch()
        self.destroyed.connect(self._background.close)

    def begin(self, path: Path) -> None:
        """Read a file."""
        self._asked += 1
        self._text.setText(self.tr("Reading {file}…").format(file=path.name))
        mine = self._asked
        self._background.run(
            partial(read_plan_file, path),
            done=self._only(mine, self.read.emit),
            failed=self._only(mine, self.failed.emit),
        )

    def leave(self) -> None:
        """Wait for the file no longer."""
        self._asked += 1
        self.left.emit()

    def _only(self, mine: int, tell: Callable[[PlanFile | Exception], None]) -> Callable[[PlanFile | Exception], None]:
        def answer(found: PlanFile | Exception) -> None:
            if mine == self._asked:
                tell(found)

        return answer
