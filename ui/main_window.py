"""The program's window: menu, workspace, and the indicator of synchronisation."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QAction, QActionGroup, QCloseEvent, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QMessageBox
from typing_extensions import override

from app.services.reading import read_sync
from ui.desk import Desk
from ui.desks import CLASS, DESKS, DeskPage
from ui.guide import Guide
from ui.help.helping import offer_help
from ui.keyless_line import KeylessLine
from ui.lessons.draft import Drafts
from ui.login.profile_acts import ProfileActs
from ui.page_menu import PageMenu
from ui.places import Places, places_of, reopen
from ui.presentation.presenting import Presenting
from ui.settings import TEXT_PERCENTS, Scheme, Settings
from ui.stick import Stick
from ui.sync_panel.status import StatusKeeper
from ui.sync_panel.view import SyncIndicator
from ui.synchroniser import Synchroniser
from ui.theme_switch import ThemeSwitch
from ui.today.view import local_now
from ui.undo_menu import UndoMenu
from ui.widgets.offering import offer
from ui.widgets.small_screen import SmallScreen
from ui.widgets.work_line import WorkLine
from ui.workspace import JOURNALS, TODAY, Workspace

SMALLEST = QSize(900, 520)
"""Pixels: fits a screen of 1024 x 600 with a taskbar."""

LEAST_PAGE = QSize(880, 440)
"""Pixels of a page in the smallest window; on a display with less, as one of 1024 x 600 at 200 %, it is scrolled."""

USUAL = (1280, 760)


class MainWindow(QMainWindow):
    """Its title never shows whose journal is open."""

    def __init__(
        self,
        desk: Desk,
        synchroniser: Synchroniser,
        switch: ThemeSwitch,
        settings: Settings,
        now: Callable[[], datetime] = local_now,
    ) -> None:
        super().__init__()
        self.setObjectName("main_window")
        self.setWindowTitle(self.tr("Peremena"))
        self.setMinimumSize(SMALLEST)
        self._is_scrolled = False
        self.resize(*USUAL)
        self._desk = desk
        self._synchroniser = synchroniser
        self._switch = switch
        self._settings, self._now = settings, now
        self._keeper = StatusKeeper(desk, synchroniser, self)
        self._drafts = Drafts()
        self._warned = False
        self._keyless: KeylessLine | None = None
        self._workspace = Workspace(desk, switch.theme, self._drafts, now)
        self._indicator = SyncIndicator(self._keeper, switch.theme)
        self._guide = Guide(self, desk, switch, settings, now)
        self._presenting = Presenting(self, desk, now)
        self._presenting.begun.connect(self._guide.lend_keys)
        self._build_menu()
        self._show_workspace()
        self._workspace.go(TODAY)
        self.restoreGeometry(settings.geometry)
        switch.changed.connect(self._on_theme)
        self._keeper.changed.connect(lambda status: self._workspace.show_attention(status.attention))

    @property
    def workspace(self) -> Workspace:
        """The tabs and the lesson panel."""
        return self._workspace

    @property
    def presenting(self) -> Presenting:
        """What shows a page to the class."""
        return self._presenting

    @property
    def drafts(self) -> Drafts:
        """What is typed and could not be kept."""
        return self._drafts

    def fit(self, room: QSize) -> None:
        """Let the page be scrolled where the display has less room than the smallest window. room: its pixels."""
        self.setMinimumSize(SMALLEST.boundedTo(room))
        scrolled = room.width() < SMALLEST.width() or room.height() < SMALLEST.height()
        if scrolled != self._is_scrolled:
            self._is_scrolled = scrolled
            focused = self.focusWidget()
            frame = self.takeCentralWidget()
            if isinstance(frame, SmallScreen):
                frame.let_go()
                frame.deleteLater()
            self._frame()
            if focused is not None:
                focused.setFocus()

    def leave(self) -> Places:
        """Keep what is typed, disappear, and return where the teacher was; the window is not used any more."""
        focused = self.focusWidget()
        if focused is not None:
            focused.clearFocus()
        self._workspace.keep()
        self._settings.geometry = self.saveGeometry()
        places = places_of(self._workspace)
        self.hide()
        # locked from within a nested loop, it is destroyed after the journal is closed: nothing is read until then
        for put_off in self.findChildren(QTimer):
            put_off.stop()
        self.deleteLater()
        return places

    def reopen(self, places: Places) -> None:
        """Open what was open when the profile was locked."""
        reopen(places, self._workspace, self._open_desk)

    def offer_profile(self, acts: ProfileActs) -> None:
        """Add what concerns the profile: lock, PIN, how long it stays open, how it is listed, removal."""
        acts.show_over(self)
        menu = self._profile
        lock = self.tr("End the session") if acts.is_keyless else self.tr("Lock")
        self._action(menu, "lock", lock, "Ctrl+Shift+L", acts.lock_wanted.emit)
        change = self._action(menu, "change_pin", self.tr("Change the PIN…"), "", acts.change_pin)
        acts.add_choices(menu)
        remove = self._action(menu, "remove_profile", self.tr("Remove from this computer…"), "", acts.remove)
        menu.setToolTipsVisible(True)
        acts.offer_lasting(change, remove)
        menu.menuAction().setVisible(True)
        acts.told.connect(self._show_text)
        acts.refused.connect(self.show_error)

    def offer_stick(self, stick: Stick) -> None:
        """Add what carries entries on a stick, for a school without a network."""
        stick.show_over(self)
        write = self.tr("Write what is not sent to a stick…")
        self._action(self._carrying, "write_stick", write, "", lambda: stick.write(self._now()))
        self._action(self._carrying, "read_stick", self.tr("Hand in entries from a stick…"), "", stick.read)
        self._carrying.menuAction().setVisible(True)
        line = WorkLine()
        self.statusBar().addWidget(line)
        stick.begun.connect(line.begin)
        stick.progressed.connect(line.show_progress)
        stick.ended.connect(line.hide)
        line.stop_wanted.connect(stick.stop)
        stick.told.connect(self._show_text)
        stick.refused.connect(self.show_error)

    def offer_keyless(self, is_kept: Callable[[], bool]) -> None:
        """Say as long as the window is open that its journal ends with it.

        is_kept: whether what waits to be sent lies sealed on the disk.
        """
        self._keyless = KeylessLine(self, is_kept)
        self.statusBar().addWidget(self._keyless)

    def tell_keyless_end(self) -> None:
        """Say that such a journal is about to close by itself."""
        if self._keyless is not None:
            self._show_text(self._keyless.soon_text())

    def show_error(self, error: BaseException) -> None:
        """Say in a sentence what went wrong, without blocking."""
        self._workspace.show_error(error)

    def _show_text(self, text: str) -> None:
        self._workspace.show_text(text)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self._workspace.keep()
        self._settings.geometry = self.saveGeometry()
        warning = "" if self._warned else self._warning()
        if warning:
            self._warned = True
            self._workspace.show_text(warning)
            event.ignore()
        else:
            super().closeEvent(event)

    def _warning(self) -> str:
        """Return what is to be known before the window is closed, empty for nothing."""
        status = self._keeper.status
        if self._drafts:
            return self.tr("A topic or homework is not kept yet. Close once more to leave it.")
        if self._keyless is not None:
            # of this very moment: the last mark may be typed in the same breath
            return self._keyless.leaving_text(self._desk.page(read_sync).waiting)
        if status.forgets and status.waiting:
            lost = self.tr("This computer forgets what is written on it when it is switched off.")
            left = self.tr("%n entry(ies) are not sent yet.", "", status.waiting)
            way = self.tr("Press F5 to send, or write them to a stick. Close once more to leave.")
            return f"{lost} {left} {way}"
        return ""

    def _show_workspace(self) -> None:
        self._frame()
        self.statusBar().setSizeGripEnabled(False)
        self.statusBar().addPermanentWidget(self._indicator)
        self._indicator.wanted.connect(self._synchroniser.sync_now)
        self._indicator.stop_wanted.connect(self._synchroniser.stop_round)
        self._indicator.attention_wanted.connect(self._workspace.open_attention)
        self._workspace.show_attention(self._keeper.status.attention)
        self._workspace.panel_toggled.connect(self._panel_action.trigger)
        self._workspace.asked_wanted.connect(self._on_asked)
        self._workspace.show_panel(shown=self._panel_action.isChecked())
        self._workspace.show_trends(shown=self._trends.isChecked())
        self._guide.lead(self._workspace)

    def _frame(self) -> None:
        shown = SmallScreen(self._workspace, LEAST_PAGE) if self._is_scrolled else self._workspace
        self.setCentralWidget(shown)
        self._workspace.show()

    def _build_menu(self) -> None:
        self._build_journal_menu(self.menuBar().addMenu(self.tr("&Journal")))
        edit = self.menuBar().addMenu(self.tr("&Edit"))
        edit.setToolTipsVisible(True)
        self._build_undo(edit)
        view = self.menuBar().addMenu(self.tr("&View"))
        self._panel_action = self._action(view, "lesson_panel", self.tr("Lesson panel"), "Ctrl+L", self._on_panel)
        self._panel_action.setCheckable(True)
        self._panel_action.setChecked(self._settings.panel_open)
        self._trends = self._action(view, "trends", self.tr("How averages went"), "", self._on_trends)
        self._trends.setCheckable(True)
        self._trends.setChecked(self._settings.trends_shown)
        self._action(view, "presentation", self.tr("Show to the class"), "F11", self._on_present)
        self._build_themes(view.addMenu(self.tr("Theme")))
        self._build_text_sizes(view.addMenu(self.tr("Size of texts")))
        touch = self._action(view, "touch", self.tr("For fingers"), "", lambda: self._on_touch(on=touch.isChecked()))
        touch.setCheckable(True)
        touch.setChecked(self._settings.touch)
        PageMenu(self.menuBar().addMenu(self.tr("&Page")), lambda: self._workspace.shown)
        help_menu = self.menuBar().addMenu(self.tr("&Help"))
        self._guide.build(help_menu, self._action)
        self._action(help_menu, "about", self.tr("About"), "", self._on_about)

    def _build_undo(self, edit: QMenu) -> None:
        undo, redo = QAction(self), QAction(self)
        for action, name, keys in ((undo, "undo", ["Ctrl+Z"]), (redo, "redo", ["Ctrl+Y", "Ctrl+Shift+Z"])):
            action.setObjectName(name)
            action.setShortcuts([QKeySequence(each) for each in keys])
            edit.addAction(action)
        undoing = UndoMenu(self._desk, edit, undo, redo)
        undoing.begins.connect(lambda: self._workspace.keep())  # noqa: PLW0108 (each theme has its own workspace)
        undoing.refused.connect(self.show_error)

    def _build_journal_menu(self, journal: QMenu) -> None:
        self._action(journal, "go_today", self.tr("Today"), "Ctrl+1", lambda: self._workspace.go(TODAY))
        self._action(journal, "go_journals", self.tr("Journals"), "Ctrl+J", lambda: self._workspace.go(JOURNALS))
        self._action(journal, "attention", self.tr("Needs attention"), "Ctrl+Shift+A", self._on_attention)
        self._action(journal, "close_tab", self.tr("Close the page"), "Ctrl+W", self._on_close_tab)
        self._build_desks(journal)
        journal.addSeparator()
        sync = self._action(journal, "synchronise", self.tr("Synchronise now"), "F5", self._synchroniser.sync_now)
        sync.setShortcuts([QKeySequence("F5"), QKeySequence("Ctrl+R")])
        self._carrying = journal.addMenu(self.tr("Without a network"))
        self._carrying.setObjectName("carrying")
        self._carrying.menuAction().setVisible(False)
        journal.addSeparator()
        self._profile = journal.addMenu(self.tr("Profile"))
        self._profile.setObjectName("profile")
        self._profile.menuAction().setVisible(False)
        self._action(journal, "quit", self.tr("Quit"), "Ctrl+Q", self.close)

    def _build_desks(self, menu: QMenu) -> None:
        """Add the school's pages; an action is there for whom it is, and appears once a duty has come."""
        actions = {
            page.name: self._action(menu, page.name, page.title(), page.keys, partial(self._open_desk, page))
            for page in DESKS
        }

        def show_own() -> None:
            today = self._now().date()
            for page in DESKS:
                has = self._desk.page(page.is_for, today)
                actions[page.name].setVisible(has)
                offer(actions[page.name], possible=has, reason=self.tr("This page is not yours today."))

        menu.aboutToShow.connect(show_own)
        self._desk.changed.connect(lambda changes: show_own() if changes.school else None)
        show_own()

    def _open_desk(self, page: DeskPage) -> None:
        self._workspace.open_desk(page, self._settings)

    def _on_asked(self, about: str) -> None:
        self._open_desk(CLASS)
        self._workspace.show_asked(about)

    def _build_themes(self, menu: QMenu) -> None:
        group = QActionGroup(self)
        texts = {
            Scheme.SYSTEM: self.tr("As the system"),
            Scheme.LIGHT: self.tr("Light"),
            Scheme.DARK: self.tr("Dark"),
        }
        for scheme, text in texts.items():
            action = self._action(menu, f"theme_{scheme}", text, "", partial(self._switch.choose, scheme))
            action.setCheckable(True)
            action.setChecked(scheme is self._switch.scheme)
            group.addAction(action)

    def _build_text_sizes(self, menu: QMenu) -> None:
        group = QActionGroup(self)
        for percent in TEXT_PERCENTS:
            text = self.tr("Texts at {percent} %").format(percent=percent)
            action = self._action(menu, f"text_{percent}", text, "", partial(self._switch.choose_text, percent))
            action.setCheckable(True)
            action.setChecked(percent == self._settings.text_percent)
            group.addAction(action)

    def _action(self, menu: QMenu, name: str, text: str, keys: str, act: Callable[[], object]) -> QAction:
        action = QAction(text, self)
        action.setObjectName(name)
        if keys:
            action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda _checked: act())
        menu.addAction(action)
        return action

    def _on_panel(self) -> None:
        shown = self._panel_action.isChecked()
        self._settings.panel_open = shown
        self._workspace.show_panel(shown=shown)

    def _on_trends(self) -> None:
        self._settings.trends_shown = self._trends.isChecked()
        self._workspace.show_trends(shown=self._trends.isChecked())

    def _on_touch(self, *, on: bool) -> None:
        self._switch.choose_touch(touch=on)

    def _on_present(self) -> None:
        self._presenting.begin(self._workspace, self._switch.theme)

    def _on_attention(self) -> None:
        self._workspace.open_attention()

    def _on_close_tab(self) -> None:
        self._workspace.close_tab(self._workspace.place[0])

    def _on_theme(self) -> None:
        old = self._workspace
        old.keep()
        places, veil = places_of(old), self._presenting.veil
        self._presenting.forget()
        self.statusBar().removeWidget(self._indicator)
        self._indicator.deleteLater()
        self._workspace = Workspace(self._desk, self._switch.theme, self._drafts, self._now)
        self._indicator = SyncIndicator(self._keeper, self._switch.theme)
        self._show_workspace()
        reopen(places, self._workspace, self._open_desk)
        if veil is not None:
            self._presenting.begin(self._workspace, self._switch.theme, veil)

    def _on_about(self) -> None:
        text = self.tr("A gradebook that works without the network and loses no mark.")
        self._box(self.tr("Peremena"), text)

    def _box(self, title: str, text: str) -> None:
        box = QMessageBox(QMessageBox.Icon.NoIcon, title, text, QMessageBox.StandardButton.Close, self)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        offer_help(box)
        box.open()
