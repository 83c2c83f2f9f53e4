"""The first round on a PC, told by the first start's page; it can be stopped and gone on with."""

from PySide6.QtCore import QObject, Signal

from app.services.receiving import scope_of
from sync.rounds import Progress
from ui.desk import Desk
from ui.error_texts import sentence
from ui.login.first_start import FirstStart
from ui.sync_panel.wording import progress_text
from ui.synchroniser import Synchroniser
from ui.widgets.time_left import TimeLeft


class FirstLoading(QObject):
    """Connects a synchroniser with the page until everything was loaded once."""

    complete = Signal()

    def __init__(self, desk: Desk, synchroniser: Synchroniser, form: FirstStart) -> None:
        super().__init__(synchroniser)
        self._desk = desk
        self._form = form
        self._synchroniser = synchroniser
        self._left = TimeLeft(self)
        form.show_loading()
        form.resumed.connect(synchroniser.sync_now)
        form.cancelled.connect(synchroniser.pause)
        synchroniser.started.connect(lambda: form.show_progress(self.tr("Asking the portal…"), 0, 0))
        synchroniser.progressed.connect(self._on_progressed)
        synchroniser.failed.connect(lambda error: form.show_error(sentence(error)))
        synchroniser.finished.connect(self._on_finished)
        synchroniser.sync_now()

    def _on_progressed(self, progress: Progress) -> None:
        if self._synchroniser.is_running:
            left = self._left.text(progress.stage, progress.done, progress.total)
            text = " · ".join(each for each in (progress_text(progress), left) if each)
            self._form.show_progress(text, progress.done, progress.total)

    def _on_finished(self) -> None:
        if self._desk.page(scope_of):
            self.complete.emit()
            self.deleteLater()
        else:
            self._form.show_error(self.tr("Loading was stopped. What is here is kept; go on when you like."))
