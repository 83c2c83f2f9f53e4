"""«Доступ к дневнику»: the applications of the whole school, and how many wait."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtGui import QShowEvent
from typing_extensions import override

from app.changes import Changes
from ui.access.part import AccessPart
from ui.desk import Desk
from ui.theme import Theme


class DeputyAccessPart(AccessPart):
    """What changes elsewhere is read only once the page is looked at."""

    def __init__(self, desk: Desk, theme: Theme, now: Callable[[], datetime]) -> None:
        super().__init__(desk, theme, now)
        self._stale = True
        desk.changed.connect(self._on_changed)

    def refresh(self) -> None:
        """Read the applications anew if something has changed since."""
        if self._stale:
            self._stale = False
            self.reload()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def _on_changed(self, changes: Changes) -> None:
        self._stale = self._stale or changes.access or changes.school or changes.outbox
        # the number stands on the tab, also while another part of the page is looked at
        page = self.parentWidget()
        if self.isVisible() or (page is not None and page.isVisible()):
            self.refresh()
