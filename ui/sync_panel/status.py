"""How things stand with the portal, as one value, kept up to date from the desk and the synchroniser."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from app.changes import Changes
from app.services.comparing import count_repaired
from app.services.forking import is_forgetful
from app.services.reading import read_sync
from app.services.removing import Removal, allow_removal, ask_again, keep_for_now, read_removals
from sync.rounds import Progress
from ui.desk import Desk
from ui.synchroniser import Synchroniser
from ui.widgets.later import Later

ASK_AGAIN_MS = 24 * 60 * 60 * 1000
"""From keeping something for now to the next question, by a clock that nobody can set."""


@dataclass(frozen=True, slots=True)
class SyncStatus:
    """waiting: own entries not sent. attention: entries to look at. last: local time of the last complete round.

    witnessed: what the portal has lost and the deputy head has not decided about. removals: what a person has to decide
    about. repaired: how often rows were put right. copied: whether this copy of the PC got a name of its own since the
    start. forgets: whether the PC seems to lose its disk at each start.
    """

    waiting: int = 0
    attention: int = 0
    running: bool = False
    progress: Progress | None = None
    error: Exception | None = None
    last: datetime | None = None
    school: str = ""
    teacher: str = ""
    witnessed: int = 0
    removals: tuple[Removal, ...] = ()
    repaired: int = 0
    copied: bool = False
    forgets: bool = False

    @property
    def asks(self) -> bool:
        """Whether there is a question that was not put off."""
        return any(not each.kept for each in self.removals)


class StatusKeeper(QObject):
    """Holds the current status and says when it is another."""

    changed = Signal(SyncStatus)

    def __init__(self, desk: Desk, synchroniser: Synchroniser, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._status = SyncStatus()
        self._recount = Later(self._count, self)
        self._next_question = QTimer(self, singleShot=True, interval=ASK_AGAIN_MS)
        self._next_question.timeout.connect(lambda: desk.do(ask_again))
        desk.changed.connect(self._on_changed)
        synchroniser.started.connect(lambda: self._become(replace(self._status, running=True, progress=None)))
        synchroniser.progressed.connect(self._on_progressed)
        synchroniser.finished.connect(self._on_finished)
        synchroniser.failed.connect(self._on_failed)
        self._count()

    @property
    def status(self) -> SyncStatus:
        """The current status."""
        return self._status

    def decide(self, parts: Sequence[str], remove: bool) -> None:  # noqa: FBT001 (a signal's value)
        """Let parts go with the next round, or keep them until their question is put again."""
        for part in parts:
            if remove:
                self._desk.do(allow_removal, part=part)
            else:
                self._desk.do(keep_for_now, part=part)
        if not remove:
            self._next_question.start()

    def _count(self, **others: object) -> None:
        page = self._desk.page(read_sync)
        counted = replace(
            self._status,
            waiting=page.waiting,
            attention=page.attention,
            witnessed=page.witnessed,
            school=page.school,
            teacher=page.teacher,
            removals=self._desk.page(read_removals),
            repaired=self._desk.page(count_repaired),
            forgets=self._desk.page(is_forgetful),
        )
        self._become(replace(counted, **others))  # type: ignore[arg-type]  # only fields of the status are passed

    def _on_changed(self, changes: Changes) -> None:
        if changes:
            self._recount.ask()

    def _on_progressed(self, progress: Progress) -> None:
        copied = self._status.copied or progress.stage == "copied"
        self._become(replace(self._status, progress=progress, copied=copied))

    def _on_finished(self) -> None:
        self._count(running=False, progress=None, error=None, last=datetime.now().astimezone())

    def _on_failed(self, error: Exception) -> None:
        self._count(running=False, progress=None, error=error)

    def _become(self, status: SyncStatus) -> None:
        if status != self._status:
            self._status = status
            self.changed.emit(status)
