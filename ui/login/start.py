"""From the start of the program to an open journal: opens what is here, or enrols this PC; never blocks the window."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.clock import Clock
from app.errors import DamagedError, GradebookError, KeyMissingError
from ui.background import Background
from ui.error_texts import sentence
from ui.login.entrance import Entrance
from ui.login.first_start import FirstStart

if TYPE_CHECKING:
    from ui.login.entering import Opened


class Start(QObject):
    """Leads the entrance window; emits the open, enrolled journal once."""

    entered = Signal(object)

    def __init__(self, folder: Path, clock: Clock, entrance: Entrance, form: FirstStart) -> None:
        super().__init__()
        self._folder = folder
        self._clock = clock
        self._entrance = entrance
        self._form = form
        self._background = Background(self)
        entrance.again.connect(self.open)
        entrance.anew.connect(self._on_anew)
        form.submitted.connect(self._on_submitted)

    def open(self) -> None:
        """Open this PC's journal; ask for an address and a code where there is none."""
        self._entrance.show_opening()

        def job() -> "Opened | None":
            from ui.login.entering import open_journal  # noqa: PLC0415 - half of the imports: after the first paint

            return open_journal(self._folder, self._clock)

        self._background.run(job, done=self._on_opened, failed=self._on_closed)

    def close(self) -> None:
        """Wait for what is running."""
        self._background.close()

    def _on_opened(self, opened: "Opened | None") -> None:
        if opened is None:
            self._entrance.show_first_start()
        elif opened.profile is None:
            opened.store.close()
            self._entrance.show_first_start()
        else:
            self.entered.emit(opened)

    def _on_closed(self, error: Exception) -> None:
        self._entrance.show_error(sentence(error), anew=isinstance(error, KeyMissingError | DamagedError))
        _raise_unknown(error)

    def _on_submitted(self, address: str, code: str) -> None:
        self._form.show_progress(self.tr("Asking the portal…"), 0, 0)

        def job() -> "Opened":
            from ui.login.entering import enrol_here  # noqa: PLC0415 - as above

            return enrol_here(self._folder, self._clock, address=address, code=code)

        self._background.run(job, done=self._on_opened, failed=self._on_refused)

    def _on_refused(self, error: Exception) -> None:
        self._form.show_error(sentence(error))
        _raise_unknown(error)

    def _on_anew(self) -> None:
        def job() -> None:
            from ui.login.entering import set_aside  # noqa: PLC0415 - as above

            set_aside(self._folder)

        self._background.run(job, done=lambda _: self._entrance.show_first_start(), failed=self._on_closed)


def _raise_unknown(error: Exception) -> None:
    if not isinstance(error, GradebookError):
        raise error
