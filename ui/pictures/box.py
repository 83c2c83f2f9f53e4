"""A picture over a page with the table behind it: a heading, a line of figures, the picture, the numbers."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ui.theme import GAP, SMALL_GAP, WIDE_GAP
from ui.widgets.floating_box import FloatingBox
from ui.widgets.list_table import ListTable
from ui.widgets.naming import named
from ui.widgets.text_table import TextModel, TextRow

WIDTH, MOST = 460, 480
"""Pixels: on the smallest display nearly the page's own height."""


class PictureBox(FloatingBox):
    """Escape goes back to the page; Enter in the table opens a row's lesson, where it is of one."""

    opened = Signal(str, str)
    """Journal and lesson, by their ids."""

    def __init__(self, name: str, picture: QWidget, model: TextModel, wide: int, parent: QWidget) -> None:
        super().__init__(name, parent)
        self._around = parent
        self._model = model
        self._title = named(QLabel(), f"{name}_title")
        self._title.setProperty("role", "title")
        self._said = named(QLabel(), f"{name}_said")
        self._said.setProperty("role", "muted")
        self._table = named(ListTable(model, wide=wide), f"{name}_table", self.tr("The same as a table"))
        self._table.opened.connect(self._on_opened)
        for label in (self._title, self._said):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(WIDE_GAP, SMALL_GAP, WIDE_GAP, SMALL_GAP)
        lines.setSpacing(SMALL_GAP)
        for widget in (self._title, self._said, picture):
            lines.addWidget(widget)
        lines.addWidget(self._table, 1)

    def open_at(self, heading: tuple[str, str], rows: Sequence[TextRow], area: QRect) -> None:
        """Show it beside *area*. heading: what it is about, and the figures in a line."""
        self._title.setText(heading[0])
        self._said.setText(heading[1])
        self._model.show(rows)
        self._table.resizeColumnsToContents()
        self._table.setCurrentIndex(self._model.index(0, 0))
        room = self._around.rect()
        self.setFixedSize(min(WIDTH, room.width() - 2 * GAP), min(MOST, room.height() - 2 * GAP))
        left = min(area.right() + GAP, room.right() - GAP - self.width())
        self.move(max(GAP, left), max(GAP, min(area.top(), room.height() - GAP - self.height())))
        self.show()
        self.raise_()
        self._table.setFocus()

    def _on_opened(self, number: int) -> None:
        row = self._model.row(number)
        if row is not None and row.lesson:
            self.hide()
            self.opened.emit(row.journal, row.lesson)
