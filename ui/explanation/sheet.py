"""«Почему такая отметка»: an explanation that can be read, scrolled and copied by keyboard."""

from PySide6.QtWidgets import QWidget

from app.domain.explaining import Explanation
from app.domain.finals import MeanExplanation
from ui.explanation.markup import Heading, Markup, Names
from ui.explanation.text_sheet import TextSheet
from ui.theme import Theme


class ExplanationSheet(TextSheet):
    """Shows data as they were explained."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("explanation", parent)
        self.setAccessibleName(self.tr("Why this mark"))
        self._markup = Markup(theme)

    def show_term(self, heading: Heading, why: Explanation) -> None:
        """Explain a term's average and proposal."""
        self.setHtml(self._markup.term(heading, why))

    def show_mean(self, heading: Heading, why: MeanExplanation, names: Names) -> None:
        """Explain a mark that rests on others. names: of those."""
        self.setHtml(self._markup.mean(heading, why, names))

    def show_text(self, heading: Heading, text: str) -> None:
        """Say that there is nothing to explain."""
        self.setHtml(self._markup.plain(heading, text))
