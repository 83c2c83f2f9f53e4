"""The works of a lesson, each with its colour, kind and weight."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.domain.pages import ShownWork
from ui.theme import GAP, SMALL_GAP

SWATCH = 10
"""Pixels of a work's square of colour."""


class WorkList(QWidget):
    """A line for each work."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lesson_works")
        self._title = QLabel(self.tr("Works of the lesson"))
        self._title.setProperty("role", "caption")
        self._rows: list[QWidget] = []
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(GAP)
        line = QFrame()
        line.setProperty("role", "line")
        self._lines.addWidget(line)
        self._lines.addSpacing(GAP)
        self._lines.addWidget(self._title)

    def show_works(self, works: tuple[ShownWork, ...]) -> None:
        """Show these works; the list hides itself where there are none."""
        for row in self._rows:
            self._lines.removeWidget(row)
            row.deleteLater()
        self._rows = [self._row(work) for work in works]
        for row in self._rows:
            self._lines.addWidget(row)
        self.setVisible(bool(works))

    def _row(self, work: ShownWork) -> QWidget:
        row = QWidget()
        swatch = QLabel()
        swatch.setFixedSize(SWATCH, SWATCH)
        swatch.setStyleSheet(f"background: {work.colour}; border-radius: 2px;")
        name = work.title or work.type_name
        text = QLabel(self.tr("{work}, weight {weight}").format(work=name, weight=work.weight))
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.setWordWrap(True)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SMALL_GAP)
        line.addWidget(swatch)
        line.addWidget(text, 1)
        return row
