"""Everything that lives while one teacher's journal is open, and how it ends: with the program, or by being locked."""

import gc
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from app.clock import Clock
from app.errors import StoreError
from app.services.profile import Profile, read_profile
from app.store.spool import Spool
from ui.desk import Desk
from ui.idle_lock import IdleLock
from ui.login.entering import Opened
from ui.login.first_loading import FirstLoading
from ui.login.first_start import FirstStart
from ui.login.profile_acts import ProfileActs
from ui.main_window import MainWindow
from ui.places import Places
from ui.portal_rounds import PortalRounds
from ui.settings import Settings
from ui.spool_keeper import SpoolKeeper
from ui.stick import Stick
from ui.synchroniser import Synchroniser
from ui.theme_switch import ThemeSwitch
from ui.widgets.in_display import InDisplay


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What an open profile needs of the program. now: the local time."""

    folder: Path
    clock: Clock
    switch: ThemeSwitch
    settings: Settings
    now: Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Left:
    """What is kept of a profile while it is locked: ids, and texts sealed for their author. folder: its name."""

    folder: str
    places: Places
    drafts: bytes


class OpenProfile(QObject):
    """The journal, what keeps and sends it, and its window."""

    shown = Signal()
    lock_wanted = Signal()
    removed = Signal()

    def __init__(self, opened: Opened, profile: Profile, around: Surroundings, parent: QObject) -> None:
        super().__init__(parent)
        self._opened = opened
        self._profile = profile
        self._around = around
        self._desk = Desk(opened.store, self)
        spool = Spool(around.folder)
        spool.reserve_numbers(opened.store)
        lasts = opened.keyless is None
        self._keeper = SpoolKeeper(self._desk, opened.store, spool, self, at_once=not lasts)
        rounds = PortalRounds(opened.store, spool, profile, around.clock, copies=lasts)
        self._synchroniser = Synchroniser(self._desk, rounds, self)
        self._stick = Stick(opened.store, spool, profile, around.clock, self)
        self._acts = ProfileActs(around.folder, opened, around.settings, around.clock, self)
        self._acts.portal.changed.connect(rounds.forget_sign_in)
        self._acts.portal.changed.connect(self._synchroniser.sync_now)
        self._acts.lock_wanted.connect(self.lock_wanted)
        self._acts.removed.connect(self.removed)
        self._idle: IdleLock | None = None
        self._window: MainWindow | None = None
        self._copied = False
        self._last: Profile | None = None
        QGuiApplication.clipboard().dataChanged.connect(self._on_clipboard)

    @property
    def is_shown(self) -> bool:
        """Whether its window is there."""
        return self._window is not None

    @property
    def is_keyless(self) -> bool:
        """Whether the journal is gone once it is closed."""
        return self._opened.keyless is not None

    @property
    def last_profile(self) -> Profile | None:
        """Of a journal that is gone, how it has reached its portal at the end; None before that."""
        return self._last

    def load(self, form: FirstStart) -> None:
        """Load everything once, told by the first start's page, then show the window."""
        loading = FirstLoading(self._desk, self._synchroniser, form)
        loading.complete.connect(self._on_loaded)

    def show(self, left: Left | None = None) -> None:
        """Show the window. left: as it was left when the profile was locked."""
        around = self._around
        self._window = window = MainWindow(self._desk, self._synchroniser, around.switch, around.settings, around.now)
        InDisplay(window, window.fit)
        window.offer_stick(self._stick)
        window.offer_profile(self._acts)
        if self.is_keyless:
            window.offer_keyless(lambda: not self._keeper.is_behind)
            self._keeper.failed.connect(window.show_error)
        if left is not None:
            window.drafts.take_back(left.drafts, self._profile.author_seed)
            window.reopen(left.places)
        window.show()
        self._idle = idle = IdleLock(around.settings.idle_minutes, self)
        idle.idle.connect(self.lock_wanted)
        if self.is_keyless:
            idle.soon.connect(window.tell_keyless_end)
        self._acts.idle_changed.connect(lambda: idle.set_minutes(around.settings.idle_minutes))
        self._desk.written.connect(idle.touch)
        window.presenting.looked_on.connect(idle.set_looked_on)
        self.shown.emit()
        self._synchroniser.start()
        # what lives as long as the window is left out of later collections: each took 45 ms of an entry or a page
        gc.collect()
        gc.freeze()

    def show_error(self, error: BaseException) -> bool:
        """Say in the window what went wrong; return whether there is one."""
        if self._window is not None:
            self._window.show_error(error)
        return self._window is not None

    def leave(self) -> tuple[Left | None, Callable[[], None]]:
        """Disappear at once; return what is kept for the next opening, and what ends the rest on another thread."""
        left = None
        if self._copied:
            QGuiApplication.clipboard().clear()
        if self._window is not None:
            places = self._window.leave()
            left = Left(self._around.folder.name, places, self._window.drafts.sealed(self._profile.author_seed))
            self._window = None
        return left, self._ending()

    def close(self) -> None:
        """End in order: timers and rounds, other threads, the journal."""
        self._ending()()

    def _ending(self) -> Callable[[], None]:
        if self._idle is not None:
            self._idle.stop()
        steps = [each.abandon() for each in (self._synchroniser, self._stick, self._acts, self._keeper)]

        def end() -> None:
            for step in steps:
                step()
            if self._opened.keyless is None:
                self._opened.store.close()
                return
            with suppress(StoreError), self._opened.store.reading() as unit:
                self._last = read_profile(unit)
            self._opened.keyless.end(self._opened.store)

        return end

    def _on_clipboard(self) -> None:
        # what changes while one of our windows has the focus was copied in it
        self._copied = QGuiApplication.focusWindow() is not None

    def _on_loaded(self) -> None:
        from ui.login.locking import keep_facts  # noqa: PLC0415 - with it comes the derivation's library

        if not self.is_keyless:
            # the teacher's name is known by now
            keep_facts(self._around.folder, self._opened.store, self._profile)
        self.show()
