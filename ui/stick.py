"""Entries on a stick: written by a PC without a network, handed in by any other of the school."""

import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from app.clock import Clock
from app.services.profile import Profile
from app.store.spool import Spool, read_spool, write_records
from app.store.unit import Store
from ui.background import Background
from ui.file_dialog import file_dialog

T = TypeVar("T")

SUFFIX = ".peremena"
"""Of files on a stick."""


@dataclass(frozen=True, slots=True)
class HandedIn:
    """What became of a stick's entries. waiting: behind a gap that another stick must fill. refused: not readable.

    stopped: not all of them were tried.
    """

    taken: int
    waiting: int
    refused: int
    stopped: bool = False


class Stick(QObject):
    """Asks for the file, works beside the window, and says in a sentence what was done."""

    told = Signal(str)
    refused = Signal(object)
    begun = Signal(str)
    """What is being done beside the window."""

    progressed = Signal(int, int)
    """How many entries are done, and of how many."""

    ended = Signal()

    def __init__(self, store: Store, spool: Spool, profile: Profile, clock: Clock, parent: QObject) -> None:
        super().__init__(parent)
        self._store, self._spool, self._profile, self._clock = store, spool, profile, clock
        self._window: QWidget | None = None
        self._background = Background(self)
        self._stop = threading.Event()
        self._runs = False

    def show_over(self, window: QWidget) -> None:
        """Ask over this window from now on."""
        self._window = window

    def write(self, now: datetime) -> None:
        """Ask where to, and write every entry that waits, of this PC's profile."""
        name = self.tr("Entries {day}").format(day=now.strftime("%d.%m.%Y %H-%M")) + SUFFIX
        dialog = self._dialog(QFileDialog.AcceptMode.AcceptSave, self.tr("Write what is not sent to a stick"))
        dialog.selectFile(name)
        dialog.fileSelected.connect(self._on_target)
        dialog.open()

    def read(self) -> None:
        """Ask for a file, and hand its entries in, whoever wrote them."""
        dialog = self._dialog(QFileDialog.AcceptMode.AcceptOpen, self.tr("Hand in entries from a stick"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._on_source)
        dialog.open()

    def stop(self) -> None:
        """Leave off between two steps of what is running."""
        self._stop.set()

    def close(self) -> None:
        """Wait for what is running; nothing is said after this."""
        self.abandon()()

    def abandon(self) -> Callable[[], None]:
        """Say nothing any more; return what waits for what is running, elsewhere."""
        self.stop()
        return self._background.abandon()

    def _dialog(self, mode: QFileDialog.AcceptMode, title: str) -> QFileDialog:
        dialog = file_dialog(self._window, "stick_file", title, "stick")
        dialog.setAcceptMode(mode)
        dialog.setNameFilter(self.tr("Entries of Peremena (*{suffix})").format(suffix=SUFFIX))
        dialog.setDefaultSuffix(SUFFIX[1:])
        return dialog

    def _on_target(self, path: str) -> None:
        def job() -> int | None:
            self._spool.keep_up(self._store)
            records = self._spool.read()
            if self._stop.is_set():
                return None
            if records:
                write_records(Path(path), records)
            return len(records)

        self._run(self.tr("Writing to the stick…"), job, self._written)

    def _written(self, count: int | None) -> str:
        if count is None:
            return self.tr("Stopped. Nothing was written.")
        if not count:
            return self.tr("Everything is sent: there is nothing to carry.")
        return self.tr("%n entry(ies) written. They stay on this computer too until the portal has them.", "", count)

    def _on_source(self, path: str) -> None:
        self._run(self.tr("Handing in from the stick…"), lambda: self._hand_in(Path(path)), self._handed_in)

    def _run(self, what: str, job: Callable[[], T], say: Callable[[T], str]) -> None:
        if self._runs:
            self.told.emit(self.tr("A stick is being worked on already."))
            return
        self._runs = True
        self._stop.clear()
        self.begun.emit(what)
        self._background.run(
            job, done=lambda done: self._end(lambda: self.told.emit(say(done))), failed=self._on_failed
        )

    def _on_failed(self, error: Exception) -> None:
        self._end(lambda: self.refused.emit(error))

    def _end(self, tell: Callable[[], None]) -> None:
        self._runs = False
        self.ended.emit()
        tell()

    def _hand_in(self, path: Path) -> HandedIn:
        from sync.courier import carry  # noqa: PLC0415 (the network's library: when it is needed)
        from sync.http_portal import HttpPortal  # noqa: PLC0415 (as above)
        from sync.transport import new_session  # noqa: PLC0415 (as above)

        records = read_spool(path)

        def go_on(done: int) -> bool:
            self.progressed.emit(done, len(records))
            return not self._stop.is_set()

        with new_session() as session:
            delivery = carry(HttpPortal(self._profile.address, self._profile, self._clock, session), records, go_on)
        fates = Counter(delivery.has(each) for each in records)
        waits = max(0, fates[False] - delivery.refused)
        return HandedIn(fates[True], waits, delivery.refused, stopped=self._stop.is_set() and waits > 0)

    def _handed_in(self, done: HandedIn) -> str:
        if not any((done.taken, done.waiting, done.refused)):
            return self.tr("There are no entries in this file.")
        texts = [self.tr("The portal has %n entry(ies) of this file.", "", done.taken)]
        if done.stopped:
            texts.append(self.tr("Stopped. Hand the file in once more for the rest."))
        elif done.waiting:
            texts.append(self.tr("%n entry(ies) must wait for earlier ones, of another file.", "", done.waiting))
        if done.refused:
            texts.append(self.tr("%n entry(ies) cannot be read, or are of another school.", "", done.refused))
        return " ".join(texts)
