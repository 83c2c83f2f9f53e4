"""What would become of a plan, item by item, before anything is changed."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.domain.plan_comparing import ComparedItem, Comparison, Fate
from app.domain.plan_facts import PlanFact
from app.domain.plan_pages import PlanPage
from app.files.plan_in import PlanFile
from app.files.refusals import Reason, RefusedRow
from ui.plan.lines_model import LinesModel, TextRow, lines_table
from ui.plan.wording import day_text, is_short_of_lessons, length_text
from ui.theme import SMALL_GAP, WIDE_GAP, Theme
from ui.widgets.key_action import key_action
from ui.widgets.naming import named
from ui.widgets.offering import offer

WIDTHS = (70, 46, 150, 0, 56, 330)


class PreviewPage(QWidget):
    """Nothing is written until its button is pressed; Escape leaves it."""

    accepted = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._entries: object = ()
        self._title = named(QLabel(), "plan_preview_title")
        self._title.setProperty("role", "title")
        self._counts = self._label("plan_preview_counts", "muted")
        self._warning = self._label("plan_preview_warning", "warning")
        titles = (
            self.tr("Row"),
            self.tr("No."),
            self.tr("Section"),
            self.tr("Topic"),
            self.tr("Hours"),
            self.tr("What becomes of it"),
        )
        self._model = LinesModel(titles, self)
        self._table = lines_table("plan_preview", self.tr("The plan as it would be"), self._model, WIDTHS)
        self._apply = named(QPushButton(self.tr("Replace the plan")), "plan_preview_apply")
        self._apply.setProperty("kind", "primary")
        self._apply.clicked.connect(lambda: self.accepted.emit(self._entries))
        self._cancel = named(QPushButton(self.tr("Leave all as it is")), "plan_preview_cancel")
        # not the button's own key: that presses it for a tenth of a second first
        window = Qt.ShortcutContext.WindowShortcut
        key_action(self, self._cancel.objectName(), self._cancel.text(), "Esc", self.left.emit, context=window)
        self._cancel.clicked.connect(self.left)
        self._lay_out()
        self.setFocusProxy(self._table)

    def show_file(self, found: PlanFile, comparison: Comparison, page: PlanPage, fact: PlanFact) -> None:
        """Show what a file would do. fact: how the lessons would stand against it."""
        title = self.tr("Plan of the file {file}").format(file=found.file)
        notes = [] if found.has_hours else [self.tr("The table says no hours: each item has one.")]
        rows = [(str(each.row), item) for each, item in zip(found.items, comparison.items, strict=True)]
        self._show(title, rows, comparison, page, fact)
        self._add(found.refused, notes)

    def show_copy(self, title: str, comparison: Comparison, page: PlanPage, fact: PlanFact) -> None:
        """Show what another journal's plan would do."""
        text = self.tr("Plan of {journal}").format(journal=title)
        self._show(text, [("", item) for item in comparison.items], comparison, page, fact)
        self._add((), ())

    def _show(
        self,
        title: str,
        rows: Sequence[tuple[str, ComparedItem]],
        comparison: Comparison,
        page: PlanPage,
        fact: PlanFact,
    ) -> None:
        self._entries = comparison.entries
        self._title.setText(title)
        self._rows = [self._row(row, item) for row, item in rows]
        links = {row.entry.id: [each.day for each in row.given] for row in page.rows}
        self._lost = sum(len(links.get(each.entry.id, ())) for each in comparison.removed)
        for each in comparison.removed:
            self._rows.append(self._removed(each, [day_text(day) for day in links.get(each.entry.id, ())]))
        self._comparison = comparison
        self._fact = fact
        possible = comparison.changes_anything and bool(comparison.items)
        reason = self.tr("The plan is like this already.") if comparison.items else self.tr("There are no items here.")
        offer(self._apply, possible=possible, reason=reason)

    def _add(self, refused: Sequence[RefusedRow], notes: Sequence[str]) -> None:
        lost = [self._refused(each) for each in refused]
        self._model.show([*lost, *self._rows])
        self._table.scrollToTop()
        self._counts.setText(self._count_text(len(refused)))
        warnings = list(notes)
        if is_short_of_lessons(self._fact):
            warnings.append(length_text(self._fact))
        if self._lost:
            warnings.append(self.tr("Lessons that lose their item: {n}. Their topics stay.").format(n=self._lost))
        if not self._comparison.changes_anything:
            warnings.append(self.tr("The plan is like this already."))
        self._warning.setText("\n".join(warnings))
        self._warning.setVisible(bool(warnings))

    def _count_text(self, refused: int) -> str:
        fates = [each.fate for each in self._comparison.items]
        counts = (
            (fates.count(Fate.NEW), self.tr("new: {n}")),
            (fates.count(Fate.CHANGED), self.tr("changed: {n}")),
            (fates.count(Fate.SAME), self.tr("the same: {n}")),
            (len(self._comparison.removed), self.tr("gone: {n}")),
            (refused, self.tr("rows not understood: {n}")),
        )
        hours = self.tr("Items: {items}, hours: {hours}").format(items=len(fates), hours=self._fact.hours)
        return ", ".join([hours, *(text.format(n=count) for count, text in counts if count)])

    def _row(self, row: str, item: ComparedItem) -> TextRow:
        entry = item.entry
        texts = (row, str(item.number), entry.section, entry.topic, str(entry.hours))
        if item.fate is Fate.NEW:
            return TextRow((*texts, self.tr("new")), self._theme.good)
        if item.fate is Fate.SAME:
            return TextRow((*texts, self.tr("stays")), self._theme.muted)
        changes = self._changes(item)
        return TextRow((*texts, changes), self._theme.held, changes)

    def _changes(self, item: ComparedItem) -> str:
        before, after = item.before, item.entry
        if before is None:
            return ""
        told = (
            (before.topic != after.topic, self.tr("topic was “{text}”").format(text=before.topic)),
            (before.section != after.section, self.tr("section was “{text}”").format(text=before.section or "–")),
            (before.hours != after.hours, self.tr("hours were {n}").format(n=before.hours)),
            (before.control != after.control, self.tr("control was “{text}”").format(text=before.control or "–")),
            (item.moved, self.tr("other number")),
        )
        return ", ".join(text for differs, text in told if differs)

    def _removed(self, item: ComparedItem, days: Sequence[str]) -> TextRow:
        entry = item.entry
        told = self.tr("gone")
        if days:
            told = self.tr("gone; lessons that took it: {days}").format(days=", ".join(days))
        texts = ("–", str(item.number), entry.section, entry.topic, str(entry.hours), told)
        return TextRow(texts, self._theme.refused, told)

    def _refused(self, row: RefusedRow) -> TextRow:
        place = self.tr("cell {cell}").format(cell=f"{row.column}{row.row}")
        told = f"{place}: {reason_text(row.reason)}"
        return TextRow((str(row.row), "", "", row.text, "", told), self._theme.refused, told)

    def _label(self, name: str, role: str) -> QLabel:
        label = named(QLabel(), name)
        label.setProperty("role", role)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        return label

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(SMALL_GAP)
        buttons.addStretch()
        buttons.addWidget(self._cancel)
        buttons.addWidget(self._apply)
        head = QVBoxLayout()
        head.setContentsMargins(WIDE_GAP, SMALL_GAP, WIDE_GAP, SMALL_GAP)
        head.setSpacing(SMALL_GAP)
        for each in (self._title, self._counts, self._warning):
            head.addWidget(each)
        foot = QVBoxLayout()
        foot.setContentsMargins(WIDE_GAP, SMALL_GAP, WIDE_GAP, SMALL_GAP)
        foot.addLayout(buttons)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addLayout(head)
        lines.addWidget(self._table, 1)
        lines.addLayout(foot)


def reason_text(reason: Reason) -> str:
    """Return why a row of a plan's table is left out."""
    match reason:
        case Reason.EMPTY:
            return QCoreApplication.translate("Plan", "no value")
        case Reason.BAD_NUMBER:
            return QCoreApplication.translate("Plan", "hours are a whole number from 1 to 99")
        case Reason.TOO_LONG:
            return QCoreApplication.translate("Plan", "the text is too long")
        case _:
            return QCoreApplication.translate("Plan", "hidden or control characters")
