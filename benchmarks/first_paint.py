"""Runs a module as it is, tells time and memory of its first window, and leaves: benchmarks.first_paint MODULE."""

import runpy
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

STATUS = Path("/proc/self/status")


def resident_mb() -> float:
    """Return how much memory this process takes, 0 where the system does not tell."""
    lines = STATUS.read_text(encoding="ascii").splitlines() if STATUS.exists() else ()
    return sum(int(line.split()[1]) for line in lines if line.startswith("VmRSS:")) / 1000


class FirstPaint(QObject):
    """Watches the whole application for the first paint of a window."""

    def __init__(self, leave: Callable[[], None]) -> None:
        super().__init__()
        self._leave = leave
        self._seen = False

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not self._seen and event.type() == QEvent.Type.Paint and isinstance(watched, QWidget):
            self._seen = True
            QTimer.singleShot(0, self._tell)
        return False

    def _tell(self) -> None:
        print(f"painted {time.monotonic_ns()}\nresident {resident_mb()}", flush=True)
        self._leave()


def watched_exec(application: QApplication | None = None) -> int:
    """Stand in for QApplication.exec: the same loop, watched until its first paint is over."""
    running = application or QApplication.instance()
    assert running is not None
    watch = FirstPaint(running.quit)
    running.installEventFilter(watch)
    return original_exec()


if __name__ == "__main__":
    original_exec = QApplication.exec
    QApplication.exec = watched_exec  # type: ignore[method-assign]  # the program calls it by this name
    program = sys.argv[1]
    sys.argv = sys.argv[1:]
    runpy.run_module(program, run_name="__main__", alter_sys=True)
