"""The small editor of a mark's comment, over the page."""

from PySide6.QtCore import QRect, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.pages import JournalPage, ShownMark
from ui.journal.wording import lesson_text
from ui.theme import SMALL_GAP, WIDE_GAP
from ui.widgets.floating_box import FloatingBox
from ui.widgets.naming import named

WIDTH = 380
"""Pixels: a comment of a line and a half."""


class CommentBox(FloatingBox):
    """Enter and leaving the field keep the comment, Escape forgets it; the mark is as it was seen at the opening."""

    kept = Signal(object, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__("comment_box", parent)
        self.setFixedWidth(WIDTH)
        self._marks: tuple[ShownMark, ...] = ()
        self._title = named(QLabel(), "comment_title")
        self._title.setProperty("role", "caption")
        self._title.setWordWrap(True)
        self._which = named(QComboBox(), "comment_mark", self.tr("Which mark"))
        self._text = named(QLineEdit(), "comment_text", self.tr("Comment"))
        self._text.setPlaceholderText(self.tr("The parents read it"))
        hint = QLabel(self.tr("Enter — keep, Esc — leave"))
        hint.setProperty("role", "caption")
        line = QHBoxLayout()
        line.setSpacing(SMALL_GAP)
        line.addWidget(self._which)
        line.addWidget(self._text, 1)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(WIDE_GAP, SMALL_GAP, WIDE_GAP, SMALL_GAP)
        lines.setSpacing(SMALL_GAP)
        lines.addWidget(self._title)
        lines.addLayout(line)
        lines.addWidget(hint)
        self._text.returnPressed.connect(self._on_return)
        self._text.editingFinished.connect(self._keep)
        self._which.currentIndexChanged.connect(self._on_which)

    def edit(self, page: JournalPage, row: int, column: int, area: QRect) -> bool:
        """Show the comment of a cell's last mark beside *area*; return False where the cell has no mark."""
        self._marks = ()
        marks = tuple(mark for mark in page.cell(row, column).marks if mark.counts)
        if not marks:
            return False
        self._title.setText(f"{page.pupils[row].short_name}, {lesson_text(page.lessons[column])}")
        self._which.clear()
        self._which.addItems([mark.value for mark in marks])
        self._marks = marks
        self._which.setCurrentIndex(len(marks) - 1)
        self._which.setVisible(len(marks) > 1)
        self._text.setText(marks[-1].comment)
        self.open_beside(area)
        self._text.setFocus()
        self._text.selectAll()
        return True

    @override
    def leave(self) -> None:
        self._marks = ()
        super().leave()

    def _on_return(self) -> None:
        self._keep()
        self.leave()

    def _on_which(self, number: int) -> None:
        if 0 <= number < len(self._marks):
            self._text.setText(self._marks[number].comment)

    def _keep(self) -> None:
        number = self._which.currentIndex()
        if not 0 <= number < len(self._marks):
            return
        mark, text = self._marks[number], self._text.text().strip()
        if text != mark.comment:
            self._marks = ()
            self.kept.emit(mark, text)
