"""What fills the main window: tabs with the day, the list and the journals, and the lesson beside them."""

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QTabBar, QTabWidget, QToolButton, QVBoxLayout, QWidget

from app.changes import Changes
from app.domain.attention import About, AttentionItem
from app.domain.pages import PupilRow
from app.ids import JournalId, LessonId, PupilId
from ui.attention.view import AttentionView
from ui.board.opening import BoardTools
from ui.desk import Desk
from ui.desk_view import DeskView
from ui.desks import NEWS, DeskPage
from ui.error_texts import sentence
from ui.finals.view import FinalsView
from ui.history.cells import tell_cells, tell_finals
from ui.journal.view import JournalView
from ui.journal_list.view import JournalsView
from ui.lessons.draft import Drafts
from ui.lessons.panel import LessonPanel
from ui.pictures.opening import Pictures
from ui.plan.view import PlanView
from ui.printing.opening import JournalPrinting
from ui.pupil_card.cards import Cards
from ui.seating.opening import Seats
from ui.settings import Settings
from ui.theme import Theme
from ui.today.view import TodayView
from ui.widgets.icons import icon
from ui.widgets.naming import named
from ui.widgets.notice import Notice

TODAY, JOURNALS = 0, 1
"""Indices of the two tabs that are always there."""


class Workspace(QWidget):
    """Tabs at the left, the current tab's lesson at the right, a notice below."""

    panel_toggled = Signal(bool)
    asked_wanted = Signal(str)
    """What families of the own class ask, by what it is about."""
    page_changed = Signal()
    """Another tab is shown."""
    panel_shown = Signal()
    """What is beside the page has appeared or gone."""

    def __init__(self, desk: Desk, theme: Theme, drafts: Drafts, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._desk = desk
        self._theme = theme
        self._now = now
        self._journals: dict[JournalId, JournalView] = {}
        self._finals: dict[JournalId, FinalsView] = {}
        self._plans: dict[JournalId, PlanView] = {}
        self._attention: AttentionView | None = None
        self._desks: dict[str, DeskView] = {}
        self._panel_wanted = self._trends_wanted = True
        self._presented: QWidget | None = None
        self._lessons: dict[QWidget, str] = {}
        self._today = TodayView(desk, theme, now=now)
        self._list = JournalsView(desk, theme)
        self._panel = LessonPanel(desk, theme, drafts=drafts)
        self._cards = Cards(self, desk, theme, now)
        self._notice = Notice(theme)
        self._tabs = self._build_tabs()
        self._lay_out()
        self._connect()
        self._remember(self._today, self._today.lesson)

    def _lay_out(self) -> None:
        splitter = named(QSplitter(Qt.Orientation.Horizontal), "workspace_splitter")
        splitter.setHandleWidth(1)
        splitter.addWidget(self._tabs)
        splitter.addWidget(self._panel)
        splitter.setStretchFactor(0, 1)
        splitter.setChildrenCollapsible(False)
        self._splitter = splitter
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)
        self._lines.addWidget(splitter, 1)
        self._lines.addWidget(self._notice)

    def _connect(self) -> None:
        self._today.opened.connect(lambda journal, lesson: self.open_journal(JournalId(journal), LessonId(lesson)))
        self._today.chosen.connect(lambda lesson: self._remember(self._today, lesson))
        self._today.attention_wanted.connect(self.open_attention)
        self._today.refused.connect(self.show_error)
        self._today.asked_wanted.connect(self.asked_wanted)
        self._today.finals_wanted.connect(lambda journal, period: self.open_finals_of(JournalId(journal), period))
        self._today.news_wanted.connect(lambda: self.open_desk(NEWS))
        self._list.opened.connect(lambda journal: self.open_journal(JournalId(journal)))
        self._panel.refused.connect(self.show_error)
        self._panel.plan_wanted.connect(lambda journal: self.open_plan_of(JournalId(journal)))
        self._cards.refused.connect(self.show_error)
        self._cards.journal_wanted.connect(self._on_journal_wanted)
        self._tabs.currentChanged.connect(self._on_tab)
        self._desk.changed.connect(self._on_changed)

    @property
    def open_journals(self) -> tuple[JournalId, ...]:
        """The journals that have a tab, in the order in which they were opened."""
        return tuple(self._journals)

    @property
    def open_finals(self) -> tuple[JournalId, ...]:
        """The journals whose marks for periods have a tab, in the order in which they were opened."""
        return tuple(self._finals)

    @property
    def open_plans(self) -> tuple[JournalId, ...]:
        """The journals whose plan has a tab, in the order in which they were opened."""
        return tuple(self._plans)

    @property
    def is_attention_open(self) -> bool:
        """Whether the list of what needs attention has a tab."""
        return self._attention is not None

    @property
    def open_desks(self) -> tuple[str, ...]:
        """The names of the school's pages that have a tab."""
        return tuple(self._desks)

    @property
    def page(self) -> QWidget | None:
        """What the current tab shows."""
        return self._tabs.currentWidget()

    @property
    def page_title(self) -> str:
        """How the current tab is called."""
        return self._tabs.tabText(self._tabs.currentIndex())

    @property
    def parts(self) -> tuple[QWidget, ...]:
        """The page of the current tab and what is beside it, whether they are seen or not."""
        return self._tabs.currentWidget(), self._panel

    @property
    def shown(self) -> tuple[tuple[QWidget, str], ...]:
        """What is seen, with what it is called: a card over the page first, the page, what is beside it."""
        titled = list(zip(self.parts, (self.page_title, self._panel.title), strict=True))
        card = self._cards.sheet
        over = [] if card is None else [(card, card.accessibleName())]
        return tuple((part, title) for part, title in (*over, *titled) if part.isVisible())

    @property
    def place(self) -> tuple[int, date]:
        """The current tab's index and the day that is shown."""
        return self._tabs.currentIndex(), self._today.day

    def go(self, tab: int, day: date | None = None) -> None:
        """Show a tab, and a day where one is given."""
        if day is not None:
            self._today.show_day(day)
        self._tabs.setCurrentIndex(tab)
        self._tabs.currentWidget().setFocus()

    def open_journal(self, journal: JournalId, lesson: LessonId | None = None, pupil: PupilId | None = None) -> None:
        """Show a journal in its tab, a new one if need be, at a lesson, and a pupil, where they are given."""
        view = self._journals.get(journal) or self._new_tab(journal)
        # before it is shown: what stands beside the page is read for this lesson only, not for today's first
        if lesson is not None:
            view.show_lesson(lesson, pupil)
        self._tabs.setCurrentWidget(view)
        view.setFocus()

    def open_finals_of(self, journal: JournalId, period: str = "") -> None:
        """Show a journal's marks for periods in their tab, a new one beside the journal's if need be.

        period: where the caret goes, where it stands if empty.
        """
        view = self._finals.get(journal) or self._new_finals(journal)
        self._tabs.setCurrentWidget(view)
        view.show_period(period)
        view.setFocus()

    def open_plan_of(self, journal: JournalId) -> None:
        """Show a journal's plan «КТП» in its tab, a new one beside the journal's if need be."""
        self._panel.keep()
        view = self._plans.get(journal) or self._new_plan(journal)
        self._tabs.setCurrentWidget(view)
        view.setFocus()

    def open_attention(self) -> None:
        """Show what needs attention in its tab, a new one beside the journals if need be."""
        if self._attention is None:
            self._attention = view = AttentionView(self._desk, self._theme)
            view.refused.connect(self.show_error)
            view.opened.connect(self._on_attention)
            view.chosen.connect(lambda lesson: self._remember(view, lesson))
            self._remember(view, view.lesson)
            self._insert(JOURNALS + 1, view, "attention", self.tr("Needs attention"))
        self._tabs.setCurrentWidget(self._attention)
        self._attention.setFocus()

    def open_desk(self, page: DeskPage, settings: Settings | None = None) -> None:
        """Show a page of the school in its tab, a new one beside the journals if need be.

        settings: where it keeps how it was adjusted, None for nowhere.
        """
        view = self._desks.get(page.name)
        if view is None:
            self._desks[page.name] = view = page.make(self._desk, self._theme, self._now)
            view.refused.connect(self.show_error)
            view.journal_wanted.connect(self._on_journal_wanted)
            view.card_wanted.connect(self._on_card_wanted)
            if settings is not None:
                view.keep_in(settings)
            view.finals_wanted.connect(lambda journal, period: self.open_finals_of(JournalId(journal), period))
            self._insert(JOURNALS + 1, view, page.picture, page.title())
        self._tabs.setCurrentWidget(view)
        view.setFocus()

    def show_trends(self, *, shown: bool) -> None:
        """Show or hide how averages went, on every journal's page."""
        self._trends_wanted = shown
        for view in self._journals.values():
            view.table.show_trends(shown=shown)

    def show_asked(self, about: str) -> None:
        """Go to what families ask on the page that is shown, where it has that. about: as asked_wanted tells it."""
        page = self._tabs.currentWidget()
        if isinstance(page, DeskView):
            page.show_asked(about)

    def show_attention(self, count: int) -> None:
        """Say on the day's page how many entries need attention."""
        self._today.show_attention(count)

    def close_tab(self, tab: int) -> None:
        """Close a page's tab; the two first ones stay."""
        view = self._tabs.widget(tab) if tab > JOURNALS else None
        if view is None:
            return
        self.keep()
        self._lessons.pop(view, None)
        self._journals = {journal: each for journal, each in self._journals.items() if each is not view}
        self._finals = {journal: each for journal, each in self._finals.items() if each is not view}
        self._plans = {journal: each for journal, each in self._plans.items() if each is not view}
        self._attention = None if view is self._attention else self._attention
        self._desks = {name: each for name, each in self._desks.items() if each is not view}
        self._tabs.removeTab(tab)
        view.deleteLater()

    def show_panel(self, *, shown: bool) -> None:
        """Show or hide what is beside the page: the lesson, or why a mark is what it is."""
        self._panel.keep()
        self._panel_wanted = shown
        self._toggle.setChecked(shown)
        self._show_beside()
        self.panel_shown.emit()

    def present(self, view: QWidget | None) -> None:
        """Show a view instead of every page, for the eyes of the class; None shows the pages again."""
        if self._presented is not None:
            self._lines.removeWidget(self._presented)
            self._presented.hide()
            self._presented.deleteLater()
        self._presented = view
        self._splitter.setVisible(view is None)
        self._notice.hide()
        if view is not None:
            self._cards.leave()
            self._lines.addWidget(view)
            view.show()
            view.setFocus()
        else:
            self._tabs.currentWidget().setFocus()

    def keep(self) -> None:
        """Write what is typed into the panel and into plans."""
        self._panel.keep()
        for plan in self._plans.values():
            plan.keep()

    def show_error(self, error: BaseException) -> None:
        """Say in a sentence what was refused."""
        self.show_text(sentence(error))

    def show_text(self, text: str) -> None:
        """Say something for a while, without blocking; nothing while the class looks on."""
        if self._presented is not None:
            return
        self._notice.show_sentence(text)

    def _new_tab(self, journal: JournalId) -> JournalView:
        view = JournalView(self._desk, journal, self._theme, now=self._now)
        view.lesson_chosen.connect(lambda lesson: self._remember(view, lesson))
        view.refused.connect(self.show_error)
        view.finals_wanted.connect(lambda: self.open_finals_of(journal))
        view.plan_wanted.connect(lambda: self.open_plan_of(journal))
        view.card_wanted.connect(lambda who: self._cards.open(PupilId(who), view.page.pupils, journal))
        BoardTools(view, self._desk)
        Pictures(view, self._theme)
        JournalPrinting(view, self._desk, self._theme, self._now).told.connect(self.show_text)
        Seats(view, self._desk, self._theme, self._now).refused.connect(self.show_error)
        tell_cells(view, self._desk, self._theme, self._now)
        view.table.show_trends(shown=self._trends_wanted)
        self._journals[journal] = view
        self._remember(view, view.lesson)
        self._insert(self._tabs.count(), view, "journals", view.title())
        return view

    def _new_finals(self, journal: JournalId) -> FinalsView:
        view = FinalsView(self._desk, journal, self._theme, now=self._now)
        view.refused.connect(self.show_error)
        view.journal_wanted.connect(lambda: self.open_journal(journal))
        tell_finals(view, journal, self._desk, self._theme, self._now)
        self._finals[journal] = view
        beside = self._journals.get(journal)
        place = self._tabs.indexOf(beside) + 1 if beside else self._tabs.count()
        self._insert(place, view, "finals", view.title())
        return view

    def _new_plan(self, journal: JournalId) -> PlanView:
        view = PlanView(self._desk, journal, self._theme, now=self._now)
        view.refused.connect(self.show_error)
        view.own_journal_wanted.connect(lambda: self.open_journal(journal))
        self._plans[journal] = view
        beside = self._journals.get(journal)
        place = self._tabs.indexOf(beside) + 1 if beside else self._tabs.count()
        self._insert(place, view, "plan", view.title())
        return view

    def _insert(self, place: int, view: QWidget, picture: str, title: str) -> None:
        tab = self._tabs.insertTab(place, view, icon(picture, self._theme.muted), title)
        self._tabs.tabBar().setTabButton(tab, QTabBar.ButtonPosition.RightSide, self._close_button(view, title))

    def _close_button(self, view: QWidget, title: str) -> QToolButton:
        button = named(QToolButton(), "close_page", self.tr("Close {page}").format(page=title))
        button.setIcon(icon("close", self._theme.muted))
        button.setToolTip(self.tr("Close the page (Ctrl+W)"))
        button.setProperty("kind", "small")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda: self.close_tab(self._tabs.indexOf(view)))
        return button

    def _build_tabs(self) -> QTabWidget:
        tabs = named(QTabWidget(documentMode=True), "workspace_tabs")
        for each in (tabs, tabs.tabBar()):
            each.setAccessibleName(self.tr("Open pages"))
        tabs.tabBar().setDrawBase(False)
        tabs.setElideMode(Qt.TextElideMode.ElideRight)
        tabs.addTab(self._today, icon("today", self._theme.muted), self.tr("Today"))
        tabs.addTab(self._list, icon("journals", self._theme.muted), self.tr("Journals"))
        self._toggle = named(QToolButton(), "panel_toggle")
        self._toggle.setCheckable(True)
        self._toggle.setChecked(True)
        self._toggle.setIcon(icon("panel", self._theme.text))
        self._toggle.setAccessibleName(self.tr("Lesson panel"))
        self._toggle.setToolTip(self.tr("Lesson panel (Ctrl+L)"))
        self._toggle.clicked.connect(self.panel_toggled)
        tabs.setCornerWidget(self._toggle)
        return tabs

    def _remember(self, view: QWidget, lesson: str) -> None:
        self._lessons[view] = lesson
        if view is self._tabs.currentWidget() and lesson:
            self._panel.show_lesson(LessonId(lesson))

    def _on_journal_wanted(self, journal: str, lesson: str, pupil: str) -> None:
        self.open_journal(JournalId(journal), LessonId(lesson) if lesson else None, PupilId(pupil) if pupil else None)

    def _on_card_wanted(self, who: str, listed: tuple[PupilRow, ...], journal: str) -> None:
        self._cards.open(PupilId(who), listed, JournalId(journal) if journal else None)

    def _on_attention(self, item: AttentionItem) -> None:
        if item.journal is None:
            return
        if item.about is About.FINAL_MARK:
            self.open_finals_of(item.journal)
        else:
            self.open_journal(item.journal, item.lesson, item.pupil)

    def _on_changed(self, changes: Changes) -> None:
        if changes.recorded:
            self._notice.hide()

    def _show_beside(self) -> None:
        view = self._tabs.currentWidget()
        self._panel.setVisible(self._panel_wanted and not isinstance(view, FinalsView | DeskView))
        if isinstance(view, FinalsView):
            view.show_panel(shown=self._panel_wanted)

    def _on_tab(self) -> None:
        view = self._tabs.currentWidget()
        self._panel.keep()
        self._cards.leave()
        self._show_beside()
        if (lesson := self._lessons.get(view, "")) or isinstance(view, JournalView):
            self._panel.show_lesson(LessonId(lesson))
        view.setFocus()
        self.page_changed.emit()
