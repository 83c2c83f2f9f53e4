"""What families of the whole school ask, on the deputy head's page, and how many wait."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from app.changes import Changes
from ui.asked.part import AskedPart
from ui.desk import Desk
from ui.widgets.focus_lead import FocusLead


class DeputyAskedPart(QWidget):
    """What changes elsewhere is read only once the page is looked at."""

    refused = Signal(object)
    card_wanted = Signal(str, object, str)
    """As that of a page of the school."""
    counted = Signal(int)

    def __init__(self, desk: Desk, part: AskedPart[Any]) -> None:
        super().__init__()
        self._part = part
        self._stale = True
        part.refused.connect(self.refused)
        part.card_wanted.connect(self.card_wanted)
        part.counted.connect(self.counted)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(part)
        FocusLead(self, part)
        desk.changed.connect(self._on_changed)

    def refresh(self) -> None:
        """Read what is asked anew if something has changed since."""
        if self._stale:
            self._stale = False
            self._part.reload()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def _on_changed(self, changes: Changes) -> None:
        # a sign in a journal, too, may be what a parent's reason is for
        self._stale = self._stale or bool(changes)
        # the number stands on the tab, also while another part of the page is looked at
        page = self.parentWidget()
        if self.isVisible() or (page is not None and page.isVisible()):
            self.refresh()
