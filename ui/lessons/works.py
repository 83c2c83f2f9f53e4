"""The works of a lesson, each with its colour, kind and weight, to be added, changed and taken back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from app.domain.pages import ShownWork
from ui.theme import GAP, SMALL_GAP, Theme
from ui.widgets.icons import BESIDE_TEXT, icon
from ui.widgets.naming import named

SWATCH = 10
"""Pixels of a work's square of colour."""


class WorkList(QWidget):
    """A line for each work, and a button for one more."""

    add_wanted = Signal()
    change_wanted = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lesson_works")
        self._theme = theme
        self._title = QLabel(self.tr("Works of the lesson"))
        self._title.setProperty("role", "caption")
        self._rows: list[QWidget] = []
        self._lines = QVBoxLayout()
        self._lines.setSpacing(GAP)
        self._add = named(QPushButton(self.tr("Add a work")), "lesson_add_work")
        self._add.setIcon(icon("plus", theme.accent))
        self._add.setIconSize(BESIDE_TEXT)
        self._add.setProperty("kind", "quiet")
        self._add.clicked.connect(self.add_wanted)
        line = QFrame()
        line.setProperty("role", "line")
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.setSpacing(GAP)
        outside.addWidget(line)
        outside.addSpacing(GAP)
        outside.addWidget(self._title)
        outside.addLayout(self._lines)
        outside.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)

    def show_works(self, works: tuple[ShownWork, ...], *, is_mine: bool) -> None:
        """Show these works; those of another teacher's lesson to be read only."""
        for row in self._rows:
            self._lines.removeWidget(row)
            row.deleteLater()
        self._rows = [self._row(work, is_mine=is_mine) for work in works]
        for row in self._rows:
            self._lines.addWidget(row)
        self._title.setVisible(bool(works))
        self._add.setVisible(is_mine)
        self.setVisible(is_mine or bool(works))

    def _row(self, work: ShownWork, *, is_mine: bool) -> QWidget:
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
        if is_mine:
            line.addWidget(self._change_button(work, name))
        return row

    def _change_button(self, work: ShownWork, name: str) -> QToolButton:
        change = named(QToolButton(), "lesson_change_work", self.tr("Change: {work}").format(work=name))
        change.setIcon(icon("pen", self._theme.text))
        change.setToolTip(self.tr("Change or take back the work"))
        change.setProperty("kind", "small")
        change.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        change.clicked.connect(lambda: self.change_wanted.emit(work))
        return change
