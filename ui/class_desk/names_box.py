"""Who stands how, by name, over the summary."""

from collections.abc import Sequence

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.explanation.paper import Paper
from ui.explanation.text_sheet import TextSheet
from ui.theme import GAP, SMALL_GAP, Theme
from ui.widgets.floating_box import FloatingBox

WIDTH = 460
"""Pixels: three names to a line."""


class NamesBox(FloatingBox):
    """Not modal; Escape goes back to the page."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__("class_names", parent)
        self._paper = Paper(theme)
        self._sheet = TextSheet("class_names_sheet", self)
        self._sheet.setAccessibleName(self.tr("Who stands how"))
        self._sheet.left.connect(self.leave)
        self._sheet.unfocused.connect(self.hide)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(SMALL_GAP, SMALL_GAP, SMALL_GAP, SMALL_GAP)
        lines.addWidget(self._sheet)

    def show_names(self, groups: Sequence[tuple[str, Sequence[str]]], line: QRect) -> None:
        """Show groups of names above *line*, at its right end, as high as the text, or as the room."""
        parts = [
            self._paper.title(f"{name[:1].upper()}{name[1:]} — {len(who)}") + self._paper.line(", ".join(who))
            for name, who in groups
        ]
        empty = self._paper.line(self.tr("Nothing is set for this period yet."))
        self._sheet.setHtml("".join(parts) or empty)
        text = self._sheet.document().clone(self)
        text.setTextWidth(WIDTH - 4 * SMALL_GAP)
        height = min(int(text.size().height()) + 3 * SMALL_GAP, line.top() - 2 * GAP)
        text.deleteLater()
        self.setGeometry(max(GAP, line.right() - SMALL_GAP - WIDTH), line.top() - GAP - height, WIDTH, height)
        self.show()
        self.raise_()
        self._sheet.setFocus()
