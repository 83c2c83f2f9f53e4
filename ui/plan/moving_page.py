"""«Сдвинуть остальное»: which lesson to come would take which item, and what is done where they do not fit."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.domain.plan_moving import Moved, Wish, moved_rest
from app.domain.plan_pages import ItemState, PlanPage
from app.domain.plans import PlanEntry
from app.services.plans import new_item_id
from ui.plan.lines_model import LinesModel, TextRow, lines_table
from ui.plan.wording import long_day_text, tail_text
from ui.theme import SMALL_GAP, WIDE_GAP, Theme
from ui.widgets.key_action import key_action
from ui.widgets.naming import named
from ui.widgets.offering import offer

WIDTHS = (170, 60, 0, 0)

MOST_SHOWN = 4
"""Items without a lesson that are named one by one."""


class MovingPage(QWidget):
    """Shows each choice at once; nothing is written until its button is pressed."""

    accepted = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._page: PlanPage | None = None
        self._moved: Moved | None = None
        self._reserve = new_item_id()
        self._build()
        self._apply = named(QPushButton(self.tr("Change the plan")), "plan_moving_apply")
        self._apply.setProperty("kind", "primary")
        self._cancel = named(QPushButton(self.tr("Leave all as it is")), "plan_moving_cancel")
        # not the button's own key: that presses it for a tenth of a second first
        window = Qt.ShortcutContext.WindowShortcut
        key_action(self, self._cancel.objectName(), self._cancel.text(), "Esc", self.left.emit, context=window)
        self._apply.clicked.connect(lambda: self.accepted.emit(self._items()))
        self._cancel.clicked.connect(self.left)
        self._from.activated.connect(self._show)
        for box in (self._skipped, self._fit):
            box.toggled.connect(self._show)
        self._lay_out()
        self.setFocusProxy(self._from)

    def show_page(self, page: PlanPage) -> None:
        """Begin with the plan as it is."""
        self._page = page
        self._reserve = new_item_id()
        self._from.clear()
        for each in page.lessons:
            if not each.cancelled and not each.is_held(page.today):
                self._from.addItem(long_day_text(each.day))
        for box in (self._skipped, self._fit):
            box.setChecked(False)
        self._skipped.setVisible(any(row.state is ItemState.SKIPPED for row in page.rows))
        self._show()

    def _build(self) -> None:
        self._title = named(QLabel(self.tr("Move the rest of the plan")), "plan_moving_title")
        self._title.setProperty("role", "title")
        self._from = named(QComboBox(), "plan_moving_from", self.tr("The plan goes on from"))
        self._skipped = named(QCheckBox(self.tr("Take up what was passed over")), "plan_moving_skipped")
        self._fit = named(QCheckBox(self.tr("Make it fit")), "plan_moving_fit")
        self._fit.setToolTip(self.tr("Hours of the longest items first, then neighbours of a section together"))
        self._told = named(QLabel(), "plan_moving_told")
        self._told.setWordWrap(True)
        titles = self.tr("Lesson"), self.tr("No."), self.tr("Item that it takes"), self.tr("As the plan is now")
        self._model = LinesModel(titles, self)
        self._table = lines_table("plan_moving", self.tr("Lessons to come"), self._model, WIDTHS)

    def _items(self) -> tuple[PlanEntry, ...]:
        return self._moved.items if self._moved else ()

    def _wish(self) -> Wish:
        reserve = PlanEntry(self._reserve, "", self.tr("Reserve"), 1)
        free = max(0, self._from.currentIndex())
        return Wish(reserve, free, with_skipped=self._skipped.isChecked(), fit=self._fit.isChecked())

    def _show(self) -> None:
        page = self._page
        if page is None:
            return
        now = moved_rest(page.entries, page.lessons, page.today, Wish(PlanEntry(self._reserve, "", "", 1)))
        self._moved = moved = moved_rest(page.entries, page.lessons, page.today, self._wish())
        numbers = {item.id: number for number, item in enumerate(moved.items, 1)}
        rows: list[TextRow] = []
        for (lesson, item), (_, before) in zip(moved.places, now.places, strict=True):
            before_id, after_id = (each.id if each else "" for each in (before, item))
            topic = item.topic if item else self.tr("the plan has ended")
            as_now = before.topic if before and before_id != after_id else ""
            number = str(numbers[item.id]) if item else ""
            rows.append(TextRow((long_day_text(lesson.day), number, topic, as_now), self._theme.muted))
        self._model.show(rows)
        self._tell(moved)
        offer(self._apply, possible=moved.items != page.entries, reason=self.tr("The plan would stay as it is."))

    def _tell(self, moved: Moved) -> None:
        hours = sum(each.hours for each in moved.left_out)
        if hours:
            names = tail_text([each.topic for each in moved.left_out], MOST_SHOWN)
            text = self.tr("{hours} h have no lesson: {names}").format(hours=hours, names=names)
        else:
            free = sum(item is None for _, item in moved.places)
            text = self.tr("All fits; lessons without an item: {n}").format(n=free)
        self._told.setText(text)
        self._told.setProperty("role", "warning" if hours else "good")
        self._told.style().unpolish(self._told)
        self._told.style().polish(self._told)

    def _lay_out(self) -> None:
        caption = QLabel(self.tr("The plan goes on from"))
        caption.setBuddy(self._from)
        choices = QHBoxLayout()
        choices.setSpacing(WIDE_GAP)
        for each in (caption, self._from, self._skipped, self._fit):
            choices.addWidget(each)
        choices.addStretch()
        head = QVBoxLayout()
        head.setContentsMargins(WIDE_GAP, SMALL_GAP, WIDE_GAP, SMALL_GAP)
        head.setSpacing(SMALL_GAP)
        head.addWidget(self._title)
        head.addLayout(choices)
        head.addWidget(self._told)
        foot = QHBoxLayout()
        foot.setSpacing(SMALL_GAP)
        foot.setContentsMargins(WIDE_GAP, SMALL_GAP, WIDE_GAP, SMALL_GAP)
        foot.addStretch()
        foot.addWidget(self._cancel)
        foot.addWidget(self._apply)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addLayout(head)
        lines.addWidget(self._table, 1)
        lines.addLayout(foot)
