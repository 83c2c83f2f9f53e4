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

from app.clock import Clock
from app.errors import StoreError
from app.vault.profiles import InstanceLock, profile_folder
from resources.paths import ICONS
from ui.crash_log import CrashLog
from ui.error_texts import sentence
from ui.login.entrance import Entrance
from ui.login.first_start import FirstStart
from ui.login.start import Start
from ui.settings import Settings
from ui.theme_switch import ThemeSwitch
from ui.translation import install_translation

if TYPE_CHECKING:
    from ui.desk import Desk
    from ui.login.entering import Opened
    from ui.main_window import MainWindow
    from ui.spool_keeper import SpoolKeeper
    from ui.stick import Stick
    from ui.synchroniser import Synchroniser


class Program(QObject):
    """Everything that lives as long as the windows."""

    def __init__(self, app: QApplication, folder: Path, options: argparse.Namespace) -> None:
        super().__init__(app)
        self._folder = folder
        self._now = now_from(options.now)
        self._clock = Clock()
        self._settings = Settings(folder)
        self._switch = ThemeSwitch(app, self._settings)
        self._crashes = CrashLog(folder, self)
        self._crashes.caught.connect(self._on_crash)
        self._crashes.install()
        self._form = FirstStart(address=options.address, code=options.code)
        self._entrance = Entrance(self._form)
        self._start = Start(folder, self._clock, self._entrance, self._form)
        self._start.entered.connect(self._on_entered)
        self._opened: Opened | None = None
        self._synchroniser: Synchroniser | None = None
        self._keeper: SpoolKeeper | None = None
        self._stick: Stick | None = None
        self._window: MainWindow | None = None

    def open(self) -> None:
        """Show the first window; the rest is imported and opened after it is painted."""
        self._entrance.restoreGeometry(self._settings.geometry)
        self._entrance.painted.connect(self._start.open, Qt.ConnectionType.QueuedConnection)
        self._entrance.show_opening()
        self._entrance.show()

    def close(self) -> None:
        """End in order: timers and rounds, other threads, the journal."""
        if self._synchroniser:
            self._synchroniser.close()
        self._start.close()
        if self._stick:
            self._stick.close()
        if self._keeper:
            self._keeper.close()
        if self._opened:
            self._opened.store.close()
        self._crashes.close()

    def _on_entered(self, opened: "Opened") -> None:
        from app.store.spool import Spool  # noqa: PLC0415 - as below
        from ui.desk import Desk  # noqa: PLC0415 - the store and its library: after the first paint
        from ui.login.first_loading import FirstLoading  # noqa: PLC0415 - as above
        from ui.portal_rounds import PortalRounds  # noqa: PLC0415 - as above
        from ui.spool_keeper import SpoolKeeper  # noqa: PLC0415 - as above
        from ui.stick import Stick  # noqa: PLC0415 - as above
        from ui.synchroniser import Synchroniser  # noqa: PLC0415 - as above

        if opened.profile is None:
            return
        self._opened = opened
        desk = Desk(opened.store, self)
        spool = Spool(self._folder)
        spool.reserve_numbers(opened.store)
        self._keeper = SpoolKeeper(desk, opened.store, spool, self)
        synchroniser = Synchroniser(desk, PortalRounds(opened.store, spool, opened.profile, self._clock), self)
        self._synchroniser = synchroniser
        self._stick = stick = Stick(opened.store, spool, opened.profile, self._clock, self)
        if opened.complete:
            self._show_window(desk, synchroniser, stick)
            return
        self._entrance.show_first_start()
        loading = FirstLoading(desk, synchroniser, self._form)
        loading.complete.connect(lambda: self._show_window(desk, synchroniser, stick))

    def _show_window(self, desk: "Desk", synchroniser: "Synchroniser", stick: "Stick") -> None:
        from ui.main_window import MainWindow  # noqa: PLC0415 - as above

        self._window = MainWindow(desk, synchroniser, self._switch, self._settings, self._now)
        self._window.offer_stick(stick)
        self._window.show()
        self._entrance.close()
        synchroniser.start()
        # what lives as long as the program is left out of later collections: each took 45 ms of an entry or a page
        gc.collect()
        gc.freeze()

    def _on_crash(self, error: BaseException) -> None:
        if self._window:
            self._window.show_error(error)
        else:
            self._entrance.show_error(sentence(error), anew=False)


def now_from(begin: datetime | None) -> Callable[[], datetime]:
    """Return what tells the local time; begin: what it was when the program started, for demonstrations."""
    real = datetime.now().astimezone()
    shift = timedelta(0) if begin is None else begin.astimezone() - real
    return lambda: datetime.now().astimezone() + shift


def read_options(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """Read the command line; None: this process's own."""
    parser = argparse.ArgumentParser(prog="peremena", description="A school's gradebook that works without internet.")
    parser.add_argument("--profile", default="default", help="which teacher's journal on this computer")
    parser.add_argument("--now", type=datetime.fromisoformat, help="begin at this time, as 2026-09-14T09:25")
    parser.add_argument("--address", default="", help="the portal's address for the first start")
    parser.add_argument("--code", default="", help="the one-time code for the first start")
    return parser.parse_args(arguments)


def run(app: QApplication, options: argparse.Namespace) -> int:
    """Run the program until its last window is closed; return its exit status."""
    app.setApplicationName("peremena")
    app.setWindowIcon(QIcon(str(ICONS / "peremena.svg")))
    install_translation(app)
    folder = profile_folder(options.profile)
    try:
        with InstanceLock(folder):
            program = Program(app, folder, options)
            program.open()
            status = app.exec()
            program.close()
            return status
    except StoreError as error:
        return say_and_end(app, error)


def say_and_end(app: QApplication, error: StoreError) -> int:
    """Say why the program does not open; return the exit status once that was read."""
    box = QMessageBox(QMessageBox.Icon.Information, QCoreApplication.translate("Entrance", "Peremena"), sentence(error))
    box.show()
    return app.exec()


def main() -> int:
    """Start the program with this process's command line."""
    options = read_options()
    return run(QApplication(sys.argv[:1]), options)


if __name__ == "__main__":
    sys.exit(main())
