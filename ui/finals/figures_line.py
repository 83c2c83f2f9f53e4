"""The line below the marks for periods: who has what in the caret's period, and what that comes to."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QMoveEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget
from typing_extensions import override

from app.domain.finals import FinalsPage, Period
from ui.finals.distribution_bar import DistributionBar
from ui.finals.figures_box import FiguresBox
from ui.finals.figures_wording import figures_text, ways_text
from ui.theme import GAP, SMALL_GAP, WIDE_GAP, Theme
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.naming import named


class FiguresLine(QWidget):
    """How the figures come about is in the tooltip, and on request in a box over the page."""

    left = Signal()

    def __init__(self, theme: Theme, explain: QAction, page: QWidget) -> None:
        super().__init__(page)
        self._bar = DistributionBar(theme)
        self._text = ElidedLabel("finals_figures")
        self._box = FiguresBox(theme, page)
        self._box.left.connect(self.left)
        self._shown: tuple[FinalsPage, Period] | None = None
        explain.triggered.connect(self._on_explain)
        button = named(QToolButton(), "finals_explain_figures", explain.text())
        button.setDefaultAction(explain)
        line = QHBoxLayout(self)
        line.setContentsMargins(WIDE_GAP, GAP, WIDE_GAP, 0)
        line.setSpacing(2 * SMALL_GAP)
        line.addWidget(self._bar)
        line.addWidget(self._text, 1)
        line.addWidget(button)

    def show_period(self, page: FinalsPage, period: Period) -> None:
        """Show the figures of a period."""
        figures = page.figures(period.id)
        self._bar.show_figures(figures)
        self._bar.setVisible(len(page.marks(period.id)) > figures.not_set)
        self._text.show_text(figures_text(page, figures))
        self.setToolTip(ways_text(figures))
        self._shown = page, period
        if self._box.isVisible():
            self._box.show_period(page, period, self.geometry())

    @override
    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        if self._shown and self._box.isVisible():
            self._box.show_period(*self._shown, self.geometry())

    def _on_explain(self) -> None:
        if self._shown:
            self._box.show_period(*self._shown, self.geometry())
            self._box.open()
