"""Plan against fact above the plan, and by sections where somebody wants to see it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from app.domain.plan_facts import PlanFact
from app.domain.plan_pages import PlanPage
from ui.plan.wording import fact_text, is_short_of_lessons, length_text
from ui.theme import GAP, PAGE_GAP, SMALL_GAP, WIDE_GAP, Theme
from ui.widgets.fold import Fold
from ui.widgets.naming import named
from ui.widgets.share_bar import ShareBar


class FactPart(QWidget):
    """Says nothing where there is no plan."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._picture = ShareBar(theme, "plan_picture")
        self._fact = self._label("plan_fact")
        self._length = self._label("plan_length")
        self._rights = self._label("plan_rights")
        self._rights.setText(self.tr("The journal's teacher keeps this plan; here it can be read."))
        self._rights.setProperty("role", "muted")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(PAGE_GAP)
        self._grid.setVerticalSpacing(GAP)
        content = QWidget()
        content.setLayout(self._grid)
        self._sections = Fold("plan_sections", content)
        self._sections.show_title(self.tr("By sections"))
        lines = QVBoxLayout(self)
        lines.setContentsMargins(WIDE_GAP, 0, WIDE_GAP, SMALL_GAP)
        lines.setSpacing(GAP)
        for each in (self._rights, self._fact, self._picture, self._length, self._sections):
            lines.addWidget(each)

    def show_page(self, page: PlanPage) -> None:
        """Show how the lessons stand against the plan."""
        fact = page.fact
        self._rights.setVisible(not page.is_mine)
        for each in (self._fact, self._picture, self._length):
            each.setVisible(bool(page.rows))
        self._picture.show_share(fact.place, fact.due, fact.hours, fact_text(fact))
        self._sections.setVisible(len(fact.sections) > 1)
        self._fact.setText(fact_text(fact))
        self._length.setText(length_text(fact))
        self._length.setProperty("role", "warning" if is_short_of_lessons(fact) else "muted")
        self._length.style().unpolish(self._length)
        self._length.style().polish(self._length)
        self._show_sections(fact)

    def _show_sections(self, fact: PlanFact) -> None:
        while item := self._grid.takeAt(0):
            if (old := item.widget()) is not None:
                old.deleteLater()
        titles = self.tr("Section"), self.tr("hours"), self.tr("of them by now"), self.tr("lessons given")
        rows = [(each.name or "–", str(each.hours), str(each.due), str(each.given)) for each in fact.sections]
        for row, texts in enumerate([titles, *rows]):
            for column, text in enumerate(texts):
                label = QLabel(text)
                label.setTextFormat(Qt.TextFormat.PlainText)
                label.setProperty("role", "caption" if not row else "")
                self._grid.addWidget(label, row, column)
        for row, each in enumerate(fact.sections, 1):
            bar = ShareBar(self._theme, "plan_section_picture")
            told = self.tr("{name}: {given} of {hours} hours are given, {due} are due by now")
            told = told.format(name=each.name or "–", given=each.given, hours=each.hours, due=each.due)
            bar.show_share(each.given, each.due, each.hours, told)
            self._grid.addWidget(bar, row, len(titles))
        self._grid.setColumnStretch(len(titles) + 1, 1)

    def _label(self, name: str) -> QLabel:
        label = named(QLabel(), name)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        return label
