"""The lesson beside the page: topic, homework, note, who is there, works and remarks; the rarer parts folded away."""

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.changes import Changes
from app.domain.lesson_pages import LessonPage
from app.errors import GradebookError
from app.ids import LessonId, OperationId
from app.services.attending import all_present
from app.services.lesson_page import read_lesson
from app.services.lessons import set_note
from ui.desk import Desk
from ui.lessons.draft import Drafts
from ui.lessons.field import LessonField
from ui.lessons.homework import HomeworkPart
from ui.lessons.links import LinkList
from ui.lessons.remarks import RemarksPart
from ui.lessons.topic import TopicPart
from ui.lessons.working import Working
from ui.lessons.works import WorkList
from ui.theme import SMALL_GAP, WIDE_GAP, Theme
from ui.widgets.fold import Fold
from ui.widgets.icons import BESIDE_TEXT, icon
from ui.widgets.later import Later
from ui.widgets.naming import named
from ui.widgets.offering import offer
from ui.widgets.text_area import TextArea

WIDTH = 320
"""Pixels: a topic of forty letters fits, and fourteen columns stay beside it on a screen of 1024."""


NOTE = "lesson_note"
"""Name of the field, also of its draft."""


class LessonPanel(QWidget):
    """Shows one lesson and keeps what is typed into it."""

    refused = Signal(object)
    plan_wanted = Signal(str)
    """A journal, by its id."""

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
        self._build_header()
        self._topic = TopicPart(desk, theme, self._drafts)
        self._homework = HomeworkPart(desk, self._drafts)
        self._remarks = RemarksPart(desk, theme)
        self._build_note()
        self._build_attendance(theme)
        self._works = WorkList(theme)
        self._conflicts = self._label("lesson_conflicts", "conflict")
        self._lay_out()
        self._working = Working(desk, self._works, self)
        self._topic.plan_wanted.connect(self._on_plan)
        for part in (self._working, self._homework, self._remarks):
            part.refused.connect(self.refused)
        self._recount = Later(self._reload, self, in_pause=True)
        desk.changed.connect(self._on_changed)
        self._show(None)

    @property
    def title(self) -> str:
        """How the panel is called."""
        return self.tr("Lesson panel")

    def show_lesson(self, lesson: LessonId) -> None:
        """Show another lesson; what was typed into the one before is kept first."""
        self.keep()
        self._show(self._desk.page(read_lesson, lesson))

    def keep(self) -> None:
        """Write what is typed; a text that is refused stays for when its lesson is shown again."""
        self._topic.keep()
        self._homework.keep()
        self._note.keep()

    def _show(self, page: LessonPage | None) -> None:
        self._page = page
        self._content.setVisible(page is not None)
        self._nothing.setVisible(page is None)
        if page is None:
            return
        self._title.setText(f"{page.title}  {page.subject}")
        self._when.setText(self._when_text(page))
        self._foreign.setVisible(not page.is_mine)
        self._topic.show_page(page)
        self._homework.show_page(page)
        self._show_asked(page)
        self._show_note(page)
        self._presence.setText(
            self.tr("present: {present}, absent: {absent}").format(present=page.present, absent=page.absent)
        )
        offer(self._all_present, possible=bool(page.absent), reason=self.tr("Everybody is present already."))
        self._all_present.setVisible(page.is_mine)
        self._working.show_lesson(page.lesson, page.works, is_mine=page.is_mine)
        self._remarks.show_lesson(page.lesson, page.pupils, is_mine=page.is_mine)
        self._conflicts.setText("\n".join(self._variant(each) for each in page.conflicts))
        self._conflicts.setVisible(bool(page.conflicts))

    def _show_asked(self, page: LessonPage) -> None:
        asked = [each for each in page.asked if each.homework or each.links]
        texts = "\n".join(each.homework for each in asked if each.homework)
        self._asked.setText(self.tr("Set for this lesson: {homework}").format(homework=texts))
        self._asked.setVisible(bool(asked))
        self._asked_links.show_links(tuple(link for each in asked for link in each.links))

    def _show_note(self, page: LessonPage) -> None:
        self._note.show_text(page.lesson, page.note, page.note_token, page.note_standing)
        title = self.tr("Note for oneself: there is one") if page.note else self.tr("Note for oneself")
        self._note_fold.show_title(title)
        if self._drafts.of(page.lesson, NOTE):
            self._note_fold.open()

    def _build_header(self) -> None:
        self._title = self._label("lesson_title", "title")
        self._when = self._label("lesson_when", "muted")
        self._foreign = self._label("lesson_foreign", "caption")
        self._foreign.setText(
            self.tr("Another teacher's lesson: it can be read here, and only its teacher fills it in.")
        )
        self._nothing = self._label("lesson_nothing", "muted")
        self._nothing.setText(self.tr("Choose a lesson: its topic and homework are written here."))
        self._asked = self._label("lesson_asked", "caption")
        self._asked_links = LinkList("lesson_asked_links")

    def _build_note(self) -> None:
        editor = TextArea(NOTE, self.tr("Note for oneself"), lines=3)
        self._note = LessonField(NOTE, editor, self.tr("Nobody else ever gets it"), self._drafts, self._keep_note)
        self._note_fold = Fold("lesson_note_fold", self._note)

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
        for each in (
            self._title,
            self._when,
            self._foreign,
            self._asked,
            self._asked_links,
            self._line(),
            self._topic,
            self._homework,
            self._note_fold,
            self._conflicts,
            self._line(),
            self._presence,
            self._all_present,
            self._works,
            self._line(),
            self._remarks,
        ):
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

    def _keep_note(self, lesson: LessonId, text: str, base: OperationId) -> None:  # noqa: ARG002 (the later word counts)
        self._desk.do(set_note, lesson=lesson, text=text)

    def _on_plan(self) -> None:
        if self._page is not None:
            self.plan_wanted.emit(self._page.journal)

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
