"""The explanation of an average, over the journal's page."""

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.explaining import Explanation
from ui.explanation.markup import Heading
from ui.explanation.sheet import ExplanationSheet
from ui.theme import GAP, SMALL_GAP, Theme
from ui.widgets.floating_box import FloatingBox

WIDTH = 360
MOST = 460
"""Pixels of height: on the smallest display nearly the page's own, and the page stays visible on others."""


class ExplanationBox(FloatingBox):
    """Not modal; Escape goes back to the page, and whoever goes on working has it out of the way."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__("explanation_box", parent)
        self._around = parent
        self._sheet = ExplanationSheet(theme, self)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(SMALL_GAP, SMALL_GAP, SMALL_GAP, SMALL_GAP)
        lines.addWidget(self._sheet)
        self._sheet.left.connect(self.leave)
        self._sheet.unfocused.connect(self.hide)

    def explain(self, heading: Heading, why: Explanation, area: QRect) -> None:
        """Show an explanation at the right of *area*, as high as it, higher where there is no room below."""
        self._sheet.show_term(heading, why)
        room = self._around.height() - 2 * GAP
        self.setFixedSize(WIDTH, min(MOST, room))
        self.move(area.right() + GAP, max(GAP, min(area.top(), room - self.height())))
        self.show()
        self.raise_()
        self._sheet.setFocus()
