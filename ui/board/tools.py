"""What helps at the board: who answers, and a timer; beside the page that the class sees, or over one's own."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from ui.board.chance import ChancePart
from ui.board.timer import DIGITS_PT, TimerPart
from ui.desk import Desk
from ui.theme import WIDE_GAP
from ui.widgets.floating_box import FloatingBox

WIDTH = 320
"""Pixels: the digits of the timer and a long name in two lines."""


OVER_PAGE_PT = 26.0
"""Points of the digits over one's own page, which stays in sight; the class sees larger ones."""


class LessonTools(QWidget):
    """Two parts, one below the other."""

    def __init__(self, desk: Desk, digits_pt: float = DIGITS_PT) -> None:
        super().__init__()
        self.chance = ChancePart(desk)
        self.timer = TimerPart(digits_pt=digits_pt)
        line = QFrame()
        line.setProperty("role", "line")
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(WIDE_GAP)
        lines.addWidget(self.chance)
        lines.addWidget(line)
        lines.addWidget(self.timer)
        lines.addStretch()
        self.setFocusProxy(self.chance)


class ToolsBox(FloatingBox):
    """Over a journal's page; who is called has the caret, so that a mark can be typed once it is left."""

    called = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__("tools_box", parent)
        self.setFixedWidth(WIDTH + 2 * WIDE_GAP)
        self.tools = LessonTools(desk, OVER_PAGE_PT)
        self.tools.chance.called.connect(self.called)
        hint = QLabel(self.tr("Enter — call · Esc — back to the page, to the one who was called"))
        hint.setProperty("role", "caption")
        hint.setWordWrap(True)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(WIDE_GAP, WIDE_GAP, WIDE_GAP, WIDE_GAP)
        lines.addWidget(self.tools)
        lines.addWidget(hint, 0, Qt.AlignmentFlag.AlignBottom)

    def open_at(self, area: QRect) -> None:
        """Show the box beside *area*."""
        self.open_beside(area)
        self.tools.chance.setFocus()
