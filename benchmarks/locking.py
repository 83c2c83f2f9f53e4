"""How long a profile takes to disappear when it is locked: from a full journal's page to the painted lock (P17)."""

import statistics
import time
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.clock import Clock
from benchmarks.figures import Figure
from benchmarks.window import NOW, open_page, year_journal
from ui.login.entering import Opened
from ui.login.entrance import Entrance
from ui.login.first_start import FirstStart
from ui.login.unlock_page import UnlockPage
from ui.main_window import MainWindow
from ui.open_profile import OpenProfile, Surroundings
from ui.settings import Settings
from ui.theme_switch import ThemeSwitch
from ui.translation import install_translation

RUNS = 7
COLUMN = 100


def measure(folder: Path) -> list[Figure]:
    """Open the page and lock, again and again."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    install_translation(app)
    return [
        Figure("lock", statistics.median(_locked_ms(app, folder / str(run)) for run in range(RUNS)), "ms", None, 300)
    ]


def _locked_ms(app: QApplication, folder: Path) -> float:
    folder.mkdir()
    settings = Settings(folder)
    entrance, lock, parent = Entrance(FirstStart()), UnlockPage(), QObject()
    with year_journal(folder) as (store, profile):
        around = Surroundings(folder, Clock(), ThemeSwitch(app, settings), settings, lambda: NOW)
        opened = OpenProfile(Opened(store, profile, complete=True), profile, around, parent)
        opened.show()
        (window,) = (each for each in app.topLevelWidgets() if isinstance(each, MainWindow) and each.isVisible())
        QTest.qWaitForWindowActive(window)
        open_page(window, COLUMN)
        app.processEvents()
        begun = time.perf_counter()
        entrance.show_page(lock)
        entrance.show()
        _, end = opened.leave()
        app.processEvents()
        taken_ms = (time.perf_counter() - begun) * 1000
        end()
        entrance.close()
        return taken_ms
