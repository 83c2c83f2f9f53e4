"""Holds a page that costs something: it is made when it is looked at for the first time."""

from collections.abc import Callable

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from ui.widgets.focus_lead import FocusLead


class WhenShown(QWidget):
    """make: builds the page, which takes all the room and the keyboard."""

    def __init__(self, make: Callable[[], QWidget]) -> None:
        super().__init__()
        self._make: Callable[[], QWidget] | None = make
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        if self._make is not None:
            page, self._make = self._make(), None
            self._lines.addWidget(page)
            FocusLead(self, page)
            page.show()
        super().showEvent(event)
