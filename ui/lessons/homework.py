"""The homework of a lesson: its text, the lesson that it is for, its links, and «не задано» said explicitly."""

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QPushButton, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.homework import shown_links
from app.domain.lesson_pages import DueLesson, LessonPage
from app.errors import GradebookError
from app.ids import LessonId, OperationId
from app.services.lessons import Beside, set_homework
from ui.desk import Desk
from ui.lessons.draft import Drafts
from ui.lessons.field import LessonField
from ui.lessons.links import LinkList
from ui.theme import GAP, SMALL_GAP
from ui.widgets.fold import Fold
from ui.widgets.naming import named
from ui.widgets.offering import offer
from ui.widgets.telling import telling
from ui.widgets.text_area import TextArea

BESIDE, BELOW = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
AROUND_CHOICE = 44
"""Pixels of a choice's frame and of its arrow."""

TEXT, LINKS = "lesson_homework", "lesson_links"
"""Names of the two fields, also of their drafts."""


class HomeworkPart(QWidget):
    """Text, links and the lesson that they are for are one thing: they are written together."""

    refused = Signal(object)

    def __init__(self, desk: Desk, drafts: Drafts) -> None:
        super().__init__()
        self._desk = desk
        self._drafts = drafts
        self._page: LessonPage | None = None
        self._due = ""
        self._editor = TextArea(TEXT, self.tr("Homework"), lines=4)
        self._field = LessonField(TEXT, self._editor, self.tr("Homework"), drafts, self._keep_text)
        self._link_editor = TextArea(LINKS, self.tr("Links"), lines=2)
        self._link_editor.setPlaceholderText("https://")
        self._link_field = LessonField(LINKS, self._link_editor, self.tr("One a line"), drafts, self._keep_links)
        self._links = LinkList("lesson_link_list")
        self._fold = Fold("lesson_links_fold", self._link_field)
        self._choice = telling(named(QComboBox(), "lesson_due", self.tr("For which lesson")))
        self._choice.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._choice.activated.connect(self._on_due)
        self._nothing = named(QPushButton(), "lesson_no_homework", self.tr("Write that no homework is set"))
        self._nothing.setCheckable(True)
        self._nothing.clicked.connect(self._on_nothing)
        self._lay_out()

    def show_page(self, page: LessonPage) -> None:
        """Show a lesson's homework."""
        before, self._page = self._page, page
        if before is None or (before.lesson, before.homework_token) != (page.lesson, page.homework_token):
            self._due = page.due
        for each in (self._editor, self._link_editor):
            each.setReadOnly(not page.is_mine)
        for field in (self._choice, self._nothing):
            offer(field, possible=page.is_mine, reason=self.tr("Only the lesson's own teacher fills it in."))
        hint = self.tr("Not set") if page.no_homework else self.tr("What to do for the next lesson")
        self._editor.setPlaceholderText(hint)
        self._field.show_text(page.lesson, page.homework, page.homework_token, page.homework_standing)
        self._link_field.show_text(page.lesson, page.links, page.homework_token, page.homework_standing)
        self._nothing.setChecked(page.no_homework)
        self._nothing.setText(self.tr("Not set") if page.no_homework else self.tr("Nothing set"))
        self._show_links(page)
        self._show_due(page)

    def keep(self) -> None:
        """Write what is typed."""
        self._field.keep()
        self._link_field.keep()

    def _lay_out(self) -> None:
        self._line = line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        line.setSpacing(SMALL_GAP)
        line.addWidget(self._choice, 1)
        line.addWidget(self._nothing)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(GAP)
        lines.addWidget(self._field)
        lines.addLayout(line)
        lines.addWidget(self._links)
        lines.addWidget(self._fold)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Put the button below the choice where both do not fit beside one another."""
        text = self._choice.fontMetrics().horizontalAdvance(self._choice.itemText(0)) + AROUND_CHOICE
        beside = text + SMALL_GAP + self._nothing.sizeHint().width() <= self.width()
        self._line.setDirection(BESIDE if beside else BELOW)

    def _show_links(self, page: LessonPage) -> None:
        links = shown_links(page.links)
        self._links.show_links(links)
        self._fold.show_title(self.tr("Links: {count}").format(count=len(links)) if links else self.tr("Links"))
        if self._drafts.of(page.lesson, LINKS):
            self._fold.open()

    def _show_due(self, page: LessonPage) -> None:
        self._choice.clear()
        self._choice.addItem(self.tr("for the next lesson"), "")
        for each in page.coming:
            self._choice.addItem(self._due_text(each), each.id)
        self._choice.setCurrentIndex(max(0, self._choice.findData(self._due)))
        self._fit()

    def _due_text(self, lesson: DueLesson) -> str:
        day = QLocale().toString(QDate(lesson.day.year, lesson.day.month, lesson.day.day), self.tr("ddd, d MMMM"))
        return self.tr("for {day}, lesson {number}").format(day=day, number=lesson.number)

    def _on_due(self, place: int) -> None:
        self._due = self._choice.itemData(place, Qt.ItemDataRole.UserRole)
        page = self._page
        self.keep()
        if page is not None and (page.homework or page.links) and self._due != page.due:
            self._try(page.lesson, page.homework)

    def _on_nothing(self) -> None:
        page = self._page
        if page is None:
            return
        for name in (TEXT, LINKS):
            self._drafts.drop(page.lesson, name)
        self._due = ""
        self._try(page.lesson, "", links="")
        if self._page is not None:
            self.show_page(self._page)

    def _try(self, lesson: LessonId, text: str, *, links: str | None = None) -> None:
        if self._page is None:
            return
        kept = self._kept_links() if links is None else links
        try:
            self._write(lesson, text, kept, self._page.homework_token)
        except GradebookError as error:
            self.refused.emit(error)

    def _keep_text(self, lesson: LessonId, text: str, base: OperationId) -> None:
        self._write(lesson, text, self._kept_links(), base)

    def _keep_links(self, lesson: LessonId, text: str, base: OperationId) -> None:
        self._write(lesson, self._page.homework if self._page else "", text, base)

    def _write(self, lesson: LessonId, text: str, links: str, base: OperationId) -> None:
        beside = Beside(links, self._due)
        self._desk.do(set_homework, lesson=lesson, homework=text, base=base, beside=beside)
        # what is typed into the other field was begun before this, by the same person
        for name in (TEXT, LINKS):
            draft = self._drafts.of(lesson, name)
            if draft and draft.base == base and self._page is not None:
                self._drafts.rebase(lesson, name, self._page.homework_token)

    def _kept_links(self) -> str:
        return "\n".join(shown_links(self._page.links)) if self._page else ""
