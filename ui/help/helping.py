"""Opens help for the place where the focus is, in any window of the program."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from ui.help.where import page_at

if TYPE_CHECKING:
    from ui.help.window import HelpWindow


class Helping(QObject):
    """One help window over one window; it is made when it is first asked for."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._help: HelpWindow | None = None

    def open_here(self, shown: QWidget | None = None) -> None:
        """Open the page for where the focus is, else for what is shown."""
        self.open_page(page_at(QApplication.focusWidget(), shown, self._window))

    def open_page(self, name: str) -> None:
        """Open a page by its name."""
        from ui.help.window import HelpWindow  # noqa: PLC0415 (a tenth of the start, and rarely opened)

        ground = self._ground()
        self._help = self._help or HelpWindow(ground)
        self._help.open_page(name)

    def _ground(self) -> QWidget:
        """Return the window that help stays over; a menu-like one gives way to it."""
        below = self._window.parentWidget()
        if self._window.windowType() is Qt.WindowType.Popup and below is not None:
            self._window.hide()
            return below.window()
        return self._window


def offer_help(window: QWidget, page: str = "") -> QAction:
    """Let F1 open help over a window: while it is open, the one below it hears no keys.

    page: what is opened, empty for the page of where the focus is.
    """
    helping = Helping(window)
    action = QAction(QCoreApplication.translate("Guide", "Help for this page"), window)
    action.setObjectName("window_help")
    action.setShortcut(QKeySequence("F1"))
    action.triggered.connect(lambda _checked: helping.open_page(page) if page else helping.open_here())
    window.addAction(action)
    return action
