"""How things stand with the portal, as one value, kept up to date from the desk and the synchroniser."""

from dataclasses import dataclass, replace
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from app.changes import Changes
from app.services.reading import read_sync
from sync.rounds import Progress
from ui.desk import Desk
from ui.synchroniser import Synchroniser
from ui.widgets.later import Later


@dataclass(frozen=True, slots=True)
class SyncStatus:
    """waiting: own entries not sent. attention: entries to look at. last: local time of the last complete round."""

    waiting: int = 0
    attention: int = 0
    running: bool = False
    progress: Progress | None = None
    error: Exception | None = None
    last: datetime | None = None
    school: str = ""
    teacher: str = ""


class StatusKeeper(QObject):
    """Holds the current status and says when it is another."""

    changed = Signal(SyncStatus)

    def __init__(self, desk: Desk, synchroniser: Synchroniser, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._status = SyncStatus()
        self._recount = Later(self._count, self)
        desk.changed.connect(self._on_changed)
        synchroniser.started.connect(lambda: self._become(replace(self._status, running=True, progress=None)))
        synchroniser.progressed.connect(lambda progress: self._become(replace(self._status, progress=progress)))
        synchroniser.finished.connect(self._on_finished)
        synchroniser.failed.connect(self._on_failed)
        self._count()

    @property
    def status(self) -> SyncStatus:
        """The current status."""
        return self._status

    def _count(self, **others: object) -> None:
        page = self._desk.page(read_sync)
        counted = replace(
            self._status, waiting=page.waiting, attention=page.attention, school=page.school, teacher=page.teacher
        )
        self._become(replace(counted, **others))  # type: ignore[arg-type]  # only fields of the status are passed

    def _on_changed(self, changes: Changes) -> None:
        if changes:
            self._recount.ask()

    def _on_finished(self) -> None:
        self._count(running=False, progress=None, error=None, last=datetime.now().astimezone())

    def _on_failed(self, error: Exception) -> None:
        self._count(running=False, progress=None, error=error)

    def _become(self, status: SyncStatus) -> None:
        if status != self._status:
            self._status = status
            self.changed.emit(status)
