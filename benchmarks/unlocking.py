"""From the journal's key to today's lessons, and the memory that a teacher's morning takes; PIN and Argon2id left out.

Run as a module it is the program that is weighed: it opens the journal and a page, synchronises, and prints its memory.
"""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

import ui.plain_imports  # noqa: F401 - first, as in the program
from app.clock import Clock
from app.store.opening import open_store
from benchmarks.figures import Figure
from benchmarks.first_paint import resident_mb
from benchmarks.start import told_at_first_paint
from benchmarks.waiting import Painting, wait_for_window, work_for
from benchmarks.window import JOURNAL, NOW, fill_year, open_page
from ui.login.entering import opened_with
from ui.main_window import MainWindow
from ui.open_profile import OpenProfile, Surroundings
from ui.settings import Settings
from ui.theme_switch import ThemeSwitch
from ui.translation import install_translation

RUNS = 7
COLUMN = 100
"""Of the page that lies open while memory is read."""

ROUND_MS = 3_000
"""How long a round with a portal that does not answer is waited for: all that it needs has then been loaded."""

TIMEOUT_S = 60


def measure(folder: Path) -> list[Figure]:
    """Open the journal of ten classes with a full year again and again, then once in a process of its own."""
    key = os.urandom(32)
    store = open_store(folder / JOURNAL, key, Clock())
    fill_year(store, whole=True)
    store.close()
    return [
        Figure("unlock_ms", statistics.median(_unlocked_ms(folder, key) for _ in range(RUNS)), "ms", None, 300),
        *_weighed(folder, key),
    ]


def _unlocked_ms(folder: Path, key: bytes) -> float:
    switch = _dressed(folder)
    begun = time.perf_counter()
    with _unlocked(folder, key, switch) as window:
        Painting(window.workspace).wait()
        return (time.perf_counter() - begun) * 1000


def _dressed(folder: Path) -> ThemeSwitch:
    """Return what the program has had ready since its door was shown."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    install_translation(app)
    return ThemeSwitch(app, Settings(folder))


@contextmanager
def _unlocked(folder: Path, key: bytes, switch: ThemeSwitch) -> Iterator[MainWindow]:
    """Yield the window of a profile that was opened as the door opens it; it is shown and not painted yet."""
    clock, parent = Clock(), QObject()
    opened = opened_with(open_store(folder / JOURNAL, key, clock))
    assert opened.profile is not None
    around = Surroundings(folder, clock, switch, Settings(folder), lambda: NOW)
    profile = OpenProfile(opened, opened.profile, around, parent)
    profile.show()
    (window,) = (each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow) and each.isVisible())
    try:
        yield window
    finally:
        _, end = profile.leave()
        end()
        QApplication.processEvents()


def _weighed(folder: Path, key: bytes) -> list[Figure]:
    """Return the memory figure; nothing where the system does not tell what a process has in memory."""
    empty = float(told_at_first_paint("benchmarks.empty_window", folder)["resident"])
    if not empty:
        print("memory_ratio: left out, this system does not tell it", file=sys.stderr)
        return []
    command = [sys.executable, "-m", "benchmarks.unlocking", str(folder), key.hex()]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=TIMEOUT_S, check=True)
    return [Figure("memory_ratio", float(ended.stdout), "MB", empty, 2.2)]


def _tell_memory(folder: Path, key: bytes) -> None:
    with _unlocked(folder, key, _dressed(folder)) as window:
        wait_for_window(window)
        Painting(open_page(window, COLUMN).viewport()).wait()
        work_for(ROUND_MS)
        print(resident_mb())


if __name__ == "__main__":
    _tell_memory(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]))
