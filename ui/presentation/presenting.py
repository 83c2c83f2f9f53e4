"""Shows a journal's page to the class: everything else of the window goes away until it is left."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMainWindow, QToolTip

from app.domain.presenting import Veil
from ui.desk import Desk
from ui.journal.view import JournalView
from ui.presentation.view import PresentationView
from ui.theme import Theme
from ui.widgets.floating_box import FloatingBox
from ui.workspace import Workspace


class Presenting(QObject):
    """Of one window; menu and status line are hidden with their keys, since they lead to names."""

    begun = Signal(object)
    """The view that the class sees."""

    looked_on = Signal(bool)
    """Whether the class looks on."""

    def __init__(self, window: QMainWindow, desk: Desk, now: Callable[[], datetime]) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._now = now
        self._view: PresentationView | None = None
        self._workspace: Workspace | None = None

    @property
    def veil(self) -> Veil | None:
        """What the class sees of the page, None where nothing is presented."""
        return self._view.veil if self._view else None

    def begin(self, workspace: Workspace, theme: Theme, veil: Veil = Veil.NAMES) -> None:
        """Present the journal that is shown; where none is, that is said."""
        source = workspace.page
        if self._view is not None:
            return
        if not isinstance(source, JournalView) or not source.lesson:
            workspace.show_text(self.tr("Open a journal first: its page is what the class will see."))
            return
        self._view, self._workspace = PresentationView(source, self._desk, theme, self._now().date()), workspace
        self._view.show_veil(veil)
        self._view.left.connect(self.end)
        for box in self._window.findChildren(FloatingBox):
            box.hide()
        QToolTip.hideText()
        self._show_bars(shown=False)
        workspace.present(self._view)
        self.begun.emit(self._view)
        self.looked_on.emit(self.veil is not None)

    def end(self) -> None:
        """Show the window as it was."""
        if self._workspace is not None:
            self._workspace.present(None)
        self.forget()

    def forget(self) -> None:
        """Bring the bars back; the workspace is gone, or shows its pages again."""
        self._view = self._workspace = None
        self._show_bars(shown=True)
        self.looked_on.emit(self.veil is not None)

    def _show_bars(self, *, shown: bool) -> None:
        self._window.menuBar().setVisible(shown)
        self._window.statusBar().setVisible(shown)
