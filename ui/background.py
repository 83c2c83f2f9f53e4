"""One thread, one queue: jobs run elsewhere, answers come back on the window's thread."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal

T = TypeVar("T")


class Background(QObject):
    """Runs jobs one after another on one thread and answers on the window's thread."""

    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = ThreadPoolExecutor(max_workers=1)
        self._abandoned = False
        self._finished.connect(self._on_finished, Qt.ConnectionType.QueuedConnection)

    def run(self, job: Callable[[], T], *, done: Callable[[T], None], failed: Callable[[Exception], None]) -> None:
        """Run *job* elsewhere, then *done* or *failed* here; *job* must touch no widget."""

        def answer(future: Future[T]) -> None:
            error = future.exception()
            if error is None:
                done(future.result())
            elif isinstance(error, Exception):
                failed(error)
            else:
                raise error

        self._thread.submit(job).add_done_callback(lambda future: self._finished.emit(lambda: answer(future)))

    def close(self) -> None:
        """Wait for the running job and drop those not begun; nothing is answered after this."""
        self.abandon()()

    def abandon(self) -> Callable[[], None]:
        """Drop the jobs not begun and answer nothing any more; return what waits for the running one, elsewhere."""
        self._abandoned = True
        self._thread.shutdown(wait=False, cancel_futures=True)
        return partial(self._thread.shutdown, wait=True)

    def _on_finished(self, answer: Callable[[], None]) -> None:
        # an answer that was under way already comes even after a disconnect
        if not self._abandoned:
            answer()
