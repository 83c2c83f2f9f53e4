"""The lesson beside the page: topic, homework, who is there, and the works of the lesson."""

from PySide6.QtCore import QDate, QLocale, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCompleter, QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.changes import Changes
from app.domain.pages import LessonPage
from app.errors import GradebookError
from app.ids import LessonId, OperationId
from app.services.attending import all_present
from app.services.days import read_lesson
from app.services.lessons import set_homework, set_topic
from ui.desk import Desk
from ui.lessons.draft import Drafts
from ui.lessons.field import LessonField
from ui.lessons.working import Working
from ui.lessons.works import WorkList
from ui.theme import SMALL_GAP, WIDE_GAP, Theme
from ui.widgets.icons import BESIDE_TEXT, icon
from ui.widgets.later import Later
from ui.widgets.naming import named
from ui.widgets.text_area import TextArea
from ui.widgets.text_line import TextLine

WIDTH = 320
"""Pixels: a topic of forty letters fits, and fourteen columns stay beside it on a screen of 1024."""


class LessonPanel(QWidget):
    """Shows one lesson and keeps what is typed into it."""

    refused = Signal(object)

    def __init__(
        self, desk: Desk, theme: Theme, parent: QWidget | None = None, *, drafts: Drafts | None = None
    ) -> None:
        super().__init__(parent)
        self.setMinimumWidth(WIDTH)
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._desk = desk
        self._drafts = Drafts() if drafts is None else drafts
        self._page: LessonPage | None = None
        self._content = QWidget()
        self._take = named(QPushButton(), "lesson_take_topic", self.tr("Take the topic from the plan"))
        self._build_header()
        self._build_topic(theme)
        self._build_homework()
        self._build_attendance(theme)
        self._works = WorkList(theme)
        self._conflicts = self._label("lesson_conflicts", "conflict")
        self._lay_out()
        self._working = Working(desk, self._works, self)
        self._working.refused.connect(self.refused)
        self._recount = Later(self._reload, self)
        desk.changed.connect(self._on_changed)
        self._show(None)

    def show_lesson(self, lesson: LessonId) -> None:
        """Show another lesson; what was typed into the one before is kept first."""
        self.keep()
        self._show(self._desk.page(read_lesson, lesson))

    def keep(self) -> None:
        """Write what is typed; a text that is refused stays for when its lesson is shown again."""
        self._topic.keep()
        self._homework.keep()

    def _show(self, page: LessonPage | None) -> None:
        self._page = page
        self._content.setVisible(page is not None)
        self._nothing.setVisible(page is None)
        if page is None:
            return
        self._title.setText(f"{page.title}  {page.subject}")
        self._when.setText(self._when_text(page))
        self._topic.show_text(page.lesson, page.topic, page.topic_token, page.topic_standing)
        self._homework.show_text(page.lesson, page.homework, page.homework_token, page.homework_standing)
        self._show_plan(page)
        self._previous.setText(self.tr("For this lesson: {homework}").format(homework=page.previous_homework))
        self._previous.setVisible(bool(page.previous_homework))
        self._presence.setText(
            self.tr("present: {present}, absent: {absent}").format(present=page.present, absent=page.absent)
        )
        self._all_present.setEnabled(bool(page.absent))
        self._working.show_lesson(page.lesson, page.works)
        self._conflicts.setText("\n".join(self._variant(each) for each in page.conflicts))
        self._conflicts.setVisible(bool(page.conflicts))

    def _show_plan(self, page: LessonPage) -> None:
        self._suggestions.setStringList(list(page.suggested))
        following = next((topic for topic in page.suggested if topic != page.topic), "")
        self._take.setVisible(bool(following) and not page.topic)
        self._take.setToolTip(self.tr("From the plan: {topic} (Ctrl+T)").format(topic=following))
        metrics = self._take.fontMetrics()
        self._take.setText(metrics.elidedText(following, Qt.TextElideMode.ElideRight, WIDTH - 4 * WIDE_GAP))
        self._following = following

    def _build_header(self) -> None:
        self._title = self._label("lesson_title", "title")
        self._when = self._label("lesson_when", "muted")
        self._nothing = self._label("lesson_nothing", "muted")
        self._nothing.setText(self.tr("Choose a lesson: its topic and homework are written here."))

    def _build_topic(self, theme: Theme) -> None:
        editor = TextLine("lesson_topic", self.tr("Topic"))
        editor.setPlaceholderText(self.tr("What the lesson is about"))
        self._suggestions = QStringListModel(self)
        completer = QCompleter(self._suggestions, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        editor.setCompleter(completer)
        self._topic = LessonField("lesson_topic", editor, self.tr("Topic"), self._drafts, self._keep_topic)
        completer.activated.connect(self._topic.propose)
        self._following = ""
        self._take.setIcon(icon("plan", theme.accent))
        self._take.setIconSize(BESIDE_TEXT)
        self._take.setProperty("kind", "quiet")
        self._take.clicked.connect(self._on_take)
        # not the button's own keys: those press it for a tenth of a second first, and are lost with each new text
        QShortcut(QKeySequence("Ctrl+T"), self).activated.connect(self._on_take)

    def _build_homework(self) -> None:
        editor = TextArea("lesson_homework", self.tr("Homework"), lines=4)
        editor.setPlaceholderText(self.tr("What to do for the next lesson"))
        self._homework = LessonField("lesson_homework", editor, self.tr("Homework"), self._drafts, self._keep_homework)
        self._previous = self._label("lesson_previous_homework", "caption")
        self._nothing_set = named(QPushButton(self.tr("Nothing set")), "lesson_no_homework")
        self._nothing_set.setAccessibleName(self.tr("Write that no homework is set"))
        self._nothing_set.setProperty("kind", "quiet")
        self._nothing_set.clicked.connect(lambda: self._homework.propose(self.tr("Not set")))

    def _build_attendance(self, theme: Theme) -> None:
        self._presence = self._label("lesson_presence", "muted")
        self._all_present = named(QPushButton(self.tr("Everybody is present")), "lesson_all_present")
        self._all_present.setAccessibleName(self.tr("Mark everybody as present"))
        self._all_present.setIcon(icon("present", theme.text))
        self._all_present.setIconSize(BESIDE_TEXT)
        self._all_present.clicked.connect(self._on_all_present)

    def _lay_out(self) -> None:
        page = QWidget()
        around = QVBoxLayout(page)
        around.setContentsMargins(WIDE_GAP, WIDE_GAP, WIDE_GAP, WIDE_GAP)
        around.addWidget(self._nothing)
        around.addWidget(self._lay_out_content())
        around.addStretch()
        scroll = named(QScrollArea(), "lesson_scroll", self.tr("Lesson"))
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(page)
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addWidget(scroll)

    def _lay_out_content(self) -> QWidget:
        lines = QVBoxLayout(self._content)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(SMALL_GAP)
        homework_line = QHBoxLayout()
        homework_line.addWidget(self._previous, 1)
        homework_line.addWidget(self._nothing_set, 0, Qt.AlignmentFlag.AlignTop)
        texts: list[QWidget] = [self._title, self._when, self._line(), self._topic, self._take, self._homework]
        for each in texts:
            lines.addWidget(each)
        lines.addLayout(homework_line)
        rest: list[QWidget] = [self._conflicts, self._line(), self._presence, self._all_present, self._works]
        for each in rest:
            lines.addWidget(each)
        return self._content

    def _line(self) -> QFrame:
        line = QFrame()
        line.setProperty("role", "line")
        return line

    def _label(self, name: str, role: str) -> QLabel:
        label = named(QLabel(), name)
        label.setProperty("role", role)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        return label

    def _when_text(self, page: LessonPage) -> str:
        day = QLocale().toString(QDate(page.day.year, page.day.month, page.day.day), self.tr("ddd, d MMMM"))
        lesson = self.tr("lesson {number}").format(number=page.number)
        time = f"{page.starts}–{page.ends}" if page.starts else ""
        room = self.tr("room {room}").format(room=page.room) if page.room else ""
        return ", ".join(part for part in (day, lesson, time, room) if part)

    def _variant(self, conflict: tuple[str, str, str]) -> str:
        _, text, author = conflict
        return self.tr("Another variant: “{text}” ({author})").format(text=text, author=author)

    def _keep_topic(self, lesson: LessonId, text: str, base: OperationId) -> None:
        self._desk.do(set_topic, lesson=lesson, topic=text, base=base)

    def _keep_homework(self, lesson: LessonId, text: str, base: OperationId) -> None:
        self._desk.do(set_homework, lesson=lesson, homework=text, base=base)

    def _on_take(self) -> None:
        if self._take.isVisible():
            self._topic.propose(self._following)

    def _on_all_present(self) -> None:
        if self._page is None:
            return
        try:
            self._desk.do(all_present, lesson=self._page.lesson)
        except GradebookError as error:
            self.refused.emit(error)

    def _on_changed(self, changes: Changes) -> None:
        if self._page is None:
            return
        lesson = self._page.lesson
        if lesson in changes.lessons or changes.school or self._page.journal in changes.shapes:
            self._reload()
        elif any(cell.lesson == lesson for cell in changes.cells):
            self._recount.ask()

    def _reload(self) -> None:
        if self._page is not None:
            self._show(self._desk.page(read_lesson, self._page.lesson))
