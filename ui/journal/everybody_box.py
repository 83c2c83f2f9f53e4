"""«Поставить всем»: one mark or sign for every cell that is still empty."""

from PySide6.QtCore import QRect, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ui.theme import SMALL_GAP, WIDE_GAP
from ui.widgets.floating_box import FloatingBox
from ui.widgets.naming import named
from ui.widgets.offering import offer

WIDTH = 320
LONGEST = 12
"""Letters: more than any cell holds."""


class EverybodyBox(FloatingBox):
    """Asks what to enter; the page decides where."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__("everybody_box", parent)
        self.setFixedWidth(WIDTH)
        self._title = named(QLabel(), "everybody_title")
        self._title.setWordWrap(True)
        self._count = named(QLabel(), "everybody_count")
        self._count.setProperty("role", "caption")
        self._count.setWordWrap(True)
        self._text = named(QLineEdit(maxLength=LONGEST), "everybody_text")
        self._text.setAccessibleName(self.tr("Mark or sign for everybody"))
        self._text.setPlaceholderText(self.tr("5, 4/5, н …"))
        self._put = named(QPushButton(self.tr("Put")), "everybody_put")
        self._put.setAccessibleName(self.tr("Put it to everybody"))
        self._put.setProperty("kind", "primary")
        line = QHBoxLayout()
        line.setSpacing(SMALL_GAP)
        line.addWidget(self._text, 1)
        line.addWidget(self._put)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(WIDE_GAP, WIDE_GAP, WIDE_GAP, WIDE_GAP)
        lines.setSpacing(SMALL_GAP)
        for each in (self._title, self._count):
            lines.addWidget(each)
        lines.addLayout(line)
        self._text.textChanged.connect(self._on_typed)
        self._text.returnPressed.connect(self._on_put)
        self._put.clicked.connect(self._on_put)

    def ask(self, title: str, empty: int, area: QRect) -> None:
        """Ask what to enter. title: into what. empty: how many cells are still empty."""
        self._title.setText(title)
        self._count.setText(self.tr("%n empty cell(s) will be filled, the others stay.", "", empty))
        self._text.clear()
        self._on_typed()
        self.open_beside(area)
        self._text.setFocus()

    def _on_typed(self) -> None:
        offer(self._put, possible=bool(self._text.text().strip()), reason=self.tr("Type a mark or a sign first."))

    def _on_put(self) -> None:
        if text := self._text.text().strip():
            self.wanted.emit(text)
