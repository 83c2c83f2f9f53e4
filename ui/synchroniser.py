"""When a round with the portal runs: each minute, soon after an entry, at once on request; never two at once."""

import random
import threading
from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import QObject, QTimer, Signal

from app.changes import Changes
from app.errors import GradebookError, ThrottledError
from sync.rounds import Progress, Round
from sync.schedule import next_delay_s
from ui.background import Background
from ui.desk import Desk

SOON_MS = 2_000
"""Milliseconds from an entry to its round: a run of marks goes out together."""

FIRST_MS = 300
"""Milliseconds from the start to the first round: the window is painted before."""

Job = Callable[[Callable[[Progress], None], threading.Event], Round]
"""Runs one round on another thread: tells its progress, looks at the event between its steps."""


class State(Enum):
    """What the synchroniser is doing."""

    RESTING = "resting"
    RUNNING = "running"
    PAUSING = "pausing"
    """A round still runs, and nothing follows it by itself."""
    CLOSED = "closed"


class Synchroniser(QObject):
    """Runs rounds elsewhere and announces what they brought to the desk."""

    started = Signal()
    progressed = Signal(Progress)
    finished = Signal(Changes)
    failed = Signal(object)

    def __init__(self, desk: Desk, job: Job, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._job = job
        self._state = State.RESTING
        self._wanted_again = False
        self._failures = 0
        self._stop = threading.Event()
        self._background = Background(self)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.sync_now)
        self.progressed.connect(self._on_progressed)
        desk.written.connect(self._on_written)

    @property
    def is_running(self) -> bool:
        """Whether a round is under way."""
        return self._state in {State.RUNNING, State.PAUSING}

    def start(self) -> None:
        """Begin with a round shortly after the window is there."""
        self._timer.start(FIRST_MS)

    def sync_now(self) -> None:
        """Start a round; while one is running, start the next right after it."""
        if self._state is State.CLOSED:
            return
        if self.is_running:
            self._wanted_again = True
            return
        self._state = State.RUNNING
        self._wanted_again = False
        self._stop.clear()
        self._timer.stop()
        self.started.emit()
        self._background.run(self._round, done=self._on_done, failed=self._on_failed)

    def pause(self) -> None:
        """Stop between two steps of the running round, and wait for the next request."""
        self._state = State.PAUSING if self.is_running else self._state
        self._timer.stop()
        self._stop.set()

    def stop_round(self) -> None:
        """Stop between two steps of the running round; the next one comes by itself, as always."""
        if self.is_running:
            self._stop.set()

    def close(self) -> None:
        """Stop between two steps of the running round; nothing is announced after this."""
        self.abandon()()

    def abandon(self) -> Callable[[], None]:
        """Announce nothing any more; return what waits for the running round to stop, elsewhere."""
        self._state = State.CLOSED
        self._timer.stop()
        self._stop.set()
        return self._background.abandon()

    def _round(self) -> Round:
        return self._job(self.progressed.emit, self._stop)

    def _on_progressed(self, progress: Progress) -> None:
        # at once, so that a round that ends early leaves nothing stale on the screen
        if self._state is not State.CLOSED:
            self._desk.announce(progress.changes)

    def _on_done(self, brought: Round) -> None:
        self._failures = 0
        self._rest(0)
        self.finished.emit(brought.changes)

    def _on_failed(self, error: Exception) -> None:
        self._failures += 1
        self._rest(error.retry_after_s if isinstance(error, ThrottledError) else 0)
        self.failed.emit(error)
        if not isinstance(error, GradebookError):
            raise error

    def _rest(self, retry_after_s: int) -> None:
        paused = self._state is State.PAUSING
        self._state = State.RESTING
        if self._wanted_again:
            self._timer.start(0)
        elif not paused:
            jitter = random.random()  # noqa: S311 - spreads the schools' requests, guards nothing
            self._timer.start(int(next_delay_s(self._failures, retry_after_s, jitter) * 1000))

    def _on_written(self) -> None:
        if self._failures or self._state is State.CLOSED:
            return
        if self.is_running:
            self._wanted_again = True
        else:
            self._timer.start(SOON_MS)
