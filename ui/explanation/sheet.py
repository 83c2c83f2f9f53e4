"""«Почему такая отметка»: an explanation that can be read, scrolled and copied by keyboard."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget
from typing_extensions import override

from app.domain.explaining import Explanation
from app.domain.finals import MeanExplanation
from ui.explanation.markup import Heading, Markup
from ui.theme import SMALL_GAP, Theme
from ui.widgets.naming import named


class ExplanationSheet(QTextBrowser):
    """Shows data as they were explained; Escape leaves it."""

    left = Signal()
    unfocused = Signal()
    """The focus has gone to another part of the window."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "explanation", self.tr("Why this mark"))
        self._markup = Markup(theme)
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(SMALL_GAP)

    def show_term(self, heading: Heading, why: Explanation) -> None:
        """Explain a term's average and proposal."""
        self.setHtml(self._markup.term(heading, why))

    def show_mean(self, heading: Heading, why: MeanExplanation, names: tuple[str, ...]) -> None:
        """Explain a mark that rests on others. names: of those."""
        self.setHtml(self._markup.mean(heading, why, names))

    def show_text(self, heading: Heading, text: str) -> None:
        """Say that there is nothing to explain."""
        self.setHtml(self._markup.plain(heading, text))

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in {Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason}:
            self.unfocused.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
