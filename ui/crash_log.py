"""What happens to an error that nobody expected: it is written down without a name or a mark, and shown quietly."""

import logging
import sys
import threading
from pathlib import Path
from traceback import extract_tb
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal

FILE = "errors.log"
LARGEST = 256 * 1024
"""Bytes of one log file; two are kept."""

log = logging.getLogger("peremena.crash")


class CrashLog(QObject):
    """Takes the program's unexpected errors, of any thread; *caught* is emitted for the window's thread."""

    caught = Signal(object)
    _came = Signal(object)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._handler: logging.Handler | None = None
        log.propagate = False
        self._came.connect(self.caught, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Become the hook of the interpreter and of its threads."""
        sys.excepthook = self.take
        threading.excepthook = lambda args: self.take(args.exc_type, args.exc_value, args.exc_traceback)

    def take(self, kind: type[BaseException], error: BaseException | None, traceback: TracebackType | None) -> None:
        """Write an error down by its kind and places; its text may hold data and is left out."""
        places = " < ".join(f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in reversed(extract_tb(traceback)))
        self._open()
        log.error("%s at %s", kind.__name__, places)
        if issubclass(kind, Exception):
            self._came.emit(error)

    def close(self) -> None:
        """Let go of the file and of the hooks."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        if self._handler is not None:
            log.removeHandler(self._handler)
            self._handler.close()

    def _open(self) -> None:
        from logging.handlers import RotatingFileHandler  # noqa: PLC0415 - 7 ms of the start, hardly ever needed

        if self._handler is None:
            self._handler = RotatingFileHandler(
                self._folder / FILE, maxBytes=LARGEST, backupCount=1, encoding="utf-8", delay=True
            )
            self._handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
            log.addHandler(self._handler)
