"""The topic of a lesson: typed, or taken from the plan, which then knows that the lesson took the item."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QPushButton, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.lesson_pages import LessonPage
from app.domain.plans import PlanEntry, kept_link
from app.ids import LessonId, OperationId
from app.services.lessons import set_topic
from ui.desk import Desk
from ui.lessons.draft import Drafts
from ui.lessons.field import LessonField
from ui.theme import SMALL_GAP, WIDE_GAP, Theme
from ui.widgets.icons import BESIDE_TEXT, icon
from ui.widgets.key_action import key_action
from ui.widgets.naming import named
from ui.widgets.offering import offer
from ui.widgets.text_line import TextLine

ITEM = Qt.ItemDataRole.UserRole
"""Role under which a suggestion holds its item's id."""


NARROWEST = 288
"""Pixels that the panel leaves for it."""


class TopicPart(QWidget):
    """Ctrl+T takes what the plan has next; typing finds any other item of it."""

    plan_wanted = Signal()

    def __init__(self, desk: Desk, theme: Theme, drafts: Drafts) -> None:
        super().__init__()
        self._desk = desk
        self._page: LessonPage | None = None
        self._following: PlanEntry | None = None
        self._chosen: dict[tuple[LessonId, str], str] = {}
        self._editor = TextLine("lesson_topic", self.tr("Topic"))
        self._editor.setPlaceholderText(self.tr("What the lesson is about"))
        self._suggestions = QStandardItemModel(self)
        completer = QCompleter(self._suggestions, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._editor.setCompleter(completer)
        self._field = LessonField("lesson_topic", self._editor, self.tr("Topic"), drafts, self._keep)
        by_index = completer.activated[QModelIndex]  # type: ignore[index]  # the stubs know one of its two signals
        by_index.connect(lambda index: self._choose(index.data(ITEM)))
        self._build_take(theme)
        self._field.put_beside(self._open)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(SMALL_GAP)
        lines.addWidget(self._field)
        lines.addWidget(self._take)

    def show_page(self, page: LessonPage) -> None:
        """Show a lesson's topic and what the plan offers."""
        self._page = page
        self._editor.setReadOnly(not page.is_mine)
        self._field.show_text(page.lesson, page.topic, page.topic_token, page.topic_standing)
        self._suggestions.clear()
        for entry in page.suggested:
            item = QStandardItem(entry.topic)
            item.setData(entry.id, ITEM)
            self._suggestions.appendRow(item)
        self._following = next((each for each in page.suggested if each.topic != page.topic), None)
        self._show_following()

    def keep(self) -> None:
        """Write what is typed."""
        self._field.keep()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_following()

    def _show_following(self) -> None:
        page, following = self._page, self._following
        shown = page is not None and page.is_mine and following is not None and not page.topic
        self._take.setVisible(shown)
        offer(self._taking, possible=shown, reason=self._why_not(page))
        if shown and following is not None:
            self._take.setToolTip(self.tr("From the plan: {topic} (Ctrl+T)").format(topic=following.topic))
            room = max(self.width(), NARROWEST) - 3 * WIDE_GAP
            shown_topic = self._take.fontMetrics().elidedText(following.topic, Qt.TextElideMode.ElideRight, room)
            self._take.setText(shown_topic)

    def _why_not(self, page: LessonPage | None) -> str:
        if page is not None and not page.is_mine:
            return self.tr("Only the lesson's own teacher fills it in.")
        if page is not None and page.topic:
            return self.tr("The lesson has its topic already.")
        return self.tr("The plan has no topic to come.")

    def _build_take(self, theme: Theme) -> None:
        self._take = named(QPushButton(), "lesson_take_topic", self.tr("Take the topic from the plan"))
        self._take.setIcon(icon("plan", theme.accent))
        self._take.setIconSize(BESIDE_TEXT)
        self._take.setProperty("kind", "quiet")
        self._take.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._take.clicked.connect(self._on_take)
        # not the button's own keys: those press it for a tenth of a second first, and are lost with each new text
        text, window = self.tr("Take the topic from the plan"), Qt.ShortcutContext.WindowShortcut
        self._taking = key_action(self, "lesson_topic_from_plan", text, "Ctrl+T", self._on_take, context=window)
        self._open = named(QPushButton(self.tr("Plan")), "lesson_open_plan", self.tr("Open the plan"))
        self._open.setProperty("kind", "quiet")
        self._open.clicked.connect(self.plan_wanted)

    def _on_take(self) -> None:
        if self._take.isVisible() and self._following is not None:
            self._choose(self._following.id)

    def _choose(self, item: str) -> None:
        page = self._page
        entry = next((each for each in page.suggested if each.id == item), None) if page else None
        if page is None or entry is None:
            return
        self._chosen[page.lesson, entry.topic] = entry.id
        self._field.propose(entry.topic)

    def _keep(self, lesson: LessonId, text: str, base: OperationId) -> None:
        page = self._page
        linked = kept_link(page.suggested, page.topic_item, text) if page and page.lesson == lesson else ""
        item = self._chosen.get((lesson, text.strip()), linked)
        self._desk.do(set_topic, lesson=lesson, topic=text, base=base, plan_item=item)
        self._chosen.pop((lesson, text.strip()), None)
