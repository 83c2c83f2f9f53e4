"""How the figures of a period come about, over the page."""

from html import escape

from PySide6.QtCore import QCoreApplication, QRect
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.figures import Figure, GroupFigures
from app.domain.finals import FinalsPage, Period
from ui.explanation.attended_wording import attended_lines
from ui.explanation.paper import Paper
from ui.explanation.text_sheet import TextSheet
from ui.finals.figures_wording import assessed_text, counts_of, meaning_text, name_text, value_text, way_text
from ui.finals.wording import period_text
from ui.theme import GAP, SMALL_GAP, Theme
from ui.widgets.floating_box import FloatingBox

WIDTH = 460
"""Pixels: a figure and the way to it take two lines."""


class FiguresBox(FloatingBox):
    """Not modal; Escape goes back to the page, and what is shown follows the caret meanwhile."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__("figures_box", parent)
        self._paper = FiguresPaper(theme)
        self._sheet = TextSheet("figures_sheet", self)
        self._sheet.setAccessibleName(self.tr("How the figures come about"))
        self._sheet.left.connect(self.leave)
        self._sheet.unfocused.connect(self.hide)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(SMALL_GAP, SMALL_GAP, SMALL_GAP, SMALL_GAP)
        lines.addWidget(self._sheet)

    def show_period(self, page: FinalsPage, period: Period, line: QRect) -> None:
        """Show the figures of a period above *line*, at its right end, as high as the text, or as the room."""
        self._sheet.setHtml(self._paper.write(page, period))
        text = self._sheet.document().clone(self)
        text.setTextWidth(WIDTH - 4 * SMALL_GAP)
        height = min(int(text.size().height()) + 3 * SMALL_GAP, line.top() - 2 * GAP)
        text.deleteLater()
        self.setGeometry(max(GAP, line.right() - SMALL_GAP - WIDTH), line.top() - GAP - height, WIDTH, height)

    def open(self) -> None:
        """Come over the page."""
        self.show()
        self.raise_()
        self._sheet.setFocus()


class FiguresPaper(Paper):
    """Writes a period's figures, each with the way to it, and how the lessons were attended."""

    def write(self, page: FinalsPage, period: Period) -> str:
        """Return the page of a period."""
        translate = QCoreApplication.translate
        figures = page.figures(period.id)
        parts = [
            self.head(f"{page.title} {page.subject}", period_text(period)),
            self.line(assessed_text(page, figures)),
        ]
        if not page.is_unmarked:
            parts += [self.title(translate("Finals", "Marks")), self._counts(figures)]
        if figures.assessed:
            parts += [self.title(translate("Finals", "Figures")), self._figures(figures)]
        if attended := attended_lines(page.lessons(period.id)):
            parts += [self.title(translate("Finals", "Lessons of all pupils together")), *map(self.line, attended)]
        return "".join(parts)

    def _counts(self, figures: GroupFigures) -> str:
        shown = [(mark, name, count) for mark, name, count in counts_of(figures) if mark or count]
        names = "".join(
            self.cell(self.mark(mark) if mark else self.small(escape(name)), align="center") for mark, name, _ in shown
        )
        counts = "".join(self.cell(str(count) if count else "—", align="center") for *_, count in shown)
        return self.table(f"<tr>{names}</tr><tr>{counts}</tr>")

    def _figures(self, figures: GroupFigures) -> str:
        return self.table("".join(self._figure(each, figures) for each in Figure))

    def _figure(self, figure: Figure, figures: GroupFigures) -> str:
        worked = figures.worked(figure)
        way = f"{meaning_text(figure)}: {way_text(figure, worked)}"
        said = f"{escape(name_text(figure))}<br>{self.small(escape(way))}"
        value = f"<b>{escape(value_text(figure, worked))}</b>"
        return f"<tr>{self.cell(said)}{self.cell(value, align='right')}</tr>"
