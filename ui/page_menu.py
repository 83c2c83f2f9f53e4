"""The menu of what is shown: every action of the page, of a card over it, and of the panel beside it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QWidget

from ui.palette.actions import actions_of
from ui.widgets.offering import offer

Parts = Sequence[tuple[QWidget, str]]


class PageMenu(QObject):
    """Filled when it is opened, empty otherwise: a key belongs to its page, not to the menu. shown: what is seen."""

    def __init__(self, menu: QMenu, shown: Callable[[], Parts]) -> None:
        super().__init__(menu)
        self._menu = menu
        self._shown = shown
        menu.setObjectName("page_menu")
        menu.setToolTipsVisible(True)
        menu.aboutToShow.connect(self._fill)
        menu.aboutToHide.connect(self._empty)

    def _fill(self) -> None:
        self._empty()
        for part, title in self._shown():
            actions = list(actions_of(part))
            if actions:
                self._menu.addSection(title)
                self._menu.addActions(actions)
        if self._menu.isEmpty():
            nothing = self.tr("This page has no actions of its own")
            offer(self._menu.addAction(nothing), possible=False, reason=nothing)

    def _empty(self) -> None:
        # PySide 6.11: clear() takes the actions from their pages as well, and they are gone with the menu
        for action in self._menu.actions():
            self._menu.removeAction(action)
            if action.parent() is self._menu:
                action.deleteLater()
