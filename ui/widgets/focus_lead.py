"""Leads the focus that a page is given to the widget of it that is worked in."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override


class FocusLead(QObject):
    """Not a focus proxy: with one, Tab goes from before the page straight to it and skips what stands above it."""

    def __init__(self, page: QWidget, target: QWidget) -> None:
        super().__init__(page)
        self._target = target
        page.installEventFilter(self)

    def lead_to(self, target: QWidget) -> None:
        """Lead to another widget of the page."""
        self._target = target

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent) and event.gotFocus() and self._is_there(watched):
            self._target.setFocus(event.reason())
        return super().eventFilter(watched, event)

    def _is_there(self, page: QObject) -> bool:
        """Return whether what is worked in is seen; an empty page hides it, and keeps the focus itself."""
        return isinstance(page, QWidget) and self._target.isVisibleTo(page)
