"""Measures how long the windows keep their thread at a stretch: no key, click or event may hold it for long."""

import gc
import resource
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from PySide6.QtCore import QAbstractEventDispatcher, QEventLoop
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

LIMIT_MS = 50.0
"""Of the processor's time, between two returns to the event loop: a longer one is felt."""

PACE_MS = 3.0
"""What `_pace_ms` takes on the PC that the limit is meant for; a slower or a busy one is given as much more."""

COLD_MS = 1.0
"""What is lost each time another process takes the processor away: its memory is near no more."""

KEYS = "keyClick keyClicks keyPress keyRelease"
MOUSE = "mouseClick mouseDClick mouseMove mousePress mouseRelease"
WAITS = "qWait qWaitForWindowActive qWaitForWindowExposed"
STATIC = {QTest: f"{KEYS} {MOUSE} {WAITS}", QApplication: "processEvents sendEvent"}
METHODS = {QAbstractButton: "click", QAction: "trigger", QEventLoop: "exec"}
"""By which calls a test lets the windows work; while they wait, the event dispatcher tells each return to the loop."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time without a return to the event loop. began_by: the call of the test that let it run."""

    began_by: str
    took_ms: float
    is_dressing: bool
    """Another theme or size of texts: every widget of every open page is drawn anew, and the teacher waits for it."""


class Watchdog:
    """Remembers every stretch that was too long; what the collector of Python's garbage takes is not the windows'."""

    def __init__(self) -> None:
        self.found: list[Stretch] = []
        self.stretches = 0
        self._depth = 0
        self._began = self._collecting = self._collected = 0.0
        self._switches = 0
        self._is_dressing = False
        self._dispatchers: list[QAbstractEventDispatcher] = []

    def install(self, patch: pytest.MonkeyPatch) -> None:
        """Watch the calls until they are put back."""
        for owners, dress in ((STATIC, staticmethod), (METHODS, lambda call: call)):
            for owner, names in owners.items():
                for name in names.split():
                    patch.setattr(owner, name, dress(self._watched(name, getattr(owner, name))))
        patch.setattr(QApplication, "setStyleSheet", self._noted(QApplication.setStyleSheet))
        gc.callbacks.append(self._on_collecting)

    def leave(self) -> None:
        """Look at the collector no more."""
        gc.callbacks.remove(self._on_collecting)

    def listen(self) -> None:
        """Hear the returns to the event loop."""
        dispatcher = QAbstractEventDispatcher.instance()
        if dispatcher not in self._dispatchers:
            dispatcher.aboutToBlock.connect(self._on_loop)
            dispatcher.awake.connect(self._on_loop)
            self._dispatchers.append(dispatcher)

    def slow(self, allowed_ms: float = LIMIT_MS) -> list[Stretch]:
        """Return the stretches that may not be, and forget them."""
        found, self.found = self.found, []
        return [each for each in found if not each.is_dressing and each.took_ms > allowed_ms]

    def _watched(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def watched(*args: Any, **kwargs: Any) -> Any:
            if self._depth:
                return call(*args, **kwargs)
            self._depth = 1
            self._begin()
            try:
                return call(*args, **kwargs)
            finally:
                self._depth = 0
                self._end(name)

        return watched

    def _noted(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def noted(*args: Any) -> None:
            self._is_dressing = True
            call(*args)

        return noted

    def _begin(self) -> None:
        self._collected, self._is_dressing = 0.0, False
        self._switches = _switches()
        self._began = time.thread_time()

    def _end(self, name: str) -> None:
        took_ms = (time.thread_time() - self._began - self._collected) * 1000
        self.stretches += 1
        if took_ms > LIMIT_MS:
            took_ms -= min(took_ms / 2, (_switches() - self._switches) * COLD_MS)
            took_ms /= max(1.0, _pace_ms() / PACE_MS)
        if took_ms > LIMIT_MS:
            self.found.append(Stretch(name, took_ms, self._is_dressing))

    def _on_loop(self) -> None:
        if self._depth:
            self._end("event loop")
            self._begin()

    def _on_collecting(self, phase: str, _: dict[str, int]) -> None:
        if phase == "start":
            self._collecting = time.thread_time()
        else:
            self._collected += time.thread_time() - self._collecting


def _switches() -> int:
    """Return how often the processor was taken away from this thread."""
    return resource.getrusage(resource.RUSAGE_THREAD).ru_nivcsw


def _pace_ms() -> float:
    """Return how long a piece of work takes here and now."""
    began = time.thread_time()
    sum(len(str(number)) for number in range(40_000))
    return (time.thread_time() - began) * 1000
