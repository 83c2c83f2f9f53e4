"""What families of the class ask: access to a diary, or that a reason of an absence stands."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout
from typing_extensions import override

from app.domain.class_page import OwnClass
from ui.asked.part import AskedPart
from ui.class_desk.section import Section
from ui.desk import Desk
from ui.theme import Theme
from ui.widgets.focus_lead import FocusLead


class AskedSection(Section):
    """How many wait is said also while another part is looked at."""

    counted = Signal(int)

    def __init__(
        self, desk: Desk, theme: Theme, now: Callable[[], datetime], mine: OwnClass, part: AskedPart[Any]
    ) -> None:
        super().__init__(desk, theme, now, mine)
        self._part = part
        part.refused.connect(self.refused)
        part.card_wanted.connect(self.card_wanted)
        part.counted.connect(self.counted)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(part)
        FocusLead(self, part)

    @override
    def reload(self) -> None:
        self._part.show_classes((self._class.id,))
        self._part.reload()

    def recount(self) -> None:
        """Say how many wait."""
        self._part.show_classes((self._class.id,))
        self._part.recount()
