"""What leads a teacher through the program: palette, help, keys, hints, and their menu."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QWidget

from app.ids import JournalId
from ui.desk import Desk
from ui.help.helping import Helping
from ui.help.hints import Hints
from ui.help.pages import PAGES, language, page_title
from ui.keys_help import KeysHelp
from ui.palette.actions import button_entries, menu_entries, page_entries
from ui.palette.entry import Entry
from ui.palette.palette import Palette
from ui.palette.places import PalettePlaces
from ui.settings import Settings
from ui.theme_switch import ThemeSwitch
from ui.workspace import TODAY, Workspace

Add = Callable[[QMenu, str, str, str, Callable[[], object]], QAction]
"""Menu, name, text, keys, what it does."""


class Guide(QObject):
    """Of one window; the workspace in it may be replaced."""

    def __init__(
        self, window: QMainWindow, desk: Desk, switch: ThemeSwitch, settings: Settings, now: Callable[[], datetime]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._switch = switch
        self._settings = settings
        self._now = now
        self._workspace: Workspace | None = None
        self._hints: Hints | None = None
        self._helping = Helping(window)
        self._places = PalettePlaces(desk, self._open_journal, self._go, self)
        self._palette = Palette(window, settings, lambda: list(self._everything()), self._written)

    def build(self, menu: QMenu, add: Add) -> None:
        """Fill the menu of help."""
        add(menu, "palette", self.tr("Find an action…"), "Ctrl+K", lambda: self._palette.open(self._switch.theme))
        self._help = add(menu, "help", self.tr("Help for this page"), "F1", self._on_help)
        self._keys = keys = add(menu, "keys", self.tr("Keys"), "", lambda: KeysHelp(self._window).open())
        keys.setShortcuts([QKeySequence("?"), QKeySequence("Shift+?"), QKeySequence("Shift+F1")])
        self._hints_action = add(menu, "hints", self.tr("Show hints"), "", self._on_hints)
        self._hints_action.setCheckable(True)
        self._hints_action.setChecked(self._settings.hints_shown)

    def lend_keys(self, view: QWidget) -> None:
        """Let help be opened from a view before which the menus go away."""
        view.addActions([self._help, self._keys])

    def lead(self, workspace: Workspace) -> None:
        """Lead through a workspace, a new one after another theme."""
        self._workspace = workspace
        self._hints = hints = Hints(workspace, lambda: workspace.parts, self._settings)
        hints.turned_off.connect(lambda: self._hints_action.setChecked(False))
        workspace.page_changed.connect(hints.look)
        workspace.panel_shown.connect(hints.look)
        hints.look()

    def _everything(self) -> Iterator[Entry]:
        page = self._workspace.page if self._workspace else None
        shown = self._workspace.shown if self._workspace else ()
        for part, title in shown:
            yield from page_entries(part, title)
        yield from menu_entries(self._window.menuBar())
        for part, title in shown:
            yield from button_entries(part, title)
        yield from self._places.journals()
        yield from self._places.days(self._today())
        if page is not None:
            yield from self._places.pupils(page)
        for name in PAGES:
            title = page_title(name, language())
            yield Entry(f"help {name}", title, self.tr("Help page"), partial(self._helping.open_page, name))

    def _written(self, text: str) -> Entry | None:
        return self._places.written(text, self._today())

    def _today(self) -> date:
        return self._now().date()

    def _open_journal(self, journal: JournalId) -> None:
        if self._workspace is not None:
            self._workspace.open_journal(journal)

    def _go(self, day: date) -> None:
        if self._workspace is not None:
            self._workspace.go(TODAY, day)

    def _on_help(self) -> None:
        self._helping.open_here(self._workspace.page if self._workspace else None)

    def _on_hints(self) -> None:
        shown = self._hints_action.isChecked()
        self._settings.hints_shown = shown
        if shown:
            self._settings.hints_read = []
        if self._hints is not None:
            self._hints.look()
