"""The desktop program: builds everything and hands each part what it needs."""

import argparse
import gc
import sys
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QMessageBox

import ui.plain_imports  # noqa: F401 - it stands before what it is for
from app.clock import Clock
from app.errors import StoreError
from app.vault.profiles import InstanceLock, fresh_folder, profile_folder, profile_folders, profiles_home
from resources.paths import ICONS
from ui.crash_log import CrashLog
from ui.error_texts import sentence
from ui.login.entrance import Entrance
from ui.login.first_start import FirstStart
from ui.login.keyless_way import KeylessWay
from ui.login.start import Start
from ui.settings import Settings
from ui.system_lock import SystemLock
from ui.theme import styled_application
from ui.theme_switch import ThemeSwitch
from ui.translation import install_translation
from ui.widgets.in_display import InDisplay

if TYPE_CHECKING:
    from ui.login.entering import Opened
    from ui.open_profile import Left, OpenProfile


class Program(QObject):
    """Everything that lives as long as the windows. held: the profile to begin with, None to ask whose."""

    def __init__(self, app: QApplication, held: InstanceLock | None, options: argparse.Namespace) -> None:
        super().__init__(app)
        self._home = profiles_home() if held is None else held.folder.parent
        self._folder = self._home if held is None else held.folder
        self._lock = held
        self._now = now_from(options.now)
        self._clock = Clock()
        self._settings = Settings(self._folder)
        self._switch = ThemeSwitch(app, self._settings)
        self._crashes = CrashLog(self._folder, self)
        self._crashes.caught.connect(self._on_crash)
        self._crashes.install()
        address = options.address or self._settings.portal
        self._form = FirstStart(address=address)
        self._entrance = Entrance(self._form)
        self._start = Start(self._folder, self._clock, self._entrance, self._form, address=address, hint=options.hint)
        self._keyless = KeylessWay(self._home, self._clock, self._entrance, self)
        self._connect()
        self._system = SystemLock(self)
        self._system.locked.connect(self._on_lock)
        self._left: Left | None = None
        self._open: OpenProfile | None = None

    def _connect(self) -> None:
        self._keyless.wanted.connect(self._start.join_keyless)
        self._keyless.left.connect(self._start.open)
        self._start.without_keyring.connect(self._keyless.offer)
        self._start.entered.connect(self._on_entered)
        self._start.left.connect(self._on_other)
        self._start.chosen.connect(lambda name: self._choose(self._home / name))
        self._start.new_wanted.connect(lambda: self._choose(fresh_folder(self._home)))

    def open(self) -> None:
        """Show the first window; the rest is imported and opened after it is painted."""
        self._entrance.restoreGeometry(self._settings.geometry)
        InDisplay(self._entrance, self._entrance.fit)
        self._entrance.painted.connect(self._begin, Qt.ConnectionType.QueuedConnection)
        self._entrance.show_opening()
        self._entrance.show()

    def close(self) -> None:
        """End in order: timers and rounds, other threads, the journal."""
        last = None
        if self._open is not None:
            self._open.close()
            last = self._open.last_profile
        self._start.close()
        self._keyless.close(last)
        self._crashes.close()
        self._let_go()

    def _begin(self) -> None:
        self._system.listen()
        self._keyless.sweep()
        if self._lock is not None:
            self._start.open()
        else:
            self._start.show_profiles(profile_folders(self._home))

    def _choose(self, folder: Path) -> None:
        if self._lock is not None:
            return
        try:
            self._lock = InstanceLock(folder).__enter__()
        except StoreError as error:
            self._start.show_profiles(profile_folders(self._home), sentence(error))
            return
        self._folder = folder
        self._settings = Settings(folder)
        self._switch.use(self._settings)
        self._start.begin(folder, others=bool(profile_folders(self._home)))

    def _let_go(self) -> None:
        if self._lock is not None:
            self._lock.__exit__(None, None, None)
            self._lock = None

    def _on_other(self) -> None:
        self._let_go()
        folders = profile_folders(self._home)
        if folders:
            self._start.show_profiles(folders)
        else:
            self._choose(fresh_folder(self._home))

    def _on_entered(self, opened: "Opened") -> None:
        from ui.open_profile import OpenProfile, Surroundings  # noqa: PLC0415 - the store: after the first paint

        if opened.profile is None:
            return
        folder, settings = self._folder, self._settings
        if opened.keyless is not None:
            self._settings.portal = opened.profile.address
            # nothing of what is done in such a session is left in a file
            folder, settings = opened.keyless.path, Settings(None)
            settings.take_looks(self._settings)
            self._switch.use(settings)
        around = Surroundings(folder, self._clock, self._switch, settings, self._now)
        self._open = OpenProfile(opened, opened.profile, around, self)
        self._open.shown.connect(self._entrance.close)
        self._open.lock_wanted.connect(self._on_lock)
        self._open.removed.connect(self._on_removed)
        if not opened.complete:
            self._entrance.show_first_start()
            self._open.load(self._form)
            return
        left = self._left if self._left and self._left.folder == self._folder.name else None
        self._left = None
        self._open.show(left)

    def _on_lock(self) -> None:
        leaving = self._open
        if leaving is None or not leaving.is_shown:
            return
        if leaving.is_keyless:
            self._leave(leaving, done=lambda: self._keyless.sweep(leaving.last_profile))
            self._left = None
            self._switch.use(self._settings)
            self._keyless.tell_end(self._settings.portal)
        else:
            self._leave(leaving)
            self._start.open()

    def _on_removed(self) -> None:
        from ui.login.removing import erase_profile  # noqa: PLC0415 - as above

        if self._open is not None:
            folder = self._folder
            self._leave(self._open, then=lambda: erase_profile(folder), done=self._on_other)
            self._left = None

    def _leave(
        self, leaving: "OpenProfile", then: Callable[[], None] | None = None, done: Callable[[], None] | None = None
    ) -> None:
        """Close an open profile's window at once and the rest beside it.

        then: what is to be done elsewhere with the closed profile. done: what is to be done here after it.
        """
        self._open = None
        self._entrance.show_opening()
        self._entrance.restoreGeometry(self._settings.geometry)
        self._entrance.show()
        self._left, end = leaving.leave()

        def job() -> None:
            end()
            if then is not None:
                then()

        def ended() -> None:
            leaving.deleteLater()
            if done is not None:
                done()

        self._start.after(job, done=ended)
        gc.unfreeze()

    def _on_crash(self, error: BaseException) -> None:
        if self._open is None or not self._open.show_error(error):
            self._entrance.show_error(sentence(error), anew=False)


def now_from(begin: datetime | None) -> Callable[[], datetime]:
    """Return what tells the local time; begin: what it was when the program started, for demonstrations."""
    real = datetime.now().astimezone()
    shift = timedelta(0) if begin is None else begin.astimezone() - real
    return lambda: datetime.now().astimezone() + shift


def read_options(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """Read the command line; None: this process's own."""
    parser = argparse.ArgumentParser(prog="peremena", description="A school's gradebook that works without internet.")
    parser.add_argument("--profile", default="", help="which teacher's journal on this computer, in place of the list")
    parser.add_argument("--now", type=datetime.fromisoformat, help="begin at this time, as 2026-09-14T09:25")
    parser.add_argument("--address", default="", help="the portal's address for the first start")
    parser.add_argument("--hint", default="", help="a line over the question for the PIN, for demonstrations")
    return parser.parse_args(arguments)


def run(app: QApplication, options: argparse.Namespace) -> int:
    """Run the program until its last window is closed; return its exit status."""
    app.setApplicationName("peremena")
    app.setWindowIcon(QIcon(str(ICONS / "peremena.svg")))
    install_translation(app)
    folder = folder_of(options.profile)
    try:
        held = None if folder is None else InstanceLock(folder).__enter__()
    except StoreError as error:
        return say_and_end(app, error)
    program = Program(app, held, options)
    program.open()
    status = app.exec()
    program.close()
    return status


def folder_of(named: str) -> Path | None:
    """Return the folder to begin with: the one that is named, or this PC's only one; None where one has to choose."""
    if named:
        return profile_folder(named)
    home = profiles_home()
    found = profile_folders(home) or [fresh_folder(home)]
    return found[0] if len(found) == 1 else None


def say_and_end(app: QApplication, error: StoreError) -> int:
    """Say why the program does not open; return the exit status once that was read."""
    box = QMessageBox(QMessageBox.Icon.Information, QCoreApplication.translate("Entrance", "Peremena"), sentence(error))
    box.show()
    return app.exec()


def main() -> int:
    """Start the program with this process's command line."""
    options = read_options()
    return run(styled_application(sys.argv[:1]), options)


if __name__ == "__main__":
    sys.exit(main())
