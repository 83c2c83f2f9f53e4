"""Keeps the sealed outbox up to date beside the window: soon after an entry, never waited for by one."""

import logging
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from app.changes import Changes
from app.errors import StoreError
from app.store.spool import Spool
from app.store.unit import Store
from ui.background import Background
from ui.desk import Desk

SOON_MS = 400
"""Milliseconds from an entry to its copy in the spool: within a second, and a run of marks is written together."""

_logger = logging.getLogger("ui.spool")


class SpoolKeeper(QObject):
    """Writes on a thread of its own; a spool that cannot be written is tried again with the next entry.

    at_once: an entry is in the spool before the screen shows it: the journal itself is not there after a power cut.
    """

    failed = Signal(object)
    """What was entered is not in the spool: the error."""

    def __init__(
        self, desk: Desk, store: Store, spool: Spool, parent: QObject | None = None, *, at_once: bool = False
    ) -> None:
        super().__init__(parent)
        self._is_behind = False
        self._store, self._spool = store, spool
        self._background = Background(self)
        self._timer = QTimer(self, singleShot=True, interval=SOON_MS)
        self._timer.timeout.connect(self._keep_up)
        desk.changed.connect(self._on_changed)
        if at_once:
            desk.written.connect(self._keep_up_here)
        self._keep_up()

    @property
    def is_behind(self) -> bool:
        """Whether entries wait that could not be written."""
        return self._is_behind

    def close(self) -> None:
        """Write what is left, and end."""
        self.abandon()()

    def abandon(self) -> Callable[[], None]:
        """Write nothing more by itself; return what writes the rest and ends, elsewhere."""
        self._timer.stop()
        wait = self._background.abandon()

        def end() -> None:
            wait()
            try:
                self._spool.keep_up(self._store)
            except StoreError as error:
                _tell(error)

        return end

    def _on_changed(self, changes: Changes) -> None:
        if changes.outbox and not self._timer.isActive():
            self._timer.start()

    def _keep_up(self) -> None:
        self._background.run(lambda: self._spool.keep_up(self._store), done=self._on_kept, failed=self._on_failed)

    def _keep_up_here(self) -> None:
        try:
            self._spool.keep_up(self._store)
        except StoreError as error:
            self._on_failed(error)
        else:
            self._on_kept()

    def _on_kept(self, _: None = None) -> None:
        self._is_behind = False

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, StoreError):
            raise error
        _tell(error)
        self._is_behind = True
        self.failed.emit(error)


def _tell(error: StoreError) -> None:
    _logger.warning("the spool was not written: %s", type(error).__name__)
